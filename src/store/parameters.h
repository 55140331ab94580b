/* The parameters `$1`, `$2`, ... of a statement. */
#ifndef STORE_PARAMETERS_H
#define STORE_PARAMETERS_H

#include "base/text.h"

enum { PARAMETERS_LIMIT = 1000 };

/*
 * Writes `sql` with its parameters numbered without gaps, in the order in which they first stand: `$7 + $2
 * + $7` becomes `$1 + $2 + $1`, and `numbers` {7, 2}. What stands in quotes and comments is left alone.
 * Returns how many there are; PARAMETERS_LIMIT + 1 for more than that.
 */
size_t parameters_renumber(const char *sql, TextBuilder *target, long numbers[PARAMETERS_LIMIT]);

#endif
