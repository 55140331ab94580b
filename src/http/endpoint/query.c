/* A question in SQL, read only. */
#include "http/endpoint.h"

#include "http/body.h"
#include "http/rows.h"

enum { ROWS_DEFAULT = 10000, ROWS_MOST = 100000 };

static Status handle(Request *request, Response *response, Error *error)
{
    static const char *const members[] = {"sql", "limit", NULL};
    struct json_t *body CLEANUP(body_cleanup) = NULL;
    TRY(body_parse_object(request->body, &body, error));
    TRY(body_check_members(body, members, error));
    const char *sql;
    int64_t limit;
    TRY(body_text(body, "sql", /* required= */ true, &sql, error));
    response->audit_detail = arena_string(request->arena, sql);
    TRY(body_integer(body, "limit", 1, ROWS_MOST, ROWS_DEFAULT, &limit, error));
    FactsResult *result CLEANUP(facts_result_cleanup) = NULL;
    TRY(facts_query_narrowed(request->session, sql, &request->principal->rows, &result, error));
    JsonWriter writer = json_writer(&response->body);
    json_object(&writer);
    rows_write_columns(&writer, result, /* kind= */ NULL);
    bool more;
    TRY(rows_write(&writer, result, limit, &more, error));
    json_member_boolean(&writer, "truncated", more);
    json_object_end(&writer);
    return STATUS_OK;
}

extern const Endpoint endpoint_query;
static const char *const media[] = {"application/json", NULL};
const Endpoint endpoint_query = {
    .method = "POST", .path = "/api/v1/query", .permission = PERMISSION_QUERY, .audit = "query", .run = RUN_LONG, .body = BODY_MEMORY, .body_limit = 256 * 1024,
    .media = media, .handle = handle,
};
