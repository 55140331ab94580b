/* The API's own description. */
#include "http/endpoint.h"

#include "base/embedded.h"

extern const EmbeddedFile http_documents[];
extern const size_t http_documents_count;

static Status handle(Request *request, Response *response, Error *error)
{
    (void)request, (void)error;
    const EmbeddedFile *file = embedded_find(http_documents, http_documents_count, "openapi.json");
    text_append_bytes(&response->body, (const char *)file->bytes, (size_t)(file->end - file->bytes));
    response->cacheable = true;
    return STATUS_OK;
}

extern const Endpoint endpoint_openapi;
const Endpoint endpoint_openapi = {
    .method = "GET", .path = "/api/v1/openapi.json", .permission = PERMISSION_PUBLIC, .run = RUN_WORKER, .handle = handle,
};
