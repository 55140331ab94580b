/*
 * A streaming JSON writer into a TextBuilder. Commas and nesting are its own affair; strings are escaped and
 * invalid UTF-8 replaced; numbers are written so that they read back as the same double; NaN and infinity
 * become null.
 */
#ifndef RENDER_JSON_H
#define RENDER_JSON_H

#include "base/text.h"

#include <stdbool.h>
#include <stdint.h>

/* Jansson, which reads what http is sent, has functions of these names: ours get others for the linker. Its header
 * and this one are never in the same file. */
#define json_object json_writer_object
#define json_array json_writer_array
#define json_integer json_writer_integer
#define json_null json_writer_null

enum { JSON_DEPTH_LIMIT = 32 };

typedef struct JsonWriter {
    TextBuilder *out;
    int depth;
    bool has_member[JSON_DEPTH_LIMIT];
    bool after_key;
} JsonWriter;

JsonWriter json_writer(TextBuilder *out);
void json_object(JsonWriter *writer);
void json_object_end(JsonWriter *writer);
void json_array(JsonWriter *writer);
void json_array_end(JsonWriter *writer);
void json_key(JsonWriter *writer, const char *key);
void json_text(JsonWriter *writer, const char *text); /* NULL becomes null */
void json_text_bytes(JsonWriter *writer, const char *bytes, size_t length);
void json_number(JsonWriter *writer, double number);
void json_integer(JsonWriter *writer, int64_t integer);
void json_boolean(JsonWriter *writer, bool boolean);
void json_null(JsonWriter *writer);

/* Key and value in one step. An array of texts; a NULL one is null. */
void json_member_text(JsonWriter *writer, const char *key, const char *text);
void json_member_number(JsonWriter *writer, const char *key, double number);
void json_member_integer(JsonWriter *writer, const char *key, int64_t integer);
void json_member_boolean(JsonWriter *writer, const char *key, bool boolean);
void json_member_texts(JsonWriter *writer, const char *key, const char *const *texts, size_t count);

#endif
