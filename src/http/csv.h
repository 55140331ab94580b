/* Reads CSV of our own making (RFC 4180) row by row: files of rejects. Not the import's reader. */
#ifndef HTTP_CSV_H
#define HTTP_CSV_H

#include "base/arena.h"

#include <stdbool.h>
#include <stdio.h>

enum { CSV_CELLS = 256, CSV_ROW_LIMIT = 1 << 20 };

/* The next row's cells, in the arena; false at the end, or where a row is longer than CSV_ROW_LIMIT bytes. */
bool csv_read_row(FILE *file, Arena *arena, char ***ret_cells, size_t *ret_count);

#endif
