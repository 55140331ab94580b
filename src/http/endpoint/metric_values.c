/* The values of a metric, as JSON or CSV. */
#include "http/ask.h"

#include "base/translate.h"
#include "render/result.h"

static void write_day(JsonWriter *writer, const char *key, bool known, int32_t day)
{
    char text[11];
    day_format(known ? day : 0, text);
    json_member_text(writer, key, known ? text : NULL);
}

static void write_json(const MetricResult *result, TextBuilder *out)
{
    const MetricQuery *query = result->query;
    JsonWriter writer = json_writer(out);
    json_object(&writer);
    json_member_text(&writer, "metric", query->metric->id);
    json_member_text(&writer, "variant", query->variant->name);
    json_member_text(&writer, "unit", unit_name(query->variant->unit));
    json_member_text(&writer, "currency", result->currency);
    json_member_text(&writer, "period", period_length_name(query->period));
    json_member_text(&writer, "calendar", calendar_system_name(query->calendar));
    write_day(&writer, "data_from", result->data_from <= result->data_to, result->data_from);
    write_day(&writer, "data_to", result->data_from <= result->data_to, result->data_to);
    json_key(&writer, "rows");
    render_result_json(&writer, result);
    json_object_end(&writer);
}

static Status read_format(const Request *request, bool *ret_csv, Error *error)
{
    const char *format = request_query(request, "format");
    *ret_csv = format && strcmp(format, "csv") == 0;
    if (!format || *ret_csv || strcmp(format, "json") == 0)
        return STATUS_OK;
    error_set(error, STATUS_INVALID_ARGUMENT, "%s", _("a format is json or csv"));
    error_where(error, "format");
    error_value(error, format, strlen(format));
    return error->status;
}

static Status handle(Request *request, Response *response, Error *error)
{
    bool csv;
    MetricQuery query;
    MetricResult result;
    TRY(read_format(request, &csv, error));
    TRY(ask_read(request, &query, error));
    TRY(metric_evaluate(request->store, request->session, request->arena, request->organization, &query, &result, error));
    if (csv) {
        render_result_csv(&response->body, &result);
        response->content_type = "text/csv; charset=utf-8";
        response->disposition = arena_format(request->arena, "attachment; filename=\"%s.csv\"", query.metric->id);
    } else {
        write_json(&result, &response->body);
    }
    response->cacheable = true;
    return STATUS_OK;
}

extern const Endpoint endpoint_metric_values;
static const char *const parameters[] = {ASK_PARAMETERS, "format", NULL};
const Endpoint endpoint_metric_values = {
    .method = "GET", .path = "/api/v1/metrics/{id}/values", .permission = PERMISSION_READ_VALUES, .run = RUN_WORKER, .parameters = parameters, .handle = handle,
};
