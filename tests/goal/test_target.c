/* The rules by which values are judged. There is no published vector: each expectation is worked out by hand. */
#include "testing.h"

#include "goal/progress.h"
#include "goal/target.h"

#include <math.h>
#include <stdlib.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static GoalReading reading(double value)
{
    return (GoalReading){.defined = true, .value = value};
}

static GoalStatus judged(const Target *target, double value)
{
    GoalReading now = reading(value);
    return target_judge(target, 100, &now).status;
}

/* The edges: at the bound is on track, short by exactly the margin is at risk. */
static void edges(void **state)
{
    (void)state;
    static const TargetPoint points[] = {{0, 40, 60}};
    Target target = {.direction = TARGET_UP, .points = points, .count = 1, .margin = 5};
    assert_int_equal(judged(&target, 40), GOAL_ON_TRACK);
    assert_int_equal(judged(&target, 39.999), GOAL_AT_RISK);
    assert_int_equal(judged(&target, 35), GOAL_AT_RISK);
    assert_int_equal(judged(&target, 34.999), GOAL_OFF_TRACK);
    target.direction = TARGET_DOWN;
    assert_int_equal(judged(&target, 60), GOAL_ON_TRACK);
    assert_int_equal(judged(&target, 65), GOAL_AT_RISK);
    assert_int_equal(judged(&target, 65.001), GOAL_OFF_TRACK);
    target.direction = TARGET_WITHIN;
    assert_int_equal(judged(&target, 40), GOAL_ON_TRACK);
    assert_int_equal(judged(&target, 60), GOAL_ON_TRACK);
    assert_int_equal(judged(&target, 36), GOAL_AT_RISK);
    assert_int_equal(judged(&target, 66), GOAL_OFF_TRACK);
}

static void paths(void **state)
{
    (void)state;
    static const TargetPoint points[] = {{100, 40, 40}, {200, 60, 60}};
    Target target = {.direction = TARGET_UP, .shape = TARGET_LINEAR, .points = points, .count = 2};
    TargetPoint bounds;
    assert_false(target_at(&target, 99, &bounds)); /* before it there was no target */
    assert_true(target_at(&target, 125, &bounds));
    assert_true(bounds.low == 45 && bounds.day == 125);
    assert_true(target_at(&target, 500, &bounds));
    assert_true(bounds.low == 60);
    target.shape = TARGET_STEPPED;
    assert_true(target_at(&target, 199, &bounds));
    assert_true(bounds.low == 40);
    assert_true(target_at(&target, 200, &bounds));
    assert_true(bounds.low == 60);
    GoalReading now = reading(50);
    assert_int_equal(target_judge(&target, 99, &now).status, GOAL_NO_TARGET);
    assert_int_equal(target_judge(NULL, 99, &now).status, GOAL_NO_TARGET);
}

/* No data is never red, and neither is too little of it. */
static void how_sure(void **state)
{
    (void)state;
    static const TargetPoint points[] = {{0, 40, 40}};
    Target target = {.direction = TARGET_UP, .points = points, .count = 1, .margin = 5};
    GoalReading now = {0};
    assert_int_equal(target_judge(&target, 1, &now).status, GOAL_NO_DATA);
    now = (GoalReading){.defined = true, .small = true, .value = 10};
    assert_int_equal(target_judge(&target, 1, &now).status, GOAL_NOT_ENOUGH);
    /* 30 of 100 answers, 20 to 40: 10 short of the target with a half width of 10 is just enough. */
    now = (GoalReading){.defined = true, .value = 30, .has_interval = true, .low = 20, .high = 40, .sample = 100};
    Judgement judgement = target_judge(&target, 1, &now);
    assert_int_equal(judgement.status, GOAL_OFF_TRACK);
    assert_false(judgement.certain);
    assert_true(judgement.gap == -10);
    assert_true(judgement.needed == 0);
    /* Short by 5 with a half width of 10 asks for four times as many. */
    now.value = 35, now.low = 25, now.high = 45;
    assert_true(target_judge(&target, 1, &now).needed == 400);
    now.value = 20, now.low = 18, now.high = 22;
    assert_true(target_judge(&target, 1, &now).certain);
}

