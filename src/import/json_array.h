/* A file that is one JSON array, rewritten with an element a line (NDJSON), in one pass and a few KiB of memory. */
#ifndef IMPORT_JSON_ARRAY_H
#define IMPORT_JSON_ARRAY_H

#include "base/arena.h"
#include "base/error.h"
#include "base/text.h"

#include <stdbool.h>

/* Whether a text that begins so is an array of objects. */
bool json_array_begins(Text text);

/* Writes the elements of the array in the file `name` (UTF-8, perhaps packed with gzip) to `target`. They are cut
 * apart, not understood: what is wrong within an element is found where rows are read. STATUS_INVALID_DATA where the
 * array does not end, something stands behind it, or an element is missing. */
Status json_array_to_lines(Arena *arena, const char *name, const char *target, Error *error) MUST_CHECK;

#endif
