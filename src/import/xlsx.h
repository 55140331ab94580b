/*
 * A sheet of an XLSX workbook as CSV. The package is read by libzip, its parts by Expat as streams: memory does
 * not grow with the sheet, but for its shared strings. Bombs are refused: too many parts, parts that unpack to
 * more than they may or too much for what they weigh.
 */
#ifndef IMPORT_XLSX_H
#define IMPORT_XLSX_H

#include "base/arena.h"
#include "base/error.h"

#include <stdint.h>

typedef struct XlsxSheet {
    char **header;
    size_t header_count;
    int64_t rows;    /* without the header */
    int64_t bytes, longest;
} XlsxSheet;

/* Writes the sheet of that name (NULL: the first) to the new file `target`: a header, then for each row its
 * number in the sheet and its cells. Dates become ISO, whatever the cell's format shows; booleans true or
 * false; errors (#DIV/0!) stay as they are, to be refused by the field. `skip` rows come before the header. */
Status xlsx_to_csv(Arena *arena, const char *file, const char *sheet, long skip, const char *target,
                   XlsxSheet *ret_sheet, Error *error) MUST_CHECK;

#endif
