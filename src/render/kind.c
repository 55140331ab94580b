#include "render/kind.h"

#include "base/translate.h"

#include <string.h>

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

void render_kind_json(JsonWriter *writer, const Kind *kind)
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

/* A cell of a table: a bar would end it. */
static void append_cell(TextBuilder *out, const char *text)
{
    text_append(out, " | ");
    for (; *text; text++)
        text_append_bytes(out, *text == '|' ? "\\|" : text, *text == '|' ? 2 : 1);
}

static void append_names(TextBuilder *out, const char *title, const char *const *names)
{
    if (!names || !*names)
        return;
    text_append_format(out, "%s: ", title);
    for (size_t i = 0; names[i]; i++)
        text_append_format(out, "%s`%s`", i ? ", " : "", names[i]);
    text_append(out, ".\n");
}

static void append_field(TextBuilder *out, const Field *field)
{
    text_append_format(out, "| `%s`", field->name);
    append_cell(out, schema_type_name(field->type));
    append_cell(out, field->required ? field->fallback ? field->fallback : _("required") : "");
    append_cell(out, field->help ? _(field->help) : "");
    append_cell(out, field->aliases ? field->aliases : "");
    text_append(out, " |\n");
}

void render_kind_markdown(TextBuilder *out, const Kind *kind)
{
    text_append_format(out, "\n## %s\n\n%s: %s\n\n", kind->name, _(kind->title), _(kind->help));
    append_names(out, _("Key"), kind->key);
    if (kind->identity)
        append_names(out, _("Where the file has no key it is made from"), kind->identity);
    if (kind->slice_count) {
        text_append_format(out, "%s: ", _("Slices"));
        for (size_t i = 0; i < kind->slice_count; i++)
            text_append_format(out, "%s`%s`", i ? ", " : "", kind->slices[i].name);
        text_append(out, ".\n");
    }
    text_append_format(out, "\n| %s | %s | %s | %s | %s |\n| --- | --- | --- | --- | --- |\n", _("field"), _("type"),
                       _("when absent"), _("holds"), _("headers known"));
    for (size_t i = 0; i < kind->field_count; i++)
        append_field(out, &kind->fields[i]);
    for (size_t i = 0; i < kind->check_count; i++)
        text_append_format(out, "%s- %s (`%s`)\n", i ? "" : "\nRejected:\n\n", _(kind->checks[i].reason), kind->checks[i].code);
}
