/* A look at a file before it is imported: sent once, then looked at again with each mapping. */
#include "http/import_answer.h"
#include "http/parts.h"
#include "http/preview_answer.h"

#include <unistd.h>

static Status handle(Request *request, Response *response, Error *error)
{
    const Kind *kind;
    const char *map = request_query(request, "map");
    Upload upload;
    Text mapping;
    TRY(import_kind(request_query(request, "kind"), &kind, error));
    TRY(import_check_map(map, error));
    TRY(import_take_file(request, &upload, &mapping, error));
    ImportPreview preview;
    Status status = import_preview(request->store, request->session, request->arena, kind, upload.path, map, mapping, &preview, error);
    if (status != STATUS_OK) {
        import_hide_path(error, upload.path, upload.name);
        if (!upload.id)
            unlink(upload.path);
        return status;
    }
    if (preview.problem)
        import_hide_path((Error *)(uintptr_t)preview.problem, upload.path, upload.name);
    if (!upload.id)
        TRY(uploads_keep(request->server->uploads, request->arena, upload.path, upload.name, &upload, error));
    JsonWriter writer = json_writer(&response->body);
    json_object(&writer);
    json_member_text(&writer, "upload", upload.id);
    json_member_text(&writer, "name", upload.name);
    preview_write(&writer, &preview);
    json_object_end(&writer);
    return STATUS_OK;
}

extern const Endpoint endpoint_import_preview;
static const char *const parameters[] = {"kind", "map", "name", "upload", NULL};
const Endpoint endpoint_import_preview = {
    .method = "POST", .path = "/api/v1/imports/preview", .permission = PERMISSION_WRITE_FACTS, .run = RUN_LONG, .body = BODY_FILE, .parameters = parameters,
    .handle = handle,
};
