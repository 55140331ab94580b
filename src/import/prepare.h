/*
 * Makes a text file readable for the engine: plain UTF-8, regular records. Compressed, otherwise encoded and
 * irregular files are rewritten into STORE/tmp; a file that is fine is scanned and left where it is.
 */
#ifndef IMPORT_PREPARE_H
#define IMPORT_PREPARE_H

#include "import/mapping.h"
#include "import/scan.h"
#include "store/store.h"

typedef struct Prepared {
    const char *path;
    bool temporary;       /* the caller removes `path` */
    const char *encoding; /* of the file as it was */
    char delimiter;       /* of `path`; '\0' for NDJSON */
    Scan scan;            /* of `path` */
    int64_t lines_before; /* lines before the header of `path` */
    bool numbered;        /* the first column of `path` is the line in the file */
    char **header;        /* names as they stand, without the number */
    size_t header_count;
    const char *malformed; /* CSV of records that could not be read: line, column, value, reason and the
                              fields; NULL: none. The caller removes it. */
    int64_t malformed_count;
} Prepared;

typedef struct PrepareOptions {
    const char *path; /* what is read in place of the file, which errors name; NULL: the file */
    bool lines;  /* NDJSON: a record is a line, there is no header */
    bool number; /* rows are asked for by line: number those of a file that has line ends within quotes */
} PrepareOptions;

Status prepare_text(Store *store, Arena *arena, const char *file, const Mapping *mapping, const PrepareOptions *options,
                    Prepared *ret_prepared, Error *error) MUST_CHECK;

#endif
