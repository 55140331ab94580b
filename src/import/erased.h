/*
 * Persons who were erased (src/person) are not brought back: rows that are theirs are rejected, and of what the row
 * held nothing is kept; rows of others that mention an erased employee name the pseudonym instead.
 */
#ifndef IMPORT_ERASED_H
#define IMPORT_ERASED_H

#include "import/plan.h"

/* Whether anybody was. */
Status erased_any(FactsSession *session, Arena *arena, bool *ret_any, Error *error) MUST_CHECK;
/* "customer" or "employee" where the field says whose row it is; NULL otherwise. */
const char *erased_owner(const Kind *kind, const Field *field);
/* SQL, true where the column names an erased person. */
const char *erased_condition(Arena *arena, const char *person, const char *column);
/* Within the import's transaction, on the rows of its batch. */
Status erased_rename(FactsSession *session, Arena *arena, const Kind *kind, int64_t batch, Error *error) MUST_CHECK;

#endif
