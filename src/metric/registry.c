#include "metric/registry.h"

#include "base/embedded.h"
#include "base/suggest.h"
#include "base/translate.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

extern const EmbeddedFile metric_files[];
extern const size_t metric_files_count;

/* An own metric that cannot be read, and why. */
typedef struct Broken {
    const char *id;
    Error why;
} Broken;

struct MetricRegistry {
    atomic_size_t references;
    Arena *arena;
    MetricRegistry *shipped; /* NULL: this one has the shipped metrics alone */
    const Metric **metrics;
    size_t count;
    Broken *broken;
    size_t broken_count;
};

static int by_area_and_id(const void *left, const void *right)
{
    const Metric *a = *(const Metric *const *)left, *b = *(const Metric *const *)right;
    if (a->own != b->own)
        return a->own ? -1 : 1;
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

static bool file_of(const EmbeddedFile *file, const char *id)
{
    const char *slash = strchr(file->name, '/');
    size_t length = strlen(id);
    return slash && strncmp(slash + 1, id, length) == 0 && strcmp(slash + 1 + length, ".sql") == 0;
}

/* The files from `first` on, `count` of them. */
static Status load(MetricRegistry *registry, size_t first, size_t count, Error *error)
{
    registry->metrics = ARENA_ARRAY(registry->arena, count + 1, const Metric *);
    Metric *metrics = ARENA_ARRAY(registry->arena, count + 1, Metric);
    for (size_t i = 0; i < count; i++) {
        const EmbeddedFile *file = &metric_files[first + i];
        const char *name = arena_format(registry->arena, "metrics/%s", file->name);
        Text text = {(const char *)file->bytes, (size_t)(file->end - file->bytes)};
        TRY(metric_parse(registry->arena, name, text, &metrics[i], error));
        TRY(place_metric(registry->arena, file, &metrics[i], error));
        registry->metrics[registry->count++] = &metrics[i];
    }
    return STATUS_OK;
}

static Status registry_new(MetricRegistry **ret_registry, Error *error)
{
    MetricRegistry *registry = calloc(1, sizeof *registry);
    if (!registry)
        return error_set(error, STATUS_OUT_OF_MEMORY, "%s", _("out of memory"));
    registry->arena = arena_new(/* ceiling= */ 0);
    atomic_init(&registry->references, 1);
    *ret_registry = registry;
    return STATUS_OK;
}

static void sort(MetricRegistry *registry)
{
    qsort(registry->metrics, registry->count, sizeof *registry->metrics, by_area_and_id);
}

static Status load_files(size_t first, size_t count, MetricRegistry **ret_registry, Error *error)
{
    MetricRegistry *registry = NULL;
    TRY(registry_new(&registry, error));
    Status status = load(registry, first, count, error);
    sort(registry);
    if (status == STATUS_OK)
        *ret_registry = registry;
    else
        metric_registry_free(registry);
    return status;
}

Status metric_registry_load(MetricRegistry **ret_registry, Error *error)
{
    return load_files(0, metric_files_count, ret_registry, error);
}

Status metric_registry_load_one(const char *id, MetricRegistry **ret_registry, Error *error)
{
    for (size_t i = 0; i < metric_files_count; i++)
        if (file_of(&metric_files[i], id))
            return load_files(i, 1, ret_registry, error);
    return metric_registry_load(ret_registry, error);
}

static bool is_hidden(const MetricText *texts, size_t count, const Metric *metric)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(texts[i].id, metric->id) == 0)
            return true;
    return false;
}

static void add_own(MetricRegistry *registry, const MetricText *given, Metric *metric)
{
    Arena *arena = registry->arena;
    Text text = {text_string(arena, given->text), given->text.length};
    Error why;
    if (metric_parse(arena, given->id, text, metric, &why) != STATUS_OK) {
        registry->broken[registry->broken_count++] = (Broken){arena_string(arena, given->id), why};
        return;
    }
    metric->id = arena_string(arena, given->id);
    metric->area = "own";
    metric->own = true;
    metric->revision = given->revision;
    registry->metrics[registry->count++] = metric;
}

Status metric_registry_with(MetricRegistry *shipped, const MetricText *texts, size_t count, MetricRegistry **ret_registry,
                            Error *error)
{
    MetricRegistry *registry = NULL;
    TRY(registry_new(&registry, error));
    registry->shipped = metric_registry_keep(shipped);
    registry->metrics = ARENA_ARRAY(registry->arena, shipped->count + count + 1, const Metric *);
    registry->broken = ARENA_ARRAY(registry->arena, count + 1, Broken);
    Metric *metrics = ARENA_ARRAY(registry->arena, count + 1, Metric);
    for (size_t i = 0; i < count; i++)
        add_own(registry, &texts[i], &metrics[i]);
    for (size_t i = 0; i < shipped->count; i++)
        if (!is_hidden(texts, count, shipped->metrics[i]))
            registry->metrics[registry->count++] = shipped->metrics[i];
    sort(registry);
    *ret_registry = registry;
    return STATUS_OK;
}

MetricRegistry *metric_registry_keep(const MetricRegistry *registry_)
{
    MetricRegistry *registry = (MetricRegistry *)(uintptr_t)registry_;
    atomic_fetch_add(&registry->references, 1);
    return registry;
}

void metric_registry_free(MetricRegistry *registry)
{
    if (!registry || atomic_fetch_sub(&registry->references, 1) > 1)
        return;
    metric_registry_free(registry->shipped);
    arena_free(registry->arena);
    free(registry);
}

MetricRegistry *metric_registry_shipped(MetricRegistry *registry)
{
    return registry->shipped ? registry->shipped : registry;
}

size_t metric_registry_count(const MetricRegistry *registry)
{
    return registry->count;
}

const Metric *metric_registry_at(const MetricRegistry *registry, size_t index)
{
    return registry->metrics[index];
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

const Metric *metric_registry_named(const MetricRegistry *registry, const char *name)
{
    for (size_t i = 0; i < registry->count; i++)
        if (answers_to(registry->metrics[i], name))
            return registry->metrics[i];
    return NULL;
}

/* The definition is there, but this version of the program does not understand it. */
static Status say_broken(const Broken *broken, Error *error)
{
    error_set(error, STATUS_INVALID_DATA, _("the definition of the metric \"%s\" cannot be read: %s"), broken->id,
              broken->why.message);
    error_where(error, "%s", broken->why.where);
    error_hint(error, "%s", broken->why.hint);
    return error->status;
}

Status metric_registry_find(const MetricRegistry *registry, const char *id, const Metric **ret_metric, Error *error)
{
    const char *names[256];
    size_t count = 0;
    for (size_t i = 0; i < registry->broken_count; i++)
        if (strcasecmp(registry->broken[i].id, id) == 0)
            return say_broken(&registry->broken[i], error);
    const Metric *found = metric_registry_named(registry, id);
    if (found) {
        *ret_metric = found;
        return STATUS_OK;
    }
    for (size_t i = 0; i < registry->count && count < sizeof names / sizeof names[0]; i++)
        names[count++] = registry->metrics[i]->id;
    error_set(error, STATUS_NOT_FOUND, _("there is no metric \"%s\""), id);
    if (!suggest_nearest(error, id, names, count))
        error_hint(error, "%s", _("\"mizan metric list\" lists the metrics"));
    return error->status;
}
