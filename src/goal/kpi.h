/*
 * KPIs: metrics that the organization has committed to, with their targets, kept in the records.
 *
 * A definition is changed only by who saw its latest form: `revision` is what was read, and another's change in
 * between is a conflict that tells both. Targets are added and never changed, so that a period is always judged by
 * the target that was in force.
 */
#ifndef GOAL_KPI_H
#define GOAL_KPI_H

#include "goal/target_rule.h"
#include "metric/query.h"

enum { KPI_ID_LIMIT = 64, KPI_TEXT_LIMIT = 2000, KPI_LIMIT = 2000 };

typedef struct Kpi {
    const char *id;          /* a-z, 0-9 and dashes */
    const char *title;
    const char *goal, *criterion; /* in words; NULL without */
    const char *metric, *variant; /* variant NULL: the metric's first */
    const char *const *parameters; size_t parameter_count; /* "name=value" */
    const char *const *filters; size_t filter_count;       /* "slice=value" */
    PeriodLength period;
    CalendarSystem calendar;
    const char *perspective; /* its id (goal/perspective.h) */
    const char *perspective_title; /* read alone: what people call it, in the thread's language */
    double weight;           /* read alone: what it counts within its perspective; kpi_weigh() changes it */
    bool leading;            /* moves before the result that it drives */
    bool has_result, result; /* reports a result (KRI); not said: as its metric does */
    const char *objective;   /* which it serves; NULL without */
    const char *owner, *source; /* NULL without */
    bool by_hand;            /* values are entered, not imported */
    const char *entry;       /* who enters them, and when */
    const char *people, *money, *tools; /* what reaching the target takes; NULL: not said */
    int64_t fresh_days;      /* 0: not said */
    bool has_review;
    int32_t review;          /* when it is looked at again */
    int64_t revision;
    bool retired;
} Kpi;

/* Who asks, as in metric_evaluate(). */
typedef struct KpiAsker {
    Store *store;
    FactsSession *session;
    const MetricRegistry *registry;
    const Organization *organization;
    const RowScope *rows; /* the facts that they may see; NULL: all */
} KpiAsker;

/* Whether it reports a result that nobody can act upon at once. */
static inline bool kpi_is_result(const Kpi *kpi, const Metric *metric)
{
    return kpi->has_result ? kpi->result : metric->result;
}

/* Checks each step and says what is wrong with which; `error->where` names the member. */
Status kpi_check(const Kpi *kpi, const MetricRegistry *registry, const Organization *organization, Error *error) MUST_CHECK;

/* Says what was left open as the metric has it today (its first variant, whether it is a result), so that another
 * catalogue does not change what was committed to. Nothing for a metric that there is not. */
void kpi_settle(Kpi *kpi, const MetricRegistry *registry);

/* The question that the KPI puts to its metric, without days. In the arena. */
Status kpi_question(Arena *arena, const MetricRegistry *registry, const Organization *organization, const Kpi *kpi,
                    MetricQuery *ret_query, Error *error) MUST_CHECK;

/* Adds a checked KPI. STATUS_ALREADY_EXISTS where the id is taken. */
Status kpi_add(Store *store, const Kpi *kpi, const char *by, Error *error) MUST_CHECK;
/* Replaces the definition. STATUS_CONFLICT where `kpi->revision` is not the one that is stored. */
Status kpi_change(Store *store, const Kpi *kpi, const char *by, const char *reason, Error *error) MUST_CHECK;
/* Takes it out of lists; its history stays. */
Status kpi_retire(Store *store, const char *id, const char *by, const char *reason, Error *error) MUST_CHECK;

/* ---- versions ---- */

typedef struct KpiVersion {
    int64_t revision, at;    /* from 1; an instant */
    const char *by, *reason; /* reason NULL without */
    const char *definition;  /* lines of name=value: what it was from then on */
} KpiVersion;

typedef struct KpiDifference {
    const char *member, *before, *after; /* "" where it was not said */
} KpiDifference;

/* Every form that it had, the first first. */
Status kpi_versions(Store *store, Arena *arena, const char *id, KpiVersion **ret_versions, size_t *ret_count,
                    Error *error) MUST_CHECK;
/* The one of a revision that is given as a word ("3"); NULL where the word is NULL. STATUS_NOT_FOUND names what there is. */
Status kpi_version_named(const KpiVersion *versions, size_t count, const char *word, const KpiVersion **ret_version,
                         Error *error) MUST_CHECK;
/* What two definitions have otherwise, in the arena. */
void kpi_compare(Arena *arena, const char *before, const char *after, KpiDifference **ret_differences, size_t *ret_count);

/* Says that one KPI drives another: cause and effect, as the organization believes. A circle is allowed: effects feed
 * back. Again changes nothing. */
Status kpi_link(Store *store, const char *id, const char *result, Error *error) MUST_CHECK;

Status kpi_unlink(Store *store, const char *id, const char *result, Error *error) MUST_CHECK;

