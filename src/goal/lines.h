/* Short lists of words as they are kept in records: one a line. */
#ifndef GOAL_LINES_H
#define GOAL_LINES_H

#include "base/arena.h"
#include "base/error.h"
#include "base/text.h"

/* One text, its items separated by newlines, in the arena. An item that holds a newline is refused. */
Status lines_join(Arena *arena, const char *const *items, size_t count, const char **ret_text, Error *error) MUST_CHECK;
/* The items of such a text, in the arena; none of an empty one. */
size_t lines_split(Arena *arena, const char *text, const char *const **ret_items);

#endif
