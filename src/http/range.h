/* Which days have facts. */
#ifndef HTTP_RANGE_H
#define HTTP_RANGE_H

#include "schema/kind.h"
#include "store/facts.h"

typedef struct DayRange {
    int32_t from, to; /* both included; from > to: none */
} DayRange;

/* Of each kind, in the order of schema_kinds; dimensions have none. `ranges` holds schema_kind_count. Of the rows
 * that the scope allows; NULL: of all. */
Status range_of_kinds(FactsSession *session, Arena *arena, const RowScope *rows, DayRange *ranges, Error *error) MUST_CHECK;
/* Of all facts. */
Status range_of_facts(FactsSession *session, Arena *arena, const RowScope *rows, DayRange *ret_range, Error *error) MUST_CHECK;

/* Where the lists of a scope stand among the parameters of a statement that has no others, and their values. */
extern const char *const range_parameters[SCOPE_LISTS];
void range_values(Arena *arena, const RowScope *rows, Value ret_values[SCOPE_LISTS]);

#endif
