/*
 * The catalogue: the metric files that the build put into the program, parsed once.
 */
#ifndef METRIC_REGISTRY_H
#define METRIC_REGISTRY_H

#include "metric/definition.h"

typedef struct MetricRegistry MetricRegistry;

/* Parses the shipped catalogue. The caller frees it; metrics live as long as it. */
Status metric_registry_load(MetricRegistry **ret_registry, Error *error) MUST_CHECK;
void metric_registry_free(MetricRegistry *registry);

size_t metric_registry_count(const MetricRegistry *registry);
const Metric *metric_registry_at(const MetricRegistry *registry, size_t index); /* by area, then id */
/* By id or alias; an unknown name is an error with the nearest id as a hint. */
Status metric_registry_find(const MetricRegistry *registry, const char *id, const Metric **ret_metric,
                            Error *error) MUST_CHECK;

/* Whether a metric is one that is looked for: each word of `wanted` is in its id, aliases, titles (in English and the
 * reader's language) or help, however its letters are written (language/fold.h). */
Status metric_matches(Arena *arena, const Metric *metric, const char *wanted, bool *ret_matches, Error *error) MUST_CHECK;

#endif
