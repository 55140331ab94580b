#include "store/parameters.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { WORD_LONGEST = 64 };

/* Behind the closing quote of what opens at `at`; a quote that is doubled does not close. */
static const char *skip_quoted(const char *at, bool escapes)
{
    char quote = *at++;
    for (; *at; at++) {
        if (escapes && *at == '\\' && at[1])
            at++;
        else if (*at == quote && at[1] == quote)
            at++;
        else if (*at == quote)
            return at + 1;
    }
    return at;
}

static const char *skip_comment(const char *at)
{
    size_t depth = 1; /* they nest */
    for (at += 2; *at && depth > 0; at++) {
        if (at[0] == '/' && at[1] == '*') {
            depth++;
            at++;
        } else if (at[0] == '*' && at[1] == '/') {
            depth--;
            at++;
        }
    }
    return at;
}

/* `$$ ... $$` or `$tag$ ... $tag$`; `at` itself where it is neither. */
static const char *skip_dollar_quoted(const char *at)
{
    const char *end = at + 1;
    while (isalnum((unsigned char)*end) || *end == '_' || (unsigned char)*end >= 0x80)
        end++;
    if (*end != '$' || isdigit((unsigned char)at[1]))
        return at;
    size_t length = (size_t)(end - at) + 1;
    for (const char *close = end + 1; *close; close++)
        if (strncmp(close, at, length) == 0)
            return close + length;
    return at + strlen(at);
}

static bool in_word(const char *sql, const char *at)
{
    unsigned char before = at > sql ? (unsigned char)at[-1] : ' ';
    return isalnum(before) || before == '_' || before >= 0x80;
}

/* `E'...'`, in which a backslash escapes. */
static bool escape_string(const char *sql, const char *at)
{
    return at > sql && (at[-1] == 'e' || at[-1] == 'E') && !in_word(sql, at - 1);
}

/* Behind what is not looked into and begins at `at`; `at` where nothing such does. */
static const char *skip_opaque(const char *sql, const char *at)
{
    if (*at == '\'')
        return skip_quoted(at, escape_string(sql, at));
    if (*at == '"')
        return skip_quoted(at, false);
    if (at[0] == '-' && at[1] == '-')
        return at + strcspn(at, "\n");
    if (at[0] == '/' && at[1] == '*')
        return skip_comment(at);
    return *at == '$' && !in_word(sql, at) ? skip_dollar_quoted(at) : at;
}

/* The place of the number among those seen, from 1; 0 when there are too many. */
static size_t place_of(long number, long numbers[PARAMETERS_LIMIT], size_t *count)
{
    for (size_t i = 0; i < *count; i++)
        if (numbers[i] == number)
            return i + 1;
    if (*count == PARAMETERS_LIMIT)
        return 0;
    numbers[(*count)++] = number;
    return *count;
}

/* Nothing but letters of ASCII, digits and "_", so that nothing ends the quotes around it. */
static bool is_word(Text text)
{
    if (text.length == 0 || text.length > WORD_LONGEST)
        return false;
    for (size_t i = 0; i < text.length; i++) {
        char letter = text.bytes[i];
        if (!((letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') || (letter >= '0' && letter <= '9') ||
              letter == '_'))
            return false;
    }
    return true;
}

/* Writes a value that is a constant of the statement; false: it has to be bound. */
static bool write_constant(const Value *value, TextBuilder *target)
{
    if (value->type == VALUE_INTEGER && value->integer != INT64_MIN) /* its digits alone would not fit */
        text_append_format(target, "CAST(%lld AS BIGINT)", (long long)value->integer);
    else if (value->type == VALUE_DAY)
        text_append_format(target, "(DATE '1970-01-01' + CAST(%d AS INTEGER))", (int)value->day);
    else if (value->type == VALUE_TEXT && is_word(value->text))
        text_append_format(target, "CAST('%.*s' AS VARCHAR)", (int)value->text.length, value->text.bytes);
    else
        return false;
    return true;
}

size_t parameters_write(const char *sql, const Value *values, size_t value_count, TextBuilder *target,
                        long numbers[PARAMETERS_LIMIT])
{
    size_t count = 0;
    const char *at = sql;
    while (*at) {
        const char *end = skip_opaque(sql, at);
        if (end == at && *at == '$' && isdigit((unsigned char)at[1]) && !in_word(sql, at)) {
            char *behind;
            long number = strtol(at + 1, &behind, 10);
            if (number >= 1 && (size_t)number <= value_count && write_constant(&values[number - 1], target)) {
                at = behind;
                continue;
            }
            size_t place = place_of(number, numbers, &count);
            if (place == 0)
                return PARAMETERS_LIMIT + 1;
            text_append_format(target, "$%zu", place);
            at = behind;
            continue;
        }
        if (end == at)
            end++;
        text_append_bytes(target, at, (size_t)(end - at));
        at = end;
    }
    return count;
}
