/*
 * The catalogue: the metric files that the build put into the program, parsed once, and beside them the metrics that the
 * organization defined itself (metric/own.h).
 *
 * A registry is constant and counted: whoever keeps one, or a metric of it, holds a reference.
 */
#ifndef METRIC_REGISTRY_H
#define METRIC_REGISTRY_H

#include "metric/definition.h"

#include <stdint.h>

typedef struct MetricRegistry MetricRegistry;

/* Parses the shipped catalogue. The caller frees it; metrics live as long as it. */
Status metric_registry_load(MetricRegistry **ret_registry, Error *error) MUST_CHECK;
/* For a process that asks for one metric and ends: that one alone where `id` is a shipped metric's exact id, and the
 * whole catalogue otherwise (an alias, an own metric, a slip that wants a hint). */
Status metric_registry_load_one(const char *id, MetricRegistry **ret_registry, Error *error) MUST_CHECK;

/* A metric of the organization's own, as text. */
typedef struct MetricText {
    const char *id;
    Text text;
    int64_t revision;
} MetricText;
/* The shipped catalogue and these. One that cannot be read is left out, and to look for it is an error that says why. An
 * own metric hides a shipped one of the same id, which a later version of the program may have brought. */
Status metric_registry_with(MetricRegistry *shipped, const MetricText *texts, size_t count, MetricRegistry **ret_registry,
                            Error *error) MUST_CHECK;
MetricRegistry *metric_registry_keep(const MetricRegistry *registry); /* one more reference; gives it back */
void metric_registry_free(MetricRegistry *registry); /* gives a reference up; NULL is allowed */

size_t metric_registry_count(const MetricRegistry *registry);
const Metric *metric_registry_at(const MetricRegistry *registry, size_t index); /* by area, then id; own ones first */
/* By id or alias; an unknown name is an error with the nearest id as a hint. */
Status metric_registry_find(const MetricRegistry *registry, const char *id, const Metric **ret_metric,
                            Error *error) MUST_CHECK;
/* The shipped catalogue that it stands on; itself where there is nothing else in it. */
MetricRegistry *metric_registry_shipped(MetricRegistry *registry);
/* The metric that answers to a name; NULL where there is none. */
const Metric *metric_registry_named(const MetricRegistry *registry, const char *name);

/* Whether a metric is one that is looked for: each word of `wanted` is in its id, aliases, titles (in English and the
 * reader's language) or help, however its letters are written (language/fold.h). */
Status metric_matches(Arena *arena, const Metric *metric, const char *wanted, bool *ret_matches, Error *error) MUST_CHECK;

#endif
