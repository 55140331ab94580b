/* The facts behind a value. */
#include "http/ask.h"
#include "http/rows.h"

enum { FACTS_DEFAULT = 100, FACTS_MOST = 1000, OFFSET_MOST = 1000000000 };

static Status handle(Request *request, Response *response, Error *error)
{
    MetricQuery query;
    long limit, offset;
    TRY(ask_number(request, "limit", 1, FACTS_MOST, FACTS_DEFAULT, &limit, error));
    TRY(ask_number(request, "offset", 0, OFFSET_MOST, 0, &offset, error));
    TRY(ask_read(request, &query, error));
    FactsResult *result CLEANUP(facts_result_cleanup) = NULL;
    /* One more than shown says whether there are more. */
    TRY(metric_facts(request->store, request->session, request->arena, request->organization, &query, limit + 1, offset,
                     &result, error));
    const Kind *kind = query.metric->rows_kind;
    JsonWriter writer = json_writer(&response->body);
    json_object(&writer);
    json_member_text(&writer, "kind", kind->name);
    rows_write_columns(&writer, result, kind);
    bool more;
    TRY(rows_write(&writer, result, limit, &more, error));
    json_key(&writer, "next_offset");
    if (more)
        json_integer(&writer, offset + limit);
    else
        json_null(&writer);
    json_object_end(&writer);
    response->cacheable = true;
    return STATUS_OK;
}

extern const Endpoint endpoint_metric_facts;
static const char *const parameters[] = {ASK_PARAMETERS, "limit", "offset", NULL};
const Endpoint endpoint_metric_facts = {
    .method = "GET", .path = "/api/v1/metrics/{id}/facts", .permission = PERMISSION_READ_FACTS, .run = RUN_WORKER, .parameters = parameters, .handle = handle,
};
