#include "stats/xmr.h"

#include "stats/order.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* 3 / d2, D4 of two values, and their forms for the median (Wheeler). */
static const double MEAN_SCALE = 2.66, MEAN_RANGE_SCALE = 3.267, MEDIAN_SCALE = 3.145, MEDIAN_RANGE_SCALE = 3.865;

/* Moving ranges of known neighbours into `ranges`; how many. */
static size_t moving_ranges(const double *values, size_t count, double *ranges)
{
    size_t found = 0;
    for (size_t i = 1; i < count; i++)
        if (!isnan(values[i]) && !isnan(values[i - 1]))
            ranges[found++] = fabs(values[i] - values[i - 1]);
    return found;
}

static double mean_of(const double *values, size_t count)
{
    double sum = 0;
    for (size_t i = 0; i < count; i++)
        sum += values[i];
    return sum / (double)count;
}

static double screened(double *ranges, size_t count)
{
    double ceiling = MEAN_RANGE_SCALE * mean_of(ranges, count);
    size_t kept = 0;
    for (size_t i = 0; i < count; i++)
        if (ranges[i] < ceiling || ceiling <= 0)
            ranges[kept++] = ranges[i];
    return kept ? mean_of(ranges, kept) : ceiling / MEAN_RANGE_SCALE;
}

bool xmr_limits(const double *values, size_t count, XmrRange range, XmrLimits *ret_limits)
{
    double *ranges = count ? calloc(count, sizeof *ranges) : NULL;
    size_t found = ranges ? moving_ranges(values, count, ranges) : 0;
    if (found == 0) {
        free(ranges);
        return false;
    }
    double sum = 0;
    size_t known = 0;
    for (size_t i = 0; i < count; i++)
        if (!isnan(values[i])) {
            sum += values[i];
            known++;
        }
    double middle = range == XMR_MEAN_RANGE       ? mean_of(ranges, found)
                    : range == XMR_SCREENED_RANGE ? screened(ranges, found)
                                                  : order_median(ranges, found);
    free(ranges);
    bool median = range == XMR_MEDIAN_RANGE;
    double mean = sum / (double)known, reach = middle * (median ? MEDIAN_SCALE : MEAN_SCALE);
    *ret_limits = (XmrLimits){.mean = mean,
                              .moving_range = middle,
                              .lower = mean - reach,
                              .upper = mean + reach,
                              .range_upper = middle * (median ? MEDIAN_RANGE_SCALE : MEAN_RANGE_SCALE),
                              .points = known,
                              .trial = known < XMR_TRIAL_POINTS};
    return isfinite(mean) && isfinite(reach);
}

/* ---- signals ---- */

static int side(double value, double mean)
{
    return isnan(value) || value == mean ? 0 : value > mean ? 1 : -1;
}

static void mark(unsigned char *signals, size_t from, size_t to, unsigned char bit)
{
    for (size_t i = from; i < to; i++)
        signals[i] |= bit;
}

static void mark_runs(const double *values, size_t count, double mean, size_t least, unsigned char *signals)
{
    for (size_t from = 0; from < count;) {
        size_t to = from + 1;
        int which = side(values[from], mean);
        while (to < count && side(values[to], mean) == which)
            to++;
        if (which != 0 && to - from >= least)
            mark(signals, from, to, XMR_RUN);
        from = to;
    }
}

static int step(const double *values, size_t at)
{
    if (isnan(values[at]) || isnan(values[at - 1]) || values[at] == values[at - 1])
        return 0;
    return values[at] > values[at - 1] ? 1 : -1;
}

/* `least` points that all rise or all fall are `least` - 1 steps. */
static void mark_trends(const double *values, size_t count, size_t least, unsigned char *signals)
{
    for (size_t from = 1; from < count;) {
        size_t to = from + 1;
        int which = step(values, from);
        while (to < count && step(values, to) == which)
            to++;
        if (which != 0 && to - from + 1 >= least)
            mark(signals, from - 1, to, XMR_TREND);
        from = to;
    }
}

typedef struct NearRule {
    size_t of, least;
    double share;   /* of the way from the mean to the limit */
    bool same_side; /* every point of the window is on the side of the limit */
} NearRule;

/* Marks those of each window that are beyond `share` of the way to one limit and within it. */
static void mark_near(const double *values, size_t count, const XmrLimits *limits, NearRule rule,
                      unsigned char *signals)
{
    double reach = limits->upper - limits->mean;
    for (int which = -1; which <= 1 && reach > 0; which += 2)
        for (size_t from = 0; from + rule.of <= count; from++) {
            size_t near = 0, on_side = 0, known = 0;
            for (size_t i = from; i < from + rule.of; i++) {
                double way = which * (values[i] - limits->mean) / reach;
                known += !isnan(values[i]);
                on_side += way > 0;
                near += way > rule.share;
            }
            if (near < rule.least || known < rule.of || (rule.same_side && on_side < rule.of))
                continue;
            for (size_t i = from; i < from + rule.of; i++)
                if (which * (values[i] - limits->mean) / reach > rule.share)
                    signals[i] |= XMR_NEAR;
        }
}

void xmr_signals(const double *values, size_t count, const XmrLimits *limits, XmrRules rules,
                 unsigned char *ret_signals)
{
    memset(ret_signals, 0, count);
    for (size_t i = 0; i < count; i++)
        if (values[i] > limits->upper || values[i] < limits->lower)
            ret_signals[i] |= XMR_OUTSIDE;
    mark_runs(values, count, limits->mean, rules == XMR_RULES_WHEELER ? 8 : 7, ret_signals);
    if (rules == XMR_RULES_NHS)
        mark_trends(values, count, 7, ret_signals);
    NearRule near = rules == XMR_RULES_WHEELER ? (NearRule){4, 3, 0.5, false} : (NearRule){3, 2, 2.0 / 3, true};
    mark_near(values, count, limits, near, ret_signals);
}
