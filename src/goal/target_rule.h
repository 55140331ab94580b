/*
 * Targets made from a KPI's own past. Pure functions of numbers.
 *
 *   last-year  each period aims at its value of a year before, moved by a share of its size
 *   average    every period aims at the mean of the latest ones, moved by a share of its size
 *   seasonal   the periods keep last year's shape, scaled so that their mean or their total is a given number
 *
 * A share is of the size of the number: 10 % more than -20 is -18.
 */
#ifndef GOAL_TARGET_RULE_H
#define GOAL_TARGET_RULE_H

#include "goal/target.h"

#include "base/arena.h"

typedef enum TargetRuleKind { TARGET_GIVEN, TARGET_LAST_YEAR, TARGET_AVERAGE, TARGET_SHAPE_MEAN, TARGET_SHAPE_TOTAL } TargetRuleKind;
enum { TARGET_RULES = 5, TARGET_AVERAGE_LIMIT = 60 };

typedef struct TargetRule {
    TargetRuleKind kind;
    double percent; /* last-year, average: more (or less, below 0) by this; 0: the same */
    double number;  /* average: of how many periods; shapes: the mean or the total to reach */
} TargetRule;

/* A value of a period that is over, by which a target was made. */
typedef struct TargetBasis {
    int32_t day; /* the period's first */
    double value;
} TargetBasis;

const char *target_rule_name(TargetRuleKind kind); /* "last-year"; "seasonal-mean"; "given" */
bool target_rule_parse(const char *name, TargetRuleKind *ret_kind);

/* What is wrong with a rule for a target of this direction, in the words of who set it. */
Status target_rule_check(const TargetRule *rule, TargetDirection direction, Error *error) MUST_CHECK;

/*
 * The points of a target. `basis` is what the rule reads: of an average the latest values; else one value for each of
 * the `count` first days in `starts`, in their order. Points in the arena. Refuses a shape whose sum is not above 0:
 * nothing can be scaled by it.
 */
Status target_rule_points(Arena *arena, const TargetRule *rule, const TargetBasis *basis, size_t basis_count,
                          const int32_t *starts, size_t count, Target *path, Error *error) MUST_CHECK;

#endif
