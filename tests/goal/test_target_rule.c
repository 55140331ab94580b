/* Targets made from the past. Each expectation is worked out by hand. */
#include "testing.h"

#include "goal/target_rule.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static Error e;
static const TargetBasis year[] = {{0, 10}, {31, 20}, {59, 30}, {90, -20}};
static const int32_t starts[] = {365, 396, 424, 455};

static void near(double found, double expected)
{
    assert_true(fabs(found - expected) < 1e-9);
}

static void last_year_plus_a_share(void **state)
{
    Arena *arena = *state;
    TargetRule rule = {.kind = TARGET_LAST_YEAR, .percent = 10};
    Target path = {0};
    assert_int_equal(target_rule_points(arena, &rule, year, 4, starts, 4, &path, &e), STATUS_OK);
    assert_int_equal(path.count, 4);
    assert_int_equal(path.shape, TARGET_STEPPED);
    near(path.points[0].low, 11);
    near(path.points[2].high, 33);
    near(path.points[3].low, -18); /* more than -20, not less */
    assert_int_equal(path.points[1].day, 396);
    rule.percent = -50;
    assert_int_equal(target_rule_points(arena, &rule, year, 4, starts, 4, &path, &e), STATUS_OK);
    near(path.points[0].low, 5);
    near(path.points[3].low, -30);
}

static void the_mean_of_the_latest(void **state)
{
    Arena *arena = *state;
    TargetRule rule = {.kind = TARGET_AVERAGE, .percent = 50, .number = 3};
    Target path = {0};
    assert_int_equal(target_rule_points(arena, &rule, year, 3, starts, 1, &path, &e), STATUS_OK);
    assert_int_equal(path.count, 1);
    near(path.points[0].low, 30);
}

/* A shape keeps the proportions of last year's values and reaches its mean or total exactly. */
static void a_shape_is_scaled(void **state)
{
    Arena *arena = *state;
    TargetRule rule = {.kind = TARGET_SHAPE_MEAN, .number = 40};
    Target path = {0};
    assert_int_equal(target_rule_points(arena, &rule, year, 3, starts, 3, &path, &e), STATUS_OK);
    assert_int_equal(path.shape, TARGET_SEASONAL);
    near(path.points[0].low, 20);
    near(path.points[1].low, 40);
    near(path.points[2].low, 60);
    rule = (TargetRule){.kind = TARGET_SHAPE_TOTAL, .number = 6};
    assert_int_equal(target_rule_points(arena, &rule, year, 3, starts, 3, &path, &e), STATUS_OK);
    near(path.points[0].low + path.points[1].low + path.points[2].low, 6);
    TargetPoint bounds;
    assert_true(target_at(&path, 400, &bounds)); /* a point holds for its whole period */
    near(bounds.low, 2);
}

static void wrong_rules_are_refused(void **state)
{
    Arena *arena = *state;
    Target path = {0};
    static const TargetBasis none[] = {{0, 5}, {1, -5}};
    static const struct { TargetRule rule; TargetDirection direction; const char *where; } cases[] = {
        {{.kind = TARGET_AVERAGE, .number = 3}, TARGET_WITHIN, "rule"},
        {{.kind = TARGET_LAST_YEAR, .percent = (double)NAN}, TARGET_UP, "percent"},
        {{.kind = TARGET_LAST_YEAR, .percent = -101}, TARGET_UP, "percent"},
        {{.kind = TARGET_AVERAGE, .number = 0}, TARGET_UP, "periods"},
        {{.kind = TARGET_AVERAGE, .number = 2.5}, TARGET_UP, "periods"},
        {{.kind = TARGET_AVERAGE, .number = 61}, TARGET_UP, "periods"},
        {{.kind = TARGET_SHAPE_MEAN, .number = (double)INFINITY}, TARGET_DOWN, "number"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        assert_int_equal(target_rule_check(&cases[i].rule, cases[i].direction, &e), STATUS_INVALID_ARGUMENT);
        assert_string_equal(e.where, cases[i].where);
    }
    TargetRule shape = {.kind = TARGET_SHAPE_TOTAL, .number = 6};
    assert_int_equal(target_rule_points(arena, &shape, none, 2, starts, 2, &path, &e), STATUS_INVALID_ARGUMENT);
    assert_int_equal(target_rule_points(arena, &shape, none, 0, starts, 0, &path, &e), STATUS_INVALID_ARGUMENT);
    assert_int_equal(target_rule_points(arena, &shape, year, 3, starts, 2, &path, &e), STATUS_INVALID_ARGUMENT);
}

/* For random values: what a share adds is its part of their size, and shapes sum to what was asked for. */
static void random_values(void **state)
{
    Arena *arena = *state;
    srandom(20261128);
    for (int i = 0; i < 2000; i++) {
        TargetBasis basis[12];
        int32_t days[12];
        double sum = 0, reached = 0;
        for (int k = 0; k < 12; k++) {
            basis[k] = (TargetBasis){k * 30, 1 + (double)(random() % 1000) / 10};
            days[k] = 365 + k * 30;
            sum += basis[k].value;
        }
        Target path = {0};
        TargetRule rule = {.kind = TARGET_SHAPE_TOTAL, .number = sum * 1.5};
        assert_int_equal(target_rule_points(arena, &rule, basis, 12, days, 12, &path, &e), STATUS_OK);
        for (int k = 0; k < 12; k++) {
            reached += path.points[k].low;
            near(path.points[k].low, basis[k].value * 1.5);
        }
        near(reached, sum * 1.5);
        assert_int_equal(target_check(&path, &e), STATUS_OK);
    }
}

static int set_up(void **state)
{
    *state = arena_new(0);
    return 0;
}

static int tear_down(void **state)
{
    arena_free(*state);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(last_year_plus_a_share), cmocka_unit_test(the_mean_of_the_latest), cmocka_unit_test(a_shape_is_scaled),
        cmocka_unit_test(wrong_rules_are_refused), cmocka_unit_test(random_values),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
