/*
 * Targets and how a value stands to them. Pure functions.
 *
 * A target is a path: points of (day, bounds), between which it is stepped or linear. A period is held to the
 * target of its last day. Two edges follow from it and are part of the definition:
 *
 *   on track   the value is at the bound or better
 *   at risk    it is short of the bound by at most the margin (exactly the margin is still at risk)
 *   off track  it is short by more
 */
#ifndef GOAL_TARGET_H
#define GOAL_TARGET_H

#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum TargetDirection {
    TARGET_UP,     /* at least `low` */
    TARGET_DOWN,   /* at most `high` */
    TARGET_WITHIN, /* from `low` to `high` */
} TargetDirection;

typedef enum TargetShape {
    TARGET_STEPPED, /* a point holds until the next one */
    TARGET_LINEAR,  /* straight from point to point; the last one holds on */
    TARGET_SEASONAL, /* stepped, with a point for each period: the shape of a year */
} TargetShape;
enum { TARGET_SHAPES = 3 };

enum { TARGET_POINTS_LIMIT = 400 };

typedef struct TargetPoint {
    int32_t day;
    double low, high; /* in the unit of the metric; the bound that the direction does not use equals the other */
} TargetPoint;

typedef struct Target {
    TargetDirection direction;
    TargetShape shape;
    const TargetPoint *points; /* by day, each day once */
    size_t count;
    double margin;             /* >= 0, in the unit of the metric */
} Target;

const char *target_direction_name(TargetDirection direction); /* "up" */
bool target_direction_parse(const char *name, TargetDirection *ret_direction);
const char *target_shape_name(TargetShape shape);             /* "linear" */
bool target_shape_parse(const char *name, TargetShape *ret_shape);

/* What is wrong with a target, in the words of the one who set it. */
Status target_check(const Target *target, Error *error) MUST_CHECK;

/* The bounds on a day; false before the first point: there was no target. */
bool target_at(const Target *target, int32_t day, TargetPoint *ret_bounds);

typedef enum GoalStatus {
    GOAL_NO_TARGET,  /* none was in force */
    GOAL_NO_DATA,    /* the value is undefined */
    GOAL_NOT_ENOUGH, /* too few answers to judge: neither good nor bad */
    GOAL_ON_TRACK,
    GOAL_AT_RISK,
    GOAL_OFF_TRACK,
} GoalStatus;
enum { GOAL_STATUSES = 6 };

const char *goal_status_name(GoalStatus status); /* "at-risk" */

/* A value to be judged. */
typedef struct GoalReading {
    bool defined, small; /* small: its sample is below what the metric asks for */
    double value;
    bool has_interval;
    double low, high;    /* of the interval */
    double sample;       /* 0: unknown */
    double least;        /* the smallest sample that is judged; 0: any */
} GoalReading;

typedef struct Judgement {
    GoalStatus status;
    TargetPoint bounds;
    double margin;  /* of the target */
    TargetDirection direction;
    double gap;     /* on the good side positive, short of the bound negative; unit of the metric */
    bool certain;   /* the whole interval has this status; true without an interval */
    double needed;  /* answers for an interval that is narrower than the gap; 0: unknown or enough */
    double missing; /* answers until the sample is large enough to be judged; 0: it is, or nothing is known */
} Judgement;

Judgement target_judge(const Target *target, int32_t last_day, const GoalReading *reading);

/* How many of the latest judgements have the status of the last one: "since when". 0 for none. */
size_t target_since(const Judgement *judgements, size_t count);

#endif
