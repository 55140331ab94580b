#include "stats/association.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdlib.h>

bool association_pearson(const double *left, const double *right, size_t count, double *ret_correlation,
                         size_t *ret_pairs)
{
    double n = 0, mean_left = 0, mean_right = 0, squares_left = 0, squares_right = 0, products = 0;
    for (size_t i = 0; i < count; i++) { /* Welford's update, for large values that vary little */
        if (isnan(left[i]) || isnan(right[i]))
            continue;
        n++;
        double from_left = left[i] - mean_left, from_right = right[i] - mean_right;
        mean_left += from_left / n;
        mean_right += from_right / n;
        squares_left += from_left * (left[i] - mean_left);
        squares_right += from_right * (right[i] - mean_right);
        products += from_left * (right[i] - mean_right);
    }
    *ret_pairs = (size_t)n;
    if (n < 3 || !(squares_left > 0) || !(squares_right > 0))
        return false;
    *ret_correlation = fmax(-1, fmin(1, products / sqrt(squares_left * squares_right)));
    return true;
}

static void changes(const double *values, size_t count, double *ret_changes)
{
    for (size_t i = 1; i < count; i++)
        ret_changes[i - 1] = values[i] - values[i - 1];
}

static double two_sided(double correlation, size_t pairs)
{
    double freedom = (double)pairs - 2, rest = 1 - correlation * correlation;
    return rest <= 0 ? 0 : 2 * gsl_cdf_tdist_Q(fabs(correlation) * sqrt(freedom / rest), freedom);
}

static Interval fisher(double correlation, size_t pairs)
{
    double centre = atanh(correlation), half = normal_z(0.95) / sqrt((double)pairs - 3);
    return (Interval){tanh(centre - half), tanh(centre + half)};
}

bool association_lagged(const double *leader, const double *follower, size_t count, size_t lag_limit,
                        Association *ret_association)
{
    if (count < 2)
        return false;
    double *memory = calloc(2 * count, sizeof *memory), *first = memory, *second = memory + count;
    if (!memory)
        return false;
    changes(leader, count, first);
    changes(follower, count, second);
    bool found = false;
    size_t tried = 0;
    for (size_t lag = 0; lag <= lag_limit && lag < count - 1; lag++) {
        double correlation;
        size_t pairs;
        if (!association_pearson(first, second + lag, count - 1 - lag, &correlation, &pairs) ||
            pairs < ASSOCIATION_LEAST_PAIRS)
            continue;
        tried++;
        if (found && fabs(correlation) <= fabs(ret_association->correlation))
            continue;
        *ret_association = (Association){.correlation = correlation, .pairs = pairs, .lag = lag,
                                         .probability = two_sided(correlation, pairs),
                                         .interval = fisher(correlation, pairs)};
        found = true;
    }
    free(memory);
    if (found)
        ret_association->probability = fmin(1, ret_association->probability * (double)tried);
    return found;
}
