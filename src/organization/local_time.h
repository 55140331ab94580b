/*
 * Time zones as SQL, for whole columns of instants.
 *
 * The engine's own conversions load a time zone for each row (and need an extension that is not here). A
 * zone's changes over the years of the date dimension are few: they become a decision tree in SQL with
 * constant offsets at its leaves, exact for every zone, and one addition where the zone has none. Both
 * engines read it.
 */
#ifndef ORGANIZATION_LOCAL_TIME_H
#define ORGANIZATION_LOCAL_TIME_H

#include "base/arena.h"
#include "base/error.h"

/*
 * `column` is SQL that gives a TIMESTAMP, used as it is: a quoted name, qualified or not, or a parenthesized expression,
 * which is then evaluated several times. The results are in parentheses and live in the arena.
 * STATUS_INVALID_ARGUMENT when there is no such zone.
 */

/* SQL for the local DATE of an instant in UTC; null stays null. */
Status organization_day_expression(Arena *arena, const char *zone, const char *column, const char **ret_sql,
                                   Error *error) MUST_CHECK;

/* SQL for the local wall-clock TIMESTAMP of an instant in UTC. */
Status organization_local_expression(Arena *arena, const char *zone, const char *column, const char **ret_sql,
                                     Error *error) MUST_CHECK;

/* SQL for the instant (TIMESTAMP in UTC) of a local wall-clock TIMESTAMP. A time that happens twice is taken
 * as the first of the two; a skipped one as that much behind the change as it was into the gap. */
Status organization_utc_expression(Arena *arena, const char *zone, const char *column, const char **ret_sql,
                                   Error *error) MUST_CHECK;

#endif
