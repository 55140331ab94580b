#include "metric/hint.h"

#include "base/translate.h"

#include <string.h>

enum { NAMED_MOST = 5 };

static bool counted_something(const MetricResult *result)
{
    for (size_t i = 0; i < result->row_count; i++) {
        const MetricValue *now = &result->rows[i].now;
        if (now->value.defined || (now->sample.defined && now->sample.number > 0))
            return true;
    }
    return false;
}

static const char *sentence(Arena *arena, const SliceFilter *filter, const char *const *values, size_t count)
{
    const char *nearest = text_nearest(filter->value, values, count);
    if (nearest)
        return arena_format(arena, _("no fact has the %s \"%s\"; did you mean \"%s\"?"), filter->slice, filter->value, nearest);
    TextBuilder list CLEANUP(text_builder_free) = text_builder(400);
    for (size_t i = 0; i < count && i < NAMED_MOST; i++) {
        text_append(&list, i ? ", " : "");
        text_append(&list, values[i]);
    }
    text_append(&list, count > NAMED_MOST ? ", …" : "");
    if (!count)
        return arena_format(arena, _("no fact has the %s \"%s\", nor any other"), filter->slice, filter->value);
    return arena_format(arena, _("no fact has the %s \"%s\"; there are: %s"), filter->slice, filter->value,
                        arena_string(arena, list.bytes));
}

/* The values of the filter's slice over all time; NULL where the filter's own is among them. */
static Status look_for(Store *store, FactsSession *session, Arena *arena, const Organization *organization,
                       const MetricQuery *query, const SliceFilter *filter, const char **ret_hint, Error *error)
{
    MetricQuery *all = ARENA_NEW(arena, MetricQuery);
    *all = *query;
    all->period = PERIOD_ALL;
    all->has_from = all->has_to = false;
    all->compare = COMPARE_NONE;
    all->by[0] = filter->slice;
    all->by_count = 1;
    all->filter_count = 0;
    MetricResult result;
    TRY(metric_evaluate(store, session, arena, organization, all, &result, error));
    const char **values = ARENA_ARRAY(arena, result.row_count + 1, const char *);
    size_t count = 0;
    for (size_t i = 0; i < result.row_count; i++) {
        const char *value = result.rows[i].slices ? result.rows[i].slices[0] : NULL;
        if (value && strcmp(value, filter->value) == 0)
            return STATUS_OK;
        if (value)
            values[count++] = value;
    }
    *ret_hint = sentence(arena, filter, values, count);
    return STATUS_OK;
}

Status metric_filter_hint(Store *store, FactsSession *session, Arena *arena, const Organization *organization,
                          const MetricResult *result, const char **ret_hint, Error *error)
{
    const MetricQuery *query = result->query;
    *ret_hint = NULL;
    if (!query->filter_count || counted_something(result))
        return STATUS_OK;
    for (size_t i = 0; i < query->filter_count && !*ret_hint; i++)
        if (*query->filters[i].value)
            TRY(look_for(store, session, arena, organization, query, &query->filters[i], ret_hint, error));
    return STATUS_OK;
}
