#include "stats/interval.h"

#include <gsl/gsl_cdf.h>
#include <math.h>

double normal_z(double level)
{
    return gsl_cdf_ugaussian_Pinv((1 + level) / 2);
}

static bool is_level(double level)
{
    return level > 0 && level < 1;
}

bool interval_wilson(double successes, double trials, double level, Interval *ret_interval)
{
    if (!(trials > 0) || !(successes >= 0) || !(successes <= trials) || !isfinite(trials) || !is_level(level))
        return false;
    double z = normal_z(level), share = successes / trials, z_squared = z * z / trials;
    double centre = (share + z_squared / 2) / (1 + z_squared);
    double half = z / (1 + z_squared) * sqrt(share * (1 - share) / trials + z_squared / (4 * trials));
    /* Rounding would leave 1e-17 where the formula gives exactly 0 or 1. */
    *ret_interval = (Interval){.low = successes <= 0 ? 0 : centre - half,
                               .high = successes >= trials ? 1 : centre + half};
    return true;
}

bool interval_difference(double successes_1, double trials_1, double successes_2, double trials_2, double level,
                         Interval *ret_interval)
{
    Interval one, two;
    if (!interval_wilson(successes_1, trials_1, level, &one) || !interval_wilson(successes_2, trials_2, level, &two))
        return false;
    double share_1 = successes_1 / trials_1, share_2 = successes_2 / trials_2, difference = share_1 - share_2;
    *ret_interval = (Interval){.low = difference - hypot(share_1 - one.low, two.high - share_2),
                               .high = difference + hypot(one.high - share_1, share_2 - two.low)};
    return true;
}

/* 100 (p - d) and z standard errors, where one answer is worth 1, 0 or -1; the variance is divided by n. */
static bool nps(double promoters, double passives, double detractors, double level, Interval *ret_interval)
{
    double answers = promoters + passives + detractors;
    double up = promoters / answers, down = detractors / answers, score = up - down;
    double variance = fmax(0, up + down - score * score);
    double half = normal_z(level) * sqrt(variance / answers);
    *ret_interval = (Interval){.low = fmax(-100, 100 * (score - half)), .high = fmin(100, 100 * (score + half))};
    return true;
}

static bool are_counts(double promoters, double passives, double detractors)
{
    return promoters >= 0 && passives >= 0 && detractors >= 0 && promoters + passives + detractors > 0 &&
           isfinite(promoters + passives + detractors);
}

bool interval_nps_wald(double promoters, double passives, double detractors, double level, Interval *ret_interval)
{
    return are_counts(promoters, passives, detractors) && is_level(level) &&
           nps(promoters, passives, detractors, level, ret_interval);
}

bool interval_nps_adjusted(double promoters, double passives, double detractors, double level,
                           Interval *ret_interval)
{
    return are_counts(promoters, passives, detractors) && is_level(level) &&
           nps(promoters + 0.75, passives + 1.5, detractors + 0.75, level, ret_interval);
}

bool interval_mean(double sum, double squares, double count, double level, Interval *ret_interval)
{
    if (!(count >= 2) || !isfinite(sum) || !isfinite(squares) || !isfinite(count) || !is_level(level))
        return false;
    double mean = sum / count;
    /* Equal values leave a rounding error of either sign. */
    double variance = fmax(0, (squares - sum * mean) / (count - 1));
    double half = gsl_cdf_tdist_Pinv((1 + level) / 2, count - 1) * sqrt(variance / count);
    *ret_interval = (Interval){.low = mean - half, .high = mean + half};
    return true;
}
