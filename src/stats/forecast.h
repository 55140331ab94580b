/*
 * Where a series goes, and how likely it reaches a target. Pure functions of numbers: the series is of equal
 * periods without gaps, oldest first; periods ahead are counted from the last one.
 */
#ifndef STATS_FORECAST_H
#define STATS_FORECAST_H

#include "stats/interval.h"

#include <stddef.h>

enum { FORECAST_LEAST_POINTS = 3, FORECAST_COUNT_LIMIT = 10000 };

/* A number that is not known yet: its middle and the width of what may come. */
typedef struct Forecast {
    double value;
    double error;    /* standard error of a single coming value; 0: no variation was seen */
    double freedom;  /* degrees of freedom of Student's t; 0: normal */
} Forecast;

/* The range that holds the coming value with the given level. */
Interval forecast_interval(const Forecast *forecast, double level);

/* The chance that the coming value is `target` or above. Without variation 0 or 1. "At most" is one minus it. */
double forecast_chance(const Forecast *forecast, double target);

/* The least-squares line of values at 1..count, read at count + ahead. Error sqrt(se_fit^2 + s^2), count - 2 degrees
 * of freedom. False below three points. */
typedef struct TrendLine {
    double intercept, slope, deviation; /* deviation: of the residuals */
} TrendLine;
bool forecast_trend(const double *values, size_t count, size_t ahead, TrendLine *ret_line, Forecast *ret_forecast);

/*
 * The drift method, for a number that walks from where it is: the last value and the mean step of those so far. Error
 * s sqrt(h (1 + h / (n - 1))), s the deviation of the steps, n - 2 degrees of freedom (Hyndman and Athanasopoulos,
 * Forecasting: Principles and Practice, 5.2 and 5.5). False below three points.
 */
bool forecast_drift(const double *values, size_t count, size_t ahead, Forecast *ret_forecast);

/*
 * Holt's linear method: l = a y + (1 - a)(l + b), b = B (l - l') + (1 - B) b, forecast l + h b.
 * Fixed constants start as R's HoltWinters does: l = y2, b = y2 - y1, from y3 on. The error of h ahead is
 * s sqrt(1 + sum over j < h of (a + a B j)^2) with s^2 = squares / (count - 4) (Hyndman and Athanasopoulos,
 * Forecasting: Principles and Practice, 7.2 and 7.7).
 */
typedef struct HoltModel {
    double alpha, beta; /* beta is that of the slope: B */
    double level, slope; /* at the last value */
    double squares;      /* sum of the squares of the errors of one ahead */
    size_t count;
} HoltModel;
bool forecast_holt(const double *values, size_t count, double alpha, double beta, HoltModel *ret_model);
/* The same from a level and a slope before the first value. */
bool forecast_holt_from(const double *values, size_t count, double alpha, double beta, double level, double slope,
                        HoltModel *ret_model);

/* The same with constants and start that make the squares least (ETS(A,A,N)): by the simplex method, from a fixed
 * start, so that the same series gives the same model. False below five points. */
bool forecast_holt_fit(const double *values, size_t count, HoltModel *ret_model);

Forecast forecast_holt_ahead(const HoltModel *model, size_t ahead);

#endif
