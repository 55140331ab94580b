/*
 * The pack of a review: what changed and whether that is more than usual, what is below target and since when, causes,
 * key results and where they go, data that is late. Made once and kept as it was; what a number would be now is set
 * beside it when somebody looks.
 */
#ifndef REVIEW_PACK_H
#define REVIEW_PACK_H

#include "goal/objective.h"
#include "review/span.h"

enum { REVIEW_CAUSES = 3, REVIEW_PERIODS = 36 };

typedef enum ReviewChange {
    CHANGE_SIGNAL,  /* more than its own variation */
    CHANGE_NOISE,   /* no more than that */
    CHANGE_UNKNOWN, /* too few periods to tell, no value, or the period is not over */
    CHANGE_NOTHING, /* no period of it has ended since the days that are looked back on began */
} ReviewChange;
const char *review_change_name(ReviewChange change); /* "signal" */

typedef struct ReviewCause {
    const char *slice, *value; /* value NULL: rows without one */
    double effect;             /* in the unit of the KPI */
} ReviewCause;

typedef struct ReviewKpi {
    const char *kpi, *title, *metric, *variant, *perspective;
    const char *unit, *currency, *owner; /* NULL without; `unit` as unit_name() writes it */
    PeriodLength period;
    CalendarSystem calendar;
    int64_t definition;           /* the KPI's revision */
    bool has_period, complete;
    int32_t period_start, period_end; /* of the value: [start, end) */
    MaybeNumber value, low, high, sample, previous;
    ReviewChange change;
    unsigned char signals;        /* XMR_* */
    const char *turn;             /* "better", "worse"; NULL: neither */
    MaybeNumber mean, lower, upper;
    GoalStatus status;
    MaybeNumber target_low, target_high, gap;
    bool certain;
    bool has_since, since_open;   /* since_open: it may have had the status before, no further back was looked */
    int32_t since_day;
    int64_t since_periods;
    bool has_data_to, late;
    int32_t data_to;
    const char *problem;          /* why it could not be computed; NULL */
    const ReviewCause *causes; size_t cause_count;
    /* By review_pack_restate(), of complete periods. */
    bool restated, redefined;     /* redefined: by another definition, not by data that came late */
    MaybeNumber now;
} ReviewKpi;

typedef struct ReviewKeyResult {
    const char *objective, *objective_title, *title, *kind, *unit, *currency;
    int64_t number;
    int32_t deadline;
    double start, target;
    MaybeNumber now, progress, confidence;
    MaybeNumber forecast, low, high, chance; /* at the deadline; chance of reaching the target */
    const char *reason;           /* why there is no forecast: "entered", "too-few-periods", "no-data" */
} ReviewKeyResult;

typedef struct ReviewPack {
    int32_t as_of;
    ReviewKpi *kpis; size_t kpi_count;
    ReviewKeyResult *results; size_t result_count;
} ReviewPack;

/* As things stand on the asker's today, for the rows they see. A KPI that cannot be computed says so and does not keep the
 * others away. In the arena. */
Status review_pack_build(const KpiAsker *asker, Arena *arena, const ReviewSpan *span, ReviewPack *ret_pack, Error *error) MUST_CHECK;

/* Keeps it with a review; within a transaction. What was kept before goes. */
Status review_pack_write(Store *store, int64_t review, const ReviewPack *pack, Error *error) MUST_CHECK;
Status review_pack_read(Store *store, Arena *arena, int64_t review, ReviewPack *ret_pack, Error *error) MUST_CHECK;

/* Sets beside each value of a complete period what it is now. */
Status review_pack_restate(const KpiAsker *asker, Arena *arena, ReviewPack *pack, Error *error) MUST_CHECK;

typedef struct ReviewCounts {
    size_t signals, noise, off_track, at_risk, on_track, late, restated, unlikely;
} ReviewCounts;
/* What the first sentences are made of. `unlikely`: key results whose chance is below one half. */
ReviewCounts review_pack_count(const ReviewPack *pack);

#endif
