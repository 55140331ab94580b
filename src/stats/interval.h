/*
 * Confidence intervals. Pure functions of numbers; sources in each comment.
 */
#ifndef STATS_INTERVAL_H
#define STATS_INTERVAL_H

#include <stdbool.h>

typedef struct Interval {
    double low, high;
} Interval;

/* The standard normal quantile of (1 + level) / 2: 1.959964 for level 0.95. 0 < level < 1. */
double normal_z(double level);

/* Wilson's score interval of a proportion, as a share 0..1. Exactly 0 or 1 at the ends when x = 0 or n.
 * Wilson 1927; Newcombe 1998, method 3. False when n <= 0 or x is not in [0, n]. */
bool interval_wilson(double successes, double trials, double level, Interval *ret_interval);

/* Difference of two proportions, first minus second, by Newcombe's hybrid of two Wilson intervals (Newcombe 1998,
 * Statistics in Medicine 17:873, method 10). False as above. */
bool interval_difference(double successes_1, double trials_1, double successes_2, double trials_2, double level,
                         Interval *ret_interval);

/* Net Promoter Score in points, -100..100. Wald: Rocks' R package NPS; adjusted Wald adds 3/4 promoter,
 * 3/2 passive and 3/4 detractor (Rocks 2016, American Statistician 70:365). Clipped to [-100, 100]. */
bool interval_nps_wald(double promoters, double passives, double detractors, double level, Interval *ret_interval);
bool interval_nps_adjusted(double promoters, double passives, double detractors, double level,
                           Interval *ret_interval);

/* Student's t interval of a mean from the sum, the sum of squares and the count. False when n < 2. */
bool interval_mean(double sum, double squares, double count, double level, Interval *ret_interval);

#endif
