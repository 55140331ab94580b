/*
 * Names of columns: made unique, compared as people write them, and matched to the fields of a kind.
 */
#ifndef IMPORT_COLUMNS_H
#define IMPORT_COLUMNS_H

#include "base/arena.h"
#include "schema/kind.h"

#include <stdbool.h>
#include <stddef.h>

/* Equal without regard to case (of any script), and with spaces, underscores and dashes taken for the same. */
bool column_names_equal(const char *a, const char *b);

/* Trims each name; an empty one becomes "column 3"; one that is there already gets a number behind it. */
void columns_make_unique(Arena *arena, char **names, size_t count);

/* The name under which column_names_equal() compares, in the arena. */
const char *column_name_folded(Arena *arena, const char *name);

/* Names told apart as column_names_equal() does, each with its place: 0, 1, 2, ... in the order of coming. Lives in
 * the arena; `capacity` names may be added. */
typedef struct ColumnSet ColumnSet;
ColumnSet *column_set_new(Arena *arena, size_t capacity);
/* The place of a name, which is added where it is new. */
size_t column_set_add(ColumnSet *set, const char *name);
size_t column_set_count(const ColumnSet *set);

/* The column whose name is the field's name or title, or (with `aliases`) one of its aliases; the earlier in
 * that order wins. SIZE_MAX when there is none. `taken[i]` columns are passed over; may be NULL. */
size_t columns_match(Arena *arena, const Field *field, const char *const *names, size_t count, const bool *taken,
                     bool aliases);

/* A wider table than any export has is not compared with every field of every kind. */
enum { LIKELY_COLUMNS = 500 };

/* The kind that most of the columns are of, by their names and aliases: it has every field that its rows need, and no
 * other kind fits as well. NULL where none stands out. */
const Kind *columns_likely_kind(const char *const *names, size_t count);

#endif
