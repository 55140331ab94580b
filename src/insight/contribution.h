/*
 * What each part of a whole did to its change: an exact split. Pure functions of numbers.
 *
 * A mean over parts (a share, a score, a waiting time) changes because the parts changed (rate) and because their
 * weights did (mix). With w a part's share of the whole and r its value,
 *
 *   rate = (r1 - r0) (w0 + w1) / 2
 *   mix  = (w1 - w0) ((r0 + r1) / 2 - R),   R the mean of the two wholes
 *
 * and the sum over all parts is the change of the whole without a rest (the symmetric form of Kitagawa 1955, Journal of
 * the American Statistical Association 50:1168). A part that is only in one of the two is mix alone.
 */
#ifndef INSIGHT_CONTRIBUTION_H
#define INSIGHT_CONTRIBUTION_H

#include <stdbool.h>
#include <stddef.h>

typedef struct Part {
    double before_weight, before_value; /* weight 0: it was not there */
    double after_weight, after_value;
} Part;

typedef struct Contribution {
    double rate, mix; /* in the unit of the value */
} Contribution;

/* Of a weighted mean. False where one of the wholes has no weight or a number is not finite. */
bool contribution_of_mean(const Part *parts, size_t count, Contribution *ret_contributions);

/* Of a sum: each part's own change, all of it rate. Weights are not looked at. */
void contribution_of_sum(const Part *parts, size_t count, Contribution *ret_contributions);

/* The weighted mean of one side; false without weight. */
bool contribution_mean(const Part *parts, size_t count, bool after, double *ret_mean);

#endif
