/* One cell of a CSV file. */
#ifndef IMPORT_CSV_WRITE_H
#define IMPORT_CSV_WRITE_H

#include "base/text.h"

#include <stdio.h>

/* Quoted where it has to be, bytes that are no UTF-8 replaced by U+FFFD. Failures show in ferror(). */
void csv_write_cell(FILE *out, Text text);

/* How many bytes at the start of the text are well-formed UTF-8. */
size_t text_utf8_prefix(Text text);

#endif
