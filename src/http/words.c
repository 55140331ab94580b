#include "http/words.h"

#include "base/suggest.h"
#include "base/translate.h"

#include <string.h>

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

bool utf8_valid(Text text)
{
    while (text.length) {
        size_t length = text.bytes[0] ? text_character(text) : 0;
        if (!length)
            return false;
        text = (Text){text.bytes + length, text.length - length};
    }
    return true;
}

static Status decode(Arena *arena, Text text, bool plus_is_space, const char **ret_decoded, Error *error)
{
    char *decoded = arena_alloc(arena, text.length + 1);
    size_t length = 0;
    for (size_t i = 0; i < text.length; i++) {
        char c = text.bytes[i];
        if (c == '%') {
            int high = text.length - i > 2 ? hex_digit(text.bytes[i + 1]) : -1;
            int low = high >= 0 ? hex_digit(text.bytes[i + 2]) : -1;
            if (low < 0) {
                error_set(error, STATUS_INVALID_ARGUMENT, "%s", _("the address has a broken escape after %"));
                error_value(error, text.bytes, text.length);
                return error->status;
            }
            c = (char)(high << 4 | low);
            i += 2;
        } else if (c == '+' && plus_is_space) {
            c = ' ';
        }
        decoded[length++] = c;
    }
    decoded[length] = '\0';
    if (!utf8_valid((Text){decoded, length}))
        return error_set(error, STATUS_INVALID_ARGUMENT, "%s", _("the address has bytes that are not UTF-8 text"));
    *ret_decoded = decoded;
    return STATUS_OK;
}

Status words_decode_segment(Arena *arena, Text segment, const char **ret_segment, Error *error)
{
    return decode(arena, segment, /* plus_is_space= */ false, ret_segment, error);
}

Status words_parse_query(Arena *arena, Text query, Words *ret_words, Error *error)
{
    Word *items = ARENA_ARRAY(arena, WORDS_LIMIT, Word);
    size_t count = 0;
    while (query.length) {
        Text rest;
        Text pair = text_cut(query, '&', &rest);
        query = rest;
        if (!pair.length)
            continue;
        if (count == WORDS_LIMIT)
            return error_set(error, STATUS_INVALID_ARGUMENT, _("the address has more than %d parameters"),
                             WORDS_LIMIT);
        Text value;
        Text name = text_cut(pair, '=', &value);
        TRY(decode(arena, name, /* plus_is_space= */ true, &items[count].name, error));
        TRY(decode(arena, value, /* plus_is_space= */ true, &items[count].value, error));
        count++;
    }
    *ret_words = (Words){items, count};
    return STATUS_OK;
}

const char *words_find(Words words, const char *name)
{
    for (size_t i = words.count; i > 0; i--)
        if (strcmp(words.items[i - 1].name, name) == 0)
            return words.items[i - 1].value;
    return NULL;
}

Status words_check(Words words, const char *const *known, Error *error)
{
    size_t known_count = 0;
    while (known && known[known_count])
        known_count++;
    for (size_t i = 0; i < words.count; i++) {
        const char *name = words.items[i].name;
        bool found = false;
        for (size_t k = 0; k < known_count && !found; k++)
            found = strcmp(known[k], name) == 0;
        if (found)
            continue;
        error_set(error, STATUS_INVALID_ARGUMENT, _("there is no parameter \"%s\" here"), name);
        error_where(error, "query");
        error_value(error, name, strlen(name));
        if (!suggest_nearest(error, name, known, known_count) && !known_count)
            error_hint(error, "%s", _("this address takes no parameters"));
        return error->status;
    }
    return STATUS_OK;
}
