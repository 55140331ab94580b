#include "testing.h"

#include "stats/association.h"
#include "stats/forecast.h"

#include <math.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static void expect(double found, double expected, double tolerance)
{
    if (!(fabs(found - expected) <= tolerance))
        fail_msg("%.9f instead of %.9f", found, expected);
}

/* Passengers of Australian airlines in millions, 1990 to 2016 (World Bank; the series `ausair` of Hyndman and
 * Athanasopoulos, Forecasting: Principles and Practice, 2nd edition, 7.2). */
static const double passengers[] = {17.5534, 21.8601, 23.8866, 26.9293, 26.8885, 28.8314, 30.0751, 30.9535, 30.1857,
                                    31.5797, 32.5776, 33.4774, 39.0216, 41.3864, 41.5966, 44.6573, 46.9516, 48.7288,
                                    51.4884, 50.0270, 60.6409, 63.3603, 66.3554, 68.1979, 68.1232, 69.7793, 72.5977};

/* R: lm(y ~ t) and predict(interval = "prediction"). */
static void trend(void **state)
{
    (void)state;
    TrendLine line;
    Forecast forecast;
    assert_true(forecast_trend(passengers, COUNT(passengers), 1, &line, &forecast));
    expect(line.intercept, 14.249425, 1e-4);
    expect(line.slope, 2.071366, 1e-5);
    expect(line.deviation, 3.336763, 1e-4);
    expect(forecast.value, 72.247678, 1e-4);
    expect(forecast.error, 3.588681, 1e-4);
    Interval interval = forecast_interval(&forecast, 0.95);
    expect(interval.low, 64.856652, 2e-4);
    expect(interval.high, 79.638704, 2e-4);
    expect(forecast_chance(&forecast, 75), .225148, 1e-5);
    assert_true(forecast_trend(passengers, COUNT(passengers), 5, &line, &forecast));
    expect(forecast.value, 80.533143, 1e-4);
    expect(forecast.error, 3.707922, 1e-4);
    expect(forecast_chance(&forecast, 80), .556588, 1e-5);
}

/* Steps 2, 1, 4: mean 7/3, variance 7/3; two ahead sqrt(7/3 * 2 * (1 + 2/3)). */
static void drift(void **state)
{
    (void)state;
    static const double walk[] = {1, 3, 4, 8}, even[] = {1, 2, 3, 4};
    Forecast forecast;
    assert_true(forecast_drift(walk, COUNT(walk), 2, &forecast));
    expect(forecast.value, 8 + 14.0 / 3, 1e-12);
    expect(forecast.error, sqrt(70.0 / 9), 1e-12);
    assert_true(forecast.freedom == 2);
    assert_true(forecast_drift(even, COUNT(even), 3, &forecast));
    expect(forecast.value, 7, 1e-12);
    assert_true(forecast_chance(&forecast, 7) == 1 && forecast_chance(&forecast, 7.5) == 0);
    assert_false(forecast_drift(walk, 2, 1, &forecast));
}

/* R: HoltWinters(gamma = FALSE, alpha = .8, beta = .2). */
static void holt_fixed(void **state)
{
    (void)state;
    static const double expected[] = {74.79505878, 77.05617575, 79.31729272, 81.57840969, 83.83952666};
    HoltModel model;
    assert_true(forecast_holt(passengers, COUNT(passengers), .8, .2, &model));
    expect(model.squares, 168.5505059, 2e-3);
    for (size_t h = 1; h <= COUNT(expected); h++)
        expect(forecast_holt_ahead(&model, h).value, expected[h - 1], 1e-4);
}

