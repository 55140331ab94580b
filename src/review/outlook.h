/* Where key results go: their forecast at the deadline and the chance to reach the target by then. */
#ifndef REVIEW_OUTLOOK_H
#define REVIEW_OUTLOOK_H

#include "review/pack.h"

/* Periods of a length that end after `from` and by `to`, by the mean length of such periods. */
size_t outlook_periods(PeriodLength period, int32_t from, int32_t to);

/* Fills forecast, range and chance from complete periods, oldest first, of which the last ended on `last` (included). With
 * fewer than three, or none ahead of the deadline, says what can be said. Pure. */
void outlook_of_series(const double *values, size_t count, PeriodLength period, int32_t last, ReviewKeyResult *result);

/* The same of a number that grows with its days, from its states at equal distances of `step` days up to `last`: the rest
 * of the way is walked as the way so far was, with its mean step and its variation. Pure. */
void outlook_of_path(const double *values, size_t count, int32_t step, int32_t last, ReviewKeyResult *result);

#endif
