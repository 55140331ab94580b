/*
 * The file of rejects: CSV with reject_line, reject_column, reject_value, reject_reason and the columns of
 * the imported file, so that it can be mended and imported again as it is.
 */
#ifndef IMPORT_REJECTS_H
#define IMPORT_REJECTS_H

#include "import/settle.h"

typedef struct Rejects {
    const char *path;
    int64_t rejected;  /* rows written */
    int64_t same;      /* rows that only repeat a later one and were left out without a word */
} Rejects;

/* Reads the files of the plans a second time for the rows that did not pass and for those whose key comes
 * again (settle_again()), and writes them to rejects->path. */
Status rejects_write(FactsSession *session, Arena *arena, const Plan *plans, size_t plan_count, const Settle *settle,
                     Rejects *rejects, Error *error) MUST_CHECK;

/* The text of the field that a row's problem is about: SQL over plan_append_detailed(). */
void rejects_append_value(Sql *sql, const Plan *plan);

#endif
