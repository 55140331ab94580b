/* Files and folders of a store. */
#ifndef STORE_FOLDER_H
#define STORE_FOLDER_H

#include "base/arena.h"
#include "base/error.h"

#include <stdbool.h>

/* "FOLDER/name" */
char *folder_file(Arena *arena, const char *folder, const char *name);
bool folder_has(const char *folder, const char *name);
/* STATUS_ALREADY_EXISTS unless there is nothing at `path` or an empty folder. */
Status folder_require_vacant(const char *path, Error *error) MUST_CHECK;
Status folder_make(const char *path, Error *error) MUST_CHECK; /* there already: no error */
/* Removes everything in the folder, which may be absent; the folder itself with `self`. */
Status folder_empty(const char *path, bool self, Error *error) MUST_CHECK;
/* Makes names in the folder durable. */
Status folder_sync(const char *path, Error *error) MUST_CHECK;
/* Copies a file, durable on return. The target must be absent. */
Status folder_copy(const char *from, const char *to, Error *error) MUST_CHECK;
/* "20260331T101500Z", for names of copies. */
void folder_stamp(char stamp[32]);

#endif
