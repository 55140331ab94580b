/* Results as JSON and CSV. */
#include "render/result.h"

#include "base/translate.h"

#include <math.h>
#include <string.h>

void render_maybe(JsonWriter *writer, const char *key, MaybeNumber number)
{
    json_key(writer, key);
    if (number.defined)
        json_number(writer, number.number);
    else
        json_null(writer);
}

void render_day(JsonWriter *writer, const char *key, int32_t day)
{
    char text[16];
    day_format(day, text);
    json_member_text(writer, key, text);
}

static void render_parts(JsonWriter *writer, const MetricValue *value)
{
    json_key(writer, "components");
    json_object(writer);
    for (size_t i = 0; i < value->component_count; i++)
        if (!value->components[i].component->excluded)
            render_maybe(writer, value->components[i].component->name, value->components[i].value);
    json_object_end(writer);
    json_key(writer, "excluded");
    json_array(writer);
    for (size_t i = 0; i < value->component_count; i++) {
        const ComponentValue *part = &value->components[i];
        if (!part->component->excluded)
            continue;
        json_object(writer);
        json_member_text(writer, "reason", part->component->name);
        json_member_text(writer, "title", _(part->component->title));
        json_member_number(writer, "count", part->value.defined ? part->value.number : 0);
        json_object_end(writer);
    }
    json_array_end(writer);
}

static void render_interval(JsonWriter *writer, const MetricValue *value, const MetricQuery *query)
{
    json_key(writer, "interval");
    if (!value->has_interval) {
        json_null(writer);
        return;
    }
    json_object(writer);
    json_member_number(writer, "low", value->interval.low);
    json_member_number(writer, "high", value->interval.high);
    json_member_number(writer, "level", query->level);
    json_member_text(writer, "method", interval_name(query->variant->interval));
    json_object_end(writer);
}

/* The members of a value, without the braces. */
static void render_members(JsonWriter *writer, const MetricValue *value, const MetricQuery *query)
{
    Arena *arena CLEANUP(arena_cleanup) = arena_new(/* ceiling= */ 0);
    const char *label = NULL;
    Error ignored;
    render_day(writer, "period_start", value->period_start);
    render_day(writer, "period_end", value->period_end);
    if (period_label(arena, query->calendar, query->period, value->period_start, value->period_end, translate_language(),
                     &label, &ignored) != STATUS_OK)
        label = NULL;
    json_member_text(writer, "label", label);
    json_member_boolean(writer, "complete", value->complete);
    render_maybe(writer, "value", value->value);
    json_member_text(writer, "reason", value->reason);
    if (value->reason_detail)
        json_member_text(writer, "reason_component", value->reason_detail);
    json_member_text(writer, "unit", unit_name(query->variant->unit));
    render_maybe(writer, "sample_size", value->sample);
    json_member_boolean(writer, "small_sample", value->small_sample);
    render_parts(writer, value);
    render_interval(writer, value, query);
}

void render_metric_value_json(JsonWriter *writer, const MetricValue *value, const MetricQuery *query)
{
    json_object(writer);
    render_members(writer, value, query);
    json_object_end(writer);
}

/* The currency of a row: the result's, or its own where rows are kept apart by currency. */
static const char *row_currency(const MetricResult *result, const MetricRow *row)
{
    for (size_t i = 0; i < result->query->by_count; i++)
        if (strcmp(result->query->by[i], "currency") == 0)
            return row->slices[i];
    return result->currency;
}

void render_result_json(JsonWriter *writer, const MetricResult *result)
{
    const MetricQuery *query = result->query;
    json_array(writer);
    for (size_t i = 0; i < result->row_count; i++) {
        const MetricRow *row = &result->rows[i];
        json_object(writer);
        render_members(writer, &row->now, query);
        if (query->variant->unit == UNIT_MONEY)
            json_member_text(writer, "currency", row_currency(result, row));
        json_key(writer, "slices");
        json_object(writer);
        for (size_t s = 0; s < query->by_count; s++)
            json_member_text(writer, query->by[s], row->slices[s]);
        json_object_end(writer);
        if (query->compare != COMPARE_NONE) {
            bool both = row->has_previous && row->now.value.defined && row->previous.value.defined;
            json_key(writer, "previous");
            if (row->has_previous)
                render_metric_value_json(writer, &row->previous, query);
            else
                json_null(writer);
            render_maybe(writer, "change",
                         (MaybeNumber){both, both ? row->now.value.number - row->previous.value.number : 0});
        }
        json_object_end(writer);
    }
    json_array_end(writer);
}

