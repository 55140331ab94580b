/* A look at a file before it is imported. */
#include "http/import_answer.h"

#include "render/json.h"

#include <unistd.h>

static void write_preview(JsonWriter *writer, const ImportPreview *preview)
{
    json_object(writer);
    json_member_text(writer, "format", preview->format);
    json_member_text(writer, "encoding", preview->encoding);
    json_member_text(writer, "delimiter", preview->delimiter);
    json_key(writer, "columns");
    json_array(writer);
    for (size_t i = 0; i < preview->column_count; i++) {
        json_object(writer);
        json_member_text(writer, "name", preview->columns[i].name);
        json_member_text(writer, "field", preview->columns[i].field);
        json_object_end(writer);
    }
    json_array_end(writer);
    json_key(writer, "rows");
    json_array(writer);
    for (size_t r = 0; r < preview->row_count; r++) {
        json_array(writer);
        for (size_t c = 0; c < preview->column_count; c++)
            json_text(writer, preview->cells[r * preview->column_count + c]);
        json_array_end(writer);
    }
    json_array_end(writer);
    json_object_end(writer);
}

static Status preview_file(Request *request, Response *response, Error *error)
{
    const Kind *kind;
    const char *file;
    TRY(import_kind(request_query(request, "kind"), &kind, error));
    TRY(import_name_file(request, &file, error));
    ImportPreview preview;
    Status status = import_preview(request->store, request->session, request->arena, kind, file, &preview, error);
    unlink(file);
    TRY(status);
    JsonWriter writer = json_writer(&response->body);
    write_preview(&writer, &preview);
    return STATUS_OK;
}

extern const Endpoint endpoint_import_preview;
static const char *const preview_parameters[] = {"kind", "name", NULL};
const Endpoint endpoint_import_preview = {
    .method = "POST", .path = "/api/v1/imports/preview", .run = RUN_LONG, .body = BODY_FILE,
    .parameters = preview_parameters, .handle = preview_file,
};
