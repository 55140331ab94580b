/* A question while it is answered; shared by scope.c and evaluate.c alone. */
#ifndef METRIC_EVALUATION_H
#define METRIC_EVALUATION_H

#include "metric/compile.h"
#include "metric/series.h"

enum { COMPONENTS_LIMIT = 64 };

typedef struct Evaluation {
    Store *store;
    FactsSession *session;
    Arena *arena;
    const MetricQuery *query;
    Error *error;
    CompileInput input;       /* of the main series */
    int32_t shown_from;       /* the main series begins earlier when values look back */
    int32_t horizon;          /* the day after the last day with any fact, or after as_of */
    int32_t data_from, data_to;
    const char *currency;     /* said in the result; NULL where there is no single one */
    const Component *components[COMPONENTS_LIMIT];
    size_t component_count;
    Series main;
    Series *partial[3];       /* by ComponentTime: parts of earlier periods, one for each main period, lazily */
    bool *partial_read[3];
} Evaluation;

/* Finds the days and the currency that the question is about; fills components and input. */
Status evaluation_prepare(Evaluation *evaluation, const Organization *organization) MUST_CHECK;

#endif
