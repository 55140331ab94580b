#include "import/columns.h"

#include "base/text.h"
#include "base/translate.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/ucasemap.h>

enum { NAME_CEILING = 4096 };

/* Folds case by ICU; a name that is no UTF-8 stays as it is. */
static void fold_case(const char *name, char *target, size_t capacity)
{
    UErrorCode code = U_ZERO_ERROR;
    UCaseMap *map = ucasemap_open("", 0, &code);
    int32_t length = 0;
    if (U_SUCCESS(code))
        length = ucasemap_utf8FoldCase(map, target, (int32_t)capacity - 1, name, -1, &code);
    ucasemap_close(map);
    if (U_FAILURE(code) || length < 0 || (size_t)length >= capacity) {
        length = (int32_t)(strlen(name) < capacity - 1 ? strlen(name) : capacity - 1);
        memcpy(target, name, (size_t)length);
    }
    target[length] = '\0';
}

const char *column_name_folded(Arena *arena, const char *name)
{
    char folded[NAME_CEILING];
    fold_case(name, folded, sizeof folded);
    for (char *c = folded; *c; c++)
        if (*c == '_' || *c == '-' || *c == '\t')
            *c = ' ';
    return text_string(arena, text_trim(text_of(folded)));
}

bool column_names_equal(const char *a, const char *b)
{
    if (strcmp(a, b) == 0)
        return true;
    Arena *arena CLEANUP(arena_cleanup) = arena_new(/* ceiling= */ 64 * 1024);
    return strcmp(column_name_folded(arena, a), column_name_folded(arena, b)) == 0;
}

static int compare_names(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static bool any_equal(Arena *arena, const char *name, char *const *names, size_t count)
{
    const char *folded = column_name_folded(arena, name);
    for (size_t i = 0; i < count; i++)
        if (strcmp(column_name_folded(arena, names[i]), folded) == 0)
            return true;
    return false;
}

/* Whether two of the names are the same; in one sort, since a sheet may have thousands of columns. */
static bool all_unique(Arena *arena, char *const *names, size_t count)
{
    const char **folded = ARENA_ARRAY(arena, count + 1, const char *);
    for (size_t i = 0; i < count; i++)
        folded[i] = column_name_folded(arena, names[i]);
    qsort(folded, count, sizeof *folded, compare_names);
    for (size_t i = 1; i < count; i++)
        if (strcmp(folded[i - 1], folded[i]) == 0)
            return false;
    return true;
}

void columns_make_unique(Arena *arena, char **names, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        Text name = text_trim(text_of(names[i]));
        names[i] = name.length ? text_string(arena, name) : arena_format(arena, "column %zu", i + 1);
    }
    if (all_unique(arena, names, count))
        return;
    for (size_t i = 1; i < count; i++) {
        const char *name = names[i];
        for (int number = 2; any_equal(arena, names[i], names, i); number++)
            names[i] = arena_format(arena, "%s %d", name, number);
    }
}

static size_t find_folded(Arena *arena, const char *wanted, const char *const *names, size_t count,
                          const bool *taken)
{
    const char *folded = column_name_folded(arena, wanted);
    for (size_t i = 0; i < count; i++)
        if (!(taken && taken[i]) && strcmp(column_name_folded(arena, names[i]), folded) == 0)
            return i;
    return SIZE_MAX;
}

size_t columns_match(Arena *arena, const Field *field, const char *const *names, size_t count, const bool *taken,
                     bool aliases)
{
    size_t found = find_folded(arena, field->name, names, count, taken);
    if (found != SIZE_MAX || !aliases)
        return found;
    found = find_folded(arena, field->title, names, count, taken);
    for (size_t i = 1; found == SIZE_MAX && translate_languages[i]; i++) {
        const char *title = translate_to(translate_languages[i], field->title);
        if (title)
            found = find_folded(arena, title, names, count, taken);
    }
    Text rest = text_of(field->aliases);
    while (found == SIZE_MAX && rest.length) {
        Text alias = text_cut(rest, '|', &rest);
        found = find_folded(arena, text_string(arena, alias), names, count, taken);
    }
    return found;
}
