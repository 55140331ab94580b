#include "calendar_testing.h"

#include "calendar/zone.h"

/* Lengths of days: kpi-reference section 0; the changes are those of the IANA time zone database. */
static void days_have_23_to_25_hours(void **state)
{
    (void)state;
    static const struct {
        const char *zone, *day;
        int minutes;
    } cases[] = {
        {"America/New_York", "2024-03-10", 23 * 60}, {"America/New_York", "2024-11-03", 25 * 60},
        {"America/New_York", "2024-07-01", 24 * 60}, {"Asia/Riyadh", "2024-03-10", 24 * 60},
        {"Australia/Lord_Howe", "2024-04-07", 24 * 60 + 30}, /* half an hour of summer time */
        {"America/Havana", "2024-03-10", 23 * 60},           /* midnight is skipped */
        {"America/Havana", "2024-11-03", 25 * 60},           /* and comes twice */
    };
    Error error = {0};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        int64_t start, end;
        assert_int_equal(day_start(cases[i].zone, day_of(cases[i].day), &start, &error), STATUS_OK);
        assert_int_equal(day_start(cases[i].zone, day_of(cases[i].day) + 1, &end, &error), STATUS_OK);
        if (end - start != cases[i].minutes * INT64_C(60000000))
            fail_msg("%s in %s has %d minutes", cases[i].day, cases[i].zone, (int)((end - start) / 60000000));
    }
}

static void a_day_starts_at_local_midnight(void **state)
{
    (void)state;
    Error error = {0};
    int64_t start;
    assert_int_equal(day_start("Asia/Tehran", day_of("2026-11-21"), &start, &error), STATUS_OK);
    assert_int_equal(start, instant_of("2026-11-20 20:30:00"));
    assert_int_equal(day_start("America/Havana", day_of("2024-03-10"), &start, &error), STATUS_OK);
    assert_int_equal(start, instant_of("2024-03-10 05:00:00"));
}

/* The first instant of a local day is of that day, the microsecond before of the day before: for every day of
 * two years in zones that change at midnight, by half an hour, twice around Ramadan. */
static void starts_divide_days(void **state)
{
    (void)state;
    static const char *const zones[] = {"America/Havana", "Asia/Beirut", "Australia/Lord_Howe", "Africa/Casablanca",
                                        "Europe/Moscow"};
    for (size_t i = 0; i < sizeof zones / sizeof zones[0]; i++) {
        Arena *arena CLEANUP(arena_cleanup) = arena_new(0);
        Error error = {0};
        Zone zone;
        assert_int_equal(zone_read(arena, zones[i], &zone, &error), STATUS_OK);
        for (int32_t day = day_of("2021-01-01"); day < day_of("2023-01-01"); day++) {
            int64_t start;
            assert_int_equal(day_start(zones[i], day, &start, &error), STATUS_OK);
            for (int before = 0; before < 2; before++) {
                int64_t local = start - before + zone_offset(&zone, start - before) * INT64_C(1000000);
                assert_int_equal(local / INT64_C(86400000000), day - before);
            }
        }
    }
}

static void what_is_no_zone_is_refused(void **state)
{
    (void)state;
    Error error = {0};
    int64_t start = 7;
    int32_t today = 7;
    static const char *const bad[] = {"", "Nowhere", "GMT+03:30", "Etc/Unknown", "asia/riyadh ", "\xd8\xaa",
                                      "A/very/long/name/that/no/buffer/of/a/sane/size/would/ever/hold/at/all/in/its/life"};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        assert_false(time_zone_exists(bad[i]));
        assert_int_equal(day_start(bad[i], 0, &start, &error), STATUS_INVALID_ARGUMENT);
        assert_int_equal(day_today(bad[i], &today, &error), STATUS_INVALID_ARGUMENT);
    }
    assert_int_equal(start, 7);
    assert_int_equal(today, 7);
    assert_true(time_zone_exists("Asia/Riyadh"));
    assert_true(time_zone_exists("UTC"));
}

static void today_is_of_the_zone(void **state)
{
    (void)state;
    Error error = {0};
    int64_t now;
    int32_t west, east;
    assert_int_equal(instant_now(&now), STATUS_OK);
    assert_int_equal(day_today("Pacific/Kiritimati", &east, &error), STATUS_OK); /* UTC+14 */
    assert_int_equal(day_today("Pacific/Pago_Pago", &west, &error), STATUS_OK);  /* UTC-11 */
    assert_true(east > west);
    assert_in_range(now / INT64_C(86400000000), west, east);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(days_have_23_to_25_hours),  cmocka_unit_test(a_day_starts_at_local_midnight),
        cmocka_unit_test(starts_divide_days),        cmocka_unit_test(what_is_no_zone_is_refused),
        cmocka_unit_test(today_is_of_the_zone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
