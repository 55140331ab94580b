/*
 * Placeholders of a metric's SELECT: docs/metric-files.md. Used by compile.c alone.
 */
#ifndef METRIC_TEMPLATE_H
#define METRIC_TEMPLATE_H

#include "metric/compile.h"

enum { WORKING_COLUMNS_LIMIT = 8 };

typedef struct Template {
    Arena *arena;
    const MetricQuery *query;
    const CompileInput *input;
    CompiledQuery *compiled; /* where values are bound */
    Error *error;
    /* Values that occur again keep their number, so that an expression in SELECT and GROUP BY is the same. */
    struct BoundName { const char *name; size_t number; } bound[COMPILE_PARAMETERS_LIMIT];
    size_t bound_count;
    const char *working[WORKING_COLUMNS_LIMIT]; /* time columns whose working seconds are asked for */
    size_t working_count;
    bool uses_period, uses_rate;
    int depth; /* of shared pieces */
    MarkedSql *marks; /* placeholders of facts become names of their own, values NULL; NULL: the SQL is to be run */
} Template;

/* Appends the SQL with its placeholders filled. */
Status template_expand(Template *template, Text sql, TextBuilder *out) MUST_CHECK;

/* Whether the SQL, or a shared piece that it includes, has the text. */
bool template_mentions(const char *sql, const char *text);

/* Appends a `{kind}` subquery: "(SELECT ... FROM table f ... WHERE ...)". `axis`: the day column that becomes
 * `day`, NULL for the kind's own; `whole`: without the range. */
Status template_source(Template *template, const Kind *kind, const char *axis, bool whole, TextBuilder *out) MUST_CHECK;

/* Appends what stands behind FROM: the kind's whole table, or those of its rows that the asker may see. */
Status template_table(Template *template, const Kind *kind, TextBuilder *out) MUST_CHECK;

/* Appends "$n" in a cast to the SQL type, binding the value; the same name gives the same number. */
Status template_bind(Template *template, const char *name, Value value, const char *type, TextBuilder *out) MUST_CHECK;

/* The column of `calendar` that names the period a day is in; NULL: the whole range is one period. */
const char *template_period_column(const Template *template);

/* The names of the slices that `{slices}` becomes: those asked for, then own columns that filters need. */
size_t template_slices(const Template *template, const char **ret_names, size_t capacity);

#endif
