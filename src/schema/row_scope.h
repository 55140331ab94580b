/*
 * Which rows someone may see: those of some brands, teams and segments. Pure data.
 *
 * A list that is empty allows every value of that dimension; lists of several dimensions must all allow a row.
 * A row that has no value where a list is given is not seen: it may be anyone's. A kind that knows neither the
 * dimension nor a customer who does is not seen at all by someone who is limited in it.
 */
#ifndef SCHEMA_ROW_SCOPE_H
#define SCHEMA_ROW_SCOPE_H

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

#endif
