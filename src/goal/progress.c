#include "goal/progress.h"

#include "base/translate.h"

#include <math.h>

Status progress_check(double start, double target, Error *error)
{
    if (!isfinite(start) || !isfinite(target))
        return error_set(error, STATUS_INVALID_ARGUMENT, _("start and target of a key result are numbers"));
    if (start != target)
        return STATUS_OK;
    error_set(error, STATUS_INVALID_ARGUMENT, _("the key result's start equals its target: there is no way to go"));
    error_hint(error, "%s", _("to keep a value where it is, give a KPI a range instead"));
    return STATUS_INVALID_ARGUMENT;
}

double progress_of(double start, double target, double now)
{
    return (now - start) / (target - start);
}

double progress_score(double progress)
{
    return fmax(0, fmin(1, progress));
}

Status weights_check(const WeightedScore *scores, size_t count, Error *error)
{
    double sum = 0;
    for (size_t i = 0; i < count; i++) {
        if (!(scores[i].weight >= 0) || !isfinite(scores[i].weight))
            return error_set(error, STATUS_INVALID_ARGUMENT, _("a weight is a number from 0 on"));
        sum += scores[i].weight;
    }
    if (count > 0 && !(sum > 0))
        return error_set(error, STATUS_INVALID_ARGUMENT, _("the weights sum to 0: at least one must count"));
    return STATUS_OK;
}

bool scores_roll_up(const WeightedScore *scores, size_t count, bool missing_as_zero, double *ret_score)
{
    double sum = 0, weights = 0;
    bool known = false;
    for (size_t i = 0; i < count; i++) {
        known |= scores[i].known;
        if (!scores[i].known && !missing_as_zero)
            continue;
        sum += scores[i].known ? scores[i].weight * scores[i].score : 0;
        weights += scores[i].weight;
    }
    if (!known || !(weights > 0))
        return false;
    *ret_score = sum / weights;
    return true;
}
