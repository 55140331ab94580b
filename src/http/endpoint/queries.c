/* What runs now, and its cancelling. */
#include "http/parts.h"

#include "base/translate.h"
#include "render/json.h"

static void write_state(const JobState *state, void *context)
{
    JsonWriter *writer = context;
    json_object(writer);
    json_member_text(writer, "id", state->id);
    json_member_text(writer, "request", state->label);
    json_member_text(writer, "state", state->running ? "running" : "waiting");
    json_member_number(writer, "seconds", state->seconds);
    json_key(writer, "progress");
    if (state->progress < 0)
        json_null(writer);
    else
        json_number(writer, state->progress);
    json_member_integer(writer, "rows", state->rows);
    json_object_end(writer);
}

static Status list_queries(Request *request, Response *response, Error *error)
{
    (void)error;
    JsonWriter writer = json_writer(&response->body);
    json_object(&writer);
    json_key(&writer, "queries");
    json_array(&writer);
    /* What others ask says what they see. */
    if (row_scope_is_all(&request->principal->rows))
        jobs_visit(request->server->jobs, write_state, &writer);
    json_array_end(&writer);
    json_object_end(&writer);
    return STATUS_OK;
}

static Status cancel_query(Request *request, Response *response, Error *error)
{
    const char *id = request_path(request, "id");
    if (!row_scope_is_all(&request->principal->rows) || !jobs_cancel(request->server->jobs, id)) {
        error_set(error, STATUS_NOT_FOUND, "%s", _("no query with this id is running"));
        error_value(error, id, strlen(id));
        return error->status;
    }
    response->status = 204;
    return STATUS_OK;
}

extern const Endpoint endpoint_queries, endpoint_query_cancel;
const Endpoint endpoint_queries = {
    .method = "GET", .path = "/api/v1/queries", .permission = PERMISSION_QUERY, .run = RUN_AT_ONCE, .handle = list_queries,
};
const Endpoint endpoint_query_cancel = {
    .method = "DELETE", .path = "/api/v1/queries/{id}", .permission = PERMISSION_QUERY, .run = RUN_AT_ONCE, .handle = cancel_query,
};
