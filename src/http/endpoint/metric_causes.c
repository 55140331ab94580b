/* The causes behind the latest change of a metric. */
#include "http/ask.h"

#include "base/translate.h"
#include "render/cause.h"

static Status handle(Request *request, Response *response, Error *error)
{
    MetricQuery query;
    CauseReport report;
    TRY(ask_read(request, &query, error));
    if (query.period == PERIOD_ALL) {
        error_set(error, STATUS_INVALID_ARGUMENT, "%s", _("a change is between two periods: day, week, month, quarter or year"));
        error_where(error, "period");
        return error->status;
    }
    TRY(cause_find(request->store, request->session, request->arena, request->organization, &query, &report, error));
    JsonWriter writer = json_writer(&response->body);
    render_causes_json(&writer, &query, &report);
    response->cacheable = true;
    return STATUS_OK;
}

extern const Endpoint endpoint_metric_causes;
static const char *const parameters[] = {"variant", "period", "calendar", "where", "set", "as_of", NULL};
const Endpoint endpoint_metric_causes = {
    .method = "GET", .path = "/api/v1/metrics/{id}/causes", .permission = PERMISSION_READ_VALUES, .run = RUN_LONG,
    .parameters = parameters, .handle = handle,
};
