/* Slices of a KPI that have targets of their own. */
#include "goal/kpi.h"

#include "base/translate.h"
#include "goal/parts.h"

#include <string.h>

Status kpi_segment_question(const KpiAsker *asker, Arena *arena, const Kpi *kpi, const char *segment, MetricQuery *ret_query,
                            Error *error)
{
    Kpi narrowed = *kpi;
    if (segment) {
        const char **filters = ARENA_ARRAY(arena, kpi->filter_count + 1, const char *);
        for (size_t i = 0; i < kpi->filter_count; i++)
            filters[i] = kpi->filters[i];
        filters[narrowed.filter_count++] = segment;
        narrowed.filters = filters;
    }
    return kpi_question(arena, asker->registry, asker->organization, &narrowed, ret_query, error);
}

Status kpi_segment_check(const KpiAsker *asker, Arena *arena, const Kpi *kpi, const char *segment, Error *error)
{
    MetricQuery query;
    if (!segment)
        return STATUS_OK;
    const char *equals = strchr(segment, '=');
    if (!equals || strpbrk(segment, "\r\n"))
        return goal_refuse(error, "segment", _("a segment is written as slice=value"));
    for (size_t i = 0; i < kpi->filter_count; i++)
        if (strncmp(kpi->filters[i], segment, (size_t)(equals - segment) + 1) == 0)
            return goal_refuse(error, "segment", _("the KPI counts one value of this slice alone: a segment is of another slice"));
    Status status = kpi_segment_question(asker, arena, kpi, segment, &query, error);
    if (status != STATUS_OK)
        error_where(error, "segment");
    return status;
}

static bool list_allows(const ScopeList *list, const char *value)
{
    for (size_t i = 0; i < list->count; i++)
        if (strcmp(list->values[i], value) == 0)
            return true;
    return list->count == 0;
}

bool kpi_segment_seen(const RowScope *rows, const char *segment)
{
    const struct { const char *slice; const ScopeList *list; } lists[] = {
        {"brand=", rows ? &rows->brands : NULL}, {"team=", rows ? &rows->teams : NULL}, {"segment=", rows ? &rows->segments : NULL}};
    for (size_t i = 0; rows && i < SCOPE_LISTS; i++)
        if (strncmp(segment, lists[i].slice, strlen(lists[i].slice)) == 0)
            return list_allows(lists[i].list, segment + strlen(lists[i].slice));
    return true;
}

size_t kpi_segments_of(Arena *arena, const KpiTarget *targets, size_t count, const RowScope *rows, const char ***ret_segments)
{
    const char **segments = ARENA_ARRAY(arena, count + 1, const char *);
    size_t found = 0;
    for (size_t i = 0; i < count; i++) {
        size_t known = 0;
        if (!targets[i].segment || !kpi_segment_seen(rows, targets[i].segment))
            continue;
        while (known < found && strcmp(segments[known], targets[i].segment) != 0)
            known++;
        if (known == found)
            segments[found++] = targets[i].segment;
    }
    *ret_segments = segments;
    return found;
}
