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

/* The name as it is compared: case folded, one kind of space, trimmed. */
static Text folded_name(const char *name, char buffer[NAME_CEILING])
{
    fold_case(name, buffer, NAME_CEILING);
    for (char *c = buffer; *c; c++)
        if (*c == '_' || *c == '-' || *c == '\t')
            *c = ' ';
    return text_trim(text_of(buffer));
}

static bool same_text(Text a, Text b)
{
    return a.length == b.length && memcmp(a.bytes, b.bytes, a.length) == 0;
}

const char *column_name_folded(Arena *arena, const char *name)
{
    char buffer[NAME_CEILING];
    return text_string(arena, folded_name(name, buffer));
}

bool column_names_equal(const char *a, const char *b)
{
    char first[NAME_CEILING], second[NAME_CEILING];
    return strcmp(a, b) == 0 || same_text(folded_name(a, first), folded_name(b, second));
}

/* ---- sets ---- */

typedef struct Slot {
    const char *folded; /* NULL: free */
    size_t place;
    int next;           /* the number that a further column of this name gets */
} Slot;

struct ColumnSet {
    Arena *arena;
    Slot *slots;
    size_t mask, count;
};

ColumnSet *column_set_new(Arena *arena, size_t capacity)
{
    size_t slots = 16;
    while (slots < capacity * 2)
        slots *= 2;
    ColumnSet *set = ARENA_NEW(arena, ColumnSet);
    *set = (ColumnSet){.arena = arena, .slots = ARENA_ARRAY(arena, slots, Slot), .mask = slots - 1};
    return set;
}

/* The name's slot, or the free one where it belongs. FNV-1a. */
static Slot *find_slot(ColumnSet *set, Text folded)
{
    uint64_t hash = 0xcbf29ce484222325U;
    for (size_t i = 0; i < folded.length; i++)
        hash = (hash ^ (unsigned char)folded.bytes[i]) * 0x100000001b3U;
    for (size_t at = (size_t)(hash ^ hash >> 32) & set->mask;; at = (at + 1) & set->mask)
        if (!set->slots[at].folded || text_equals(folded, set->slots[at].folded))
            return &set->slots[at];
}

static Slot *add_slot(ColumnSet *set, const char *name, bool *ret_new)
{
    char buffer[NAME_CEILING];
    Text folded = folded_name(name, buffer);
    Slot *slot = find_slot(set, folded);
    *ret_new = !slot->folded;
    if (*ret_new)
        *slot = (Slot){.folded = text_string(set->arena, folded), .place = set->count++, .next = 2};
    return slot;
}

size_t column_set_add(ColumnSet *set, const char *name)
{
    bool new;
    return add_slot(set, name, &new)->place;
}

size_t column_set_count(const ColumnSet *set)
{
    return set->count;
}

void columns_make_unique(Arena *arena, char **names, size_t count)
{
    Arena *scratch CLEANUP(arena_cleanup) = arena_new(/* ceiling= */ 0);
    ColumnSet *set = column_set_new(scratch, count);
    for (size_t i = 0; i < count; i++) {
        Text trimmed = text_trim(text_of(names[i]));
        const char *name = names[i] =
            trimmed.length ? text_string(arena, trimmed) : arena_format(arena, "column %zu", i + 1);
        bool new;
        Slot *slot = add_slot(set, name, &new);
        while (!new) {
            names[i] = arena_format(arena, "%s %d", name, slot->next++);
            (void)add_slot(set, names[i], &new);
        }
    }
}

/* ---- the fields of a kind ---- */

static size_t find_folded(const char *wanted, const char *const *names, size_t count, const bool *taken)
{
    char first[NAME_CEILING], second[NAME_CEILING];
    Text folded = folded_name(wanted, first);
    for (size_t i = 0; i < count; i++)
        if (!(taken && taken[i]) && same_text(folded, folded_name(names[i], second)))
            return i;
    return SIZE_MAX;
}

size_t columns_match(Arena *arena, const Field *field, const char *const *names, size_t count, const bool *taken,
                     bool aliases)
{
    size_t found = find_folded(field->name, names, count, taken);
    if (found != SIZE_MAX || !aliases)
        return found;
    found = find_folded(field->title, names, count, taken);
    for (size_t i = 1; found == SIZE_MAX && translate_languages[i]; i++) {
        const char *title = translate_to(translate_languages[i], field->title);
        if (title)
            found = find_folded(title, names, count, taken);
    }
    Text rest = text_of(field->aliases);
    while (found == SIZE_MAX && rest.length) {
        Text alias = text_cut(rest, '|', &rest);
        found = find_folded(text_string(arena, alias), names, count, taken);
    }
    return found;
}

/* How many of a kind's fields the columns fill; 0 where one that every row needs is not among them. */
static size_t fields_filled(Arena *arena, const Kind *kind, const char *const *names, size_t count)
{
    bool *taken = ARENA_ARRAY(arena, count + 1, bool);
    size_t filled = 0;
    for (size_t i = 0; i < kind->field_count; i++) {
        const Field *field = &kind->fields[i];
        size_t column = columns_match(arena, field, names, count, taken, /* aliases= */ true);
        bool makes_key = kind->identity && strcmp(kind->key[0], field->name) == 0;
        if (column != SIZE_MAX) {
            taken[column] = true;
            filled++;
        } else if (field->required && !field->fallback && !makes_key) {
            return 0;
        }
    }
    return filled;
}

const Kind *columns_likely_kind(const char *const *names, size_t count)
{
    if (count > LIKELY_COLUMNS)
        return NULL;
    Arena *scratch CLEANUP(arena_cleanup) = arena_new(/* ceiling= */ 0);
    const Kind *likely = NULL;
    size_t most = 0;
    bool alone = false;
    for (size_t i = 0; i < schema_kind_count; i++) {
        size_t filled = fields_filled(scratch, schema_kinds[i], names, count);
        if (filled > most) {
            most = filled;
            likely = schema_kinds[i];
            alone = true;
        } else if (filled == most) {
            alone = false;
        }
    }
    return most >= 2 && alone ? likely : NULL;
}
