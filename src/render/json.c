#include "render/json.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

JsonWriter json_writer(TextBuilder *out)
{
    return (JsonWriter){.out = out};
}

/* The comma before an element, unless it is the first or follows its key. */
static void before_value(JsonWriter *writer)
{
    if (writer->after_key) {
        writer->after_key = false;
        return;
    }
    if (writer->depth < 1 || writer->depth > JSON_DEPTH_LIMIT)
        return; /* too deep is an overflow already */
    if (writer->has_member[writer->depth - 1])
        text_append_bytes(writer->out, ",", 1);
    writer->has_member[writer->depth - 1] = true;
}

static void open_nesting(JsonWriter *writer, const char *bracket)
{
    before_value(writer);
    text_append_bytes(writer->out, bracket, 1);
    if (writer->depth < JSON_DEPTH_LIMIT)
        writer->has_member[writer->depth] = false;
    else
        writer->out->overflowed = true;
    writer->depth++;
}

static void close_nesting(JsonWriter *writer, const char *bracket)
{
    writer->depth--;
    text_append_bytes(writer->out, bracket, 1);
}

void json_object(JsonWriter *writer)
{
    open_nesting(writer, "{");
}

void json_object_end(JsonWriter *writer)
{
    close_nesting(writer, "}");
}

void json_array(JsonWriter *writer)
{
    open_nesting(writer, "[");
}

void json_array_end(JsonWriter *writer)
{
    close_nesting(writer, "]");
}

static void append_escaped(TextBuilder *out, unsigned char c)
{
    static const char *const named[] = {
        ['"'] = "\\\"", ['\\'] = "\\\\", ['\n'] = "\\n", ['\r'] = "\\r", ['\t'] = "\\t", ['\b'] = "\\b", ['\f'] = "\\f"};
    if (c < sizeof named / sizeof named[0] && named[c]) {
        text_append(out, named[c]);
        return;
    }
    char code[8];
    snprintf(code, sizeof code, "\\u%04x", c);
    text_append(out, code);
}

void json_text_bytes(JsonWriter *writer, const char *text, size_t length)
{
    const unsigned char *bytes = (const unsigned char *)text;
    before_value(writer);
    text_append_bytes(writer->out, "\"", 1);
    size_t plain = 0, at = 0;
    while (at < length) {
        size_t width = text_character((Text){text + at, length - at});
        bool escape = width == 1 && (bytes[at] < 0x20 || bytes[at] == '"' || bytes[at] == '\\');
        if (width && !escape) {
            at += width;
            continue;
        }
        text_append_bytes(writer->out, text + plain, at - plain);
        if (escape)
            append_escaped(writer->out, bytes[at]);
        else
            text_append(writer->out, "\xEF\xBF\xBD");
        plain = ++at;
    }
    text_append_bytes(writer->out, text + plain, length - plain);
    text_append_bytes(writer->out, "\"", 1);
}

void json_text(JsonWriter *writer, const char *text)
{
    if (text)
        json_text_bytes(writer, text, strlen(text));
    else
        json_null(writer);
}

void json_key(JsonWriter *writer, const char *key)
{
    json_text(writer, key);
    text_append_bytes(writer->out, ":", 1);
    writer->after_key = true;
}

/* The shortest of 15, 16 and 17 digits that reads back as the same double. */
void json_number(JsonWriter *writer, double number)
{
    if (!isfinite(number)) {
        json_null(writer);
        return;
    }
    if (number == trunc(number) && fabs(number) < 1e15 && !signbit(number)) { /* most: no digits to search for */
        json_integer(writer, (int64_t)number);
        return;
    }
    before_value(writer);
    char digits[32];
    for (int precision = 15; precision <= 17; precision++) {
        double again;
        snprintf(digits, sizeof digits, "%.*g", precision, number);
        if (text_to_double(text_of(digits), &again) && again == number)
            break;
    }
    text_append(writer->out, digits);
}

void json_integer(JsonWriter *writer, int64_t integer)
{
    before_value(writer);
    text_append_format(writer->out, "%lld", (long long)integer);
}

void json_boolean(JsonWriter *writer, bool boolean)
{
    before_value(writer);
    text_append(writer->out, boolean ? "true" : "false");
}

void json_null(JsonWriter *writer)
{
    before_value(writer);
    text_append(writer->out, "null");
}

void json_member_text(JsonWriter *writer, const char *key, const char *text)
{
    json_key(writer, key);
    json_text(writer, text);
}

void json_member_number(JsonWriter *writer, const char *key, double number)
{
    json_key(writer, key);
    json_number(writer, number);
}

void json_member_integer(JsonWriter *writer, const char *key, int64_t integer)
{
    json_key(writer, key);
    json_integer(writer, integer);
}

void json_member_boolean(JsonWriter *writer, const char *key, bool boolean)
{
    json_key(writer, key);
    json_boolean(writer, boolean);
}

void json_member_texts(JsonWriter *writer, const char *key, const char *const *texts, size_t count)
{
    json_key(writer, key);
    json_array(writer);
    for (size_t i = 0; i < count; i++)
        json_text(writer, texts[i]);
    json_array_end(writer);
}
