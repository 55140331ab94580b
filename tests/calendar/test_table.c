#include "calendar_testing.h"

#include <time.h>

static CalendarRow *rows;
static size_t count;

static CalendarRow *row_of(const char *day)
{
    return &rows[day_of(day) - calendar_first_day()];
}

static void make(Arena *arena, CalendarSettings settings)
{
    Error error = {0};
    if (calendar_rows(arena, &settings, &rows, &count, &error) != STATUS_OK)
        fail_msg("%s", error.message);
}

static void every_day_has_a_row_quickly(void **state)
{
    (void)state;
    Arena *arena CLEANUP(arena_cleanup) = arena_new(0);
    clock_t start = clock();
    make(arena, (CalendarSettings){.first_day_of_week = 1, .fiscal_month = 1, .fiscal_day = 1});
    assert_true((double)(clock() - start) / CLOCKS_PER_SEC < 2);
    assert_int_equal(count, 25567);
    assert_int_equal(rows[0].day, day_of("1990-01-01"));
    assert_int_equal(rows[count - 1].day, day_of("2059-12-31"));
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(rows[i].day, rows[0].day + (int32_t)i);
        for (int system = 0; system < CALENDAR_SYSTEMS; system++) {
            assert_in_range(rows[i].day - rows[i].month[system], 0, 30);
            assert_in_range(rows[i].month[system] - rows[i].quarter[system], 0, 62);
            assert_in_range(rows[i].quarter[system] - rows[i].year[system], 0, 276);
        }
    }
}

/* Day by day through day_parts(), which asks ICU anew: the walk over months agrees. */
static void months_agree_with_dates(void **state)
{
    (void)state;
    Arena *arena CLEANUP(arena_cleanup) = arena_new(0);
    make(arena, (CalendarSettings){.first_day_of_week = 1, .fiscal_month = 1, .fiscal_day = 1});
    for (size_t i = 0; i < count; i += 17) {
        Error error = {0};
        DayParts persian, islamic;
        assert_int_equal(day_parts(CALENDAR_PERSIAN, rows[i].day, &persian, &error), STATUS_OK);
        assert_int_equal(day_parts(CALENDAR_ISLAMIC, rows[i].day, &islamic, &error), STATUS_OK);
        assert_memory_equal(&persian, &rows[i].persian, sizeof persian);
        assert_memory_equal(&islamic, &rows[i].islamic, sizeof islamic);
        assert_int_equal(rows[i].month[CALENDAR_PERSIAN], rows[i].day - persian.day + 1);
        int32_t day;
        assert_int_equal(day_from_parts(CALENDAR_PERSIAN, (DayParts){persian.year, (persian.month - 1) / 3 * 3 + 1, 1},
                                        &day, &error), STATUS_OK);
        assert_int_equal(rows[i].quarter[CALENDAR_PERSIAN], day);
        assert_int_equal(day_from_parts(CALENDAR_ISLAMIC, (DayParts){islamic.year, 1, 1}, &day, &error), STATUS_OK);
        assert_int_equal(rows[i].year[CALENDAR_ISLAMIC], day);
    }
}

static void periods_of_a_day_in_each_calendar(void **state)
{
    (void)state;
    Arena *arena CLEANUP(arena_cleanup) = arena_new(0);
    make(arena, (CalendarSettings){.first_day_of_week = 6, .fiscal_month = 4, .fiscal_day = 6});
    const CalendarRow *row = row_of("2026-11-21");
    assert_int_equal(row->weekday, 6);
    assert_int_equal(row->week, day_of("2026-11-21"));
    assert_int_equal(row->month[CALENDAR_GREGORIAN], day_of("2026-11-01"));
    assert_int_equal(row->quarter[CALENDAR_GREGORIAN], day_of("2026-10-01"));
    assert_int_equal(row->year[CALENDAR_GREGORIAN], day_of("2026-01-01"));
    assert_int_equal(row->month[CALENDAR_PERSIAN], day_of("2026-10-23"));   /* 1 Aban 1405 */
    assert_int_equal(row->quarter[CALENDAR_PERSIAN], day_of("2026-09-23")); /* 1 Mehr 1405 */
    assert_int_equal(row->year[CALENDAR_PERSIAN], day_of("2026-03-21"));
    assert_int_equal(row->year[CALENDAR_ISLAMIC], day_of("2026-06-16"));
    assert_int_equal(row->month[CALENDAR_FISCAL], day_of("2026-11-06"));
    assert_int_equal(row->quarter[CALENDAR_FISCAL], day_of("2026-10-06"));
    assert_int_equal(row->year[CALENDAR_FISCAL], day_of("2026-04-06"));
    row = row_of("2026-04-05");
    assert_int_equal(row->month[CALENDAR_FISCAL], day_of("2026-03-06"));
    assert_int_equal(row->quarter[CALENDAR_FISCAL], day_of("2026-01-06"));
    assert_int_equal(row->year[CALENDAR_FISCAL], day_of("2025-04-06"));
    assert_int_equal(row->week, day_of("2026-04-04"));
}

/* ISO 8601: 2021-01-03 is of 2020-W53, 2024-12-30 of 2025-W01 (kpi-reference section 0). */
static void iso_weeks(void **state)
{
    (void)state;
    Arena *arena CLEANUP(arena_cleanup) = arena_new(0);
    make(arena, (CalendarSettings){.first_day_of_week = 1, .fiscal_month = 1, .fiscal_day = 1});
    assert_int_equal(row_of("2021-01-03")->week, day_of("2020-12-28"));
    assert_int_equal(row_of("2021-01-04")->week, day_of("2021-01-04"));
    assert_int_equal(row_of("2024-12-30")->week, day_of("2024-12-30"));
    assert_int_equal(row_of("2025-01-01")->week, day_of("2024-12-30"));
}

static void weekends_and_holidays_are_marked(void **state)
{
    (void)state;
    Arena *arena CLEANUP(arena_cleanup) = arena_new(0);
    const int32_t holidays[] = {day_of("1980-05-01"), day_of("2026-01-01"), day_of("2026-09-23")};
    make(arena, (CalendarSettings){.first_day_of_week = 7, .weekend = {[5] = true, [6] = true}, .fiscal_month = 1,
                                   .fiscal_day = 31, .holidays = holidays, .holiday_count = 3});
    assert_true(row_of("2026-11-20")->weekend);
    assert_true(row_of("2026-11-21")->weekend);
    assert_false(row_of("2026-11-22")->weekend);
    assert_true(row_of("2026-01-01")->holiday);
    assert_true(row_of("2026-09-23")->holiday);
    assert_false(row_of("2026-09-24")->holiday);
    assert_int_equal(row_of("2026-11-24")->week, day_of("2026-11-22"));
    /* Months from the 31st start on the last day where there is none, and keep the 31st after. */
    assert_int_equal(row_of("2026-03-01")->month[CALENDAR_FISCAL], day_of("2026-02-28"));
    assert_int_equal(row_of("2026-03-31")->month[CALENDAR_FISCAL], day_of("2026-03-31"));
    assert_int_equal(row_of("2024-02-29")->month[CALENDAR_FISCAL], day_of("2024-02-29"));
    assert_int_equal(row_of("2026-01-30")->year[CALENDAR_FISCAL], day_of("2025-01-31"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_day_has_a_row_quickly),     cmocka_unit_test(months_agree_with_dates),
        cmocka_unit_test(periods_of_a_day_in_each_calendar), cmocka_unit_test(iso_weeks),
        cmocka_unit_test(weekends_and_holidays_are_marked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