typedef struct KpiLink {
    const char *kpi, *result; /* the first drives the second */
} KpiLink;
/* Every one, those of retired KPIs too; by KPI, then result. In the arena. */
Status kpi_links(Store *store, Arena *arena, KpiLink **ret_links, size_t *ret_count, Error *error) MUST_CHECK;

/* In the arena; by perspective from the top, then title. Retired ones only where they are asked for. */
Status kpi_list(Store *store, Arena *arena, bool retired, Kpi **ret_kpis, size_t *ret_count, Error *error) MUST_CHECK;
Status kpi_find(Store *store, Arena *arena, const char *id, Kpi *ret_kpi, Error *error) MUST_CHECK;

/* ---- targets ---- */

typedef struct KpiTarget {
    Target path;
    const char *segment;     /* "slice=value": for that slice alone; NULL: the whole KPI */
    TargetRule rule;         /* by which the points were made */
    const TargetBasis *made_from; size_t made_from_count; /* what the rule read */
    int32_t from;            /* in force from this day */
    bool has_to;
    int32_t to;              /* the deadline, included */
    const char *basis, *reason; /* NULL without */
    const char *by;
    int64_t number, set_at;
} KpiTarget;

enum { KPI_SEGMENTS_LIMIT = 40 };

/* Fills the points by the target's rule from the KPI's own past, and keeps what it read. Nothing to do for points that
 * were given. STATUS_INVALID_ARGUMENT says which period is missing. */
Status kpi_make_target(const KpiAsker *asker, Arena *arena, const Kpi *kpi, KpiTarget *target, Error *error) MUST_CHECK;
/* Whether somebody with this scope may know of a segment ("slice=value") at all. */
bool kpi_segment_seen(const RowScope *rows, const char *segment);

/* What is wrong with a target for this KPI; `error->where` names the member. A target from a day of a period that is
 * over is refused: the past is judged by what was aimed at then. */
Status kpi_check_target(const KpiAsker *asker, const Kpi *kpi, const KpiTarget *target, Error *error) MUST_CHECK;
/* Adds a target that it checks first. */
Status kpi_set_target(const KpiAsker *asker, const Kpi *kpi, const KpiTarget *target, Error *error) MUST_CHECK;
/* Every target that was ever set, the latest last. */
Status kpi_targets(Store *store, Arena *arena, const char *id, KpiTarget **ret_targets, size_t *ret_count,
                   Error *error) MUST_CHECK;
/* The one in force on a day, of a segment or of the whole (NULL); NULL when there was none. */
const KpiTarget *kpi_target_on(const KpiTarget *targets, size_t count, const char *segment, int32_t day);

/* ---- state ---- */

typedef struct KpiPeriod {
    const MetricValue *value;
    Judgement judgement;
    unsigned char signals; /* XMR_* of stats/xmr.h; complete periods alone */
} KpiPeriod;

/* A slice that has targets of its own, judged on its own values. */
typedef struct KpiSegment {
    const char *filter;        /* "segment=retail" */
    const KpiPeriod *periods;
    size_t count;
    const KpiPeriod *now;
    size_t since;
    int32_t since_day;
    int32_t data_from, data_to; /* first and last day with facts of its sources; from > to: none */
} KpiSegment;

/* By which a series is judged: of all that were ever set, those of a segment (NULL: of the whole). */
typedef struct KpiTargets {
    const KpiTarget *all; size_t count;
    const char *segment;
} KpiTargets;

/* Judges values that are there already: rows by period, without slices, which outlive the series. In the arena. */
void kpi_judge(Arena *arena, const KpiTargets *targets, const Metric *metric, const MetricRow *rows, size_t count,
               KpiSegment *ret_series);

typedef struct KpiState {
    const Kpi *kpi;
    const MetricQuery *query;
    const char *problem;       /* why it cannot be measured any more: "there is no metric ..."; NULL: it can */
    const KpiTarget *targets; size_t target_count; /* all that were ever set, of segments too */
    const KpiSegment *segments; size_t segment_count;
    const char *currency;      /* of money; NULL otherwise */
    const KpiPeriod *periods;  /* oldest first */
    size_t count;
    const KpiPeriod *now;      /* the period that stands for now (kpi_state.c says which); NULL: no data */
    size_t since;              /* periods that its status has lasted */
    int32_t since_day;         /* the first day of the first of them */
    bool has_limits;
    double mean, lower, upper; /* of complete periods */
    bool trial;
    const struct Owner *owner; /* goal/owner.h; NULL: none, or not looked up */
    int32_t data_from, data_to; /* first and last day with facts of its sources; from > to: none */
} KpiState;

/* The last `periods` periods up to today, each judged by the target of its time. In the arena; `kpi` outlives it. A KPI
 * whose metric or slice is gone has a `problem`, no period, and a query that names what it asked for. */
Status kpi_evaluate(const KpiAsker *asker, Arena *arena, const Kpi *kpi, size_t periods, KpiState *ret_state,
                    Error *error) MUST_CHECK;

#endif
