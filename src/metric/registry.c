#include "metric/registry.h"

#include "base/embedded.h"
#include "base/translate.h"

#include <stdlib.h>
#include <string.h>

extern const EmbeddedFile metric_files[];
extern const size_t metric_files_count;

struct MetricRegistry {
    Arena *arena;
    Metric *metrics;
    size_t count;
};

static int by_area_and_id(const void *left, const void *right)
{
    const Metric *a = left, *b = right;
    int order = strcmp(a->area, b->area);
    return order ? order : strcmp(a->id, b->id);
}

/* "experience/nps.sql": the folder is the area, and the file is named after the id. */
static Status place_metric(Arena *arena, const EmbeddedFile *file, Metric *metric, Error *error)
{
    Text rest;
    Text area = text_cut(text_of(file->name), '/', &rest);
    metric->area = text_string(arena, area);
    if (text_equals(rest, arena_format(arena, "%s.sql", metric->id)))
        return STATUS_OK;
    error_set(error, STATUS_INVALID_DATA, _("the metric \"%s\" must lie in a file of that name"), metric->id);
    error_where(error, "metrics/%s", file->name);
    return error->status;
}

static Status load(MetricRegistry *registry, Error *error)
{
    registry->metrics = ARENA_ARRAY(registry->arena, metric_files_count + 1, Metric);
    for (size_t i = 0; i < metric_files_count; i++) {
        const EmbeddedFile *file = &metric_files[i];
        const char *name = arena_format(registry->arena, "metrics/%s", file->name);
        Text text = {(const char *)file->bytes, (size_t)(file->end - file->bytes)};
        Metric *metric = &registry->metrics[registry->count];
        TRY(metric_parse(registry->arena, name, text, metric, error));
        TRY(place_metric(registry->arena, file, metric, error));
        registry->count++;
    }
    qsort(registry->metrics, registry->count, sizeof *registry->metrics, by_area_and_id);
    return STATUS_OK;
}

Status metric_registry_load(MetricRegistry **ret_registry, Error *error)
{
    MetricRegistry *registry = calloc(1, sizeof *registry);
    if (!registry)
        return error_set(error, STATUS_OUT_OF_MEMORY, "%s", _("out of memory"));
    registry->arena = arena_new(/* ceiling= */ 0);
    Status status = load(registry, error);
    if (status == STATUS_OK)
        *ret_registry = registry;
    else
        metric_registry_free(registry);
    return status;
}

void metric_registry_free(MetricRegistry *registry)
{
    if (!registry)
        return;
    arena_free(registry->arena);
    free(registry);
}

size_t metric_registry_count(const MetricRegistry *registry)
{
    return registry->count;
}

const Metric *metric_registry_at(const MetricRegistry *registry, size_t index)
{
    return &registry->metrics[index];
}

static bool answers_to(const Metric *metric, const char *name)
{
    if (strcasecmp(metric->id, name) == 0)
        return true;
    for (size_t i = 0; i < metric->alias_count; i++)
        if (strcasecmp(metric->aliases[i], name) == 0)
            return true;
    return false;
}

Status metric_registry_find(const MetricRegistry *registry, const char *id, const Metric **ret_metric, Error *error)
{
    const char *names[256];
    size_t count = 0;
    for (size_t i = 0; i < registry->count; i++) {
        if (answers_to(&registry->metrics[i], id)) {
            *ret_metric = &registry->metrics[i];
            return STATUS_OK;
        }
        if (count < sizeof names / sizeof names[0])
            names[count++] = registry->metrics[i].id;
    }
    const char *nearest = text_nearest(id, names, count);
    error_set(error, STATUS_NOT_FOUND, _("there is no metric \"%s\""), id);
    if (nearest)
        error_hint(error, _("did you mean \"%s\"?"), nearest);
    else
        error_hint(error, "%s", _("\"mizan metric list\" lists the metrics"));
    return error->status;
}
