/* The log of who did what: read, exported, verified. */
#include "http/ask.h"

#include "account/audit.h"
#include "base/translate.h"
#include "render/audit.h"

enum { ENTRIES_DEFAULT = 100, ENTRIES_MOST = 1000, EXPORT_MOST = RECORDS_ROWS_LIMIT };

static Status read_moment(const Request *request, const char *name, int64_t *ret_moment, Error *error)
{
    const char *value = request_query(request, name);
    int32_t day;
    *ret_moment = 0;
    if (!value)
        return STATUS_OK;
    if (day_parse(text_of(value), &day)) {
        /* Both days are included, in UTC. */
        *ret_moment = ((int64_t)day + (strcmp(name, "to") == 0)) * 86400 * 1000000;
        return STATUS_OK;
    }
    error_set(error, STATUS_INVALID_ARGUMENT, "%s", _("a day is written 2026-11-21"));
    error_where(error, "%s", name);
    error_value(error, value, strlen(value));
    return error->status;
}

static Status read_filter(const Request *request, AuditFilter *ret_filter, Error *error)
{
    AuditFilter filter = {.name = request_query(request, "name"), .action = request_query(request, "action"),
                          .target = request_query(request, "target"), .outcome = request_query(request, "outcome")};
    TRY(read_moment(request, "from", &filter.from, error));
    TRY(read_moment(request, "to", &filter.to, error));
    long before, limit;
    TRY(ask_number(request, "before", 1, 1000000000000000000, 0, &before, error));
    TRY(ask_number(request, "limit", 1, ENTRIES_MOST, ENTRIES_DEFAULT, &limit, error));
    filter.before = before;
    filter.limit = limit;
    *ret_filter = filter;
    return STATUS_OK;
}

static Status list_entries(Request *request, Response *response, Error *error)
{
    AuditFilter filter;
    RecordsTable table;
    TRY(read_filter(request, &filter, error));
    int64_t shown = filter.limit++;
    TRY(audit_read(store_records(request->store), request->arena, &filter, &table, error));
    bool more = table.rows > (size_t)shown;
    size_t rows = more ? (size_t)shown : table.rows;
    JsonWriter writer = json_writer(&response->body);
    json_object(&writer);
    json_key(&writer, "entries");
    json_array(&writer);
    for (size_t i = 0; i < rows; i++)
        render_audit_json(&writer, &table, i);
    json_array_end(&writer);
    json_key(&writer, "next_before");
    if (more)
        json_integer(&writer, records_value(&table, rows - 1, AUDIT_NUMBER).integer);
    else
        json_null(&writer);
    json_object_end(&writer);
    return STATUS_OK;
}

/* All that the filter lets through, the oldest first. More than EXPORT_MOST is exported in parts, by days. */
static Status export_entries(Request *request, Response *response, Error *error)
{
    AuditFilter filter;
    RecordsTable table;
    const char *format = request_query(request, "format");
    bool csv = !format || strcmp(format, "csv") == 0;
    if (!csv && strcmp(format, "ndjson") != 0) {
        error_set(error, STATUS_INVALID_ARGUMENT, "%s", _("a format is csv or ndjson"));
        error_where(error, "format");
        error_value(error, format, strlen(format));
        return error->status;
    }
    TRY(read_filter(request, &filter, error));
    filter.limit = EXPORT_MOST;
    filter.oldest_first = true;
    TRY(audit_read(store_records(request->store), request->arena, &filter, &table, error));
    if (csv)
        render_audit_csv(&response->body, &table);
    else
        render_audit_ndjson(&response->body, &table);
    response->content_type = csv ? "text/csv; charset=utf-8" : "application/x-ndjson";
    response->disposition = csv ? "attachment; filename=\"audit.csv\"" : "attachment; filename=\"audit.ndjson\"";
    response->audit_target = "audit";
    return STATUS_OK;
}

static Status verify(Request *request, Response *response, Error *error)
{
    AuditState state;
    TRY(audit_verify(store_records(request->store), request_query(request, "head"), &state, error));
    JsonWriter writer = json_writer(&response->body);
    render_audit_state_json(&writer, &state);
    return STATUS_OK;
}

extern const Endpoint endpoint_audit, endpoint_audit_export, endpoint_audit_verify;
static const char *const list_parameters[] = {"name", "action", "target", "outcome", "from", "to", "before", "limit", NULL};
const Endpoint endpoint_audit = {
    .method = "GET", .path = "/api/v1/audit", .permission = PERMISSION_AUDIT, .run = RUN_WORKER, .parameters = list_parameters,
    .handle = list_entries,
};
static const char *const export_parameters[] = {"name", "action", "target", "outcome", "from", "to", "before", "format", NULL};
const Endpoint endpoint_audit_export = {
    .method = "GET", .path = "/api/v1/audit/export", .permission = PERMISSION_AUDIT, .audit = "audit.export", .run = RUN_LONG,
    .parameters = export_parameters, .handle = export_entries,
};
static const char *const verify_parameters[] = {"head", NULL};
const Endpoint endpoint_audit_verify = {
    .method = "GET", .path = "/api/v1/audit/verify", .permission = PERMISSION_AUDIT, .run = RUN_LONG,
    .parameters = verify_parameters, .handle = verify,
};
