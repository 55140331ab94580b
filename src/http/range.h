/* Which days have facts. */
#ifndef HTTP_RANGE_H
#define HTTP_RANGE_H

#include "schema/kind.h"
#include "store/facts.h"

typedef struct DayRange {
    int32_t from, to; /* both included; from > to: none */
} DayRange;

/* Of each kind, in the order of schema_kinds; dimensions have none. `ranges` holds schema_kind_count. */
Status range_of_kinds(FactsSession *session, DayRange *ranges, Error *error) MUST_CHECK;
/* Of all facts. */
Status range_of_facts(FactsSession *session, Arena *arena, DayRange *ret_range, Error *error) MUST_CHECK;

#endif
