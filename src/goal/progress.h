/*
 * How far a key result has come, and what that makes of its objective. Pure functions; the rule is one and is the
 * same at every door.
 *
 *   progress   (now - start) / (target - start), in either direction; not cut, so that a step back shows as less
 *              than 0 and more than was aimed at as more than 1
 *   score      progress cut to 0..1
 *   objective  the mean of its key results' scores by their weights; a key result without a number counts as 0
 *              once it has begun to be due, and is left out before
 */
#ifndef GOAL_PROGRESS_H
#define GOAL_PROGRESS_H

#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>

/* Refuses a target that equals the start: no way leads from one to the other. */
Status progress_check(double start, double target, Error *error) MUST_CHECK;
double progress_of(double start, double target, double now);
double progress_score(double progress);

typedef struct WeightedScore {
    bool known;
    double score, weight; /* weight >= 0 */
} WeightedScore;

/* Refuses negative weights and such as sum to 0. */
Status weights_check(const WeightedScore *scores, size_t count, Error *error) MUST_CHECK;
/* False where nothing is known. `missing_as_zero`: what is unknown counts as 0 and keeps its weight. */
bool scores_roll_up(const WeightedScore *scores, size_t count, bool missing_as_zero, double *ret_score);

#endif
