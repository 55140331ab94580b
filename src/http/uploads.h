/*
 * Files that were sent for a look before they are imported, so that they need not be sent again for each change of
 * the mapping. They lie in STORE/tmp, which is emptied when the store is opened, and go after an hour without use, or
 * when there are too many. Their ids cannot be guessed. All functions may be called from any thread.
 */
#ifndef HTTP_UPLOADS_H
#define HTTP_UPLOADS_H

#include "base/arena.h"
#include "base/error.h"

typedef struct Uploads Uploads;

typedef struct Upload {
    const char *id, *path;
    const char *name; /* as the client called it */
} Upload;

Uploads *uploads_new(void);      /* NULL: out of memory */
void uploads_free(Uploads *uploads); /* removes the files; NULL is allowed */

/* Takes the file over. The result lives in `arena`. */
Status uploads_keep(Uploads *uploads, Arena *arena, const char *path, const char *name, Upload *ret_upload, Error *error) MUST_CHECK;
/* STATUS_NOT_FOUND: it is not there, or no longer. */
Status uploads_find(Uploads *uploads, Arena *arena, const char *id, Upload *ret_upload, Error *error) MUST_CHECK;
/* Removes the file; one that is not there is no error. */
void uploads_drop(Uploads *uploads, const char *id);

#endif
