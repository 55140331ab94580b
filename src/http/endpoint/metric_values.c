/* The values of a metric, as JSON, CSV or XLSX. */
#include "http/ask.h"
#include "http/values_answer.h"

#include "base/translate.h"
#include "metric/hint.h"
#include "render/result.h"
#include "render/sheet.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

typedef enum Format { FORMAT_JSON, FORMAT_CSV, FORMAT_XLSX } Format;

static Status read_format(const Request *request, Format *ret_format, Error *error)
{
    static const char *const names[] = {"json", "csv", "xlsx"};
    const char *format = request_query(request, "format");
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (strcmp(format ? format : "json", names[i]) == 0) {
            *ret_format = (Format)i;
            return STATUS_OK;
        }
    error_set(error, STATUS_INVALID_ARGUMENT, "%s", _("a format is json, csv or xlsx"));
    error_where(error, "format");
    error_value(error, format, strlen(format));
    return error->status;
}

/* The workbook is made in a file that has lost its name by the time it is sent. */
static Status answer_xlsx(Request *request, const MetricResult *result, Response *response, Error *error)
{
    const char *tmp = arena_format(request->arena, "%s/tmp", store_path(request->store));
    char *file = arena_format(request->arena, "%s/sheet-XXXXXX", tmp);
    int made = mkstemp(file);
    if (made < 0)
        return error_set_errno(error, errno, "%s", file);
    close(made);
    Status status = render_result_xlsx(result, file, tmp, error);
    if (status == STATUS_OK) {
        response->file = open(file, O_RDONLY | O_CLOEXEC);
        response->has_file = response->file >= 0;
        if (!response->has_file)
            status = error_set_errno(error, errno, "%s", file);
    }
    unlink(file);
    if (status == STATUS_OK)
        response->content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    return status;
}

/* "nps-brand.csv": the metric and what it is split by. */
static void name_file(Request *request, const MetricQuery *query, const char *ending, Response *response)
{
    const char *name = query->metric->id;
    for (size_t i = 0; i < query->by_count; i++)
        name = arena_format(request->arena, "%s-%s", name, query->by[i]);
    response->disposition = arena_format(request->arena, "attachment; filename=\"%s.%s\"", name, ending);
}

static Status handle(Request *request, Response *response, Error *error)
{
    Format format = FORMAT_JSON;
    MetricQuery query;
    MetricResult result;
    TRY(read_format(request, &format, error));
    TRY(ask_read(request, &query, error));
    TRY(metric_evaluate(request->store, request->session, request->arena, request->organization, &query, &result, error));
    if (format == FORMAT_XLSX) {
        TRY(answer_xlsx(request, &result, response, error));
    } else if (format == FORMAT_CSV) {
        render_result_csv(&response->body, &result);
        response->content_type = "text/csv; charset=utf-8";
    } else {
        const char *hint;
        TRY(metric_filter_hint(request->store, request->session, request->arena, request->organization, &result, &hint, error));
        JsonWriter writer = json_writer(&response->body);
        json_object(&writer);
        values_write(&writer, &result, hint);
        json_object_end(&writer);
    }
    if (format != FORMAT_JSON)
        name_file(request, &query, format == FORMAT_CSV ? "csv" : "xlsx", response);
    response->cacheable = format != FORMAT_XLSX;
    return STATUS_OK;
}

extern const Endpoint endpoint_metric_values;
static const char *const parameters[] = {ASK_PARAMETERS, "format", NULL};
const Endpoint endpoint_metric_values = {
    .method = "GET", .path = "/api/v1/metrics/{id}/values", .permission = PERMISSION_READ_VALUES, .run = RUN_WORKER, .parameters = parameters, .handle = handle,
};
