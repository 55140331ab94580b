#include "calendar_testing.h"

static Arena *arena;
static WorkingRow *rows;
static CalendarSettings week = {.first_day_of_week = 1};

static int setup(void **state)
{
    (void)state;
    arena = arena_new(0);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    arena_free(arena);
    return 0;
}

static void make_versions(const char *zone, const WorkingSchedule *versions, size_t version_count)
{
    Error error = {0};
    size_t count;
    if (working_rows(arena, zone, &week, versions, version_count, &rows, &count, &error) != STATUS_OK)
        fail_msg("%s", error.message);
    assert_int_equal(count, 25567);
}

static WorkingSchedule schedule_of(const char *text)
{
    Error error = {0};
    WorkingSchedule schedule;
    if (working_schedule_parse(arena, text_of(text), &schedule, &error) != STATUS_OK)
        fail_msg("%s", error.message);
    return schedule;
}

static void make(const char *zone, const char *text)
{
    WorkingSchedule schedule = schedule_of(text);
    make_versions(zone, &schedule, 1);
}

/* The formula of calendar/table.h, as metrics have it in SQL. */
static int64_t until(const char *instant)
{
    int64_t seconds = instant_of(instant) / 1000000;
    const WorkingRow *row = &rows[seconds / 86400 - calendar_first_day()];
    int64_t within = seconds % 86400, sum = row->before;
    for (int i = 0; i < WORKING_PIECES; i++) {
        int64_t open = within - row->opens[i], length = row->closes[i] - row->opens[i];
        sum += open < 0 ? 0 : open > length ? length : open;
    }
    return sum;
}

static int64_t between(const char *from, const char *to)
{
    return until(to) - until(from);
}

/* kpi-reference section 11: opened Friday 16:30, answered Monday 09:45: 1 h 15 min; answered on Saturday: 0. */
static void business_hours(void **state)
{
    (void)state;
    make("UTC", "monday-friday 09:00-17:00");
    assert_int_equal(between("2026-11-20 16:30:00", "2026-11-23 09:45:00"), 75 * 60);
    assert_int_equal(between("2026-11-20 17:00:00", "2026-11-21 12:00:00"), 0);
    assert_int_equal(between("2026-11-20 16:30:00", "2026-11-21 12:00:00"), 30 * 60);
    assert_int_equal(between("2026-11-16 00:00:00", "2026-11-23 00:00:00"), 40 * 3600);
    assert_int_equal(between("2026-11-16 10:00:07", "2026-11-16 10:00:09"), 2);
}

/* The same week elsewhere: local hours, shifted. */
static void hours_are_local(void **state)
{
    (void)state;
    make("Asia/Tehran", "saturday-wednesday 08:00-12:00,13:00-16:30");
    assert_int_equal(between("2026-11-21 04:29:00", "2026-11-21 04:31:00"), 60); /* 08:00 is 04:30 UTC */
    assert_int_equal(between("2026-11-21 08:30:00", "2026-11-21 09:30:00"), 0);  /* the noon break */
    assert_int_equal(between("2026-11-14 00:00:00", "2026-11-21 00:00:00"), 5 * 27000);
    make("Pacific/Auckland", "monday 09:00-17:00"); /* Monday 09:00 is Sunday 20:00 UTC */
    assert_int_equal(between("2026-11-22 19:00:00", "2026-11-22 21:00:00"), 3600);
    assert_int_equal(between("2026-11-22 20:00:00", "2026-11-23 04:00:00"), 8 * 3600);
    assert_int_equal(between("2026-11-23 04:00:00", "2026-11-24 04:00:00"), 0);
}

/* Open around the clock is the plain difference, also over days of 23 and 25 hours: the intervals are of wall
 * clocks, the sums of true seconds (New York: 2024-03-10 has 23 hours, 2024-11-03 has 25). */
