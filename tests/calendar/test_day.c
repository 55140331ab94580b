#include "testing.h"

#include "calendar/day.h"
#include "calendar/table.h"

#include <string.h>

static int32_t day_of(const char *text)
{
    int32_t day = -1;
    assert_true(day_parse(text_of(text), &day));
    return day;
}

static void days_are_counted_from_1970(void **state)
{
    (void)state;
    assert_int_equal(day_of("1970-01-01"), 0);
    assert_int_equal(day_of("1969-12-31"), -1);
    assert_int_equal(day_of("2000-03-01"), 11017);
    assert_int_equal(day_of("2026-11-21"), 20778); /* date -d 2026-11-21 +%s, divided by 86,400 */
    assert_int_equal(day_of("0001-01-01"), -719162);
    for (int32_t day = day_of("0001-01-01"); day <= day_of("9999-12-31"); day += 1) {
        char text[11];
        day_format(day, text);
        int32_t again;
        if (!day_parse((Text){text, 10}, &again) || again != day)
            fail_msg("%d became %s", day, text);
    }
}

static void what_is_no_day_is_refused(void **state)
{
    (void)state;
    static const char *const bad[] = {"",           "2026-1-1",    "2026-13-01", "2026-00-10", "2026-02-29",
                                      "1900-02-29", "2026-04-31",  "0000-01-01", "2026/01/01", "2026-01-01 ",
                                      "+026-01-01", "2026-01-0\0", "۲۰۲۶-۰۱-۰۱"};
    int32_t day;
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        if (day_parse(text_of(bad[i]), &day))
            fail_msg("\"%s\" was let through", bad[i]);
}

static void weekdays_follow_iso(void **state)
{
    (void)state;
    assert_int_equal(weekday_of(0), 4);
    assert_int_equal(weekday_of(day_of("2026-11-21")), 6); /* a Saturday */
    assert_int_equal(weekday_of(day_of("1969-12-29")), 1);
    for (int i = 1; i <= 7; i++) {
        int weekday;
        assert_true(weekday_parse(text_of(weekday_name(i)), &weekday));
        assert_int_equal(weekday, i);
    }
    int weekday;
    assert_false(weekday_parse(text_of(""), &weekday));
}

static void instants_are_written_in_utc(void **state)
{
    (void)state;
    char text[28];
    instant_format(0, text);
    assert_string_equal(text, "1970-01-01T00:00:00Z");
    instant_format(-1, text);
    assert_string_equal(text, "1969-12-31T23:59:59.999999Z");
    instant_format(INT64_C(1795255200000000), text);
    assert_string_equal(text, "2026-11-21T10:00:00Z"); /* date -u -d @1795255200 */
}

/* Each start is the day a month, a quarter or a year begins with, and is the latest that is not later than the day. */
static void gregorian_periods_begin(void **state)
{
    (void)state;
    Error error;
    static const int months[] = {1, 3, 12};
    for (int32_t day = -30000; day < 60000; day++) {
        DayParts date;
        assert_int_equal(day_parts(CALENDAR_GREGORIAN, day, &date, &error), STATUS_OK);
        for (int i = 0; i < 3; i++) {
            DayParts start;
            assert_int_equal(day_parts(CALENDAR_GREGORIAN, gregorian_period_start(day, months[i]), &start, &error), STATUS_OK);
            assert_int_equal(start.day, 1);
            assert_int_equal(start.year, date.year);
            assert_in_range(date.month - start.month, 0, months[i] - 1);
            assert_int_equal(start.month % months[i], 1 % months[i]);
        }
    }
    int32_t day = 0, start = 0;
    assert_true(day_parse(text_of("2026-11-28"), &day) && day_parse(text_of("2026-10-01"), &start));
    assert_int_equal(gregorian_period_start(day, 3), start);
}

static void names_are_read_back(void **state)
{
    (void)state;
    for (int i = 0; i < CALENDAR_SYSTEMS; i++) {
        CalendarSystem system;
        assert_true(calendar_system_parse(text_of(calendar_system_name((CalendarSystem)i)), &system));
        assert_int_equal(system, i);
    }
    for (int i = 0; i < PERIOD_LENGTHS; i++) {
        PeriodLength length;
        assert_true(period_length_parse(text_of(period_length_name((PeriodLength)i)), &length));
        assert_int_equal(length, i);
    }
    PeriodLength length;
    assert_false(period_length_parse(text_of("fortnight"), &length));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(days_are_counted_from_1970), cmocka_unit_test(what_is_no_day_is_refused),
        cmocka_unit_test(weekdays_follow_iso),        cmocka_unit_test(instants_are_written_in_utc),
        cmocka_unit_test(names_are_read_back),        cmocka_unit_test(gregorian_periods_begin),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
