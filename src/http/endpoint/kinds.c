/* The kinds of facts and dimensions: what can be imported, field by field. */
#include "http/endpoint.h"

#include "base/translate.h"
#include "render/json.h"
#include "schema/kind.h"

static void write_field(JsonWriter *writer, const Field *field)
{
    json_object(writer);
    json_member_text(writer, "name", field->name);
    json_member_text(writer, "type", schema_type_name(field->type));
    json_member_boolean(writer, "required", field->required);
    json_member_text(writer, "title", _(field->title));
    json_member_text(writer, "help", field->help ? _(field->help) : "");
    if (field->choices) {
        json_key(writer, "choices");
        json_array(writer);
        for (const char *const *choice = field->choices; *choice; choice++)
            json_text(writer, *choice);
        json_array_end(writer);
    }
    if (field->minimum < field->maximum) {
        json_member_number(writer, "minimum", field->minimum);
        json_member_number(writer, "maximum", field->maximum);
    }
    json_object_end(writer);
}

static void write_kind(JsonWriter *writer, const Kind *kind)
{
    json_object(writer);
    json_member_text(writer, "name", kind->name);
    json_member_text(writer, "title", _(kind->title));
    json_member_text(writer, "help", _(kind->help));
    json_member_boolean(writer, "dimension", kind->dimension);
    json_key(writer, "key");
    json_array(writer);
    for (const char *const *name = kind->key; *name; name++)
        json_text(writer, *name);
    json_array_end(writer);
    json_key(writer, "fields");
    json_array(writer);
    for (size_t i = 0; i < kind->field_count; i++)
        write_field(writer, &kind->fields[i]);
    json_array_end(writer);
    json_key(writer, "slices");
    json_array(writer);
    for (size_t i = 0; i < kind->slice_count; i++)
        json_text(writer, kind->slices[i].name);
    json_array_end(writer);
    json_object_end(writer);
}

static Status handle(Request *request, Response *response, Error *error)
{
    (void)request, (void)error;
    JsonWriter writer = json_writer(&response->body);
    json_object(&writer);
    json_key(&writer, "kinds");
    json_array(&writer);
    for (size_t i = 0; i < schema_kind_count; i++)
        write_kind(&writer, schema_kinds[i]);
    json_array_end(&writer);
    json_object_end(&writer);
    response->cacheable = true;
    return STATUS_OK;
}

extern const Endpoint endpoint_kinds;
const Endpoint endpoint_kinds = {
    .method = "GET", .path = "/api/v1/kinds", .run = RUN_WORKER, .handle = handle,
};
