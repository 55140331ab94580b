/* Where the facts come from, and how fresh each source is. */
#include "http/endpoint.h"

#include "base/translate.h"
#include "calendar/day.h"
#include "import/import.h"
#include "render/json.h"

static void write_source(Request *request, JsonWriter *writer, const ImportSource *source)
{
    char text[32];
    json_object(writer);
    json_member_text(writer, "kind", source->kind->name);
    json_member_text(writer, "title", _(source->kind->title));
    json_member_text(writer, "source", source->name);
    instant_format(source->imported_at, text);
    json_member_text(writer, "imported_at", text);
    json_member_integer(writer, "batch", source->batch);
    json_member_integer(writer, "imports", source->imports);
    json_member_integer(writer, "rows", source->rows);
    if (source->has_day)
        day_format(source->last_day, text);
    json_member_text(writer, "last_day", source->has_day ? text : NULL);
    json_member_integer(writer, "rejected_count", source->rejected);
    json_member_text(writer, "rejects", source->rejected ? arena_format(request->arena, "/api/v1/imports/%lld/rejects",
                                                                        (long long)source->batch) : NULL);
    json_object_end(writer);
}

static Status handle(Request *request, Response *response, Error *error)
{
    ImportSource *sources = NULL;
    size_t count = 0;
    /* An import's counts are of all its rows: they are not for someone who sees some of them. */
    if (row_scope_is_all(&request->principal->rows))
        TRY(import_sources(request->session, request->arena, &sources, &count, error));
    JsonWriter writer = json_writer(&response->body);
    json_object(&writer);
    json_key(&writer, "sources");
    json_array(&writer);
    for (size_t i = 0; i < count; i++)
        write_source(request, &writer, &sources[i]);
    json_array_end(&writer);
    json_object_end(&writer);
    response->cacheable = true;
    return STATUS_OK;
}

extern const Endpoint endpoint_sources;
const Endpoint endpoint_sources = {
    .method = "GET", .path = "/api/v1/sources", .permission = PERMISSION_WRITE_FACTS, .run = RUN_WORKER, .handle = handle,
};
