/* What an import came to, as JSON: for the end points that import. */
#ifndef HTTP_IMPORT_ANSWER_H
#define HTTP_IMPORT_ANSWER_H

#include "http/endpoint.h"
#include "import/import.h"

enum { REJECTED_SHOWN = 1000 };

/* The kind of the path's {kind} or of the query's `kind`. */
Status import_kind(const char *name, const Kind **ret_kind, Error *error) MUST_CHECK;

/* Gives the uploaded file a name that ends as that of the query's `name` does: readers look at ".csv", ".xlsx",
 * ".gz". The caller removes it. */
Status import_name_file(Request *request, const char **ret_file, Error *error) MUST_CHECK;

/* The idempotency key of the request and the digest of its body, into `options`; without a key nothing. */
Status import_read_key(Request *request, ImportOptions *options, Error *error) MUST_CHECK;

/* Imports and answers 201 (200 for a dry run) with the counts, the notes, and up to REJECTED_SHOWN rejected rows. */
Status import_and_answer(Request *request, const Kind *kind, const ImportOptions *options, Response *response,
                         Error *error) MUST_CHECK;

#endif
