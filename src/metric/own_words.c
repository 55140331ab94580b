#include "metric/own_words.h"

#include "base/suggest.h"
#include "base/translate.h"

#include <ctype.h>
#include <string.h>

enum { NAMES_LIMIT = 512, WORD_LIMIT = 120 };

static bool is_word(char letter)
{
    return isalnum((unsigned char)letter) || letter == '_' || (unsigned char)letter >= 0x80;
}

/* Where the header ends. */
static size_t sql_start(Text text)
{
    size_t at = 0;
    while (at + 1 < text.length && text.bytes[at] == '-' && text.bytes[at + 1] == '-') {
        const char *end = memchr(text.bytes + at, '\n', text.length - at);
        if (!end)
            return 0;
        at = (size_t)(end - text.bytes) + 1;
    }
    return at;
}

/* Where `word` stands, from byte `from` on, by itself and not as a part of a longer one; 0: nowhere. Lines count from 1. */
static size_t line_behind(Text text, size_t from, const char *word)
{
    size_t length = strlen(word), line = 1;
    for (size_t i = 0; length && i + length <= text.length; i++) {
        line += text.bytes[i] == '\n';
        if (i < from || strncasecmp(text.bytes + i, word, length) != 0)
            continue;
        bool before = i > 0 && is_word(text.bytes[i - 1]) && is_word(word[0]);
        bool after = i + length < text.length && is_word(text.bytes[i + length]) && is_word(word[length - 1]);
        if (!before && !after)
            return line;
    }
    return 0;
}

/* What the engine complains of stands in the SQL more often than in the header. */
static size_t line_of(Text text, const char *word)
{
    size_t line = line_behind(text, sql_start(text), word);
    return line ? line : line_behind(text, 0, word);
}

/* The first word in quotation marks behind `phrase`; false where the message has neither. */
static bool quoted_behind(const char *message, const char *phrase, char word[WORD_LIMIT])
{
    const char *at = strstr(message, phrase), *end;
    at = at ? strchr(at + strlen(phrase), '"') : NULL;
    end = at ? strchr(at + 1, '"') : NULL;
    if (!end || end == at + 1 || (size_t)(end - at) > WORD_LIMIT)
        return false;
    memcpy(word, at + 1, (size_t)(end - at) - 1);
    word[end - at - 1] = '\0';
    return true;
}

/* Fields of every kind that the definition reads. */
static size_t field_names(const Metric *metric, const char **names)
{
    size_t count = 0;
    for (size_t s = 0; s < metric->source_count; s++)
        for (size_t i = 0; i < metric->sources[s]->field_count && count < NAMES_LIMIT; i++)
            names[count++] = metric->sources[s]->fields[i].name;
    return count;
}

static void say_field(const Metric *metric, const char *name, Error *error)
{
    const char *names[NAMES_LIMIT];
    size_t count = field_names(metric, names);
    error_set(error, STATUS_INVALID_DATA, _("there is no field \"%s\" here"), name);
    if (!suggest_nearest(error, name, names, count))
        error_hint(error, _("\"mizan kind show %s\" lists the fields"), metric->sources[0]->name);
}

/* The sum around the SELECT asks for what the header promises. */
static void say_component(const char *name, Error *error)
{
    error_set(error, STATUS_INVALID_DATA, _("the SELECT gives no column \"%s\", which the header names"), name);
    error_hint(error, _("let it end with: ... AS %s"), name);
}

/* The engine's sentences that authors meet, told by their fixed parts. */
static void reword(const Metric *metric, Error *error)
{
    char word[WORD_LIMIT], message[sizeof error->message];
    memcpy(message, error->message, sizeof message);
    if (quoted_behind(message, "Table \"m\" does not have a column named", word) ||
        quoted_behind(message, "Values list \"m\" does not have a column named", word)) {
        say_component(word, error);
    } else if (quoted_behind(message, "does not have a column named", word) || quoted_behind(message, "Referenced column", word)) {
        say_field(metric, word, error);
    } else if (quoted_behind(message, "Referenced table", word)) {
        error_set(error, STATUS_INVALID_DATA, _("\"%s\" stands before a dot, but nothing in FROM is called so"), word);
    } else if (quoted_behind(message, "syntax error at or near", word)) {
        error_set(error, STATUS_INVALID_DATA, _("the SQL cannot be read at \"%s\""), word);
        error_hint(error, "%s", _("look before it for a comma, a parenthesis or a quotation mark that is missing or too many"));
    } else if (strstr(message, "syntax error")) {
        error_set(error, STATUS_INVALID_DATA, "%s", _("the SQL cannot be read"));
        error_hint(error, "%s", _("look for a comma, a parenthesis or a quotation mark that is missing or too many"));
        return;
    } else if (strstr(message, "must appear in the GROUP BY") && quoted_behind(message, "column", word)) {
        error_set(error, STATUS_INVALID_DATA, _("\"%s\" must stand in GROUP BY or within an aggregate such as sum()"), word);
    } else {
        error->status = STATUS_INVALID_DATA;
        return;
    }
    error_value(error, word, strlen(word));
}

Status own_explain(const Metric *metric, Text definition, Error *error)
{
    if (error->status == STATUS_INVALID_ARGUMENT || error->status == STATUS_INTERNAL)
        reword(metric, error);
    bool placed = strncmp(error->where, _("definition"), strlen(_("definition"))) == 0;
    size_t line = placed ? 0 : line_of(definition, error->value);
    if (line)
        error_where(error, _("%s, line %zu"), _("definition"), line);
    else if (!placed)
        error_where(error, "%s", _("definition"));
    return error->status;
}
