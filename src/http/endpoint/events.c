/* What changes, told to open pages as it happens. */
#include "http/parts.h"

static Status handle(Request *request, Response *response, Error *error)
{
    const Principal *who = request->principal;
    StreamOwner owner = {.account = who->account, .session = who->session, .token = who->token,
                         .group = request->client_group, .imports = principal_may(who, PERMISSION_WRITE_FACTS)};
    TRY(stream_open(request->server->streams, &owner, request->connection, &response->stream, error));
    response->content_type = "text/event-stream";
    return STATUS_OK;
}

extern const Endpoint endpoint_events;
const Endpoint endpoint_events = {
    .method = "GET", .path = "/api/v1/events", .permission = PERMISSION_SIGNED_IN, .run = RUN_AT_ONCE, .handle = handle,
};
