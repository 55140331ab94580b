#include "http/rows.h"

#include "base/translate.h"
#include "render/result.h"

static const char *type_name(ValueType type)
{
    static const char *const names[] = {
        [VALUE_NULL] = "text",     [VALUE_BOOLEAN] = "boolean", [VALUE_INTEGER] = "integer",
        [VALUE_NUMBER] = "number", [VALUE_TEXT] = "text",       [VALUE_DAY] = "day",
        [VALUE_TIME] = "time",
    };
    return names[type];
}

void rows_write_columns(JsonWriter *writer, const FactsResult *result, const Kind *kind)
{
    json_key(writer, "columns");
    json_array(writer);
    for (size_t i = 0; i < facts_result_columns(result); i++) {
        const char *name = facts_result_name(result, i);
        const Field *field = kind ? schema_field(kind, name) : NULL;
        json_object(writer);
        json_member_text(writer, "name", name);
        json_member_text(writer, "type", type_name(facts_result_type(result, i)));
        json_member_text(writer, "title", field ? _(field->title) : name);
        json_object_end(writer);
    }
    json_array_end(writer);
}

Status rows_write(JsonWriter *writer, FactsResult *result, int64_t limit, bool *ret_more, Error *error)
{
    size_t columns = facts_result_columns(result);
    json_key(writer, "rows");
    json_array(writer);
    bool row = true;
    for (int64_t count = 0;; count++) {
        TRY(facts_result_next(result, &row, error));
        if (!row || count == limit || writer->out->overflowed)
            break;
        json_array(writer);
        for (size_t i = 0; i < columns; i++)
            render_value_json(writer, facts_result_value(result, i));
        json_array_end(writer);
    }
    json_array_end(writer);
    *ret_more = row;
    return STATUS_OK;
}
