/*
 * Which rows someone may see: those of some brands, teams and segments. Pure data.
 *
 * A list that is empty allows every value of that dimension; lists of several dimensions must all allow a row.
 * A row that has no value where a list is given is not seen: it may be anyone's. A kind that knows neither the
 * dimension nor a customer who does is not seen at all by someone who is limited in it.
 */
#ifndef SCHEMA_ROW_SCOPE_H
#define SCHEMA_ROW_SCOPE_H

#include "base/arena.h"
#include "base/text.h"
#include "schema/kind.h"

#include <stdbool.h>
#include <stddef.h>

enum { SCOPE_VALUES_LIMIT = 256 };

typedef struct ScopeList {
    const char *const *values; /* sorted, each once */
    size_t count;              /* 0: all */
} ScopeList;

typedef struct RowScope {
    ScopeList brands, teams, segments;
} RowScope;

static inline bool row_scope_is_all(const RowScope *scope)
{
    return !scope || (scope->brands.count == 0 && scope->teams.count == 0 && scope->segments.count == 0);
}

enum { SCOPE_LISTS = 3 };
#define SCOPE_SEPARATOR '\x1f' /* no value has it */

/*
 * The lists as values to bind, in the order brands, teams, segments: all values of one as one text, separated by
 * SCOPE_SEPARATOR; NULL for a list that allows all. A value with the separator in it is left out.
 */
void row_scope_values(Arena *arena, const RowScope *scope, const char *ret_values[SCOPE_LISTS]);

/*
 * Appends what stands behind FROM: the kind's table, or a subquery of those of its rows that the scope allows,
 * with the same columns. Without an alias. `values[i]` is SQL for the bound text of list i ("CAST($4 AS VARCHAR)").
 * Of a scope that is all, the table's name alone: nothing is paid for it. `schema` stands before the tables' names
 * ("main."), "" for none. DuckDB and PostgreSQL.
 */
void row_scope_append_table(TextBuilder *out, const Kind *kind, const RowScope *scope, const char *const values[SCOPE_LISTS],
                            const char *schema);

/* Whether somebody with this scope can see any row of the kind at all. */
bool row_scope_sees(const RowScope *scope, const Kind *kind);

/* A copy in the arena; of NULL or a scope that is all: NULL. */
const RowScope *row_scope_copy(Arena *arena, const RowScope *scope);

#endif
