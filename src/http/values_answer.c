#include "http/values_answer.h"

#include "render/result.h"

static void write_day(JsonWriter *writer, const char *key, bool known, int32_t day)
{
    char text[11];
    day_format(known ? day : 0, text);
    json_member_text(writer, key, known ? text : NULL);
}

void values_write(JsonWriter *writer, const MetricResult *result, const char *hint)
{
    const MetricQuery *query = result->query;
    json_member_text(writer, "metric", query->metric->id);
    json_member_text(writer, "variant", query->variant->name);
    json_member_text(writer, "unit", unit_name(query->variant->unit));
    json_member_text(writer, "currency", result->currency);
    json_member_text(writer, "period", period_length_name(query->period));
    json_member_text(writer, "calendar", calendar_system_name(query->calendar));
    write_day(writer, "data_from", result->data_from <= result->data_to, result->data_from);
    write_day(writer, "data_to", result->data_from <= result->data_to, result->data_to);
    json_key(writer, "rows");
    render_result_json(writer, result);
    json_member_text(writer, "hint", hint);
}
