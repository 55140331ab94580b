/*
 * The compiler: a metric's SELECT and a question become one SQL statement with bound values. Pure: no I/O.
 */
#ifndef METRIC_COMPILE_H
#define METRIC_COMPILE_H

#include "metric/query.h"

typedef struct Period {
    int32_t calendar_start, calendar_end; /* the whole period of the calendar, half-open */
    int32_t start, end;                   /* what of it lies in the range */
} Period;

/* What the compiler must know of the store. */
typedef struct CompileInput {
    Dialect dialect;
    PeriodLength period; /* of the grouping; may differ from the query's for a part of a period */
    int32_t from, to;    /* days counted: [from, to) */
    const Period *periods; /* those of the days counted, in order; NULL: not known, the statement asks the calendar */
    size_t period_count;
    int32_t today;
    const char *currency; /* of the report */
    bool one_currency;    /* the metric's facts are in this one alone */
    bool convert;         /* facts are in several currencies: amounts are multiplied by the period's rate */
    const char *(*setting)(void *context, const char *name); /* NULL: there is no such setting */
    void *setting_context;
} CompileInput;

enum { COMPILE_PARAMETERS_LIMIT = 64, COMPILE_SQL_LIMIT = 256 * 1024 };

typedef struct CompiledQuery {
    const char *sql;
    Value parameters[COMPILE_PARAMETERS_LIMIT];
    size_t parameter_count;
} CompiledQuery;

/*
 * Columns of the statement: period_start (DATE, the period's first day, of the calendar or of the range
 * where that begins later), the slices in the order of query->by (text), then the components of the variant
 * in the metric's order (double precision). Ordered by period and slices.
 */
Status metric_compile(Arena *arena, const MetricQuery *query, const CompileInput *input,
                      CompiledQuery *ret_compiled, Error *error) MUST_CHECK;

/* The facts behind a value: every field of metric->rows_kind, the day first; LIMIT and OFFSET bound. Refused
 * (STATUS_FORBIDDEN) where the metric hides small groups: single answers would tell more. */
Status metric_compile_facts(Arena *arena, const MetricQuery *query, const CompileInput *input, int64_t limit,
                            int64_t offset, CompiledQuery *ret_compiled, Error *error) MUST_CHECK;

enum { MARKS_LIMIT = 64 };

/* SQL in which each placeholder of facts is a table of its own name, "{ticket}0", and each value is NULL: what an author
 * wrote, to be looked at before anything of it is run. */
typedef struct MarkedSql {
    const char *sql;
    CheckedName names[MARKS_LIMIT + 2]; /* two more for what needs no placeholder */
    size_t count;
} MarkedSql;

/* `before`, the SQL with its placeholders marked, `after`. */
Status metric_mark(Arena *arena, const MetricQuery *query, const CompileInput *input, const char *before, const char *sql,
                   const char *after, MarkedSql *ret_marked, Error *error) MUST_CHECK;

/* Whether the variant's SELECT turns money into the report's currency. */
bool metric_uses_money(const Variant *variant);

#endif
