/*
 * What the values of a column show about how its dates and numbers are written. Pure functions of texts; the
 * decision is evidence.c's.
 */
#ifndef IMPORT_SHAPE_H
#define IMPORT_SHAPE_H

#include "base/text.h"

#include <stdint.h>

/* Strptime letters of one value, as "%d/%m/%Y %H:%M". */
enum { SHAPE_FORMAT = 48 };

typedef struct DateShapes {
    int64_t values;      /* texts looked at that are not empty */
    int64_t year_first;  /* 2026-01-31 */
    int64_t year_last;   /* 31/01/2026 in either order */
    int64_t day_first;   /* of those: the first number is above 12 */
    int64_t month_first; /* of those: the second number is above 12 */
    int64_t dotted;      /* of those: written with dots, which only day-month-year is */
    int64_t compact;     /* 20260131 */
    int64_t epoch, epoch_ms;
    int64_t months;      /* months by name */
    int64_t name_first;  /* "Jan 31, 2026" */
    int64_t name_second; /* "31 Jan 2026" */
    int year_min, year_max; /* of years with four digits; 0: none */
    char format[SHAPE_FORMAT]; /* of the first value that has one; "" where it is not simple */
    bool formatted;      /* `format` was settled */
} DateShapes;

void date_shape_add(DateShapes *shapes, Text value);

typedef struct NumberShapes {
    int64_t comma_decimal; /* 3,5 1.234,50 1.234.567 */
    int64_t dot_decimal;   /* 3.5 1,234.50 1,234,567 */
    int64_t comma_either;  /* 1,234: thousands or three decimals */
} NumberShapes;

void number_shape_add(NumberShapes *shapes, Text value);

#endif
