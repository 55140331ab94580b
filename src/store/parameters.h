/* The parameters `$1`, `$2`, ... of a statement. */
#ifndef STORE_PARAMETERS_H
#define STORE_PARAMETERS_H

#include "store/value.h"

enum { PARAMETERS_LIMIT = 1000 };

/*
 * Writes `sql` with its parameters numbered without gaps, in the order in which they first stand: `$7 + $2
 * + $7` becomes `$1 + $2 + $1`, and `numbers` {7, 2}. What stands in quotes and comments is left alone.
 *
 * What `values` ($1 the first) has of whole numbers, days and words (letters of ASCII, digits, "_") is no parameter any
 * more: it is written as a cast of what its digits or letters say, which can be read as nothing else. The engine plans a statement twice where it has parameters, before their
 * values are there and after. Returns how many are left; PARAMETERS_LIMIT + 1 for more than that.
 */
size_t parameters_write(const char *sql, const Value *values, size_t value_count, TextBuilder *target,
                        long numbers[PARAMETERS_LIMIT]);

#endif
