/* What a metric can be filtered by: the values of a slice, the most frequent first. */
#include "http/endpoint.h"

#include "base/translate.h"
#include "http/range.h"
#include "language/fold.h"
#include "metric/query.h"
#include "render/json.h"

enum { VALUES_MOST = 200, VALUES_SEARCHED = 20000 };

static Status find_slice(const Metric *metric, const char *name, const SliceColumn **ret_slice, Error *error)
{
    for (size_t i = 0; i < metric->slice_count; i++)
        if (strcmp(metric->slices[i].name, name) == 0) {
            *ret_slice = &metric->slices[i];
            return STATUS_OK;
        }
    error_set(error, STATUS_NOT_FOUND, _("%s has no slice \"%s\""), metric->id, name);
    error_value(error, name, strlen(name));
    return error->status;
}

/* The first source that has the slice; NULL when none has. */
static const Kind *find_kind(const Metric *metric, const char *slice)
{
    for (size_t i = 0; i < metric->source_count; i++)
        if (schema_slice(metric->sources[i], slice))
            return metric->sources[i];
    return NULL;
}

/* What the values are written with, and what they are looked for by: folded, NULL for all. */
typedef struct Listing {
    JsonWriter *writer;
    Arena *arena;
    const char *wanted;
    int count;
} Listing;

static Status write_value(Listing *listing, Value value, double count, Error *error)
{
    JsonWriter *writer = listing->writer;
    if (listing->wanted) {
        const char *folded;
        TRY(text_fold(listing->arena, value.type == VALUE_TEXT ? value.text : text_of(""), &folded, error));
        if (!fold_contains(folded, listing->wanted))
            return STATUS_OK;
    }
    if (listing->count++ >= VALUES_MOST)
        return STATUS_OK;
    json_object(writer);
    json_key(writer, "value");
    if (value.type == VALUE_TEXT)
        json_text_bytes(writer, value.text.bytes, value.text.length);
    else
        json_null(writer);
    json_member_number(writer, "count", count);
    json_object_end(writer);
    return STATUS_OK;
}

/* Counts the facts of the kind by the slice. The expression is the schema's own, not a value. */
static Status count_facts(Request *request, const Kind *kind, const Slice *slice, Listing *listing, Error *error)
{
    TextBuilder sql CLEANUP(text_builder_free) = text_builder(4096);
    text_append(&sql, "SELECT CAST(");
    text_append(&sql, slice->expression);
    text_append(&sql, " AS VARCHAR) AS value, count(*) AS n FROM ");
    const RowScope *rows = &request->principal->rows;
    Value values[SCOPE_LISTS];
    range_values(request->arena, rows, values);
    row_scope_append_table(&sql, kind, rows, range_parameters, "");
    text_append(&sql, " f");
    if (slice->customer) {
        text_append(&sql, " LEFT JOIN ");
        row_scope_append_table(&sql, schema_kind("customer"), rows, range_parameters, "");
        text_append(&sql, " c ON c.customer = f.customer");
    }
    text_append_format(&sql, " GROUP BY 1 ORDER BY n DESC, value NULLS LAST LIMIT %d",
                       listing->wanted ? VALUES_SEARCHED : VALUES_MOST);
    FactsResult *result CLEANUP(facts_result_cleanup) = NULL;
    TRY(facts_query(request->session, sql.bytes, values, SCOPE_LISTS, &result, error));
    for (bool row;;) {
        TRY(facts_result_next(result, &row, error));
        if (!row)
            return STATUS_OK;
        TRY(write_value(listing, facts_result_value(result, 0), (double)facts_result_value(result, 1).integer, error));
    }
}

static int by_sample(const void *a, const void *b)
{
    double x = ((const MetricRow *)a)->now.sample.number, y = ((const MetricRow *)b)->now.sample.number;
    return (x < y) - (x > y);
}

/* A slice that the metric's own SELECT makes: its groups over all time, by their sample. */
static Status count_groups(Request *request, const Metric *metric, const char *slice, Listing *listing, Error *error)
{
    QueryWords words = {.id = metric->id, .period = "all", .by = slice, .rows = &request->principal->rows};
    MetricQuery query;
    MetricResult result;
    TRY(metric_query_parse(request->arena, request->registry, request->organization, &words, &query, error));
    TRY(metric_evaluate(request->store, request->session, request->arena, request->organization, &query, &result, error));
    MetricRow *rows = ARENA_ARRAY(request->arena, result.row_count + 1, MetricRow);
    if (result.row_count)
        memcpy(rows, result.rows, result.row_count * sizeof *rows);
    qsort(rows, result.row_count, sizeof *rows, by_sample);
    for (size_t i = 0; i < result.row_count; i++)
        TRY(write_value(listing, value_text(rows[i].slices[0]), rows[i].now.sample.number, error));
    return STATUS_OK;
}

static Status handle(Request *request, Response *response, Error *error)
{
    const Metric *metric;
    const SliceColumn *slice = NULL;
    TRY(metric_registry_find(request->registry, request_path(request, "id"), &metric, error));
    TRY(find_slice(metric, request_path(request, "slice"), &slice, error));
    const Kind *kind = slice->own ? NULL : find_kind(metric, slice->name);
    JsonWriter writer = json_writer(&response->body);
    Listing listing = {.writer = &writer, .arena = request->arena};
    if (request_query(request, "q"))
        TRY(text_fold(request->arena, text_of(request_query(request, "q")), &listing.wanted, error));
    json_object(&writer);
    json_key(&writer, "values");
    json_array(&writer);
    if (kind)
        TRY(count_facts(request, kind, schema_slice(kind, slice->name), &listing, error));
    else
        TRY(count_groups(request, metric, slice->name, &listing, error));
    json_array_end(&writer);
    json_object_end(&writer);
    response->cacheable = true;
    return STATUS_OK;
}

static const char *const parameters[] = {"q", NULL};
extern const Endpoint endpoint_metric_slices;
const Endpoint endpoint_metric_slices = {
    .method = "GET", .path = "/api/v1/metrics/{id}/slices/{slice}", .permission = PERMISSION_READ_VALUES,
    .run = RUN_WORKER, .parameters = parameters,
    .handle = handle,
};
