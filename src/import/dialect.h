/* How a text table is written: found out from its first bytes. */
#ifndef IMPORT_DIALECT_H
#define IMPORT_DIALECT_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>

/* The byte among , ; tab and | that cuts the sample into records of the same number of fields, most of them;
 * ',' where none does. `whole`: the sample is the whole file, its last record counts. */
char dialect_delimiter(const char *sample, size_t length, bool whole);

/* The fields of the first record of the sample; the record may be cut off only at the sample's end. */
char **dialect_record(Arena *arena, const char *sample, size_t length, char delimiter, size_t *ret_count);

#endif
