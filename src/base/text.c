#include "base/text.h"

#include <ctype.h>
#include <errno.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

Text text_of(const char *string)
{
    return (Text){string, string ? strlen(string) : 0};
}

bool text_equals(Text text, const char *string)
{
    return text.length == strlen(string) && (!text.length || memcmp(text.bytes, string, text.length) == 0);
}

bool text_starts_with(Text text, const char *prefix)
{
    size_t length = strlen(prefix);
    return text.length >= length && (!length || memcmp(text.bytes, prefix, length) == 0);
}

Text text_trim(Text text)
{
    while (text.length && isspace((unsigned char)text.bytes[0]))
        text = (Text){text.bytes + 1, text.length - 1};
    while (text.length && isspace((unsigned char)text.bytes[text.length - 1]))
        text.length--;
    return text;
}

Text text_cut(Text text, char separator, Text *rest)
{
    const char *at = text.length ? memchr(text.bytes, separator, text.length) : NULL;
    if (!at) {
        *rest = (Text){NULL, 0};
        return text;
    }
    size_t before = (size_t)(at - text.bytes);
    *rest = (Text){at + 1, text.length - before - 1};
    return (Text){text.bytes, before};
}

bool text_to_long(Text text, long *ret_number)
{
    char digits[24];
    if (!text.length || text.length >= sizeof digits || isspace((unsigned char)text.bytes[0]))
        return false;
    memcpy(digits, text.bytes, text.length);
    digits[text.length] = '\0';
    char *end;
    errno = 0;
    long number = strtol(digits, &end, 10);
    if (errno || end != digits + text.length)
        return false;
    *ret_number = number;
    return true;
}

bool text_to_double(Text text, double *ret_number)
{
    char digits[64];
    if (!text.length || text.length >= sizeof digits || isspace((unsigned char)text.bytes[0]))
        return false;
    memcpy(digits, text.bytes, text.length);
    digits[text.length] = '\0';
    char *end;
    double number = strtod(digits, &end);
    if (end != digits + text.length || !isfinite(number))
        return false;
    *ret_number = number;
    return true;
}

char *text_string(Arena *arena, Text text)
{
    return arena_copy(arena, text.bytes, text.length);
}

/* What a first byte announces, and the range of the second: no overlong form, no surrogate, nothing beyond
 * U+10FFFF. RFC 3629, section 4. */
typedef struct Utf8Row {
    unsigned char first, last, length, second_from, second_to;
} Utf8Row;

static const Utf8Row utf8_rows[] = {
    {0x00, 0x7F, 1, 0x80, 0xBF}, {0xC2, 0xDF, 2, 0x80, 0xBF}, {0xE0, 0xE0, 3, 0xA0, 0xBF},
    {0xE1, 0xEC, 3, 0x80, 0xBF}, {0xED, 0xED, 3, 0x80, 0x9F}, {0xEE, 0xEF, 3, 0x80, 0xBF},
    {0xF0, 0xF0, 4, 0x90, 0xBF}, {0xF1, 0xF3, 4, 0x80, 0xBF}, {0xF4, 0xF4, 4, 0x80, 0x8F},
};

size_t text_character(Text text)
{
    const unsigned char *bytes = (const unsigned char *)text.bytes;
    for (size_t i = 0; text.length && i < sizeof utf8_rows / sizeof utf8_rows[0]; i++) {
        const Utf8Row *row = &utf8_rows[i];
        if (bytes[0] < row->first || bytes[0] > row->last)
            continue;
        if (row->length > text.length || (row->length > 1 && (bytes[1] < row->second_from || bytes[1] > row->second_to)))
            return 0;
        for (size_t at = 2; at < row->length; at++)
            if ((bytes[at] & 0xC0) != 0x80)
                return 0;
        return row->length;
    }
    return 0;
}

TextBuilder text_builder(size_t ceiling)
{
    TextBuilder builder = {.capacity = 256, .ceiling = ceiling};
    builder.bytes = malloc(builder.capacity);
    if (!builder.bytes)
        abort();
    builder.bytes[0] = '\0';
    return builder;
}

void text_builder_free(TextBuilder *builder)
{
    free(builder->bytes);
    builder->bytes = NULL;
}

/* Room for `more` bytes and a NUL; false once the builder has overflowed. */
static bool reserve(TextBuilder *builder, size_t more)
{
    if (builder->overflowed || more > builder->ceiling - builder->length) {
        builder->overflowed = true;
        return false;
    }
    size_t need = builder->length + more + 1;
    if (need <= builder->capacity)
        return true;
    size_t capacity = builder->capacity * 2 > need ? builder->capacity * 2 : need;
    char *bytes = realloc(builder->bytes, capacity);
    if (!bytes)
        abort();
    builder->bytes = bytes;
    builder->capacity = capacity;
    return true;
}

void text_append_bytes(TextBuilder *builder, const char *bytes, size_t length)
{
    if (!reserve(builder, length))
        return;
    if (length)
        memcpy(builder->bytes + builder->length, bytes, length);
    builder->length += length;
    builder->bytes[builder->length] = '\0';
}

void text_append(TextBuilder *builder, const char *string)
{
    text_append_bytes(builder, string, strlen(string));
}

void text_append_format(TextBuilder *builder, const char *format, ...)
{
    va_list arguments, again;
    va_start(arguments, format);
    va_copy(again, arguments);
    int length = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    if (length >= 0 && reserve(builder, (size_t)length)) {
        vsnprintf(builder->bytes + builder->length, (size_t)length + 1, format, again);
        builder->length += (size_t)length;
    }
    va_end(again);
}

void text_append_identifier(TextBuilder *builder, const char *name)
{
    text_append_bytes(builder, "\"", 1);
    for (; *name; name++)
        text_append_bytes(builder, *name == '"' ? "\"\"" : name, *name == '"' ? 2 : 1);
    text_append_bytes(builder, "\"", 1);
}

enum { NEAREST_LENGTH = 63 };

const char *text_folder(Arena *arena, const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? arena_copy(arena, path, slash == path ? 1 : (size_t)(slash - path)) : ".";
}

/* Levenshtein's distance over bytes; words longer than NEAREST_LENGTH count as far apart. */
static size_t edit_distance(const char *a, const char *b)
{
    size_t length_a = strlen(a), length_b = strlen(b);
    if (length_a > NEAREST_LENGTH || length_b > NEAREST_LENGTH)
        return NEAREST_LENGTH;
    size_t row[NEAREST_LENGTH + 1];
    for (size_t j = 0; j <= length_b; j++)
        row[j] = j;
    for (size_t i = 1; i <= length_a; i++) {
        size_t diagonal = row[0];
        row[0] = i;
        for (size_t j = 1; j <= length_b; j++) {
            size_t substitute = diagonal + (a[i - 1] != b[j - 1]);
            size_t shortest = substitute < row[j] + 1 ? substitute : row[j] + 1;
            diagonal = row[j];
            row[j] = shortest < row[j - 1] + 1 ? shortest : row[j - 1] + 1;
        }
    }
    return row[length_b];
}

const char *text_nearest(const char *word, const char *const *candidates, size_t count)
{
    const char *nearest = NULL;
    size_t length = strlen(word), best = length > NEAREST_LENGTH ? 0 : length / 3 + 2;
    for (size_t i = 0; i < count; i++) {
        size_t distance = edit_distance(word, candidates[i]);
        if (distance < best) {
            best = distance;
            nearest = candidates[i];
        }
    }
    return nearest;
}
