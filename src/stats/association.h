/* Do two series move together, and which goes first? Pure functions of numbers. */
#ifndef STATS_ASSOCIATION_H
#define STATS_ASSOCIATION_H

#include "stats/interval.h"

#include <stddef.h>

enum { ASSOCIATION_LEAST_PAIRS = 8 };

typedef struct Association {
    double correlation; /* Pearson's r */
    size_t pairs, lag;  /* `lag` periods from the leader to the follower */
    double probability; /* of an r as far from 0 where there is none (Student's t), times the lags tried, at most 1 */
    Interval interval;  /* of r, 95 %, by Fisher's z, for this lag alone */
} Association;

/* Pearson's r of pairs where both are known (not NaN). False below three pairs or where one does not vary. */
bool association_pearson(const double *left, const double *right, size_t count, double *ret_correlation,
                         size_t *ret_pairs);

/*
 * The lag of 0..lag_limit at which the changes of `leader` from period to period go with those of `follower` most.
 * Changes, not levels: two series that both grow would always agree (Granger and Newbold 1974). False where no lag
 * has ASSOCIATION_LEAST_PAIRS pairs.
 */
bool association_lagged(const double *leader, const double *follower, size_t count, size_t lag_limit,
                        Association *ret_association);

#endif
