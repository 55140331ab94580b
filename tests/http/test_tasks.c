/* The tasks of the background with a clock of the test's own. */
#include "http/tasks.h"

#include "testing.h"

static bool is_called;

static bool called(struct Server *server)
{
    (void)server;
    bool was = is_called;
    is_called = false;
    return was;
}

static const Task tasks[] = {
    {.name = "minute", .every = 60, .first = 60},
    {.name = "soon", .every = 600, .first = 2},
    {.name = "mail", .every = 60, .first = 60, .called = called},
};
enum { MINUTE, SOON, MAIL, COUNT };

static int next(TaskState *states, double now)
{
    return tasks_next(tasks, states, COUNT, now, NULL);
}

static void runs_each_at_its_time(void **state)
{
    (void)state;
    TaskState states[COUNT];
    tasks_begin(tasks, states, COUNT, 1000);
    assert_int_equal(next(states, 1000), NO_TASK);
    assert_int_equal(next(states, 1002), SOON);
    assert_false(task_ended(&tasks[SOON], &states[SOON], 1010, STATUS_OK));
    assert_int_equal(next(states, 1059), NO_TASK);
    assert_int_equal(next(states, 1060), MINUTE);
    task_ended(&tasks[MINUTE], &states[MINUTE], 1061, STATUS_OK);
    assert_int_equal(next(states, 1061), MAIL);
    task_ended(&tasks[MAIL], &states[MAIL], 1062, STATUS_OK);
    assert_int_equal(next(states, 1120), NO_TASK);
    assert_int_equal(next(states, 1121), MINUTE);
    /* A late clock: the one that has waited longest. */
    assert_int_equal(next(states, 5000), MINUTE);
    task_ended(&tasks[MINUTE], &states[MINUTE], 5000, STATUS_OK);
    assert_int_equal(next(states, 5000), MAIL);
    task_ended(&tasks[MAIL], &states[MAIL], 5000, STATUS_OK);
    assert_int_equal(next(states, 5000), SOON);
}

static void comes_early_when_called(void **state)
{
    (void)state;
    TaskState states[COUNT];
    tasks_begin(tasks, states, COUNT, 0);
    is_called = true;
    assert_int_equal(next(states, 2), SOON); /* due since as long, and before it in the table */
    task_ended(&tasks[SOON], &states[SOON], 3, STATUS_OK);
    assert_int_equal(next(states, 3), MAIL); /* and the call is not forgotten */
    task_ended(&tasks[MAIL], &states[MAIL], 4, STATUS_OK);
    assert_int_equal(next(states, 5), NO_TASK);
}

static void survives_failures(void **state)
{
    (void)state;
    TaskState states[COUNT];
    tasks_begin(tasks, states, COUNT, 0);
    static const bool worth[] = {true, true, false, true, false, false, false, true};
    double now = 60;
    for (size_t i = 0; i < sizeof worth / sizeof worth[0]; i++, now += 60) {
        assert_int_equal(task_ended(&tasks[MINUTE], &states[MINUTE], now, STATUS_STORE_BUSY), worth[i]);
        assert_true(states[MINUTE].due == now + 60);
    }
    assert_false(task_ended(&tasks[MINUTE], &states[MINUTE], now, STATUS_OK));
    assert_true(task_ended(&tasks[MINUTE], &states[MINUTE], now, STATUS_STORE_BUSY)); /* a new trouble */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(runs_each_at_its_time),
        cmocka_unit_test(comes_early_when_called),
        cmocka_unit_test(survives_failures),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
