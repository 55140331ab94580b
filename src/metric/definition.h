/*
 * Metric definitions: what a metric file says, parsed and checked. docs/metric-files.md is the format.
 *
 * A definition lives in the arena it was parsed into and is constant.
 */
#ifndef METRIC_DEFINITION_H
#define METRIC_DEFINITION_H

#include "metric/expression.h"

#include "base/error.h"
#include "base/text.h"
#include "schema/kind.h"

typedef enum Grain {
    GRAIN_DAY,    /* additive components by day: sums over any days and slices */
    GRAIN_ROW,    /* rows with a day; components are aggregates over the rows of a period */
    GRAIN_PERIOD, /* the SELECT joins {period} itself: balances, cohorts, distinct counts */
} Grain;

typedef enum Unit {
    UNIT_PERCENT, UNIT_POINTS, UNIT_SCORE, UNIT_SECONDS, UNIT_COUNT, UNIT_RATIO, UNIT_MONEY, UNIT_HOURS
} Unit;

typedef enum Better { BETTER_UP, BETTER_DOWN, BETTER_NEITHER } Better;

typedef enum Perspective {
    PERSPECTIVE_FINANCIAL, PERSPECTIVE_CUSTOMERS, PERSPECTIVE_PROCESSES, PERSPECTIVE_LEARNING
} Perspective;

typedef enum IntervalKind {
    INTERVAL_NONE, INTERVAL_WILSON, INTERVAL_NPS, INTERVAL_NPS_WALD, INTERVAL_MEAN
} IntervalKind;

typedef struct Component {
    const char *name, *title;
    const char *sql;            /* the aggregate over the SELECT's rows; NULL: sum(name) */
    const char *const *variants; /* only with these variants; NULL: with all; ends with NULL */
    bool excluded;              /* counts what was left out, not part of the value */
} Component;

typedef enum ParameterType { PARAMETER_INTEGER, PARAMETER_NUMBER, PARAMETER_TEXT } ParameterType;

typedef struct Parameter {
    const char *name, *title, *fallback;
    ParameterType type;
    double minimum, maximum;      /* numbers: allowed where minimum < maximum */
    const char *const *choices;   /* texts: NULL: any; ends with NULL */
} Parameter;

/* No value where the component is not zero, with this reason: "mixed-scales". */
typedef struct UndefinedRule {
    const char *reason;
    const Component *component;
} UndefinedRule;

/* The select of a variant: SQL with placeholders. */
typedef struct MetricSelect {
    const char *name; /* "main" for the first */
    Grain grain;
    const char *sql;
} MetricSelect;

typedef struct Variant {
    const char *name, *title, *help;
    Unit unit;
    Better better;
    const Expression *value;
    const char *formula; /* the value's text */
    IntervalKind interval;
    const Expression *interval_arguments[3];
    const char *sample; /* component that counts the sample */
    const MetricSelect *select;
} Variant;

typedef struct SliceColumn {
    const char *name;
    bool own; /* a column of the SELECT itself and not of a fact */
} SliceColumn;

typedef struct Metric {
    const char *id, *area, *title, *help, *reference;
    Perspective perspective;
    bool result; /* a KRI: reports a result; false: a performance that someone can act upon */
    double minimum_sample;  /* below it a value is marked as a small sample */
    double suppress_below;  /* below it no value is given at all: the group could be told apart */
    const Kind *const *sources; size_t source_count;
    const SliceColumn *slices; size_t slice_count;
    const Component *components; size_t component_count;
    const UndefinedRule *undefined; size_t undefined_count;
    const Parameter *parameters; size_t parameter_count;
    const Variant *variants; size_t variant_count; /* at least one; the first is the default */
    const MetricSelect *selects; size_t select_count;
    const char *const *aliases; size_t alias_count;
    const Kind *rows_kind;   /* drill-down: the facts behind the value */
    const char *rows_day;    /* the day column the period is read from: "day" */
    const char *rows_where;  /* SQL condition, "" for none */
    const char *const *titles, *const *helps; /* the author's, in the order of translate_languages; NULL: by the catalogue */
    Text text;               /* the whole file */
    bool own;                /* the organization's, not shipped: its SQL is a stranger's */
    int64_t revision;        /* of an own one, from 1 on */
} Metric;

/* Parses a metric file. `name` is said in errors: "metrics/experience/nps.sql". */
Status metric_parse(Arena *arena, const char *name, Text file, Metric *ret_metric, Error *error) MUST_CHECK;

/* In the thread's language: the author's words for it, else the catalogue's. */
const char *metric_title(const Metric *metric);
const char *metric_help(const Metric *metric);
const char *variant_title(const Metric *metric, const Variant *variant);

const Variant *metric_variant(const Metric *metric, const char *name); /* NULL name: the default */
const Component *metric_component(const Metric *metric, const char *name); /* NULL when there is none */
const Parameter *metric_parameter(const Metric *metric, const char *name); /* NULL when there is none */
bool component_in_variant(const Component *component, const Variant *variant);
const char *unit_name(Unit unit);               /* "percent" */
const char *grain_name(Grain grain);
const char *perspective_name(Perspective perspective);
bool perspective_parse(const char *name, Perspective *ret_perspective);
const char *better_name(Better better);
const char *interval_name(IntervalKind kind);   /* "wilson", ...; the method said in results */

#endif
