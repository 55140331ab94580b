#include "calendar_testing.h"

#include "calendar/zone_file.h"

#include <string.h>
#include <unistd.h>

/* A file as zic writes it: an empty first block, one change to +1:00 in 2000, and a footer. */
static size_t make_file(unsigned char *target, const char *footer)
{
    static const unsigned char header_1[44] = {'T', 'Z', 'i', 'f', '2', [39] = 1, [43] = 1};
    static const unsigned char header_2[44] = {'T', 'Z', 'i', 'f', '2', [35] = 1, [39] = 2, [43] = 8};
    static const unsigned char block_1[7] = {0};
    /* 946684800 = 2000-01-01; type 1: +3600; two names */
    static const unsigned char block_2[] = {0, 0, 0, 0, 0x38, 0x6d, 0x43, 0x80, 1, 0,   0,   0,   0, 0,   0,   0,
                                            0, 0x0e, 0x10, 0, 4, 'U', 'T', 'C', 0, 'C', 'E', 'T', 0};
    unsigned char *at = target;
    memcpy(at, header_1, sizeof header_1);
    at += sizeof header_1;
    memcpy(at, block_1, sizeof block_1);
    at += sizeof block_1;
    memcpy(at, header_2, sizeof header_2);
    at += sizeof header_2;
    memcpy(at, block_2, sizeof block_2);
    at += sizeof block_2;
    *at++ = '\n';
    memcpy(at, footer, strlen(footer));
    at += strlen(footer);
    *at++ = '\n';
    return (size_t)(at - target);
}

static Zone parse(const char *footer, ZoneChange *changes)
{
    unsigned char bytes[512];
    Zone zone = {.changes = changes};
    if (!zone_file_parse(bytes, make_file(bytes, footer), changes, &zone.count))
        fail_msg("\"%s\" was refused", footer);
    return zone;
}

static int32_t offset_at(const Zone *zone, const char *instant)
{
    return zone_offset(zone, instant_of(instant));
}

static void a_file_and_its_rule_are_read(void **state)
{
    (void)state;
    ZoneChange changes[ZONE_CHANGES_MOST];
    Zone zone = parse("CET-1CEST,M3.5.0,M10.5.0/3", changes);
    assert_int_equal(offset_at(&zone, "1995-07-01 00:00:00"), 0);
    assert_int_equal(offset_at(&zone, "2000-01-01 00:00:00"), 3600);
    /* The European Union: last Sundays of March and October, 01:00 UTC. */
    assert_int_equal(offset_at(&zone, "2026-03-29 00:59:59"), 3600);
    assert_int_equal(offset_at(&zone, "2026-03-29 01:00:00"), 7200);
    assert_int_equal(offset_at(&zone, "2026-10-25 00:59:59"), 7200);
    assert_int_equal(offset_at(&zone, "2026-10-25 01:00:00"), 3600);
    assert_int_equal(offset_at(&zone, "2059-07-01 00:00:00"), 7200);
    zone = parse("CET-1", changes);
    assert_int_equal(zone.count, 2);
    zone = parse("", changes);
    assert_int_equal(zone.count, 2);
}

/* Forms that zones have or had: names in brackets, days of the year, times beyond midnight, the south. */
static void every_form_of_rule_is_read(void **state)
{
    (void)state;
    ZoneChange changes[ZONE_CHANGES_MOST];
    Zone zone = parse("<-03>3<-02>,M3.5.0/-2,M10.5.0/-1", changes); /* Nuuk: Saturday 22:00 and 23:00 */
    assert_int_equal(offset_at(&zone, "2026-03-29 00:59:59"), -10800);
    assert_int_equal(offset_at(&zone, "2026-03-29 01:00:00"), -7200);
    zone = parse("EET-2EEST,M4.5.5/0,M10.5.4/24", changes); /* Cairo: until Thursday 24:00 */
    assert_int_equal(offset_at(&zone, "2026-04-23 21:59:59"), 7200);
    assert_int_equal(offset_at(&zone, "2026-04-23 22:00:00"), 10800);
    assert_int_equal(offset_at(&zone, "2026-10-29 20:59:59"), 10800);
    assert_int_equal(offset_at(&zone, "2026-10-29 21:00:00"), 7200);
    zone = parse("AEST-10AEDT,M10.1.0,M4.1.0/3", changes); /* Sydney */
    assert_int_equal(offset_at(&zone, "2026-01-15 00:00:00"), 39600);
    assert_int_equal(offset_at(&zone, "2026-07-15 00:00:00"), 36000);
    zone = parse("<+1030>-10:30<+11>-11,M10.1.0,M4.1.0", changes); /* Lord Howe */
    assert_int_equal(offset_at(&zone, "2026-01-15 00:00:00"), 39600);
    assert_int_equal(offset_at(&zone, "2026-07-15 00:00:00"), 37800);
    zone = parse("AAA0BBB,J60/0,299/0", changes); /* 1 March always; the 300th day */
    assert_int_equal(offset_at(&zone, "2024-02-29 23:59:59"), 0);
    assert_int_equal(offset_at(&zone, "2024-03-01 00:00:00"), 3600);
    assert_int_equal(offset_at(&zone, "2025-03-01 00:00:00"), 3600);
    assert_int_equal(offset_at(&zone, "2024-10-25 23:00:00"), 0);
    assert_int_equal(offset_at(&zone, "2024-10-25 22:59:59"), 3600);
}

