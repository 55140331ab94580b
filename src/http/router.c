#include "http/router.h"

#include "base/suggest.h"
#include "base/translate.h"

#include <string.h>

enum { PATH_WORDS = 4 };

typedef struct Match {
    bool matches;
    int literals; /* segments that matched as written */
    Text values[PATH_WORDS], names[PATH_WORDS];
    size_t count;
} Match;

static bool is_placeholder(Text segment)
{
    return segment.length > 2 && segment.bytes[0] == '{' && segment.bytes[segment.length - 1] == '}';
}

static bool same_text(Text a, Text b)
{
    return a.length == b.length && (!a.length || memcmp(a.bytes, b.bytes, a.length) == 0);
}

static Match match_path(const char *pattern, Text path)
{
    Match match = {0};
    Text rest_pattern = text_of(pattern), rest_path = path;
    while (rest_pattern.bytes && rest_path.bytes) {
        Text expected = text_cut(rest_pattern, '/', &rest_pattern);
        Text actual = text_cut(rest_path, '/', &rest_path);
        if (is_placeholder(expected) && actual.length && match.count < PATH_WORDS) {
            match.names[match.count] = (Text){expected.bytes + 1, expected.length - 2};
            match.values[match.count++] = actual;
        } else if (same_text(expected, actual)) {
            match.literals++;
        } else {
            return match;
        }
    }
    match.matches = !rest_pattern.bytes && !rest_path.bytes;
    return match;
}

static bool same_method(const Endpoint *endpoint, const char *method)
{
    return strcmp(endpoint->method, method) == 0 ||
           (strcmp(method, "HEAD") == 0 && strcmp(endpoint->method, "GET") == 0);
}

/* Adds "METHOD" to a list like "GET, HEAD"; the list is short and made only on the way to an error. */
static const char *add_method(Arena *arena, const char *list, const char *method)
{
    const char *more = strcmp(method, "GET") == 0 ? "GET, HEAD" : method;
    return *list ? arena_format(arena, "%s, %s", list, more) : more;
}

static Status no_path(Arena *arena, const Endpoint *const *table, size_t count, Text path, Error *error)
{
    const char **paths = ARENA_ARRAY(arena, count + 1, const char *);
    for (size_t i = 0; i < count; i++)
        paths[i] = table[i]->path;
    char *typed = text_string(arena, path);
    error_set(error, STATUS_NOT_FOUND, "%s", _("there is nothing at this address"));
    error_value(error, path.bytes, path.length);
    if (!suggest_nearest(error, typed, paths, count))
        error_hint(error, "%s", _("/api/v1/openapi.json lists what there is"));
    return error->status;
}

Status router_find(Arena *arena, const Endpoint *const *table, size_t count, const char *method, Text path,
                   Route *ret_route, const char **ret_allow, Error *error)
{
    const Endpoint *found = NULL;
    Match best = {.literals = -1};
    const char *allow = "";
    for (size_t i = 0; i < count; i++) {
        Match match = match_path(table[i]->path, path);
        if (!match.matches)
            continue;
        allow = add_method(arena, allow, table[i]->method);
        if (same_method(table[i], method) && match.literals > best.literals) {
            found = table[i];
            best = match;
        }
    }
    if (!found && !*allow)
        return no_path(arena, table, count, path, error);
    if (!found) {
        *ret_allow = allow;
        error_set(error, STATUS_NOT_ALLOWED, _("%s is not possible at this address"), method);
        error_value(error, method, strlen(method));
        error_hint(error, _("possible: %s"), allow);
        return error->status;
    }
    Word *words = ARENA_ARRAY(arena, PATH_WORDS, Word);
    for (size_t i = 0; i < best.count; i++) {
        words[i].name = text_string(arena, best.names[i]);
        TRY(words_decode_segment(arena, best.values[i], &words[i].value, error));
    }
    *ret_route = (Route){.endpoint = found, .path = {words, best.count}};
    return STATUS_OK;
}