static void since_when(void **state)
{
    (void)state;
    static const Judgement judgements[] = {{.status = GOAL_AT_RISK}, {.status = GOAL_ON_TRACK}, {.status = GOAL_AT_RISK},
                                           {.status = GOAL_AT_RISK}};
    assert_int_equal(target_since(judgements, COUNT(judgements)), 2);
    assert_int_equal(target_since(judgements, 2), 1);
    assert_int_equal(target_since(judgements, 0), 0);
}

static void refused(void **state)
{
    (void)state;
    Error error;
    static const TargetPoint twice[] = {{1, 2, 2}, {1, 3, 3}}, upside_down[] = {{1, 3, 2}}, none[] = {{1, (double)NAN, 2}};
    assert_int_equal(target_check(&(Target){.points = twice}, &error), STATUS_INVALID_ARGUMENT);
    assert_int_equal(target_check(&(Target){.points = twice, .count = 2}, &error), STATUS_INVALID_ARGUMENT);
    assert_int_equal(target_check(&(Target){.points = upside_down, .count = 1}, &error), STATUS_INVALID_ARGUMENT);
    assert_int_equal(target_check(&(Target){.points = none, .count = 1}, &error), STATUS_INVALID_ARGUMENT);
    assert_int_equal(target_check(&(Target){.points = twice, .count = 1, .margin = -1}, &error), STATUS_INVALID_ARGUMENT);
    assert_int_equal(target_check(&(Target){.points = twice, .count = 1}, &error), STATUS_OK);
    assert_int_equal(progress_check(5, 5, &error), STATUS_INVALID_ARGUMENT);
    assert_int_equal(progress_check(5, (double)NAN, &error), STATUS_INVALID_ARGUMENT);
    assert_int_equal(progress_check(5, 6, &error), STATUS_OK);
}

static void progress(void **state)
{
    (void)state;
    assert_true(progress_of(40, 60, 45) == 0.25);
    assert_true(progress_of(4, 2, 3) == 0.5); /* hours that go down */
    assert_true(progress_of(40, 60, 35) == -0.25);
    assert_true(progress_score(-0.25) == 0 && progress_score(1.5) == 1 && progress_score(0.3) == 0.3);
}

static void roll_up(void **state)
{
    (void)state;
    Error error;
    double score;
    const WeightedScore scores[] = {{true, 0.5, 1}, {false, 0, 2}, {true, 1, 1}};
    assert_true(scores_roll_up(scores, 3, /* missing_as_zero= */ false, &score));
    assert_true(score == 0.75);
    assert_true(scores_roll_up(scores, 3, /* missing_as_zero= */ true, &score));
    assert_true(score == 0.375);
    assert_false(scores_roll_up(scores + 1, 1, true, &score));
    assert_false(scores_roll_up(scores, 0, true, &score));
    assert_int_equal(weights_check(&(WeightedScore){.weight = 0}, 1, &error), STATUS_INVALID_ARGUMENT);
    assert_int_equal(weights_check(&(WeightedScore){.weight = -1}, 1, &error), STATUS_INVALID_ARGUMENT);
    assert_int_equal(weights_check(scores, 3, &error), STATUS_OK);
}

static double between(double low, double high)
{
    return low + (high - low) * (double)random() / (double)RAND_MAX;
}

/* Better is never judged worse, in any direction: for random targets and values. */
static void better_is_not_worse(void **state)
{
    (void)state;
    srandom(20261121);
    for (int i = 0; i < 20000; i++) {
        TargetPoint point = {0, between(-100, 100), 0};
        point.high = point.low + between(0, 50);
        Target target = {.direction = (TargetDirection)(i % 2), .points = &point, .count = 1, .margin = between(0, 30)};
        double worse = between(-200, 200), better = worse + between(0, 50) * (target.direction == TARGET_UP ? 1 : -1);
        assert_true(judged(&target, better) <= judged(&target, worse));
        double start = between(-100, 100), goal = start + (target.direction == TARGET_UP ? 1 : -1) * between(1, 50);
        assert_true(progress_of(start, goal, better) >= progress_of(start, goal, worse));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(edges),    cmocka_unit_test(paths),   cmocka_unit_test(how_sure),
        cmocka_unit_test(since_when), cmocka_unit_test(refused), cmocka_unit_test(progress),
        cmocka_unit_test(roll_up),  cmocka_unit_test(better_is_not_worse),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
