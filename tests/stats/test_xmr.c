#include "testing.h"

#include "stats/xmr.h"

#include <math.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static void expect(double found, double expected, double tolerance)
{
    if (!(fabs(found - expected) <= tolerance))
        fail_msg("%.9f instead of %.9f", found, expected);
}

/* NIST/SEMATECH e-Handbook 6.3.2.2, flowrate: mean 50.81, mean moving range 1.8778; with 2.66 in place of 3/1.128
 * the limits are 45.8151 and 55.8049. */
static void nist(void **state)
{
    (void)state;
    static const double flow[] = {49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1};
    XmrLimits limits;
    assert_true(xmr_limits(flow, COUNT(flow), XMR_MEAN_RANGE, &limits));
    expect(limits.mean, 50.81, 1e-9);
    expect(limits.moving_range, 1.877778, 1e-6);
    expect(limits.lower, 45.8151, 5e-5);
    expect(limits.upper, 55.8049, 5e-5);
    expect(limits.range_upper, 3.267 * 1.877778, 1e-5);
    assert_true(limits.trial);
}

static const double vignette[] = {1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1};

/* Package NHSRplotthedots, vignette on deviations: with and without screening of the moving ranges. */
static void screening(void **state)
{
    (void)state;
    XmrLimits limits;
    assert_true(xmr_limits(vignette, COUNT(vignette), XMR_MEAN_RANGE, &limits));
    expect(limits.mean, 1.9444, 5e-5);
    expect(limits.moving_range, 1.882353, 5e-7);
    expect(limits.lower, -3.0626, 5e-5);
    expect(limits.upper, 6.9515, 5e-5);
    assert_false(limits.trial);
    assert_true(xmr_limits(vignette, COUNT(vignette), XMR_SCREENED_RANGE, &limits));
    expect(limits.moving_range, 1, 1e-12);
    expect(limits.lower, -0.7156, 5e-5);
    expect(limits.upper, 4.6044, 5e-5);
    /* Ranges 1 1 1 8 9 1 ... : the median is 1 (Wheeler's constants for the median). */
    assert_true(xmr_limits(vignette, COUNT(vignette), XMR_MEDIAN_RANGE, &limits));
    expect(limits.upper, 35.0 / 18 + 3.145, 1e-12);
    expect(limits.range_upper, 3.865, 1e-12);
}

/* R: set.seed(123); rnorm(20), as a snapshot of the tests of NHSRplotthedots has it. */
static void normal_numbers(void **state)
{
    (void)state;
    double numbers[] = {-.56047565, -.23017749, 1.55870831, .07050839,  .12928774, 1.71506499, .46091621,
                        -1.26506123, -.68685285, -.44566197, 1.22408180, .35981383, .40077145, .11068272,
                        -.55584113, 1.78691314, .49785048, -1.96661716, .70135590, -.47279141};
    XmrLimits limits;
    assert_true(xmr_limits(numbers, COUNT(numbers), XMR_SCREENED_RANGE, &limits));
    expect(limits.mean, .1416238, 5e-8);
    expect(limits.lower, -3.01138, 5e-6);
    expect(limits.upper, 3.294627, 5e-7);
    numbers[14] = 10;
    assert_true(xmr_limits(numbers, COUNT(numbers), XMR_SCREENED_RANGE, &limits));
    expect(limits.mean, .6694159, 5e-8);
    expect(limits.lower, -2.383666, 5e-7);
    expect(limits.upper, 3.722497, 5e-7);
    assert_true(xmr_limits(numbers, COUNT(numbers), XMR_MEAN_RANGE, &limits));
    expect(limits.lower, -4.596625, 5e-7);
    expect(limits.upper, 5.935457, 5e-7);
}

static void expect_signals(const double *values, size_t count, XmrLimits limits, XmrRules rules,
                           const unsigned char *expected)
{
    unsigned char signals[32];
    xmr_signals(values, count, &limits, rules, signals);
    for (size_t i = 0; i < count; i++)
        if (signals[i] != expected[i])
            fail_msg("value %zu: %d instead of %d", i, signals[i], expected[i]);
}

