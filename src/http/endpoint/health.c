/* Whether the server can answer: it asks the engine. */
#include "http/endpoint.h"

static Status handle(Request *request, Response *response, Error *error)
{
    Value one;
    TRY(facts_value(request->session, request->arena, "SELECT 1", NULL, 0, &one, error));
    response->content_type = "text/plain; charset=utf-8";
    text_append(&response->body, "ok\n");
    return STATUS_OK;
}

extern const Endpoint endpoint_health;
const Endpoint endpoint_health = {
    .method = "GET", .path = "/healthz", .permission = PERMISSION_PUBLIC, .run = RUN_WORKER, .handle = handle,
};
