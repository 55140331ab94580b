/* What an import came to, as JSON: for the end points that import. */
#ifndef HTTP_IMPORT_ANSWER_H
#define HTTP_IMPORT_ANSWER_H

#include "http/endpoint.h"
#include "http/uploads.h"
#include "import/import.h"

enum { REJECTED_SHOWN = 1000 };

/* The kind of the path's {kind} or of the query's `kind`. */
Status import_kind(const char *name, const Kind **ret_kind, Error *error) MUST_CHECK;

/* Mappings are named, not given by path: a path would let a client read the server's files. */
Status import_check_map(const char *map, Error *error) MUST_CHECK;

/* The file that a request is about. Without the query's `upload` it is the body, with a name that ends as that of the
 * query's `name` does (readers look at ".csv", ".xlsx", ".gz"): it has no id, and the caller removes it. With it, it is
 * the file kept under this id, and the body is a mapping (YAML or JSON), or empty: then the mapping's bytes are NULL. */
Status import_take_file(Request *request, Upload *ret_upload, Text *ret_mapping, Error *error) MUST_CHECK;

/* The idempotency key of the request and the digest of the file, into `options`; without a key nothing. */
Status import_read_key(Request *request, const char *file, ImportOptions *options, Error *error) MUST_CHECK;

/* Replaces the server's path of the upload in an error by the name that the client knows. */
void import_hide_path(Error *error, const char *path, const char *name);

/* Imports and answers 201 (200 for a dry run) with the counts, the notes, and up to REJECTED_SHOWN rejected rows. */
Status import_and_answer(Request *request, const Kind *kind, const ImportOptions *options, Response *response,
                         Error *error) MUST_CHECK;

#endif
