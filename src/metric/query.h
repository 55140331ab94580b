/*
 * A question to a metric and its answer.
 */
#ifndef METRIC_QUERY_H
#define METRIC_QUERY_H

#include "calendar/day.h"
#include "metric/registry.h"
#include "organization/organization.h"
#include "schema/row_scope.h"
#include "stats/interval.h"
#include "store/store.h"

typedef enum Compare { COMPARE_NONE, COMPARE_PREVIOUS, COMPARE_YEAR } Compare;

typedef struct SliceFilter {
    const char *slice, *value; /* value "" asks for rows without one */
} SliceFilter;

typedef struct ParameterValue {
    const char *name, *value;
} ParameterValue;

enum { QUERY_SLICES_LIMIT = 4, QUERY_FILTERS_LIMIT = 16, QUERY_PARAMETERS_LIMIT = 16, RESULT_ROWS_LIMIT = 200000 };

typedef struct MetricQuery {
    const Metric *metric;
    const Variant *variant;
    PeriodLength period;
    CalendarSystem calendar;
    bool has_from, has_to;
    int32_t from, to; /* local days, both included */
    const char *by[QUERY_SLICES_LIMIT];
    size_t by_count;
    SliceFilter filters[QUERY_FILTERS_LIMIT];
    size_t filter_count;
    ParameterValue parameters[QUERY_PARAMETERS_LIMIT];
    size_t parameter_count;
    Compare compare;
    int32_t as_of; /* today in the organization's zone, or an earlier day for a look back */
    double level;  /* of intervals: 0.95 */
    const RowScope *rows; /* which facts the asker may see; NULL: all */
} MetricQuery;

/* The query as words, from a command line or a URL: each may be NULL. `by` is comma separated; filters
 * and parameters are "name=value". The same words give the same query everywhere. */
typedef struct QueryWords {
    const char *id, *variant, *period, *calendar, *from, *to, *by, *compare, *as_of;
    const char *const *filters; size_t filter_count;
    const char *const *parameters; size_t parameter_count;
    const RowScope *rows; /* which facts the asker may see; NULL: all. Must outlive the query */
} QueryWords;
Status metric_query_parse(Arena *arena, const MetricRegistry *registry, const Organization *organization,
                          const QueryWords *words, MetricQuery *ret_query, Error *error) MUST_CHECK;

/* A number that may be undefined. */
typedef struct MaybeNumber {
    bool defined;
    double number;
} MaybeNumber;

typedef struct ComponentValue {
    const Component *component;
    MaybeNumber value;
} ComponentValue;

typedef struct MetricValue {
    int32_t period_start, period_end; /* [start, end): the days that were counted */
    bool complete;
    MaybeNumber value;
    const char *reason;       /* why undefined: "no-data", "division-by-zero"; NULL when defined */
    const char *reason_detail; /* the component it hangs on; NULL when none */
    MaybeNumber sample;
    bool small_sample;        /* below the metric's smallest sample */
    bool has_interval;
    Interval interval;
    const ComponentValue *components; size_t component_count; /* excluded ones among them */
} MetricValue;

typedef struct MetricRow {
    const char *const *slices; /* one value for each of query.by; NULL: rows without one */
    MetricValue now;
    bool has_previous;
    MetricValue previous;      /* the fair earlier period: as many days when `now` is not over */
} MetricRow;

typedef struct MetricResult {
    const MetricQuery *query;
    const char *currency;      /* of money values; NULL for other units */
    const MetricRow *rows; size_t row_count; /* by period, then slices */
    int32_t data_from, data_to; /* first and last day with facts of the sources; from > to: none */
} MetricResult;

/* Answers the question. The result lives in the arena; `query` must outlive it. */
Status metric_evaluate(Store *store, FactsSession *session, Arena *arena, const Organization *organization,
                       const MetricQuery *query, MetricResult *ret_result, Error *error) MUST_CHECK;

/* The facts behind one value: columns and rows of the metric's rows kind, at most `limit` from `offset`.
 * Read the result with facts_result_*; the caller frees it. */
Status metric_facts(Store *store, FactsSession *session, Arena *arena, const Organization *organization,
                    const MetricQuery *query, int64_t limit, int64_t offset, FactsResult **ret_result,
                    Error *error) MUST_CHECK;

#endif
