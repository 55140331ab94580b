/* The catalogue, and one metric of it. */
#include "http/endpoint.h"

#include "render/result.h"

static Status list_metrics(Request *request, Response *response, Error *error)
{
    const char *wanted = request_query(request, "q");
    JsonWriter writer = json_writer(&response->body);
    json_object(&writer);
    json_key(&writer, "metrics");
    json_array(&writer);
    for (size_t i = 0; i < metric_registry_count(request->registry); i++) {
        const Metric *metric = metric_registry_at(request->registry, i);
        bool matches = true;
        if (wanted)
            TRY(metric_matches(request->arena, metric, wanted, &matches, error));
        if (matches)
            render_metric_json(&writer, metric, /* whole= */ false);
    }
    json_array_end(&writer);
    json_object_end(&writer);
    response->cacheable = true;
    return STATUS_OK;
}

static Status show_metric(Request *request, Response *response, Error *error)
{
    const Metric *metric;
    TRY(metric_registry_find(request->registry, request_path(request, "id"), &metric, error));
    JsonWriter writer = json_writer(&response->body);
    render_metric_json(&writer, metric, /* whole= */ true);
    response->cacheable = true;
    return STATUS_OK;
}

extern const Endpoint endpoint_metrics, endpoint_metric;
static const char *const list_parameters[] = {"q", NULL};
const Endpoint endpoint_metrics = {
    .method = "GET", .path = "/api/v1/metrics", .permission = PERMISSION_SIGNED_IN, .run = RUN_WORKER, .parameters = list_parameters, .handle = list_metrics,
};
const Endpoint endpoint_metric = {
    .method = "GET", .path = "/api/v1/metrics/{id}", .permission = PERMISSION_SIGNED_IN, .run = RUN_WORKER, .handle = show_metric,
};
