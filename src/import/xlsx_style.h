/* What number formats of a workbook mean: which cells are dates, and the text of a date. */
#ifndef IMPORT_XLSX_STYLE_H
#define IMPORT_XLSX_STYLE_H

#include <stdbool.h>
#include <stddef.h>

typedef enum NumberStyle { STYLE_NUMBER, STYLE_DATE, STYLE_DURATION } NumberStyle;

/* Of a format that every workbook has (ECMA-376 part 1, 18.8.30). */
NumberStyle number_style_builtin(int id);
/* Of a format code, as "dd/mm/yyyy hh:mm" or "[h]:mm" or "#,##0.00". */
NumberStyle number_style_code(const char *code);

/* A serial number of days as ISO date (with the time where it has one), or as H:MM:SS. At most 40 bytes; false
 * where the number is no date. `from_1904`: the workbook counts from 1904-01-01. */
bool serial_text(double serial, NumberStyle style, bool from_1904, char *target, size_t capacity);

#endif
