#include "insight/contribution.h"

#include <math.h>

static double weight_of(const Part *part, bool after)
{
    return after ? part->after_weight : part->before_weight;
}

static double total_weight(const Part *parts, size_t count, bool after)
{
    double sum = 0;
    for (size_t i = 0; i < count; i++)
        sum += weight_of(&parts[i], after);
    return sum;
}

bool contribution_mean(const Part *parts, size_t count, bool after, double *ret_mean)
{
    double total = total_weight(parts, count, after), sum = 0;
    if (!(total > 0) || !isfinite(total))
        return false;
    for (size_t i = 0; i < count; i++) {
        double weight = weight_of(&parts[i], after), value = after ? parts[i].after_value : parts[i].before_value;
        if (weight < 0 || (weight > 0 && !isfinite(value)))
            return false;
        sum += weight > 0 ? weight * value : 0;
    }
    *ret_mean = sum / total;
    return true;
}

static Contribution contribution_of(const Part *part, double before_total, double after_total, double middle)
{
    double before = part->before_weight / before_total, after = part->after_weight / after_total;
    if (!(before > 0) && !(after > 0))
        return (Contribution){0, 0};
    if (!(before > 0))
        return (Contribution){.mix = after * (part->after_value - middle)};
    if (!(after > 0))
        return (Contribution){.mix = -before * (part->before_value - middle)};
    return (Contribution){.rate = (part->after_value - part->before_value) * (before + after) / 2,
                          .mix = (after - before) * ((part->before_value + part->after_value) / 2 - middle)};
}

bool contribution_of_mean(const Part *parts, size_t count, Contribution *ret_contributions)
{
    double before, after;
    if (!contribution_mean(parts, count, false, &before) || !contribution_mean(parts, count, true, &after))
        return false;
    double before_total = total_weight(parts, count, false), after_total = total_weight(parts, count, true);
    for (size_t i = 0; i < count; i++)
        ret_contributions[i] = contribution_of(&parts[i], before_total, after_total, (before + after) / 2);
    return true;
}

void contribution_of_sum(const Part *parts, size_t count, Contribution *ret_contributions)
{
    for (size_t i = 0; i < count; i++) {
        double before = isfinite(parts[i].before_value) ? parts[i].before_value : 0;
        double after = isfinite(parts[i].after_value) ? parts[i].after_value : 0;
        ret_contributions[i] = (Contribution){.rate = after - before};
    }
}
