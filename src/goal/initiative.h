/*
 * Initiatives: the work that should move a key result, and whether it moved.
 *
 * What is compared is the last whole period that ended before the first day with the last whole one that began on it
 * or later; the period that the first day lies within is neither. The change counts as more than chance where the
 * later number is outside the natural process limits of the periods before (XmR), or, of fewer than four such periods,
 * where the intervals of the two do not touch. It says that the number changed, not why.
 */
#ifndef GOAL_INITIATIVE_H
#define GOAL_INITIATIVE_H

#include "goal/objective.h"

enum { INITIATIVES_LIMIT = 50 };

typedef enum InitiativeState { INITIATIVE_PLANNED, INITIATIVE_RUNNING, INITIATIVE_DONE, INITIATIVE_DROPPED } InitiativeState;
const char *initiative_state_name(InitiativeState state); /* "running" */
bool initiative_state_parse(const char *name, InitiativeState *ret_state);

typedef struct Initiative {
    int64_t number;      /* within its objective, from 1 */
    const char *title, *owner; /* owner NULL without */
    int32_t from, to;    /* both included */
    InitiativeState state;
    int64_t key_result;  /* which it should move; 0: none is named */
    const char *outcome; /* what came of it, in words; NULL without */
} Initiative;

/* Checks words, days, owner and that the key result is one of the objective; `ret_number` is given. */
Status initiative_add(const KpiAsker *asker, const char *objective, const Initiative *initiative, const char *by,
                      int64_t *ret_number, Error *error) MUST_CHECK;
/* Replaces number `initiative->number`; STATUS_CONFLICT where the objective was changed since `revision` (0: any). */
Status initiative_change(const KpiAsker *asker, const char *objective, int64_t revision, const Initiative *initiative,
                         const char *by, Error *error) MUST_CHECK;
Status initiative_find(Store *store, Arena *arena, const char *objective, int64_t number, Initiative *ret_initiative, Error *error) MUST_CHECK;
/* By first day. */
Status initiative_list(Store *store, Arena *arena, const char *objective, Initiative **ret_initiatives, size_t *ret_count,
                       Error *error) MUST_CHECK;
/* Within a transaction, unchecked. */
Status initiative_insert(Store *store, Arena *arena, const char *objective, const Initiative *initiative, const char *by,
                         int64_t *ret_number, Error *error) MUST_CHECK;

/* ---- whether it moved ---- */

typedef enum EffectVerdict {
    EFFECT_NONE_NAMED, /* no key result is named */
    EFFECT_NOT_BEGUN,
    EFFECT_NO_BEFORE,  /* no number from before */
    EFFECT_NO_AFTER,   /* no whole period has passed since */
    EFFECT_UNTOLD,     /* too few periods, or a number that is entered: whether by chance cannot be told */
    EFFECT_NOISE,      /* within its own variation */
    EFFECT_BETTER,     /* moved towards the target by more than chance */
    EFFECT_WORSE,      /* moved away from it by more than chance */
} EffectVerdict;
const char *effect_verdict_name(EffectVerdict verdict); /* "better" */

typedef struct InitiativeEffect {
    EffectVerdict verdict;
    MaybeNumber before, now;
    bool has_limits;           /* its own variation before it began */
    double lower, upper;
    const MetricQuery *query;  /* NULL of entered numbers */
    const char *currency;
} InitiativeEffect;

/* `state` is of its objective. In the arena. */
Status initiative_effect(const KpiAsker *asker, Arena *arena, const ObjectiveState *state, const Initiative *initiative,
                         InitiativeEffect *ret_effect, Error *error) MUST_CHECK;

#endif
