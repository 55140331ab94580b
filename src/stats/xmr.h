/*
 * Process-behaviour (XmR) charts: is a change more than the series' own variation? Pure functions of numbers.
 *
 * A value that is missing is NaN: it has no place in the limits, no moving range is taken across it, and it breaks
 * a run. Limits are not for cumulative or rolling values: their neighbours are not independent.
 *
 * Sources: Wheeler, Understanding Variation (2000); NIST/SEMATECH e-Handbook 6.3.2.2; for XMR_RULES_NHS the package
 * NHSRplotthedots. What differs between authors is named in the enums, never chosen in silence.
 */
#ifndef STATS_XMR_H
#define STATS_XMR_H

#include <stdbool.h>
#include <stddef.h>

typedef enum XmrRange {
    XMR_MEAN_RANGE,     /* mean +- 2.66 x the mean moving range */
    XMR_SCREENED_RANGE, /* the same, with ranges from 3.267 x their mean on left out, once */
    XMR_MEDIAN_RANGE,   /* mean +- 3.145 x the median moving range */
} XmrRange;

typedef enum XmrRules {
    XMR_RULES_WHEELER, /* outside; 8 in a row on one side; 3 of 4 nearer to the limit than to the mean */
    XMR_RULES_NHS,     /* outside; 7 on one side; 7 rising or falling; 2 of 3 beyond two thirds of the way */
} XmrRules;

enum {
    XMR_OUTSIDE = 1, /* beyond a limit */
    XMR_RUN = 2,     /* part of a run on one side of the mean */
    XMR_TREND = 4,   /* part of a run that rises or falls */
    XMR_NEAR = 8,    /* one of several near the same limit */
};

enum { XMR_TRIAL_POINTS = 12 };

typedef struct XmrLimits {
    double mean, moving_range;
    double lower, upper;  /* natural process limits, in the unit of the values */
    double range_upper;   /* of the moving range */
    size_t points;        /* values that made them */
    bool trial;           /* of fewer than XMR_TRIAL_POINTS values: to be taken as a first view */
} XmrLimits;

/* False where fewer than two neighbours are known. Equal values give limits that are the mean: any change is a
 * signal. */
bool xmr_limits(const double *values, size_t count, XmrRange range, XmrLimits *ret_limits);

/* What each value signals: bits of XMR_*, `count` of them; 0 for a missing one. All points of a run carry it. A
 * value that is the mean breaks a run. */
void xmr_signals(const double *values, size_t count, const XmrLimits *limits, XmrRules rules,
                 unsigned char *ret_signals);

#endif
