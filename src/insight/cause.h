/* The causes behind a change of a metric: for each slice that it can be split by, what each of its values did. */
#ifndef INSIGHT_CAUSE_H
#define INSIGHT_CAUSE_H

#include "insight/contribution.h"
#include "metric/query.h"

enum { CAUSES_LIMIT = 200, CAUSE_SLICES_LIMIT = 12 };

typedef struct Cause {
    const char *slice, *value; /* value NULL: rows without one */
    double effect, rate, mix;  /* in the unit of the metric; effect = rate + mix */
    MaybeNumber before, after; /* the metric within the value */
    double before_weight, after_weight;
} Cause;

typedef struct CauseReport {
    MaybeNumber before, after;  /* the whole */
    int32_t before_start, before_end, after_start, after_end;
    const Cause *causes; size_t count; /* the strongest first, over all slices that could be split */
    const char *const *split; size_t split_count;     /* slices whose parts add up exactly */
    const char *const *skipped; size_t skipped_count; /* those whose parts do not: a median, distinct customers */
} CauseReport;

/*
 * Splits the change from the period before the latest complete one to it. `query` says metric, variant, period,
 * filters and rows; its days and slices are not looked at. A slice whose parts do not add up to the whole within
 * rounding is skipped and named: its effects would be invented. In the arena.
 */
Status cause_find(Store *store, FactsSession *session, Arena *arena, const Organization *organization,
                  const MetricQuery *query, CauseReport *ret_report, Error *error) MUST_CHECK;

/* Whether a stronger cause of the report, or one before it, has the very numbers of the one at `index`: two slices that
 * part the facts alike (each survey asks at a touchpoint of its own) name the same thing twice. */
bool cause_is_told(const CauseReport *report, size_t index);

#endif
