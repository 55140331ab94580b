/* Definitions and problems as JSON. */
#include "render/result.h"

#include "base/translate.h"

#include <string.h>

static void render_variants(JsonWriter *writer, const Metric *metric, bool whole)
{
    json_key(writer, "variants");
    json_array(writer);
    for (size_t i = 0; i < metric->variant_count; i++) {
        const Variant *variant = &metric->variants[i];
        json_object(writer);
        json_member_text(writer, "name", variant->name);
        json_member_text(writer, "title", variant_title(metric, variant));
        json_member_text(writer, "unit", unit_name(variant->unit));
        json_member_text(writer, "better", better_name(variant->better));
        if (whole) {
            json_member_text(writer, "help", *variant->help ? _(variant->help) : "");
            json_member_text(writer, "formula", variant->formula);
            json_member_text(writer, "interval", interval_name(variant->interval));
            json_member_text(writer, "sample", variant->sample);
            json_member_text(writer, "grain", grain_name(variant->select->grain));
            json_member_boolean(writer, "additive", variant->select->grain == GRAIN_DAY);
        }
        json_object_end(writer);
    }
    json_array_end(writer);
}

static void render_parameters(JsonWriter *writer, const Metric *metric)
{
    static const char *const types[] = {
        [PARAMETER_INTEGER] = "integer", [PARAMETER_NUMBER] = "number", [PARAMETER_TEXT] = "text"};
    json_key(writer, "parameters");
    json_array(writer);
    for (size_t i = 0; i < metric->parameter_count; i++) {
        const Parameter *parameter = &metric->parameters[i];
        json_object(writer);
        json_member_text(writer, "name", parameter->name);
        json_member_text(writer, "title", _(parameter->title));
        json_member_text(writer, "type", types[parameter->type]);
        json_member_text(writer, "default", parameter->fallback);
        if (parameter->minimum < parameter->maximum) {
            json_member_number(writer, "minimum", parameter->minimum);
            json_member_number(writer, "maximum", parameter->maximum);
        }
        if (parameter->choices) {
            json_key(writer, "choices");
            json_array(writer);
            for (const char *const *choice = parameter->choices; *choice; choice++)
                json_text(writer, *choice);
            json_array_end(writer);
        }
        json_object_end(writer);
    }
    json_array_end(writer);
}

static void render_components(JsonWriter *writer, const Metric *metric, bool excluded)
{
    json_key(writer, excluded ? "excluded" : "components");
    json_array(writer);
    for (size_t i = 0; i < metric->component_count; i++) {
        const Component *component = &metric->components[i];
        if (component->excluded != excluded)
            continue;
        json_object(writer);
        json_member_text(writer, "name", component->name);
        json_member_text(writer, "title", _(component->title));
        if (component->variants) {
            json_key(writer, "variants");
            json_array(writer);
            for (const char *const *name = component->variants; *name; name++)
                json_text(writer, *name);
            json_array_end(writer);
        }
        json_object_end(writer);
    }
    json_array_end(writer);
}

static void render_whole(JsonWriter *writer, const Metric *metric)
{
    render_parameters(writer, metric);
    render_components(writer, metric, /* excluded= */ false);
    render_components(writer, metric, /* excluded= */ true);
    json_member_number(writer, "minimum_sample", metric->minimum_sample);
    json_member_number(writer, "suppress_below", metric->suppress_below);
    json_member_text(writer, "formula", metric->variants[0].formula);
    json_member_text(writer, "interval", interval_name(metric->variants[0].interval));
    json_member_text(writer, "reference", metric->reference);
    json_key(writer, "aliases");
    json_array(writer);
    for (size_t i = 0; i < metric->alias_count; i++)
        json_text(writer, metric->aliases[i]);
    json_array_end(writer);
    json_key(writer, "rows");
    json_object(writer);
    json_member_text(writer, "kind", metric->rows_kind->name);
    json_member_text(writer, "day", metric->rows_day);
    json_member_text(writer, "where", metric->rows_where);
    json_object_end(writer);
    json_key(writer, "revision");
    if (metric->own)
        json_integer(writer, metric->revision);
    else
        json_null(writer);
    json_key(writer, "definition");
    json_text_bytes(writer, metric->text.bytes, metric->text.length);
    json_key(writer, "sql");
    json_array(writer);
    for (size_t i = 0; i < metric->select_count; i++) {
        json_object(writer);
        json_member_text(writer, "name", metric->selects[i].name);
        json_member_text(writer, "grain", grain_name(metric->selects[i].grain));
        json_member_text(writer, "text", metric->selects[i].sql);
        json_object_end(writer);
    }
    json_array_end(writer);
}

void render_metric_members_json(JsonWriter *writer, const Metric *metric, bool whole)
{
    json_member_text(writer, "id", metric->id);
    json_member_text(writer, "area", metric->area);
    json_member_text(writer, "title", metric_title(metric));
    json_member_text(writer, "help", metric_help(metric));
    json_member_text(writer, "unit", unit_name(metric->variants[0].unit));
    json_member_text(writer, "better", better_name(metric->variants[0].better));
    json_member_boolean(writer, "own", metric->own);
    json_member_text(writer, "perspective", perspective_name(metric->perspective));
    json_member_text(writer, "indicator", metric->result ? "result" : "performance");
    json_key(writer, "sources");
    json_array(writer);
    for (size_t i = 0; i < metric->source_count; i++)
        json_text(writer, metric->sources[i]->name);
    json_array_end(writer);
    json_key(writer, "slices");
    json_array(writer);
    for (size_t i = 0; i < metric->slice_count; i++)
        json_text(writer, metric->slices[i].name);
    json_array_end(writer);
    render_variants(writer, metric, whole);
    if (whole)
        render_whole(writer, metric);
}

void render_metric_json(JsonWriter *writer, const Metric *metric, bool whole)
{
    json_object(writer);
    render_metric_members_json(writer, metric, whole);
    json_object_end(writer);
}

void render_problem_json(JsonWriter *writer, const Error *error, const char *instance)
{
    char type[64] = "urn:mizan:problem:";
    size_t length = strlen(type);
    memccpy(type + length, status_name(error->status), '\0', sizeof type - length - 1);
    json_object(writer);
    json_member_text(writer, "type", type);
    json_member_text(writer, "title", status_name(error->status));
    json_member_integer(writer, "status", status_http(error->status));
    json_member_text(writer, "code", status_name(error->status));
    json_member_text(writer, "detail", error->message);
    if (error->where[0])
        json_member_text(writer, "where", error->where);
    if (error->value[0])
        json_member_text(writer, "value", error->value);
    if (error->hint[0])
        json_member_text(writer, "hint", error->hint);
    if (instance)
        json_member_text(writer, "instance", instance);
    json_object_end(writer);
}

void render_value_json(JsonWriter *writer, Value value)
{
    char text[32];
    switch (value.type) {
    case VALUE_NULL:
        json_null(writer);
        break;
    case VALUE_BOOLEAN:
        json_boolean(writer, value.boolean);
        break;
    case VALUE_INTEGER:
        json_integer(writer, value.integer);
        break;
    case VALUE_NUMBER:
        json_number(writer, value.number);
        break;
    case VALUE_TEXT:
        json_text_bytes(writer, value.text.bytes, value.text.length);
        break;
    case VALUE_DAY:
        day_format(value.day, text);
        json_text(writer, text);
        break;
    case VALUE_TIME:
        instant_format(value.time, text);
        json_text(writer, text);
        break;
    }
}
