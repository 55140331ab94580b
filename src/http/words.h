/*
 * Names and values that come with a request: of the query string, of the path, of headers. Pure functions of
 * bytes from outside; the words live in the arena.
 */
#ifndef HTTP_WORDS_H
#define HTTP_WORDS_H

#include "base/arena.h"
#include "base/error.h"
#include "base/text.h"

typedef struct Word {
    const char *name, *value;
} Word;

typedef struct Words {
    const Word *items;
    size_t count;
} Words;

enum { WORDS_LIMIT = 64 };

/* Reads `a=1&b=%20x+y` (WHATWG URL, application/x-www-form-urlencoded): decoded, in order, repeated names
 * kept. Refuses a broken escape, a NUL, what is not UTF-8, more than WORDS_LIMIT words. */
Status words_parse_query(Arena *arena, Text query, Words *ret_words, Error *error) MUST_CHECK;

/* Decodes the escapes of one path segment; "+" stays. Refuses what words_parse_query() refuses. */
Status words_decode_segment(Arena *arena, Text segment, const char **ret_segment, Error *error) MUST_CHECK;

/* The last value of a name; NULL when there is none. */
const char *words_find(Words words, const char *name);

/* Every name must be one of `known` (ends with NULL; NULL: none are): else an error that says the nearest. */
Status words_check(Words words, const char *const *known, Error *error) MUST_CHECK;

/* Whether the bytes are UTF-8 without surrogates, overlong forms and NUL (RFC 3629). */
bool utf8_valid(Text text);

#endif