static const XmrLimits around_zero = {.mean = 0, .moving_range = 3 / 2.66, .lower = -3, .upper = 3};

static void outside_and_runs(void **state)
{
    (void)state;
    static const unsigned char outside[COUNT(vignette)] = {[4] = XMR_OUTSIDE};
    XmrLimits limits;
    assert_true(xmr_limits(vignette, COUNT(vignette), XMR_MEAN_RANGE, &limits));
    unsigned char signals[COUNT(vignette)];
    xmr_signals(vignette, COUNT(vignette), &limits, XMR_RULES_WHEELER, signals);
    assert_int_equal(signals[4] & XMR_OUTSIDE, outside[4]);
    /* Seven on one side are a run for one rule and not for the other; all of its points carry it. */
    static const double seven[] = {-1, 1, .5, 1, .5, 1, .5, 1, -1};
    static const unsigned char run[COUNT(seven)] = {0, 2, 2, 2, 2, 2, 2, 2, 0}, none[COUNT(seven)] = {0};
    expect_signals(seven, COUNT(seven), around_zero, XMR_RULES_NHS, run);
    expect_signals(seven, COUNT(seven), around_zero, XMR_RULES_WHEELER, none);
    /* A value that is the mean, and one that is missing, break it. */
    static const double broken[] = {1, .5, 1, 0, .5, 1, .5, (double)NAN, .5, 1, .5, 1};
    static const unsigned char quiet[COUNT(broken)] = {0};
    expect_signals(broken, COUNT(broken), around_zero, XMR_RULES_NHS, quiet);
}

static void trends_and_near_limits(void **state)
{
    (void)state;
    static const double rising[] = {0, -1.4, -1.2, -1, -.1, .2, .6, .7, .5};
    static const unsigned char trend[COUNT(rising)] = {0, 4, 4, 4, 4, 4, 4, 4, 0};
    expect_signals(rising, COUNT(rising), around_zero, XMR_RULES_NHS, trend);
    /* Two of three beyond two, the third on the same side; on the other side it does not count. */
    static const double near[] = {-.1, 2.1, .5, 2.2, -.5, 2.1, -.1};
    static const unsigned char two[COUNT(near)] = {0, 8, 0, 8, 0, 0, 0};
    expect_signals(near, COUNT(near), around_zero, XMR_RULES_NHS, two);
    /* Three of four nearer to the limit than to the mean; the other may be anywhere. */
    static const double wheeler[] = {-.1, 1.6, -.5, 1.7, 1.8, -.1};
    static const unsigned char three[COUNT(wheeler)] = {0, 8, 0, 8, 8, 0};
    expect_signals(wheeler, COUNT(wheeler), around_zero, XMR_RULES_WHEELER, three);
}

static void edges(void **state)
{
    (void)state;
    XmrLimits limits;
    static const double equal[] = {5, 5, 5, 5}, changed[] = {5, 5, 5.1, 5};
    assert_true(xmr_limits(equal, COUNT(equal), XMR_SCREENED_RANGE, &limits));
    assert_true(limits.lower == 5 && limits.upper == 5);
    static const unsigned char one[COUNT(changed)] = {[2] = XMR_OUTSIDE};
    expect_signals(changed, COUNT(changed), limits, XMR_RULES_WHEELER, one);
    assert_false(xmr_limits(equal, 1, XMR_MEAN_RANGE, &limits));
    assert_false(xmr_limits(equal, 0, XMR_MEAN_RANGE, &limits));
    /* No range across a gap: of 1 _ 9 10 there is one, of 1 _ 9 none. */
    static const double gap[] = {1, (double)NAN, 9, 10};
    assert_false(xmr_limits(gap, 3, XMR_MEAN_RANGE, &limits));
    assert_true(xmr_limits(gap, 4, XMR_MEAN_RANGE, &limits));
    expect(limits.moving_range, 1, 1e-12);
    assert_int_equal(limits.points, 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nist),
        cmocka_unit_test(screening),
        cmocka_unit_test(normal_numbers),
        cmocka_unit_test(outside_and_runs),
        cmocka_unit_test(trends_and_near_limits),
        cmocka_unit_test(edges),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
