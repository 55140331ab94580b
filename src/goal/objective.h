/*
 * Objectives and key results, kept in the records. Progress of a bound key result is computed from facts, never
 * typed; goal/progress.h has the rule.
 */
#ifndef GOAL_OBJECTIVE_H
#define GOAL_OBJECTIVE_H

#include "goal/owner.h"
#include "goal/progress.h"

enum { OBJECTIVE_LIMIT = 2000, KEY_RESULTS_LIMIT = 20 };

typedef enum ObjectiveLevel { LEVEL_COMPANY, LEVEL_DEPARTMENT, LEVEL_TEAM, LEVEL_PERSON } ObjectiveLevel;
const char *objective_level_name(ObjectiveLevel level); /* "team" */
bool objective_level_parse(const char *name, ObjectiveLevel *ret_level);

typedef struct Objective {
    const char *id, *title;
    const char *why, *unit, *owner; /* NULL without */
    ObjectiveLevel level;
    int32_t from, to;               /* both included */
    bool committed;                 /* else aspirational */
    bool closed;
    double final_score;             /* of a closed one; NaN where nothing was known */
    const char *learned;            /* of a closed one */
    const char *carried_from, *carried_to; /* the objective that this one goes on with, and the one that goes on with it */
    int64_t revision;
} Objective;

typedef enum KeyResultKind { KEY_RESULT_KPI, KEY_RESULT_METRIC, KEY_RESULT_MILESTONE, KEY_RESULT_NUMBER } KeyResultKind;
const char *key_result_kind_name(KeyResultKind kind); /* "kpi" */
bool key_result_kind_parse(const char *name, KeyResultKind *ret_kind);

typedef struct KeyResult {
    int64_t number;                /* within its objective, from 1 */
    const char *title;
    KeyResultKind kind;
    const char *kpi;               /* KEY_RESULT_KPI */
    const char *metric, *variant;  /* KEY_RESULT_METRIC */
    const char *const *parameters; size_t parameter_count;
    const char *const *filters; size_t filter_count;
    double start, target, weight;  /* a milestone goes from 0 to 1 */
    MaybeNumber final;             /* where it stood when its objective was closed */
} KeyResult;

/* The organization's day `today` decides what is past: a deadline before it is refused, unless it is that of `before`,
 * the objective as it was; NULL for a new one. */
Status objective_check(const Objective *objective, const Objective *before, int32_t today, Error *error) MUST_CHECK;
Status objective_add(Store *store, const Objective *objective, const char *by, Error *error) MUST_CHECK;
/* With its key results, all or nothing. Their numbers are given. */
Status objective_add_whole(const KpiAsker *asker, const Objective *objective, const KeyResult *results, size_t count, const char *by,
                           Error *error) MUST_CHECK;
/* STATUS_CONFLICT where another changed it since `objective->revision`, saying who. `reason` may be NULL. */
Status objective_change(Store *store, const Objective *objective, const char *by, const char *reason, Error *error) MUST_CHECK;
/* Takes it out of lists with its links; its history stays. */
Status objective_remove(Store *store, const char *id, const char *by, const char *reason, Error *error) MUST_CHECK;
Status objective_find(Store *store, Arena *arena, const char *id, Objective *ret_objective, Error *error) MUST_CHECK;
/* By level, then deadline and title; closed ones where they are asked for. */
Status objective_list(Store *store, Arena *arena, bool closed, Objective **ret_objectives, size_t *ret_count,
                      Error *error) MUST_CHECK;

/* Checks the binding (metric, variant, slices; the KPI exists and is not retired) and adds it; its number is given. */
Status key_result_add(const KpiAsker *asker, const char *objective, const KeyResult *result, const char *by,
                      int64_t *ret_number, Error *error) MUST_CHECK;
/* Replaces number `result->number`; STATUS_CONFLICT where the objective was changed since `revision`. What it is bound to
 * and its kind stay. */
Status key_result_change(const KpiAsker *asker, const char *objective, int64_t revision, const KeyResult *result, const char *by,
                         const char *reason, Error *error) MUST_CHECK;