static void days_of_23_and_25_hours(void **state)
{
    (void)state;
    make("America/New_York", "sunday 00:00-24:00");
    assert_int_equal(between("2024-03-09 00:00:00", "2024-03-12 00:00:00"), 23 * 3600);
    assert_int_equal(between("2024-11-02 00:00:00", "2024-11-05 00:00:00"), 25 * 3600);
    make("America/New_York", "sunday 01:00-03:00");
    assert_int_equal(between("2024-03-10 00:00:00", "2024-03-11 00:00:00"), 3600);
    assert_int_equal(between("2024-11-03 00:00:00", "2024-11-04 00:00:00"), 3 * 3600);
    make("America/New_York", "monday-sunday 00:00-24:00");
    assert_int_equal(between("1990-06-01 00:00:00", "2059-06-01 12:34:56"),
                     (instant_of("2059-06-01 12:34:56") - instant_of("1990-06-01 00:00:00")) / 1000000);
    assert_int_equal(rows[100].closes[0], 86400);
    assert_int_equal(rows[100].closes[1], 0);
}

static void holidays_are_closed(void **state)
{
    (void)state;
    const int32_t holidays[] = {day_of("2026-11-19"), day_of("2026-11-20")};
    week.holidays = holidays;
    week.holiday_count = 2;
    make("Asia/Riyadh", "sunday-thursday 09:00-17:00");
    week.holiday_count = 0;
    assert_int_equal(between("2026-11-18 21:00:00", "2026-11-21 21:00:00"), 0);
    assert_int_equal(between("2026-11-17 21:00:00", "2026-11-18 21:00:00"), 8 * 3600);
}

static void versions_begin_on_their_day(void **state)
{
    (void)state;
    WorkingSchedule versions[3] = {schedule_of("monday-friday 09:00-17:00"), schedule_of("monday-friday 10:00-14:00"),
                                   schedule_of("monday-friday 10:00-11:00")};
    versions[1].from_day = day_of("2026-11-18");
    versions[2].from_day = day_of("2026-11-20");
    make_versions("UTC", versions, 3);
    assert_int_equal(between("2026-11-16 00:00:00", "2026-11-18 00:00:00"), 2 * 8 * 3600);
    assert_int_equal(between("2026-11-18 00:00:00", "2026-11-20 00:00:00"), 2 * 4 * 3600);
    assert_int_equal(between("2026-11-20 00:00:00", "2026-11-24 00:00:00"), 2 * 3600);
    make_versions("UTC", NULL, 0);
    assert_int_equal(between("2026-11-16 00:00:00", "2026-11-24 00:00:00"), 0);
}

/* Rows of busy days in a zone that changes, against counting minute by minute with the zone's own clock. */
static void pieces_hold_what_the_clock_says(void **state)
{
    (void)state;
    make("Africa/Casablanca", "monday-sunday 00:30-02:30,11:00-12:00,22:00-24:00");
    for (int32_t day = day_of("2026-02-10"); day < day_of("2026-03-30"); day++) {
        const WorkingRow *row = &rows[day - calendar_first_day()];
        int64_t sum = 0;
        for (int i = 0; i < WORKING_PIECES; i++) {
            assert_true(row->opens[i] <= row->closes[i] && row->closes[i] <= 86400);
            if (i && row->closes[i])
                assert_true(row->closes[i - 1] < row->opens[i]);
            sum += row->closes[i] - row->opens[i];
        }
        assert_int_equal(row[1].before - row->before, sum);
        assert_in_range(sum, 4 * 3600, 6 * 3600);
    }
    /* Ramadan 2026: Morocco goes back an hour on 15 February at 03:00 and forth on 22 March at 02:00. */
    assert_int_equal(between("2026-02-10 00:00:00", "2026-02-14 00:00:00"), 4 * 5 * 3600);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(business_hours),         cmocka_unit_test(hours_are_local),
        cmocka_unit_test(days_of_23_and_25_hours), cmocka_unit_test(holidays_are_closed),
        cmocka_unit_test(versions_begin_on_their_day), cmocka_unit_test(pieces_hold_what_the_clock_says),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
