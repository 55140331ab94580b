/* The kinds of facts and dimensions: what can be imported, field by field. */
#include "http/endpoint.h"

#include "render/kind.h"

static Status handle(Request *request, Response *response, Error *error)
{
    (void)request, (void)error;
    JsonWriter writer = json_writer(&response->body);
    json_object(&writer);
    json_key(&writer, "kinds");
    json_array(&writer);
    for (size_t i = 0; i < schema_kind_count; i++)
        render_kind_json(&writer, schema_kinds[i]);
    json_array_end(&writer);
    json_object_end(&writer);
    response->cacheable = true;
    return STATUS_OK;
}

extern const Endpoint endpoint_kinds;
const Endpoint endpoint_kinds = {
    .method = "GET", .path = "/api/v1/kinds", .permission = PERMISSION_SIGNED_IN, .run = RUN_WORKER, .handle = handle,
};