static void unsound_files_are_refused(void **state)
{
    (void)state;
    static const char *const footers[] = {"CET",           "CET-",        "-1",          "CET-1CEST",
                                          "CET-1CEST,M3.5.0", "CET-1CEST,M13.5.0,M10.5.0", "CET-1CEST,M3.6.0,M10.5.0",
                                          "CET-1CEST,M3.5.7,M10.5.0", "CET-1CEST,M3.5.0,M10.5.0x", "<CET-1",
                                          "CET-999",       "CET-1:60",    "CET-1CEST,J0,J366", "C1", "CET-12345678901"};
    ZoneChange changes[ZONE_CHANGES_MOST];
    unsigned char bytes[512];
    size_t count;
    for (size_t i = 0; i < sizeof footers / sizeof footers[0]; i++)
        if (zone_file_parse(bytes, make_file(bytes, footers[i]), changes, &count))
            fail_msg("\"%s\" was let through", footers[i]);
    /* Cut anywhere, with any byte turned over: refused or read, never beyond the end. */
    size_t length = make_file(bytes, "CET-1CEST,M3.5.0,M10.5.0/3");
    for (size_t cut = 0; cut < length; cut++)
        assert_false(zone_file_parse(bytes, cut, changes, &count));
    for (size_t at = 0; at < length; at++)
        for (int bit = 0; bit < 8; bit++) {
            bytes[at] ^= (unsigned char)(1 << bit);
            if (zone_file_parse(bytes, length, changes, &count))
                assert_in_range(count, 1, ZONE_CHANGES_MOST);
            bytes[at] ^= (unsigned char)(1 << bit);
        }
}

static void names_lead_nowhere_else(void **state)
{
    (void)state;
    ZoneChange changes[ZONE_CHANGES_MOST];
    size_t count;
    static const char *const bad[] = {"", "../zoneinfo/UTC", "/usr/share/zoneinfo/UTC", "right/UTC", "posix/UTC",
                                      "Asia/../UTC", "Asia", "tzdata.zi", "Asia/Tehran\n"};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        assert_false(zone_file_read(bad[i], changes, &count));
}

/* Where nothing changed since ICU's edition, both agree, from the first day to the last. */
static void the_system_and_icu_agree(void **state)
{
    (void)state;
    if (access("/usr/share/zoneinfo/Asia/Tehran", R_OK) != 0)
        skip();
    static const char *const zones[] = {"Asia/Tehran", "Asia/Riyadh", "Europe/Moscow", "America/New_York", "UTC",
                                        "Australia/Lord_Howe", "Europe/Berlin", "America/Havana"};
    for (size_t i = 0; i < sizeof zones / sizeof zones[0]; i++) {
        Arena *arena CLEANUP(arena_cleanup) = arena_new(0);
        Error error = {0};
        Zone system, icu;
        assert_int_equal(zone_read(arena, zones[i], &system, &error), STATUS_OK);
        assert_int_equal(zone_read_icu(arena, zones[i], &icu, &error), STATUS_OK);
        if (system.count != icu.count)
            fail_msg("%s has %d changes, %d in ICU", zones[i], (int)system.count, (int)icu.count);
        for (size_t change = 0; change < icu.count; change++) {
            assert_int_equal(system.changes[change].instant, icu.changes[change].instant);
            assert_int_equal(system.changes[change].offset, icu.changes[change].offset);
        }
    }
}

/* Law 24 of 2023: Egypt's clocks go forth on the last Friday of April. */
static void egypt_has_summer_time_again(void **state)
{
    (void)state;
    char version[32];
    if (!zone_file_version(version) || strcmp(version, "2023c") < 0)
        skip();
    Arena *arena CLEANUP(arena_cleanup) = arena_new(0);
    Error error = {0};
    Zone zone;
    assert_int_equal(zone_read(arena, "Africa/Cairo", &zone, &error), STATUS_OK);
    assert_int_equal(offset_at(&zone, "2026-07-01 00:00:00"), 10800);
    assert_int_equal(offset_at(&zone, "2026-01-01 00:00:00"), 7200);
    assert_int_equal(offset_at(&zone, "2020-07-01 00:00:00"), 7200);
    assert_int_equal(offset_at(&zone, "2058-07-01 00:00:00"), 10800);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_file_and_its_rule_are_read), cmocka_unit_test(every_form_of_rule_is_read),
        cmocka_unit_test(unsound_files_are_refused),    cmocka_unit_test(names_lead_nowhere_else),
        cmocka_unit_test(the_system_and_icu_agree),     cmocka_unit_test(egypt_has_summer_time_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
