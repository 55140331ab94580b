/* Takes an import back. */
#include "http/endpoint.h"

#include "base/translate.h"
#include "import/import.h"
#include "render/json.h"

static Status handle(Request *request, Response *response, Error *error)
{
    const char *text = request_path(request, "batch");
    long batch;
    if (!text_to_long(text_of(text), &batch) || batch < 1) {
        error_set(error, STATUS_NOT_FOUND, "%s", _("there is no import with this number"));
        error_value(error, text, strlen(text));
        return error->status;
    }
    ImportUndone undone;
    TRY(import_undo(request->store, request->session, request->arena, batch, &undone, error));
    JsonWriter writer = json_writer(&response->body);
    json_object(&writer);
    json_member_integer(&writer, "batch", batch);
    json_member_text(&writer, "kind", undone.kind->name);
    json_member_integer(&writer, "removed", undone.removed);
    json_member_integer(&writer, "restored", undone.restored);
    json_key(&writer, "confirming");
    json_array(&writer);
    for (size_t i = 0; i < undone.confirming_count; i++)
        json_integer(&writer, undone.confirming[i]);
    json_array_end(&writer);
    json_object_end(&writer);
    return STATUS_OK;
}

extern const Endpoint endpoint_import_undo;
const Endpoint endpoint_import_undo = {
    .method = "DELETE", .path = "/api/v1/imports/{batch}", .permission = PERMISSION_WRITE_FACTS, .audit = "import.undo", .run = RUN_IMPORT, .handle = handle,
};
