#include "import/dialect.h"

#include "base/text.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { RECORDS = 200 };

/* Where the record that begins at `at` ends (its line end, or `length`), and how many fields it has. */
static size_t record_end(const char *sample, size_t length, size_t at, char delimiter, size_t *ret_fields)
{
    bool quoted = false, field_start = true;
    size_t fields = 1;
    for (; at < length; at++) {
        char c = sample[at];
        if (quoted) {
            quoted = c != '"';
        } else if (c == '"' && (field_start || sample[at - 1] == '"')) {
            quoted = true; /* the second of a doubled quote opens again what the first closed */
        } else if (c == delimiter) {
            fields++;
            field_start = true;
            continue;
        } else if (c == '\n' || c == '\r') {
            break; /* of CR LF the second is a blank line, which does not count */
        }
        field_start = false;
    }
    *ret_fields = fields;
    return at;
}

/* Fields of the first record when at least nine of ten others have as many; else 0. More fields are better
 * evidence. */
static size_t consistent_fields(const char *sample, size_t length, bool whole, char delimiter)
{
    size_t first = 0, records = 0, same = 0;
    for (size_t at = 0; at < length && records < RECORDS;) {
        size_t fields;
        size_t end = record_end(sample, length, at, delimiter, &fields);
        if (end == length && !whole && records)
            break;
        bool blank = end == at;
        at = end + 1;
        if (blank)
            continue;
        if (records++ == 0)
            first = fields;
        same += fields == first;
    }
    return first > 1 && same * 10 >= records * 9 ? first : 0;
}

char dialect_delimiter(const char *sample, size_t length, bool whole)
{
    static const char candidates[] = {',', ';', '\t', '|'};
    char best = '\0';
    size_t most = 0;
    for (size_t i = 0; i < sizeof candidates; i++) {
        size_t fields = consistent_fields(sample, length, whole, candidates[i]);
        if (fields > most) {
            most = fields;
            best = candidates[i];
        }
    }
    if (best)
        return best;
    /* No agreement: the header alone decides, for a file that is ragged throughout. */
    for (size_t i = 0; i < sizeof candidates; i++) {
        size_t fields;
        record_end(sample, length, 0, candidates[i], &fields);
        if (fields > 1 && fields > most) {
            most = fields;
            best = candidates[i];
        }
    }
    return best ? best : ',';
}

static char *unquoted(Arena *arena, const char *bytes, size_t length)
{
    if (length < 2 || bytes[0] != '"' || bytes[length - 1] != '"')
        return arena_copy(arena, bytes, length);
    char *text = arena_alloc(arena, length);
    size_t count = 0;
    for (size_t i = 1; i < length - 1; i++) {
        text[count++] = bytes[i];
        if (bytes[i] == '"' && i + 1 < length - 1 && bytes[i + 1] == '"')
            i++;
    }
    text[count] = '\0';
    return text;
}

char **dialect_record(Arena *arena, const char *sample, size_t length, char delimiter, size_t *ret_count)
{
    size_t fields;
    size_t end = record_end(sample, length, 0, delimiter, &fields);
    char **names = ARENA_ARRAY(arena, fields + 1, char *);
    size_t count = 0, start = 0;
    bool quoted = false;
    for (size_t at = 0; at <= end; at++) {
        if (at < end && sample[at] == '"')
            quoted = !quoted;
        if (at < end && (quoted || sample[at] != delimiter))
            continue;
        if (count < fields)
            names[count++] = unquoted(arena, sample + start, at - start);
        start = at + 1;
    }
    *ret_count = count;
    return names;
}
