#include "http/preview_answer.h"

#include "base/translate.h"
#include "import/mapping.h"
#include "render/result.h"

/* ---- the mapping ---- */

static void write_texts(JsonWriter *writer, const char *key, const char *const *texts, size_t count)
{
    if (!count)
        return;
    json_key(writer, key);
    json_array(writer);
    for (size_t i = 0; i < count; i++)
        json_text(writer, texts[i]);
    json_array_end(writer);
}

static void write_said(JsonWriter *writer, const char *key, const char *text)
{
    if (text)
        json_member_text(writer, key, text);
}

static void write_values(JsonWriter *writer, const FieldMap *map)
{
    if (!map->value_count)
        return;
    json_key(writer, "values");
    json_object(writer);
    for (size_t i = 0; i < map->value_count; i++)
        json_member_text(writer, map->values[i].from, map->values[i].to);
    json_object_end(writer);
}

static void write_field(JsonWriter *writer, const FieldMap *map)
{
    json_key(writer, map->field->name);
    json_object(writer);
    if (map->plus)
        json_member_text(writer, "from", map->base->name);
    else
        write_texts(writer, map->concat ? "concat" : "from", map->columns, map->column_count);
    write_said(writer, "plus", map->plus);
    write_said(writer, "separator", map->separator);
    write_said(writer, "constant", map->constant);
    write_said(writer, "default", map->fallback);
    write_said(writer, "format", map->format);
    write_said(writer, "decimal", map->decimal);
    write_said(writer, "calendar", map->calendar);
    write_said(writer, "time_zone", map->time_zone);
    write_said(writer, "unit", map->unit);
    if (map->row_number)
        json_member_text(writer, "row_number", "true");
    if (map->optional)
        json_member_text(writer, "optional", "true");
    write_values(writer, map);
    json_object_end(writer);
}

static void write_mapping(JsonWriter *writer, const ImportPreview *preview)
{
    const Mapping *mapping = preview->mapping;
    json_key(writer, "mapping");
    json_object(writer);
    write_said(writer, "encoding", mapping->encoding);
    write_said(writer, "delimiter", mapping->delimiter);
    write_said(writer, "sheet", mapping->sheet);
    if (mapping->skip)
        json_member_integer(writer, "skip", mapping->skip);
    write_said(writer, "time_zone", mapping->time_zone);
    write_said(writer, "date_format", mapping->date_format);
    write_said(writer, "decimal", mapping->decimal);
    write_said(writer, "calendar", mapping->calendar);
    write_texts(writer, "null", mapping->nulls, mapping->null_count);
    write_said(writer, "where", mapping->where);
    write_said(writer, "select", mapping->select);
    write_texts(writer, "ignore", mapping->ignored, mapping->ignored_count);
    json_key(writer, "columns");
    json_object(writer);
    for (size_t i = 0; i < preview->map_count; i++)
        write_field(writer, preview->maps[i]);
    json_object_end(writer);
    json_object_end(writer);
}

/* ---- the file ---- */

static void write_columns(JsonWriter *writer, const ImportPreview *preview)
{
    json_key(writer, "columns");
    json_array(writer);
    for (size_t i = 0; i < preview->column_count; i++) {
        json_object(writer);
        json_member_text(writer, "name", preview->columns[i].name);
        json_member_text(writer, "field", preview->columns[i].field);
        json_object_end(writer);
    }
    json_array_end(writer);
    json_key(writer, "cells");
    json_array(writer);
    for (size_t i = 0; i < preview->row_count; i++) {
        json_array(writer);
        for (size_t j = 0; j < preview->column_count; j++)
            json_text(writer, preview->cells[i * preview->column_count + j]);
        json_array_end(writer);
    }
    json_array_end(writer);
}

static void write_problem(JsonWriter *writer, const Error *problem)
{
    json_key(writer, "problem");
    if (!problem) {
        json_null(writer);
        return;
    }
    json_object(writer);
    json_member_text(writer, "detail", problem->message);
    json_member_text(writer, "where", problem->where[0] ? problem->where : NULL);
    json_member_text(writer, "value", problem->value[0] ? problem->value : NULL);
    json_member_text(writer, "hint", problem->hint[0] ? problem->hint : NULL);
    json_object_end(writer);
}

static void write_stored(JsonWriter *writer, const ImportPreview *preview)
{
    json_key(writer, "stored");
    json_object(writer);
    json_key(writer, "fields");
    json_array(writer);
    for (size_t i = 0; i < preview->field_count; i++) {
        json_object(writer);
        json_member_text(writer, "name", preview->fields[i]->name);
        json_member_text(writer, "type", schema_type_name(preview->fields[i]->type));
        json_member_text(writer, "title", _(preview->fields[i]->title));
        json_object_end(writer);
    }
    json_array_end(writer);
    json_key(writer, "rows");
    json_array(writer);
    for (size_t i = 0; i < preview->stored_count; i++) {
        json_array(writer);
        for (size_t j = 0; j < preview->field_count; j++)
            render_value_json(writer, preview->stored[i * preview->field_count + j]);
        json_array_end(writer);
    }
    json_array_end(writer);
    json_object_end(writer);
}

static void write_rejects(JsonWriter *writer, const ImportPreview *preview)
{
    json_member_integer(writer, "looked_at", preview->looked_at);
    json_member_integer(writer, "rejected_count", preview->rejected);
    json_key(writer, "rejected");
    json_array(writer);
    for (size_t i = 0; i < preview->reject_count; i++) {
        json_object(writer);
        json_member_integer(writer, "row", preview->rejects[i].line);
        json_member_text(writer, "column", preview->rejects[i].column);
        json_member_text(writer, "value", preview->rejects[i].value);
        json_member_text(writer, "reason", preview->rejects[i].reason);
        json_object_end(writer);
    }
    json_array_end(writer);
}

void preview_write(JsonWriter *writer, const ImportPreview *preview)
{
    json_member_text(writer, "format", preview->format);
    json_member_text(writer, "encoding", preview->encoding);
    json_member_text(writer, "delimiter", preview->delimiter);
    json_key(writer, "rows");
    if (preview->rows < 0)
        json_null(writer);
    else
        json_integer(writer, preview->rows);
    write_columns(writer, preview);
    json_member_text(writer, "likely_kind", preview->likely ? preview->likely->name : NULL);
    write_mapping(writer, preview);
    write_problem(writer, preview->problem);
    write_stored(writer, preview);
    write_rejects(writer, preview);
}
