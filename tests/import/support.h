/* What the tests of the import share: a store in a folder of its own, files written as given, questions to
 * the store as text. */
#ifndef TESTS_IMPORT_SUPPORT_H
#define TESTS_IMPORT_SUPPORT_H

#include "testing.h"

#include "import/import.h"

typedef struct Support {
    char folder[64];
    Arena *arena;
    Store *store;
    FactsSession *session;
    Error error;
    ImportResult result;
    Status status;
} Support;

/* A new store, with settings "name=value" ended by NULL. */
void support_open(Support *support, const char *const *settings);
void support_close(Support *support);

/* Writes the bytes to `name` in the folder; gives the path. */
const char *support_file(Support *support, const char *name, const char *bytes, size_t length);
const char *support_text(Support *support, const char *name, const char *text);

/* Imports one file; status, error and result are kept in `support`. */
Status support_import(Support *support, const char *kind, const char *file, const char *map);
Status support_import_options(Support *support, const char *kind, ImportOptions options);

/* Fails the test, with the error, where the import failed. */
void support_expect_counts(Support *support, int64_t added, int64_t changed, int64_t unchanged, int64_t rejected);

/* The result of a query as text: columns separated by "|", rows by "\n", null as "-". */
const char *support_query(Support *support, const char *sql);
/* The whole file as text. */
const char *support_read(Support *support, const char *path);

#endif
