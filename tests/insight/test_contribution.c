/* The split is an identity: each case is worked out by hand, and random wholes must leave no rest. */
#include "testing.h"

#include "insight/contribution.h"

#include <math.h>
#include <stdlib.h>

static void expect(double found, double expected)
{
    if (!(fabs(found - expected) <= 1e-9 * fmax(1, fabs(expected))))
        fail_msg("%.12f instead of %.12f", found, expected);
}

/* Weights stay: all of the change is rate. */
static void only_rates(void **state)
{
    (void)state;
    static const Part parts[] = {{50, 40, 100, 60}, {50, 20, 100, 20}};
    Contribution found[2];
    assert_true(contribution_of_mean(parts, 2, found));
    expect(found[0].rate, 10);
    expect(found[0].mix, 0);
    expect(found[1].rate, 0);
    expect(found[1].mix, 0);
}

/* Values stay: all of it is mix. From 30 to 35 as the better part grows from a half to three quarters. */
static void only_mix(void **state)
{
    (void)state;
    static const Part parts[] = {{50, 40, 75, 40}, {50, 20, 25, 20}};
    Contribution found[2];
    assert_true(contribution_of_mean(parts, 2, found));
    expect(found[0].rate + found[1].rate, 0);
    expect(found[0].mix, 0.25 * (40 - 32.5));
    expect(found[1].mix, -0.25 * (20 - 32.5));
    expect(found[0].mix + found[1].mix, 5);
}

/* A part that comes or goes has no rate. */
static void comes_and_goes(void **state)
{
    (void)state;
    static const Part parts[] = {{100, 30, 0, (double)NAN}, {0, (double)NAN, 100, 50}};
    Contribution found[2];
    assert_true(contribution_of_mean(parts, 2, found));
    expect(found[0].rate + found[1].rate, 0);
    expect(found[0].mix, 10);
    expect(found[1].mix, 10);
    static const Part empty[] = {{0, 1, 1, 1}};
    assert_false(contribution_of_mean(empty, 1, found));
    assert_false(contribution_of_mean(empty, 0, found));
}

static double between(double low, double high)
{
    return low + (high - low) * (double)random() / (double)RAND_MAX;
}

static void nothing_is_left_over(void **state)
{
    (void)state;
    enum { MOST = 40 };
    srandom(1955);
    for (int round = 0; round < 2000; round++) {
        Part parts[MOST];
        Contribution found[MOST];
        size_t count = 1 + (size_t)(random() % MOST);
        for (size_t i = 0; i < count; i++)
            parts[i] = (Part){random() % 5 ? between(0, 1000) : 0, between(-100, 100), random() % 5 ? between(0, 1000) : 0,
                              between(-100, 100)};
        double before, after, sum = 0;
        if (!contribution_mean(parts, count, false, &before) || !contribution_mean(parts, count, true, &after))
            continue;
        assert_true(contribution_of_mean(parts, count, found));
        for (size_t i = 0; i < count; i++)
            sum += found[i].rate + found[i].mix;
        expect(sum, after - before);
    }
}

static void of_a_sum(void **state)
{
    (void)state;
    static const Part parts[] = {{0, 10, 0, 25}, {0, (double)NAN, 0, 5}, {0, 7, 0, (double)NAN}};
    Contribution found[3];
    contribution_of_sum(parts, 3, found);
    expect(found[0].rate, 15);
    expect(found[1].rate, 5);
    expect(found[2].rate, -7);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_rates), cmocka_unit_test(only_mix), cmocka_unit_test(comes_and_goes),
        cmocka_unit_test(nothing_is_left_over), cmocka_unit_test(of_a_sum),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
