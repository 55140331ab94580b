#include "goal/lines.h"

#include "base/translate.h"

#include <string.h>

Status lines_join(Arena *arena, const char *const *items, size_t count, const char **ret_text, Error *error)
{
    const char *text = "";
    for (size_t i = 0; i < count; i++) {
        if (strpbrk(items[i], "\r\n")) {
            error_set(error, STATUS_INVALID_ARGUMENT, "%s", _("a value here is one line"));
            error_value(error, items[i], strlen(items[i]));
            return error->status;
        }
        text = arena_format(arena, "%s%s%s", text, i ? "\n" : "", items[i]);
    }
    *ret_text = text;
    return STATUS_OK;
}

size_t lines_split(Arena *arena, const char *text, const char *const **ret_items)
{
    size_t count = 0;
    for (const char *c = text; *c; c++)
        count += *c == '\n';
    const char **items = ARENA_ARRAY(arena, count + 2, const char *);
    count = 0;
    for (Text rest = text_of(text); rest.length > 0;)
        items[count++] = text_string(arena, text_cut(rest, '\n', &rest));
    *ret_items = items;
    return count;
}
