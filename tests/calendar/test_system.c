#include "calendar_testing.h"

static void expect(CalendarSystem system, int32_t year, int32_t month, int32_t day, const char *gregorian)
{
    Error error = {0};
    int32_t number;
    DayParts parts;
    if (day_from_parts(system, (DayParts){year, month, day}, &number, &error) != STATUS_OK)
        fail_msg("%d-%d-%d: %s", year, month, day, error.message);
    if (number != day_of(gregorian))
        fail_msg("%d-%d-%d is %d days from %s", year, month, day, number - day_of(gregorian), gregorian);
    assert_int_equal(day_parts(system, number, &parts, &error), STATUS_OK);
    assert_true(parts.year == year && parts.month == month && parts.day == day);
}

/*
 * The Solar Hijri year begins on the day of the March equinox where that falls before noon at 52.5 degrees east,
 * else on the next. The equinoxes of 1990 to 2059, computed after Meeus (Astronomical Algorithms, chapter 27),
 * give exactly the leap years below, as Iran's calendar centre publishes them.
 */
static void persian(void **state)
{
    (void)state;
    expect(CALENDAR_PERSIAN, 1405, 8, 30, "2026-11-21");
    expect(CALENDAR_PERSIAN, 1403, 12, 30, "2025-03-20");
    expect(CALENDAR_PERSIAN, 1404, 1, 1, "2025-03-21");
    expect(CALENDAR_PERSIAN, 1357, 11, 22, "1979-02-11");
    static const int leap[] = {1370, 1375, 1379, 1383, 1387, 1391, 1395, 1399, 1403,
                               1408, 1412, 1416, 1420, 1424, 1428, 1432, 1436};
    size_t next = 0;
    for (int year = 1369; year <= 1437; year++) {
        Error error = {0};
        int32_t day;
        bool is_leap = day_from_parts(CALENDAR_PERSIAN, (DayParts){year, 12, 30}, &day, &error) == STATUS_OK;
        bool expected = next < sizeof leap / sizeof leap[0] && leap[next] == year;
        if (is_leap != expected)
            fail_msg("%d", year);
        next += expected;
    }
}

/*
 * First days of months as Saudi Arabia announced or printed them in the Umm al-Qura calendar (R. H. van Gent,
 * "The Umm al-Qura Calendar of Saudi Arabia", lists them): Ramadan of 2021, 2022 and 2024, Shawwal 2024, the New
 * Years from 1445 on.
 */
static void islamic(void **state)
{
    (void)state;
    expect(CALENDAR_ISLAMIC, 1442, 9, 1, "2021-04-13");
    expect(CALENDAR_ISLAMIC, 1443, 9, 1, "2022-04-02");
    expect(CALENDAR_ISLAMIC, 1445, 1, 1, "2023-07-19");
    expect(CALENDAR_ISLAMIC, 1445, 9, 1, "2024-03-11");
    expect(CALENDAR_ISLAMIC, 1445, 10, 1, "2024-04-10");
    expect(CALENDAR_ISLAMIC, 1446, 1, 1, "2024-07-07");
    expect(CALENDAR_ISLAMIC, 1447, 1, 1, "2025-06-26");
    expect(CALENDAR_ISLAMIC, 1448, 1, 1, "2026-06-16");
}

static void gregorian(void **state)
{
    (void)state;
    expect(CALENDAR_GREGORIAN, 2024, 2, 29, "2024-02-29");
    expect(CALENDAR_FISCAL, 1999, 12, 31, "1999-12-31");
}

static void dates_that_do_not_exist_are_refused(void **state)
{
    (void)state;
    static const struct {
        CalendarSystem system;
        DayParts parts;
    } cases[] = {
        {CALENDAR_GREGORIAN, {2026, 2, 29}}, {CALENDAR_GREGORIAN, {2026, 13, 1}}, {CALENDAR_PERSIAN, {1404, 12, 30}},
        {CALENDAR_PERSIAN, {1405, 7, 31}},   {CALENDAR_PERSIAN, {1405, 1, 32}},   {CALENDAR_PERSIAN, {1405, 0, 1}},
        {CALENDAR_ISLAMIC, {1447, 1, 31}},   {CALENDAR_ISLAMIC, {1447, 12, 30}},  {CALENDAR_ISLAMIC, {0, 1, 1}},
        {CALENDAR_PERSIAN, {-5, 1, 1}},      {CALENDAR_PERSIAN, {2000000000, 1, 1}},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        Error error = {0};
        int32_t day = 7;
        if (day_from_parts(cases[i].system, cases[i].parts, &day, &error) != STATUS_INVALID_ARGUMENT)
            fail_msg("case %d was let through", (int)i);
        assert_int_equal(day, 7);
        assert_true(error.value[0] != '\0');
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(persian),
        cmocka_unit_test(islamic),
        cmocka_unit_test(gregorian),
        cmocka_unit_test(dates_that_do_not_exist_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
