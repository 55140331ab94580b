#include "testing.h"

#include "calendar/table.h"

#include <stdlib.h>
#include <string.h>

static Status parse(Arena *arena, const char *text, WorkingSchedule *schedule)
{
    Error error = {0};
    Status status = working_schedule_parse(arena, text_of(text), schedule, &error);
    assert_int_equal(status == STATUS_OK, error.message[0] == '\0');
    return status;
}

static void a_week_is_read_in_order(void **state)
{
    (void)state;
    Arena *arena = arena_new(0);
    WorkingSchedule schedule;
    assert_int_equal(parse(arena, " friday-sunday 13:00-17:00, 09:00-12:00 ; monday 00:00-24:00;", &schedule),
                     STATUS_OK);
    static const WorkingInterval expected[] = {{1, 0, 1440},  {5, 540, 720}, {5, 780, 1020}, {6, 540, 720},
                                               {6, 780, 1020}, {7, 540, 720}, {7, 780, 1020}};
    assert_int_equal(schedule.interval_count, 7);
    assert_memory_equal(schedule.intervals, expected, sizeof expected);
    arena_free(arena);
}

static void a_range_runs_over_the_end_of_the_week(void **state)
{
    (void)state;
    Arena *arena = arena_new(0);
    WorkingSchedule schedule;
    assert_int_equal(parse(arena, "saturday-wednesday 8:30-16:30", &schedule), STATUS_OK);
    assert_int_equal(schedule.interval_count, 5);
    assert_int_equal(schedule.intervals[0].weekday, 1);
    assert_int_equal(schedule.intervals[4].weekday, 7);
    assert_int_equal(schedule.intervals[4].opens, 510);
    arena_free(arena);
}

static void bad_schedules_are_refused(void **state)
{
    (void)state;
    static const char *const bad[] = {
        "",
        " ; ;",
        "monday",
        "monday ",
        "monday- 09:00-17:00",
        "-friday 09:00-17:00",
        "monday-friday 09:00",
        "monday-friday 09:00-",
        "monday-friday 17:00-09:00",
        "monday-friday 09:00-09:00",
        "monday-friday 09:00-24:01",
        "monday-friday 09:60-17:00",
        "monday-friday 0900-1700",
        "monday-friday +9:00-17:00",
        "monday-friday 09:00-12:00,11:00-13:00",
        "monday-friday 09:00-17:00; friday 10:00-11:00",
        "monday 01:00-02:00,03:00-04:00,05:00-06:00,07:00-08:00",
        "Montag 09:00-17:00",
        "monday-friday 09:00-17:00 and more",
        "monday-friday-sunday 09:00-17:00",
    };
    Arena *arena = arena_new(0);
    WorkingSchedule schedule;
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        if (parse(arena, bad[i], &schedule) != STATUS_INVALID_ARGUMENT)
            fail_msg("\"%s\" was let through", bad[i]);
    arena_free(arena);
}

/* Every text made of the grammar's own pieces is either read or refused with a word; none crashes. */
static void random_texts_are_survived(void **state)
{
    (void)state;
    static const char *const pieces[] = {"monday", "friday", "-", " ", ";", ",", ":", "09",
                                         "00", "24", "17:00", "\x80", "9999999999"};
    unsigned seed = 7;
    for (int round = 0; round < 20000; round++) {
        char text[256] = "";
        size_t length = 0;
        for (int i = 0; i < 12; i++) {
            seed = seed * 1103515245u + 12345u;
            const char *piece = pieces[seed / 65536 % (sizeof pieces / sizeof pieces[0])];
            memcpy(text + length, piece, strlen(piece) + 1);
            length += strlen(piece);
        }
        Arena *arena = arena_new(0);
        WorkingSchedule schedule = {0};
        Error error = {0};
        bool weekend[8];
        const int32_t *days;
        size_t count;
        int month, day;
        if (working_schedule_parse(arena, text_of(text), &schedule, &error) == STATUS_OK)
            for (size_t i = 0; i < schedule.interval_count; i++)
                assert_true(schedule.intervals[i].opens < schedule.intervals[i].closes);
        if (weekend_parse(text_of(text), weekend, &error) == STATUS_OK)
            assert_false(weekend[0]);
        if (holidays_parse(arena, text_of(text), &days, &count, &error) == STATUS_OK)
            assert_true(count <= strlen(text));
        if (fiscal_start_parse(text_of(text), &month, &day, &error) == STATUS_OK)
            assert_in_range(month, 1, 12);
        arena_free(arena);
    }
}

static void holidays_are_sorted_once_each(void **state)
{
    (void)state;
    Arena *arena = arena_new(0);
    Error error = {0};
    const int32_t *days;
    size_t count;
    assert_int_equal(holidays_parse(arena, text_of("1970-01-03, 1970-01-01,1970-01-03"), &days, &count, &error),
                     STATUS_OK);
    assert_int_equal(count, 2);
    assert_int_equal(days[0], 0);
    assert_int_equal(days[1], 2);
    assert_int_equal(holidays_parse(arena, text_of(""), &days, &count, &error), STATUS_OK);
    assert_int_equal(count, 0);
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_week_is_read_in_order),
        cmocka_unit_test(a_range_runs_over_the_end_of_the_week),
        cmocka_unit_test(bad_schedules_are_refused),
        cmocka_unit_test(random_texts_are_survived),
        cmocka_unit_test(holidays_are_sorted_once_each),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
