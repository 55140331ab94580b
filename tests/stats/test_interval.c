#include "testing.h"

#include "stats/interval.h"

#include <math.h>

static void expect(Interval interval, double low, double high, double tolerance)
{
    if (!(fabs(interval.low - low) <= tolerance && fabs(interval.high - high) <= tolerance))
        fail_msg("%.9f, %.9f instead of %.9f, %.9f", interval.low, interval.high, low, high);
}

/* NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.7.1: the normal table. */
static void quantiles(void **state)
{
    (void)state;
    assert_true(fabs(normal_z(0.95) - 1.959963985) < 1e-9);
    assert_true(fabs(normal_z(0.90) - 1.644853627) < 1e-9);
    assert_true(fabs(normal_z(0.99) - 2.575829304) < 1e-9);
}

typedef struct NpsCase {
    double promoters, passives, detractors;
    double wald_low, wald_high, adjusted_low, adjusted_high;
} NpsCase;

/*
 * 162/108/54: p = (1/2, 1/3, 1/6), v = 0.5556 (whuber, CrossValidated 18603). Wald: the formula of R package NPS
 * (variance divided by n); adjusted: Rocks 2016, American Statistician 70:365; measuringu.com/
 * nps-confidence-intervals. The bounds were recomputed with SciPy and R and are cut at 100 as Rocks advises:
 * 10/0/0 would otherwise reach 106.3426.
 */
static void net_promoter_score(void **state)
{
    (void)state;
    static const NpsCase cases[] = {
        {162, 108, 54, 25.2174, 41.4493, 24.9453, 41.1098},
        {5, 3, 2, -18.4075, 78.4075, -19.0506, 65.2045},
        {10, 0, 0, 100, 100, 47.5036, 100},
        {60, 25, 15, 30.4976, 59.5024, 29.3431, 58.0355},
        /* One answer: the adjusted interval is very wide. */
        {1, 0, 0, 100, 100, -48.5, 98.5},
    };
    Interval interval;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const NpsCase *row = &cases[i];
        assert_true(interval_nps_wald(row->promoters, row->passives, row->detractors, 0.95, &interval));
        expect(interval, row->wald_low, row->wald_high, 5e-5);
        assert_true(interval_nps_adjusted(row->promoters, row->passives, row->detractors, 0.95, &interval));
        expect(interval, row->adjusted_low, row->adjusted_high, i == 4 ? 0.05 : 5e-5);
    }
}

typedef struct WilsonCase {
    double successes, trials, low, high;
} WilsonCase;

/* Newcombe 1998, Statistics in Medicine 17:857, table I, method 3 (first four); the rest as R's
 * prop.test(correct = FALSE) prints them. */
static void wilson(void **state)
{
    (void)state;
    static const WilsonCase cases[] = {
        {81, 263, 0.255289, 0.366210}, {15, 148, 0.062386, 0.160487}, {0, 20, 0, 0.161125},
        {1, 29, 0.006113, 0.171755},   {0, 1, 0, 0.793451},           {1, 1, 0.206549, 1},
        {5, 10, 0.236593, 0.763407},
    };
    Interval interval;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        assert_true(interval_wilson(cases[i].successes, cases[i].trials, 0.95, &interval));
        expect(interval, cases[i].low, cases[i].high, 5e-7);
    }
    assert_true(interval_wilson(0, 7, 0.95, &interval));
    assert_true(interval.low == 0.0);
    assert_true(interval_wilson(7, 7, 0.95, &interval));
    assert_true(interval.high == 1.0);
}

/* Newcombe 1998, Statistics in Medicine 17:873, example (a): 56/70 and 48/80, method 10. */
static void difference_of_proportions(void **state)
{
    (void)state;
    Interval interval;
    assert_true(interval_difference(56, 70, 48, 80, 0.95, &interval));
    expect(interval, .052431, .333873, 1e-6);
    assert_false(interval_difference(1, 0, 1, 2, 0.95, &interval));
}

/*
 * R's data set `sleep` (Student 1908). help(t.test) and help(sleep): the paired differences of group 1 and 2 have
 * the 95 % interval -2.4598858, -0.7001142; t.test(extra) of each group alone: -0.5297804, 2.0297804 and
 * 0.8976775, 3.7623225. All three again from t(0.975, 9) = 2.2621572 by integrating the density numerically.
 */
static void mean_of_sleep(void **state)
{
    (void)state;
    static const double first[] = {.7, -1.6, -.2, -1.2, -.1, 3.4, 3.7, .8, 0, 2};
    static const double second[] = {1.9, .8, 1.1, .1, -.1, 4.4, 5.5, 1.6, 4.6, 3.4};
    double sums[3] = {0}, squares[3] = {0};
    for (size_t i = 0; i < 10; i++) {
        double values[3] = {first[i], second[i], first[i] - second[i]};
        for (size_t j = 0; j < 3; j++) {
            sums[j] += values[j];
            squares[j] += values[j] * values[j];
        }
    }
    static const Interval expected[3] = {
        {-0.5297804, 2.0297804}, {0.8976775, 3.7623225}, {-2.4598858, -0.7001142}};
    Interval interval;
    for (size_t j = 0; j < 3; j++) {
        assert_true(interval_mean(sums[j], squares[j], 10, 0.95, &interval));
        expect(interval, expected[j].low, expected[j].high, 1e-6);
    }
    /* The scores 5 4 4 3 2 1 5: mean 3.428571, s 1.511858, t(0.975, 6) = 2.446912. */
    assert_true(interval_mean(24, 96, 7, 0.95, &interval));
    expect(interval, 2.0303361, 4.8268068, 1e-6);
    /* Equal values have no width, whatever the rounding. */
    assert_true(interval_mean(0.1 * 3, 0.01 * 3, 3, 0.95, &interval));
    expect(interval, 0.1, 0.1, 1e-7);
}

static void undefined_is_said(void **state)
{
    (void)state;
    Interval interval = {1, 2};
    assert_false(interval_wilson(0, 0, 0.95, &interval));
    assert_false(interval_wilson(-1, 10, 0.95, &interval));
    assert_false(interval_wilson(11, 10, 0.95, &interval));
    assert_false(interval_wilson((double)NAN, 10, 0.95, &interval));
    assert_false(interval_wilson(1, (double)INFINITY, 0.95, &interval));
    assert_false(interval_wilson(1, 10, 1, &interval));
    assert_false(interval_wilson(1, 10, 0, &interval));
    assert_false(interval_nps_wald(0, 0, 0, 0.95, &interval));
    assert_false(interval_nps_adjusted(0, 0, 0, 0.95, &interval));
    assert_false(interval_nps_adjusted(-1, 2, 0, 0.95, &interval));
    assert_false(interval_nps_wald(1, (double)NAN, 0, 0.95, &interval));
    assert_false(interval_mean(5, 25, 1, 0.95, &interval));
    assert_false(interval_mean((double)NAN, 25, 10, 0.95, &interval));
    assert_true(interval.low == 1 && interval.high == 2); /* untouched */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(quantiles),     cmocka_unit_test(net_promoter_score), cmocka_unit_test(wilson),
        cmocka_unit_test(mean_of_sleep), cmocka_unit_test(difference_of_proportions), cmocka_unit_test(undefined_is_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
