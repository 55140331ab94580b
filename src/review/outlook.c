#include "review/outlook.h"

#include "stats/forecast.h"

#include <math.h>

static const double LEVEL = 0.8; /* of the range that is shown: what is to be expected, not what is possible */

/* Mean days of a period; a year of 365.2425 days. */
static const double mean_days[PERIOD_LENGTHS] = {[PERIOD_DAY] = 1,          [PERIOD_WEEK] = 7,       [PERIOD_MONTH] = 30.436875,
                                                 [PERIOD_QUARTER] = 91.310625, [PERIOD_YEAR] = 365.2425, [PERIOD_ALL] = 1};

size_t outlook_periods(PeriodLength period, int32_t from, int32_t to)
{
    long periods = lround((double)(to - from) / mean_days[period]);
    return periods > 0 ? (size_t)periods : 0;
}

static void fill(const Forecast *forecast, ReviewKeyResult *result)
{
    double at_least = forecast_chance(forecast, result->target);
    Interval range = forecast_interval(forecast, LEVEL);
    result->forecast = (MaybeNumber){true, forecast->value};
    result->low = (MaybeNumber){true, range.low};
    result->high = (MaybeNumber){true, range.high};
    result->chance = (MaybeNumber){true, result->target > result->start ? at_least : 1 - at_least};
    /* Without variation the chance is 0 or 1, and reaching it exactly is reaching it. */
    if (forecast->error == 0 && forecast->value == result->target)
        result->chance.number = 1;
}

/* Nothing more comes before the deadline: what is there now is what it will be. */
static void stay(double value, ReviewKeyResult *result)
{
    fill(&(Forecast){.value = value}, result);
}

void outlook_of_series(const double *values, size_t count, PeriodLength period, int32_t last, ReviewKeyResult *result)
{
    size_t ahead = outlook_periods(period, last, result->deadline);
    TrendLine line;
    Forecast forecast;
    if (count > 0 && ahead == 0)
        stay(values[count - 1], result);
    else if (forecast_trend(values, count, ahead, &line, &forecast))
        fill(&forecast, result);
    else
        result->reason = "too-few-periods";
}

void outlook_of_path(const double *values, size_t count, int32_t step, int32_t last, ReviewKeyResult *result)
{
    double ahead = (double)(result->deadline - last) / (double)step;
    Forecast forecast;
    if (count > 0 && ahead <= 0)
        stay(values[count - 1], result);
    else if (forecast_drift(values, count, (size_t)ceil(ahead), &forecast))
        fill(&forecast, result);
    else
        result->reason = "too-few-periods";
}
