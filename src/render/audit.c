#include "render/audit.h"

#include "calendar/day.h"
#include "render/result.h"

#include <stdio.h>

void render_audit_json(JsonWriter *writer, const RecordsTable *table, size_t row)
{
    json_object(writer);
    for (size_t i = 0; i < AUDIT_COLUMNS; i++) {
        Value value = records_value(table, row, i);
        char moment[32];
        json_key(writer, audit_columns[i]);
        if (i == AUDIT_AT) {
            instant_format(value.type == VALUE_TIME ? value.time : value.integer, moment);
            json_text(writer, moment);
        } else {
            render_value_json(writer, value);
        }
    }
    json_object_end(writer);
}

void render_audit_csv(TextBuilder *out, const RecordsTable *table)
{
    for (size_t i = 0; i < AUDIT_COLUMNS; i++) {
        text_append(out, i ? "," : "");
        text_append(out, audit_columns[i]);
    }
    text_append(out, "\r\n");
    for (size_t row = 0; row < table->rows; row++) {
        for (size_t i = 0; i < AUDIT_COLUMNS; i++) {
            text_append(out, i ? "," : "");
            render_value_csv(out, records_value(table, row, i));
        }
        text_append(out, "\r\n");
    }
}

void render_audit_ndjson(TextBuilder *out, const RecordsTable *table)
{
    for (size_t row = 0; row < table->rows; row++) {
        JsonWriter writer = json_writer(out);
        render_audit_json(&writer, table, row);
        text_append(out, "\n");
    }
}

void render_audit_state_json(JsonWriter *writer, const AuditState *state)
{
    char head[AUDIT_DIGEST + 32];
    snprintf(head, sizeof head, "%lld:%s", (long long)state->number, state->digest);
    json_object(writer);
    json_member_integer(writer, "entries", state->entries);
    json_member_text(writer, "head", state->number ? head : NULL);
    json_member_boolean(writer, "whole", state->wrong == 0);
    json_key(writer, "wrong");
    if (state->wrong)
        json_integer(writer, state->wrong);
    else
        json_null(writer);
    json_member_text(writer, "why", state->why);
    json_object_end(writer);
}
