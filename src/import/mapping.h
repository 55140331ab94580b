/*
 * A mapping: how the columns of a file become the fields of a kind. docs/import.md describes the YAML file.
 * Everything lives in the arena it was read into.
 */
#ifndef IMPORT_MAPPING_H
#define IMPORT_MAPPING_H

#include "base/arena.h"
#include "base/error.h"
#include "base/text.h"
#include "schema/kind.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct ValuePair {
    const char *from, *to; /* from "*": whatever the others do not name; to NULL: nothing */
} ValuePair;

typedef struct FieldMap {
    const Field *field;
    const char *const *columns; /* `from`: the first that the file has; `concat`: all, joined */
    size_t column_count;
    bool concat, optional, row_number;
    const char *separator;  /* of concat */
    const char *constant;   /* for every row */
    const char *fallback;   /* `default`: where the file has nothing */
    const char *format;     /* of dates: strptime's letters, or epoch, epoch_ms */
    const char *decimal;    /* "." or "," */
    const char *calendar;   /* gregorian, persian, islamic */
    const char *time_zone;
    const char *unit;       /* of a duration: seconds, minutes, hours, days, H:MM:SS */
    const char *plus;       /* a column with a duration, added to the time field `base` */
    const Field *base;
    const ValuePair *values;
    size_t value_count;
    int line; /* in the mapping file; 0: guessed */
} FieldMap;

typedef struct Mapping {
    const char *name; /* for errors: the file, or the shipped mapping's name */
    const Kind *kind; /* NULL: any */
    const char *encoding, *delimiter, *sheet, *time_zone, *date_format, *decimal, *calendar, *where, *select;
    long skip;        /* lines before the header */
    bool guess;       /* fields that are not named are found by aliases too */
    const char *const *nulls;
    size_t null_count;
    const char *const *ignored; /* columns that fill nothing, whatever their names */
    size_t ignored_count;
    const FieldMap *fields;
    size_t field_count;
} Mapping;

/* Reads a mapping from YAML text. `kind` is what is imported: fields are checked against it (or, when the
 * mapping names a kind, against that, which must be the same). Errors name line and column. */
Status mapping_parse(Arena *arena, const Kind *kind, const char *name, const char *text, size_t length,
                     Mapping **ret_mapping, Error *error) MUST_CHECK;
/* The mapping that `text` is (its bytes NULL: none), else that of the name. */
Status mapping_open(Arena *arena, const Kind *kind, const char *name, Text text, Mapping **ret_mapping, Error *error) MUST_CHECK;
/* The shipped mapping of that name, or the file where `name` has a dot or a slash; NULL: an empty mapping. */
Status mapping_read(Arena *arena, const Kind *kind, const char *name, Mapping **ret_mapping, Error *error) MUST_CHECK;

#endif
