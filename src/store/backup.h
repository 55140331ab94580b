/* The file of a backup: tar with zstd, a manifest first, then the store's files. */
#ifndef STORE_BACKUP_H
#define STORE_BACKUP_H

#include "base/arena.h"
#include "base/error.h"
#include "store/manifest.h"

/* Writes `file` (which must be absent) from the members' files in `folder`; sizes and digests are filled
 * in. It is there under its name only when it is whole and durable. */
Status backup_write(const char *file, const char *folder, BackupManifest *manifest, Error *error) MUST_CHECK;
/* Reads the manifest into `arena` and checks every member against it. */
Status backup_check(const char *file, Arena *arena, BackupManifest *ret_manifest, Error *error) MUST_CHECK;
/* Lays the members out in `folder`, durable on return. */
Status backup_extract(const char *file, const char *folder, const BackupManifest *manifest, Error *error)
    MUST_CHECK;

#endif
