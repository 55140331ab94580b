/*
 * The perspectives that the organization looks at itself from: the four of the balanced scorecard (Kaplan and Norton
 * 1992) and others by name, kept in the records. Each has its place, from the top of the strategy map down, and a
 * weight in the score of the whole.
 */
#ifndef GOAL_PERSPECTIVE_H
#define GOAL_PERSPECTIVE_H

#include "goal/kpi.h"

enum { PERSPECTIVES_LIMIT = 20 };

typedef struct ScorecardPerspective {
    const char *id;      /* a-z, 0-9 and dashes */
    const char *title;   /* in the organization's words; NULL: the name that the program has for it */
    int64_t place;       /* from 1, the top; 0 of one that is added or changed: the last, or where it is */
    double weight;       /* from 0 on; all together are more than 0 */
    int64_t revision;
} ScorecardPerspective;

/* What people call it: `own`, or the program's name in the thread's language, or the id. */
const char *perspective_title(const char *id, const char *own);

/* By place, in the arena. */
Status perspective_list(Store *store, Arena *arena, ScorecardPerspective **ret_perspectives, size_t *ret_count,
                        Error *error) MUST_CHECK;
Status perspective_find(Store *store, Arena *arena, const char *id, ScorecardPerspective *ret_perspective, Error *error) MUST_CHECK;

/* STATUS_ALREADY_EXISTS where the id is taken. One that is put at a place moves those from there on down. */
Status perspective_add(Store *store, const ScorecardPerspective *perspective, Error *error) MUST_CHECK;

typedef struct KpiWeight {
    const char *kpi;
    double weight;
    int64_t revision; /* of the KPI, as it was read */
} KpiWeight;

/* Changes it and, in one with it, the weights of some of its KPIs; all or nothing. STATUS_CONFLICT where a revision is
 * not the stored one. */
Status perspective_change(Store *store, const ScorecardPerspective *perspective, const KpiWeight *weights, size_t count,
                          const char *by, Error *error) MUST_CHECK;
/* STATUS_CONFLICT, with their names, where KPIs are in it. */
Status perspective_remove(Store *store, const char *id, Error *error) MUST_CHECK;

/* Gives a KPI its weight within its perspective. STATUS_CONFLICT where `revision` is not the KPI's. */
Status kpi_weigh(Store *store, const char *id, double weight, int64_t revision, const char *by, Error *error) MUST_CHECK;

#endif