/* The same book, 7.7: ETS(A,A,N) with alpha 0.8302, beta 0.0001, level 15.5715, slope 2.1017, sigma 2.3645. */
static void holt_published(void **state)
{
    (void)state;
    static const double expected[] = {74.6013, 76.7030, 78.8048, 80.9065, 83.0083};
    static const double errors[] = {2.364509, 3.073339, 3.647033, 4.142127, 4.584159};
    HoltModel published, fitted;
    assert_true(forecast_holt_from(passengers, COUNT(passengers), .8302, 1e-4 / .8302, 15.5715, 2.1017, &published));
    assert_true(forecast_holt_fit(passengers, COUNT(passengers), &fitted));
    for (size_t h = 1; h <= COUNT(expected); h++) {
        expect(forecast_holt_ahead(&published, h).value, expected[h - 1], 5e-4);
        expect(forecast_holt_ahead(&published, h).error, errors[h - 1], 5e-4);
        /* The bottom is flat: another search ends nearby. */
        expect(forecast_holt_ahead(&fitted, h).value, expected[h - 1], .1);
    }
    Forecast fifth = forecast_holt_ahead(&published, 5);
    expect(forecast_chance(&fifth, 80), .744162, 5e-5);
    assert_true(fitted.squares <= published.squares);
}

static void without_variation(void **state)
{
    (void)state;
    static const double line[] = {1, 2, 3, 4, 5}, flat[] = {3, 3, 3};
    TrendLine trend;
    Forecast forecast;
    assert_true(forecast_trend(line, COUNT(line), 2, &trend, &forecast));
    expect(forecast.value, 7, 1e-9);
    assert_true(forecast_chance(&forecast, 7) == 1);
    assert_true(forecast_chance(&forecast, 7.001) == 0);
    Interval interval = forecast_interval(&forecast, 0.95);
    assert_true(interval.low == interval.high);
    assert_true(forecast_trend(flat, COUNT(flat), 1, &trend, &forecast));
    assert_true(forecast_chance(&forecast, 3) == 1);
    assert_false(forecast_trend(flat, 2, 1, &trend, &forecast));
    static const double broken[] = {1, (double)NAN, 2, 3, 4, 5};
    HoltModel model;
    assert_false(forecast_trend(broken, COUNT(broken), 1, &trend, &forecast));
    assert_false(forecast_holt_fit(broken, COUNT(broken), &model));
    assert_false(forecast_holt(line, COUNT(line), 1.1, .1, &model));
    assert_true(forecast_holt_fit(line, COUNT(line), &model));
    expect(forecast_holt_ahead(&model, 1).value, 6, 1e-3);
}

/* Anscombe 1973, American Statistician 27:17: the first and the fourth set have r 0.81642 and 0.81652. */
static void pearson(void **state)
{
    (void)state;
    static const double x1[] = {10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5};
    static const double y1[] = {8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68};
    static const double x4[] = {8, 8, 8, 8, 8, 8, 8, 19, 8, 8, 8};
    static const double y4[] = {6.58, 5.76, 7.71, 8.84, 8.47, 7.04, 5.25, 12.50, 5.56, 7.91, 6.89};
    double correlation;
    size_t pairs;
    assert_true(association_pearson(x1, y1, COUNT(x1), &correlation, &pairs));
    expect(correlation, 0.81642, 5e-6);
    assert_int_equal(pairs, 11);
    assert_true(association_pearson(x4, y4, COUNT(x4), &correlation, &pairs));
    expect(correlation, 0.81652, 5e-6);
    static const double same[] = {8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8};
    assert_false(association_pearson(same, y4, COUNT(same), &correlation, &pairs));
}

/* A follower that repeats the leader's changes two periods later, turned round, over a trend of its own. */
static void lagged(void **state)
{
    (void)state;
    static const double leader[] = {3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8, 9, 7, 9, 3};
    double follower[COUNT(leader)] = {0};
    for (size_t i = 0; i < COUNT(leader); i++)
        follower[i] = 2 * (double)i - (i >= 2 ? leader[i - 2] : (double)i);
    Association found;
    assert_true(association_lagged(leader, follower, COUNT(leader), 6, &found));
    assert_int_equal(found.lag, 2);
    expect(found.correlation, -1, 1e-9);
    assert_int_equal(found.pairs, 13);
    assert_true(found.probability < 1e-6);
    assert_false(association_lagged(leader, follower, 8, 0, &found)); /* 7 changes are too few */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(trend), cmocka_unit_test(drift),       cmocka_unit_test(holt_fixed), cmocka_unit_test(holt_published),
        cmocka_unit_test(without_variation), cmocka_unit_test(pearson),    cmocka_unit_test(lagged),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
