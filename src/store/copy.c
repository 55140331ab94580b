/* Backups of an open store, and stores laid out from them. */
#include "store/backup.h"
#include "store/engines.h"
#include "store/folder.h"
#include "store/migrate.h"
#include "store/store.h"

#include "base/translate.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { REJECTS_LIMIT = 99000 };

/*
 * The engine copies table by table within one transaction, so that writers go on meanwhile: copying the file
 * would have to hold them up from its first byte to its last. The catalog of the copy is attached under a name
 * that no table has.
 */
static Status copy_facts(Store *store, const char *file, Error *error)
{
    CLEANUP(facts_session_cleanup) FactsSession *session = NULL;
    TRY(facts_session_open(store_facts(store), &session, error));
    TextBuilder sql = text_builder(8192);
    /* ATTACH takes no bound value: the path stands as a literal, its quotes doubled. */
    text_append(&sql, "ATTACH '");
    for (const char *letter = file; *letter; letter++)
        text_append_bytes(&sql, *letter == '\'' ? "''" : letter, *letter == '\'' ? 2 : 1);
    text_append(&sql, "' AS mizan_copy");
    Status status = sql.overflowed ? error_set(error, STATUS_INVALID_ARGUMENT, _("the path is too long"))
                                   : facts_execute(session, sql.bytes, NULL, 0, NULL, error);
    text_builder_free(&sql);
    TRY(status);
    status = facts_script(session, "COPY FROM DATABASE facts TO mizan_copy", error);
    Error second;
    Status detached = facts_execute(session, "DETACH mizan_copy", NULL, 0, NULL, &second);
    if (status == STATUS_OK && detached != STATUS_OK) {
        *error = second;
        status = detached;
    }
    return status;
}

static Status copy_rejects(Store *store, Arena *arena, const char *staging, BackupManifest *manifest, Error *error)
{
    const char *from = folder_file(arena, store_path(store), "rejects");
    const char *to = folder_file(arena, staging, "rejects");
    TRY(folder_make(to, error));
    DIR *folder = opendir(from);
    if (!folder)
        return errno == ENOENT ? STATUS_OK : error_set_errno(error, errno, "%s", from);
    Status status = STATUS_OK;
    for (struct dirent *entry = readdir(folder); entry && status == STATUS_OK; entry = readdir(folder)) {
        if (entry->d_name[0] == '.' || entry->d_type == DT_DIR || manifest->member_count >= REJECTS_LIMIT)
            continue;
        status = folder_copy(folder_file(arena, from, entry->d_name), folder_file(arena, to, entry->d_name), error);
        manifest->members[manifest->member_count++].name = arena_format(arena, "rejects/%s", entry->d_name);
    }
    closedir(folder);
    return status;
}

/* Records first: what the records say was imported is then in the facts, never the other way round. */
static Status stage(Store *store, Arena *arena, const char *staging, BackupManifest *manifest, Error *error)
{
    TRY(records_copy(store_records(store), folder_file(arena, staging, "records.sqlite"), error));
    TRY(copy_facts(store, folder_file(arena, staging, "facts.duckdb"), error));
    if (folder_has(staging, "facts.duckdb.wal")) /* detaching writes the log back; a copy without it lacks rows */
        return error_set(error, STATUS_INTERNAL, "the copy of the facts has kept a log");
    manifest->members = ARENA_ARRAY(arena, REJECTS_LIMIT + 4, BackupMember);
    manifest->members[manifest->member_count++].name = "facts.duckdb";
    manifest->members[manifest->member_count++].name = "records.sqlite";
    TRY(copy_rejects(store, arena, staging, manifest, error));
    SchemaState state;
    TRY(migrate_state(store_facts(store), store_records(store), &state, error));
    manifest->facts_schema = state.facts;
    manifest->records_schema = state.records;
    return STATUS_OK;
}

Status store_backup(Store *store, const char *file, Error *error)
{
    CLEANUP(arena_cleanup) Arena *arena = arena_new(0);
    if (access(file, F_OK) == 0)
        return error_set(error, STATUS_ALREADY_EXISTS, _("%s is there already"), file);
    char *staging = arena_format(arena, "%s/tmp/backup-XXXXXX", store_path(store));
    if (!mkdtemp(staging))
        return error_set_errno(error, errno, "%s", staging);
    BackupManifest manifest = {0};
    Status status = stage(store, arena, staging, &manifest, error);
    if (status == STATUS_OK)
        status = backup_write(file, staging, &manifest, error);
    Error ignored;
    (void)!folder_empty(staging, /* self= */ true, &ignored);
    return status;
}

static Status lay_out(const char *file, const char *path, const BackupManifest *manifest, Error *error)
{
    CLEANUP(arena_cleanup) Arena *arena = arena_new(0);
    const char *rejects = folder_file(arena, path, "rejects");
    TRY(folder_make(rejects, error));
    TRY(backup_extract(file, path, manifest, error));
    TRY(folder_sync(rejects, error));
    return folder_sync(folder_file(arena, path, ".."), error);
}

Status store_restore(const char *file, const char *path, Error *error)
{
    CLEANUP(arena_cleanup) Arena *arena = arena_new(0);
    TRY(folder_require_vacant(path, error));
    BackupManifest manifest;
    TRY(backup_check(file, arena, &manifest, error));
    SchemaState state = {.facts = manifest.facts_schema, .records = manifest.records_schema};
    TRY(migrate_refuse_newer(&state, error));
    bool made = access(path, F_OK) != 0;
    TRY(folder_make(path, error));
    Status status = lay_out(file, path, &manifest, error);
    if (status != STATUS_OK) {
        Error ignored;
        (void)!folder_empty(path, made, &ignored);
    }
    return status;
}
