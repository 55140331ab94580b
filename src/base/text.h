/*
 * Text: a view of input with its length, and a builder for output with a ceiling.
 *
 * A Text owns nothing. A TextBuilder grows on the heap up to its ceiling; when an append would pass it the
 * builder turns `overflowed`, drops that append and all later ones, and the caller tests once at the end.
 * The bytes are always followed by a NUL.
 */
#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include "base/arena.h"
#include "base/attributes.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct Text {
    const char *bytes; /* not NUL-terminated */
    size_t length;
} Text;

Text text_of(const char *string); /* NULL becomes the empty text */
bool text_equals(Text text, const char *string);
bool text_starts_with(Text text, const char *prefix);
Text text_trim(Text text); /* without ASCII white space at both ends */
/* Splits at the first `separator`: returns what is before it, `*rest` becomes what is behind; without one
 * returns all and `*rest` becomes empty with NULL bytes. */
Text text_cut(Text text, char separator, Text *rest);
bool text_to_long(Text text, long *ret_number);     /* the whole text, decimal, in range */
bool text_to_double(Text text, double *ret_number); /* the whole text, "." decimal, finite */
char *text_string(Arena *arena, Text text);
/* Bytes of the well-formed UTF-8 character (RFC 3629) that the text begins with; 0 where it begins with none. */
size_t text_character(Text text);

typedef struct TextBuilder {
    char *bytes; /* never NULL after text_builder(); NUL-terminated */
    size_t length, capacity, ceiling;
    bool overflowed;
} TextBuilder;

TextBuilder text_builder(size_t ceiling); /* freed with text_builder_free() */
void text_builder_free(TextBuilder *builder);
void text_append(TextBuilder *builder, const char *string);
void text_append_bytes(TextBuilder *builder, const char *bytes, size_t length);
void text_append_format(TextBuilder *builder, const char *format, ...) PRINTF_LIKE(2, 3);
/* `"name"`, quotes doubled: an SQL identifier. Values are bound, never quoted into SQL. */
void text_append_identifier(TextBuilder *builder, const char *name);

/* The folder that a path lies in: "." for a name alone. */
const char *text_folder(Arena *arena, const char *path);

/* The candidate nearest to `word` by edit distance, for "did you mean"; NULL when none is near. */
const char *text_nearest(const char *word, const char *const *candidates, size_t count);

#endif
