#include "testing.h"

#include "calendar/holiday_file.h"

#include <string.h>

#define FILE_OF(events) "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n" events "END:VCALENDAR\r\n"
#define EVENT(lines) "BEGIN:VEVENT\r\n" lines "END:VEVENT\r\n"

static int32_t day(const char *text)
{
    int32_t number = 0;
    assert_true(day_parse(text_of(text), &number));
    return number;
}

static Status read_file(Arena *arena, const char *text, HolidayFile *file)
{
    Error error = {0};
    Status status = holiday_file_read(arena, text_of(text), day("2030-12-31"), file, &error);
    assert_int_equal(status == STATUS_OK, error.message[0] == '\0');
    return status;
}

/* `expected`: "2026-01-01 Name\n" for each day. */
static void assert_days(const char *text, const char *expected)
{
    Arena *arena = arena_new(0);
    HolidayFile file;
    TextBuilder found = text_builder(1 << 16);
    assert_int_equal(read_file(arena, text, &file), STATUS_OK);
    for (size_t i = 0; i < file.count; i++) {
        char written[11];
        day_format(file.days[i].day, written);
        text_append_format(&found, "%s %s\n", written, file.days[i].name);
    }
    for (size_t i = 0; i < file.left_out_count; i++)
        text_append_format(&found, "line %zu: %s\n", file.left_out[i].line, file.left_out[i].reason);
    assert_string_equal(found.bytes, expected);
    text_builder_free(&found);
    arena_free(arena);
}

static void whole_days_are_read(void **state)
{
    (void)state;
    assert_days(FILE_OF(EVENT("DTSTART;VALUE=DATE:20260920\r\nDTEND;VALUE=DATE:20260921\r\nSUMMARY:Second\r\n")
                        EVENT("SUMMARY;LANGUAGE=\"ar:x\":\xD8\xA7\xD9\x84\xD8\xB9\xD9\x8A\xD8\xAF\\, \\nfirst\r\nDTSTART;VALUE=DATE:20260320\r\nDTEND;VALUE=DATE:20260322\r\n")
                        EVENT("DTSTART:20260920\r\nSUMMARY:Again\r\n") EVENT("DTSTART:20261001\r\nDURATION:P1D\r\n")),
                "2026-03-20 \xD8\xA7\xD9\x84\xD8\xB9\xD9\x8A\xD8\xAF,  first\n2026-03-21 \xD8\xA7\xD9\x84\xD8\xB9\xD9\x8A\xD8\xAF,  first\n"
                "2026-09-20 Again\n2026-10-01 \n");
}

static void folded_lines_are_one(void **state)
{
    (void)state;
    assert_days(FILE_OF(EVENT("DTSTART;VALUE=DATE\r\n :2026\r\n\t0501\r\nSUMMARY:Labour\r\n  Day\r\n")), "2026-05-01 Labour Day\n");
    assert_days("\xEF\xBB\xBF" "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20260501\nEND:VEVENT\n", "2026-05-01 \n");
}

/* RFC 5545, 3.8.5.3: Thanksgiving is FREQ=YEARLY;BYMONTH=11;BYDAY=4TH; its dates are those of the calendar. */
static void what_returns_every_year_is_followed(void **state)
{
    (void)state;
    assert_days(FILE_OF(EVENT("DTSTART:20261126\r\nRRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH\r\nSUMMARY:T\r\n")),
                "2026-11-26 T\n2027-11-25 T\n2028-11-23 T\n2029-11-22 T\n2030-11-28 T\n");
    assert_days(FILE_OF(EVENT("DTSTART:20260525\r\nRRULE:FREQ=YEARLY;BYMONTH=5;BYDAY=-1MO;COUNT=3\r\nSUMMARY:M\r\n")),
                "2026-05-25 M\n2027-05-31 M\n2028-05-29 M\n");
    assert_days(FILE_OF(EVENT("DTSTART:20240229\r\nRRULE:FREQ=YEARLY\r\n")), "2024-02-29 \n2028-02-29 \n");
    assert_days(FILE_OF(EVENT("DTSTART:20260612\r\nRRULE:FREQ=YEARLY;UNTIL=20280611T235959Z\r\nEXDATE;VALUE=DATE:20270612\r\n")), "2026-06-12 \n");
    assert_days(FILE_OF(EVENT("DTSTART:20260101\r\nRRULE:FREQ=YEARLY;INTERVAL=2\r\n")), "2026-01-01 \n2028-01-01 \n2030-01-01 \n");
}

static void what_is_not_read_is_said(void **state)
{
    (void)state;
    assert_days(FILE_OF(EVENT("DTSTART:20260101T090000Z\r\n")), "line 3: the event is at a time of the day, not on a whole day\n");
    assert_days(FILE_OF(EVENT("DTSTART:20260101\r\nRRULE:FREQ=WEEKLY\r\n")), "line 3: the event returns in a way that is not read: only every year\n");
    assert_days(FILE_OF(EVENT("DTSTART:20260101\r\nSTATUS:CANCELLED\r\n")), "line 3: the event is cancelled\n");
    assert_days(FILE_OF(EVENT("DTSTART:20260231\r\n")), "line 3: the event has no day\n");
    assert_days(FILE_OF(EVENT("DTSTART:20260101\r\nDTEND:20260301\r\n")), "line 3: the event is longer than a month\n");
    assert_days(FILE_OF(EVENT("DTSTART:19010101\r\n")), "line 3: the day is outside of the years that are kept\n");
    assert_days("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20260101\n", "line 2: the file ends within the event\n");
    assert_days(FILE_OF(EVENT("BEGIN:VALARM\r\nDTSTART:20260303\r\nEND:VALARM\r\nDTSTART:20260101\r\n") "BEGIN:VTIMEZONE\r\nDTSTART:20260404\r\nEND:VTIMEZONE\r\n"), "2026-01-01 \n");
}

static void other_files_and_endless_ones_are_refused(void **state)
{
    (void)state;
    Arena *arena = arena_new(0);
    HolidayFile file;
    assert_int_equal(read_file(arena, "", &file), STATUS_INVALID_DATA);
    assert_int_equal(read_file(arena, "day,name\n2026-01-01,New Year\n", &file), STATUS_INVALID_DATA);
    assert_int_equal(read_file(arena, "BEGIN:VCARD\nEND:VCARD\n", &file), STATUS_INVALID_DATA);
    TextBuilder many = text_builder(1 << 20);
    text_append(&many, "BEGIN:VCALENDAR\n");
    for (int i = 0; i < 200; i++)
        text_append(&many, "BEGIN:VEVENT\nDTSTART:19900101\nDTEND:19900131\nRRULE:FREQ=YEARLY\nEND:VEVENT\n");
    assert_false(many.overflowed);
    assert_int_equal(read_file(arena, many.bytes, &file), STATUS_TOO_LARGE);
    text_builder_free(&many);
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(whole_days_are_read),
        cmocka_unit_test(folded_lines_are_one),
        cmocka_unit_test(what_returns_every_year_is_followed),
        cmocka_unit_test(what_is_not_read_is_said),
        cmocka_unit_test(other_files_and_endless_ones_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
