/*
 * The manifest of a backup: which files it holds, how long they are and what their sums are. Pure functions
 * of text; what is read comes from outside and is not trusted.
 */
#ifndef STORE_MANIFEST_H
#define STORE_MANIFEST_H

#include "base/arena.h"
#include "base/error.h"
#include "base/text.h"

#include <stdint.h>

#define MANIFEST_NAME "manifest.json"

enum { BACKUP_DIGEST_BYTES = 32, BACKUP_FORMAT = 1 };

typedef struct BackupMember {
    const char *name; /* relative to the store: "facts.duckdb", "rejects/7.csv" */
    int64_t size;
    unsigned char digest[BACKUP_DIGEST_BYTES]; /* SHA-256 */
} BackupMember;

typedef struct BackupManifest {
    int facts_schema, records_schema;
    BackupMember *members;
    size_t member_count;
} BackupManifest;

/* The manifest as JSON, in the arena; NULL where a name is no UTF-8. */
char *manifest_write(Arena *arena, const BackupManifest *manifest) MUST_CHECK;

/* Reads it. The members are files of a store and nothing else, each once, the facts and the records among
 * them. `file` is what errors call the backup. */
Status manifest_parse(Arena *arena, const char *file, Text text, BackupManifest *ret_manifest,
                      Error *error) MUST_CHECK;

#endif
