#include "goal/target.h"

#include "base/translate.h"

#include <math.h>
#include <string.h>

static const char *const direction_names[] = {"up", "down", "within"};
static const char *const shape_names[] = {"stepped", "linear", "seasonal"};
static const char *const status_names[GOAL_STATUSES] = {"no-target", "no-data",  "not-enough",
                                                        "on-track",  "at-risk", "off-track"};

static bool find_name(const char *const *names, size_t count, const char *name, size_t *ret_index)
{
    for (size_t i = 0; name && i < count; i++)
        if (strcmp(names[i], name) == 0) {
            *ret_index = i;
            return true;
        }
    return false;
}

const char *target_direction_name(TargetDirection direction)
{
    return direction_names[direction];
}

bool target_direction_parse(const char *name, TargetDirection *ret_direction)
{
    size_t index;
    if (!find_name(direction_names, 3, name, &index))
        return false;
    *ret_direction = (TargetDirection)index;
    return true;
}

const char *target_shape_name(TargetShape shape)
{
    return shape_names[shape];
}

bool target_shape_parse(const char *name, TargetShape *ret_shape)
{
    size_t index;
    if (!find_name(shape_names, TARGET_SHAPES, name, &index))
        return false;
    *ret_shape = (TargetShape)index;
    return true;
}

const char *goal_status_name(GoalStatus status)
{
    return status_names[status];
}

static Status refuse(Error *error, Status status, const char *member, const char *message)
{
    error_set(error, status, "%s", message);
    error_where(error, "%s", member);
    return status;
}

static Status check_point(const Target *target, size_t i, Error *error)
{
    const TargetPoint *point = &target->points[i];
    if (!isfinite(point->low) || !isfinite(point->high))
        return refuse(error, STATUS_INVALID_ARGUMENT, "points", _("the target is not a number"));
    if (point->low > point->high)
        return refuse(error, STATUS_INVALID_ARGUMENT, "points", _("the target's lower bound is above its upper one"));
    if (target->direction != TARGET_WITHIN && point->low != point->high)
        return refuse(error, STATUS_INVALID_ARGUMENT, "points",
                      _("a target that is to be reached has one number; two bounds belong to the direction \"within\""));
    if (i > 0 && point->day <= target->points[i - 1].day)
        return refuse(error, STATUS_INVALID_ARGUMENT, "points", _("the points of a target go forward in time"));
    return STATUS_OK;
}

Status target_check(const Target *target, Error *error)
{
    if (target->count == 0)
        return refuse(error, STATUS_INVALID_ARGUMENT, "points", _("the target has no value"));
    if (target->count > TARGET_POINTS_LIMIT) {
        error_set(error, STATUS_TOO_LARGE, _("a target has at most %d points"), TARGET_POINTS_LIMIT);
        error_where(error, "points");
        return STATUS_TOO_LARGE;
    }
    if (!(target->margin >= 0) || !isfinite(target->margin))
        return refuse(error, STATUS_INVALID_ARGUMENT, "margin", _("the margin of a target is a number from 0 on"));
    if (target->shape == TARGET_LINEAR && target->count < 2)
        return refuse(error, STATUS_INVALID_ARGUMENT, "points", _("a straight path leads from one point to another: give two"));
    for (size_t i = 0; i < target->count; i++)
        TRY(check_point(target, i, error));
    return STATUS_OK;
}

bool target_at(const Target *target, int32_t day, TargetPoint *ret_bounds)
{
    size_t behind = 0;
    while (behind < target->count && target->points[behind].day <= day)
        behind++;
    if (behind == 0)
        return false;
    TargetPoint bounds = target->points[behind - 1];
    if (target->shape == TARGET_LINEAR && behind < target->count) {
        const TargetPoint *next = &target->points[behind];
        double way = (double)(day - bounds.day) / (double)(next->day - bounds.day);
        bounds.low += way * (next->low - bounds.low);
        bounds.high += way * (next->high - bounds.high);
    }
    bounds.day = day;
    *ret_bounds = bounds;
    return true;
}

/* Positive on the good side of the bound that is nearest to being broken. */
static double gap_of(const Target *target, const TargetPoint *bounds, double value)
{
    double above = value - bounds->low, below = bounds->high - value;
    switch (target->direction) {
    case TARGET_UP:
        return above;
    case TARGET_DOWN:
        return below;
    case TARGET_WITHIN:
        break;
    }
    return fmin(above, below);
}

static GoalStatus status_of_gap(double gap, double margin)
{
    if (gap >= 0)
        return GOAL_ON_TRACK;
    return -gap <= margin ? GOAL_AT_RISK : GOAL_OFF_TRACK;
}

/* The worst and the best that the interval allows agree. Within a range the best lies anywhere in the interval. */
static bool is_certain(const Target *target, const TargetPoint *bounds, const GoalReading *reading, GoalStatus status)
{
    if (!reading->has_interval)
        return true;
    double ends[] = {reading->low, reading->high};
    for (size_t i = 0; i < 2; i++)
        if (status_of_gap(gap_of(target, bounds, ends[i]), target->margin) != status)
            return false;
    return true;
}

/* An interval narrows with the root of the answers. */
static double answers_needed(const GoalReading *reading, double gap)
{
    double half = (reading->high - reading->low) / 2, away = fabs(gap);
    if (!reading->has_interval || !(reading->sample > 0) || !(away > 0) || half <= away)
        return 0;
    return ceil(reading->sample * (half / away) * (half / away));
}

Judgement target_judge(const Target *target, int32_t last_day, const GoalReading *reading)
{
    Judgement judgement = {.status = GOAL_NO_TARGET, .certain = true};
    if (!target || !target_at(target, last_day, &judgement.bounds))
        return judgement;
    judgement.direction = target->direction;
    judgement.margin = target->margin;
    if (!reading->defined) {
        judgement.status = GOAL_NO_DATA;
        return judgement;
    }
    judgement.margin = target->margin;
    judgement.gap = gap_of(target, &judgement.bounds, reading->value);
    judgement.needed = answers_needed(reading, judgement.gap);
    judgement.status = status_of_gap(judgement.gap, target->margin);
    judgement.certain = is_certain(target, &judgement.bounds, reading, judgement.status);
    if (reading->small) {
        judgement.status = GOAL_NOT_ENOUGH;
        judgement.missing = fmax(0, ceil(reading->least - reading->sample));
    }
    return judgement;
}

size_t target_since(const Judgement *judgements, size_t count)
{
    size_t same = 0;
    while (same < count && judgements[count - 1 - same].status == judgements[count - 1].status)
        same++;
    return same;
}
