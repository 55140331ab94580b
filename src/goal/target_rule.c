#include "goal/target_rule.h"

#include "base/translate.h"

#include <math.h>
#include <string.h>

static const char *const rule_names[TARGET_RULES] = {"given", "last-year", "average", "seasonal-mean", "seasonal-total"};

const char *target_rule_name(TargetRuleKind kind)
{
    return rule_names[kind];
}

bool target_rule_parse(const char *name, TargetRuleKind *ret_kind)
{
    for (size_t i = 0; name && i < TARGET_RULES; i++)
        if (strcmp(rule_names[i], name) == 0) {
            *ret_kind = (TargetRuleKind)i;
            return true;
        }
    return false;
}

static Status refuse(Error *error, const char *member, const char *message)
{
    error_set(error, STATUS_INVALID_ARGUMENT, "%s", message);
    error_where(error, "%s", member);
    return STATUS_INVALID_ARGUMENT;
}

Status target_rule_check(const TargetRule *rule, TargetDirection direction, Error *error)
{
    if (rule->kind == TARGET_GIVEN)
        return STATUS_OK;
    if (direction == TARGET_WITHIN)
        return refuse(error, "rule", _("a rule gives one number for each period; a range is given by its two bounds"));
    if (!isfinite(rule->percent) || rule->percent < -100 || rule->percent > 1000)
        return refuse(error, "percent", _("the percent of a rule is a number from -100 to 1000"));
    bool whole = rule->number == floor(rule->number);
    if (rule->kind == TARGET_AVERAGE && !(whole && rule->number >= 1 && rule->number <= TARGET_AVERAGE_LIMIT))
        return refuse(error, "periods", _("an average is of 1 to 60 periods"));
    if (rule->kind >= TARGET_SHAPE_MEAN && !isfinite(rule->number))
        return refuse(error, "number", _("the mean or total that the shape is scaled to is a number"));
    return STATUS_OK;
}

static double moved(double value, double percent)
{
    return value + fabs(value) * percent / 100;
}

static double sum_of(const TargetBasis *basis, size_t count)
{
    double sum = 0;
    for (size_t i = 0; i < count; i++)
        sum += basis[i].value;
    return sum;
}

Status target_rule_points(Arena *arena, const TargetRule *rule, const TargetBasis *basis, size_t basis_count,
                          const int32_t *starts, size_t count, Target *path, Error *error)
{
    bool average = rule->kind == TARGET_AVERAGE, shape = rule->kind >= TARGET_SHAPE_MEAN;
    double sum = sum_of(basis, basis_count), factor = 1;
    if (count == 0 || basis_count == 0 || (!average && basis_count != count))
        return refuse(error, "rule", _("there is no period to make the target from"));
    if (count > TARGET_POINTS_LIMIT) {
        error_set(error, STATUS_TOO_LARGE, _("a target has at most %d points"), TARGET_POINTS_LIMIT);
        error_where(error, "to");
        return STATUS_TOO_LARGE;
    }
    if (shape && !(sum > 0))
        return refuse(error, "rule", _("last year's values sum to no more than 0: their shape cannot be scaled"));
    if (shape)
        factor = rule->number * (rule->kind == TARGET_SHAPE_MEAN ? (double)count : 1) / sum;
    TargetPoint *points = ARENA_ARRAY(arena, count, TargetPoint);
    for (size_t i = 0; i < count; i++) {
        double value = average ? moved(sum / (double)basis_count, rule->percent)
                       : shape ? basis[i].value * factor
                               : moved(basis[i].value, rule->percent);
        points[i] = (TargetPoint){starts[i], value, value};
    }
    path->shape = shape ? TARGET_SEASONAL : TARGET_STEPPED;
    path->points = points;
    path->count = average ? 1 : count;
    return STATUS_OK;
}