static void append_cell(TextBuilder *out, const char *bytes, size_t length)
{
    bool quote = false;
    for (size_t i = 0; i < length; i++)
        quote = quote || strchr(",\"\r\n", bytes[i]);
    /* A spreadsheet runs what begins like a formula; an apostrophe keeps it text. Numbers are let through. */
    double number;
    bool formula = length && strchr("=+-@\t", bytes[0]) && !text_to_double((Text){bytes, length}, &number);
    if (!quote && !formula) {
        text_append_bytes(out, bytes, length);
        return;
    }
    text_append(out, formula ? "\"'" : "\"");
    for (size_t i = 0; i < length; i++)
        text_append_bytes(out, bytes[i] == '"' ? "\"\"" : &bytes[i], bytes[i] == '"' ? 2 : 1);
    text_append(out, "\"");
}

void render_value_csv(TextBuilder *out, Value value)
{
    if (value.type == VALUE_TEXT) {
        append_cell(out, value.text.bytes, value.text.length);
        return;
    }
    if (value.type == VALUE_NULL || (value.type == VALUE_NUMBER && !isfinite(value.number)))
        return;
    JsonWriter writer = json_writer(out);
    if (value.type == VALUE_DAY || value.type == VALUE_TIME) {
        char instant[32];
        if (value.type == VALUE_DAY)
            day_format(value.day, instant);
        else
            instant_format(value.time, instant);
        text_append(out, instant);
    } else {
        render_value_json(&writer, value);
    }
}

static void append_text_cell(TextBuilder *out, const char *text)
{
    text_append(out, ",");
    if (text)
        append_cell(out, text, strlen(text));
}

static void append_number_cell(TextBuilder *out, MaybeNumber number)
{
    text_append(out, ",");
    if (number.defined)
        render_value_csv(out, value_number(number.number));
}

static void append_csv_header(TextBuilder *out, const MetricResult *result)
{
    const MetricQuery *query = result->query;
    text_append(out, "period_start,period_end,complete");
    for (size_t i = 0; i < query->by_count; i++)
        append_text_cell(out, query->by[i]);
    text_append(out, ",value,unit,reason,sample_size,small_sample,interval_low,interval_high,interval_level,interval_method");
    for (size_t i = 0; i < query->metric->component_count; i++) {
        const Component *component = &query->metric->components[i];
        if (component_in_variant(component, query->variant)) {
            text_append(out, component->excluded ? ",excluded_" : ",");
            text_append(out, component->name);
        }
    }
    if (query->compare != COMPARE_NONE)
        text_append(out, ",previous_start,previous_end,previous_value,previous_sample_size,change");
    text_append(out, "\n");
}

static void append_csv_previous(TextBuilder *out, const MetricRow *row)
{
    if (!row->has_previous) {
        text_append(out, ",,,,,");
        return;
    }
    bool both = row->now.value.defined && row->previous.value.defined;
    text_append(out, ",");
    render_value_csv(out, value_day(row->previous.period_start));
    text_append(out, ",");
    render_value_csv(out, value_day(row->previous.period_end));
    append_number_cell(out, row->previous.value);
    append_number_cell(out, row->previous.sample);
    append_number_cell(out, (MaybeNumber){both, both ? row->now.value.number - row->previous.value.number : 0});
}

void render_result_csv(TextBuilder *out, const MetricResult *result)
{
    const MetricQuery *query = result->query;
    append_csv_header(out, result);
    for (size_t i = 0; i < result->row_count; i++) {
        const MetricRow *row = &result->rows[i];
        const MetricValue *now = &row->now;
        render_value_csv(out, value_day(now->period_start));
        text_append(out, ",");
        render_value_csv(out, value_day(now->period_end));
        append_text_cell(out, now->complete ? "true" : "false");
        for (size_t s = 0; s < query->by_count; s++)
            append_text_cell(out, row->slices[s]);
        append_number_cell(out, now->value);
        const char *currency = query->variant->unit == UNIT_MONEY ? row_currency(result, row) : NULL;
        append_text_cell(out, currency ? currency : unit_name(query->variant->unit));
        append_text_cell(out, now->reason);
        append_number_cell(out, now->sample);
        append_text_cell(out, now->small_sample ? "true" : "false");
        append_number_cell(out, (MaybeNumber){now->has_interval, now->interval.low});
        append_number_cell(out, (MaybeNumber){now->has_interval, now->interval.high});
        append_number_cell(out, (MaybeNumber){now->has_interval, query->level});
        append_text_cell(out, now->has_interval ? interval_name(query->variant->interval) : NULL);
        for (size_t c = 0; c < now->component_count; c++)
            append_number_cell(out, now->components[c].value);
        if (query->compare != COMPARE_NONE)
            append_csv_previous(out, row);
        text_append(out, "\n");
    }
}