/* Takes it out, with its check-ins kept. */
Status key_result_remove(Store *store, const char *objective, int64_t number, const char *by, const char *reason, Error *error) MUST_CHECK;
Status key_result_find(Store *store, Arena *arena, const char *objective, int64_t number, KeyResult *ret_result, Error *error) MUST_CHECK;
Status key_result_list(Store *store, Arena *arena, const char *objective, KeyResult **ret_results, size_t *ret_count,
                       Error *error) MUST_CHECK;

/* ---- check-ins ---- */

typedef struct CheckIn {
    int64_t number, at;
    const char *by, *words;   /* words NULL without */
    MaybeNumber value, confidence;
} CheckIn;

/* A value is taken for numbers and milestones alone: the others are computed. Confidence is 0..1. */
Status check_in_add(Store *store, const char *objective, const KeyResult *result, const CheckIn *check_in, Error *error) MUST_CHECK;
/* The latest first. */
Status check_in_list(Store *store, Arena *arena, const char *objective, int64_t key_result, CheckIn **ret_check_ins,
                     size_t *ret_count, Error *error) MUST_CHECK;

/* ---- alignment ---- */

typedef enum LinkKind { LINK_CONTRIBUTES, LINK_DEPENDS } LinkKind;

typedef struct ObjectiveLink {
    const char *objective, *other;
    LinkKind kind;
} ObjectiveLink;

/* Refuses a link that would close a circle, naming the path: "a -> b -> c -> a". */
Status objective_link_add(Store *store, const ObjectiveLink *link, const char *by, Error *error) MUST_CHECK;
Status objective_link_remove(Store *store, const ObjectiveLink *link, const char *by, Error *error) MUST_CHECK;
Status objective_links(Store *store, Arena *arena, ObjectiveLink **ret_links, size_t *ret_count, Error *error) MUST_CHECK;
/* The path from `from` to `to` over links of either kind, "from -> ... -> to", in the arena; NULL without one. */
const char *objective_path(Arena *arena, const ObjectiveLink *links, size_t count, const char *from, const char *to);

/* ---- state ---- */

typedef struct KeyResultState {
    const KeyResult *result;
    MaybeNumber now;          /* the latest number: computed, or of the latest check-in */
    const char *reason;       /* why there is none: "no-data", "no-check-in", "kpi-retired", "source-gone" */
    double progress, score;   /* where `now` is defined */
    MaybeNumber confidence;   /* of the latest check-in */
    const MetricQuery *query; /* bound ones; NULL otherwise */
    const char *currency;
} KeyResultState;

typedef struct ObjectiveState {
    const Objective *objective;
    const KeyResultState *results; size_t result_count;
    MaybeNumber score;        /* the rolled-up score; of a closed one the final */
    double expected;          /* share of its time that has passed, 0..1 */
    GoalStatus status;        /* the score against `expected`: at risk from 0.1 short, off track from 0.3 short on */
    const char *const *blocked_by; size_t blocked_count; /* ids it depends on that are not reached */
    const Owner *owner;       /* NULL: none, or not looked up */
} ObjectiveState;

/* In the arena; `objective` outlives it. The number of a bound key result is that of the objective's days up to today. */
Status objective_evaluate(const KpiAsker *asker, Arena *arena, const Objective *objective, ObjectiveState *ret_state,
                          Error *error) MUST_CHECK;

/* ---- closing ---- */

/* Keeps the score and where each key result stood. What was learned is asked for. */
Status objective_close(Store *store, const ObjectiveState *state, const char *learned, const char *by, Error *error) MUST_CHECK;

typedef struct CarryOver {
    const char *id, *title; /* of the new objective */
    int32_t from, to;
    const char *learned;    /* where it is not closed yet */
} CarryOver;

/* Adds an objective that goes on with this one, which is closed where it is not: with the key results that are not
 * reached, each from where it stands, their initiatives that are not over, and its links. All or nothing. */
Status objective_carry_over(const KpiAsker *asker, Arena *arena, const ObjectiveState *state, const CarryOver *carry, const char *by,
                            Error *error) MUST_CHECK;

#endif
