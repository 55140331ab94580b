/*
 * A file as a relation of text columns that the engine can read: format, encoding and delimiter found out,
 * compressed, foreign or irregular files rewritten into the store's folder for temporary files.
 */
#ifndef IMPORT_SOURCE_H
#define IMPORT_SOURCE_H

#include "import/mapping.h"
#include "import/scan.h"
#include "import/sql.h"
#include "store/store.h"

typedef enum FileFormat { FORMAT_CSV, FORMAT_NDJSON, FORMAT_XLSX, FORMAT_PARQUET } FileFormat;

typedef struct Source {
    const char *name;     /* the file as the user named it */
    const char *path;     /* what the engine reads: the file, or a rewriting of it */
    bool temporary;       /* `path` is removed in source_close() */
    FileFormat format;
    bool array;           /* NDJSON: the file is one array, rewritten with an element a line */
    const char *encoding; /* "UTF-8", "UTF-16LE", "windows-1251", ... */
    char delimiter;       /* of `path` */
    Scan scan;            /* of `path`, where it is text */
    int64_t lines_before; /* lines before the header */
    const char *const *paths; /* NDJSON: of each column within the object, "$.\"a\".\"b\"" */
    const char *malformed; /* records that could not be read (prepare.h); NULL: none */
    int64_t malformed_count;
    bool numbered;        /* `path` has the line of the named file as its first column */
    const char *table;    /* rows were put into this table of the session; NULL: they are read from `path` */
    const char *const *columns; /* unique without regard to case; without those of an earlier rejects file */
    const size_t *positions;    /* of each in `path`, from 0 */
    size_t column_count;
    size_t file_columns;  /* in `path` */
    const char *const *nulls; /* words that mean nothing */
    size_t null_count;
    int64_t rows;         /* without the header; -1: not known */
    bool mended;          /* a file of rejects that comes again: its rows are shaped already */
    const char *note;     /* what its name promises and it is not, untranslated; NULL: nothing */
    bool shaped;          /* rows are those of the mapping's SELECT and have no lines */
} Source;

const char *file_format_name(FileFormat format); /* "csv" */

/* Looks at the file and prepares it. Malformed records are set aside in `path` and counted by reading it. */
Status source_open(Store *store, FactsSession *session, Arena *arena, const char *file, const Mapping *mapping,
                   Source *ret_source, Error *error) MUST_CHECK;
void source_close(Source *source);
/* Gives the rows of a text file their lines, where line ends within quotes made them differ from the number of
 * the row. Rewrites the file. */
Status source_number(Store *store, Arena *arena, const Mapping *mapping, Source *source, Error *error) MUST_CHECK;

/* Appends "(SELECT ... ) alias" with the source's columns by their names as text, and `reject_line` where
 * the source is numbered. */
void source_append(Sql *sql, const Source *source, const char *alias);

/* Appends the reader of source->malformed: line, field, value, reason and c<position> for each column. */
void source_append_malformed(Sql *sql, const Source *source);

/* The column of that name without regard to case, spaces and underscores; NULL when there is none. */
const char *source_column(const Source *source, const char *name);

#endif
