/*
 * Rewrites a text table that is not regular (scan.h) into one that is: UTF-8, commas, one LF a record, each
 * record with the line it had in front. Records that cannot be read are set aside with the reason.
 */
#ifndef IMPORT_CLEAN_H
#define IMPORT_CLEAN_H

#include "import/scan.h"

#include "base/arena.h"

typedef struct CleanOptions {
    const char *name;       /* the file as the user named it */
    const char *path;       /* UTF-8; a mark at its start is passed over */
    char delimiter;         /* '\0': NDJSON, a record is a line and one field */
    int64_t lines_before;   /* lines to leave out, before the header */
    const char *good, *bad; /* files to write; `bad` only exists when something was set aside */
    size_t header_count;    /* fields of the header; 1 for NDJSON, which has none */
} CleanOptions;

typedef struct Cleaned {
    int64_t records;   /* good ones, without the header */
    int64_t malformed;
    int64_t longest;   /* bytes of the longest record written */
} Cleaned;

Status clean_file(const CleanOptions *options, Cleaned *ret_cleaned, Error *error) MUST_CHECK;

#endif
