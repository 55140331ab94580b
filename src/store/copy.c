/* Backups of an open store, and stores laid out from them. */
#include "store/backup.h"
#include "store/engines.h"
#include "store/folder.h"
#include "store/migrate.h"
#include "store/store.h"

#include "base/translate.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { REJECTS_LIMIT = 99000, HEAD_BYTES = 3 * 4096, TRIES = 3, COPY_MEMORY_MB = 256 };

/* ---- the facts, as files ---- */

/*
 * What changes when the state on disk does. A commit appends to the log. Writing the log back writes to
 * blocks that the state of before does not use, then one of the heads at the file's beginning, then begins
 * the log anew. A copy between two equal marks is therefore the state that a crash at that moment would
 * have left: whole.
 */
typedef struct FactsMark {
    unsigned char head[HEAD_BYTES];
    struct timespec log_time;
    off_t log_size; /* -1: there is none */
    ino_t log_file;
    bool busy;      /* a file beside these two: the log is being written back */
} FactsMark;

static bool other_files(const char *folder)
{
    bool found = false;
    DIR *listing = opendir(folder);
    for (struct dirent *entry = listing ? readdir(listing) : NULL; entry && !found; entry = readdir(listing))
        found = strncmp(entry->d_name, "facts.duckdb.", 13) == 0 && strcmp(entry->d_name, "facts.duckdb.wal") != 0;
    if (listing)
        closedir(listing);
    return found;
}

static Status mark(const char *folder, const char *file, const char *log, FactsMark *ret_mark, Error *error)
{
    memset(ret_mark, 0, sizeof *ret_mark);
    int fd = open(file, O_RDONLY | O_CLOEXEC);
    ssize_t have = fd < 0 ? -1 : pread(fd, ret_mark->head, HEAD_BYTES, 0);
    int number = errno;
    if (fd >= 0)
        close(fd);
    if (have < 0)
        return error_set_errno(error, number, "%s", file);
    struct stat status;
    ret_mark->log_size = -1;
    if (stat(log, &status) == 0) {
        ret_mark->log_size = status.st_size;
        ret_mark->log_time = status.st_mtim;
        ret_mark->log_file = status.st_ino;
    }
    ret_mark->busy = other_files(folder);
    return STATUS_OK;
}

static bool unchanged(const FactsMark *before, const FactsMark *after)
{
    return !before->busy && !after->busy && memcmp(before->head, after->head, HEAD_BYTES) == 0 &&
           before->log_size == after->log_size && before->log_file == after->log_file &&
           before->log_time.tv_sec == after->log_time.tv_sec && before->log_time.tv_nsec == after->log_time.tv_nsec;
}

/* `*ret_whole` false: something was committed meanwhile. Opening the copy proves that it can be opened, and
 * writes its log back. */
static Status try_files(Store *store, Arena *arena, const char *staging, bool *ret_whole, Error *error)
{
    const char *folder = store_path(store);
    const char *file = folder_file(arena, folder, "facts.duckdb");
    const char *log = folder_file(arena, folder, "facts.duckdb.wal");
    const char *copy = folder_file(arena, staging, "facts.duckdb");
    const char *log_copy = folder_file(arena, staging, "facts.duckdb.wal");
    FactsMark before, after;
    TRY(mark(folder, file, log, &before, error));
    TRY(folder_copy(file, copy, error));
    Status status = before.log_size >= 0 ? folder_copy(log, log_copy, error) : STATUS_OK;
    if (status != STATUS_OK && status != STATUS_NOT_FOUND)
        return status;
    TRY(mark(folder, file, log, &after, error));
    *ret_whole = status == STATUS_OK && unchanged(&before, &after);
    if (*ret_whole) {
        FactsConfig config = {copy, staging, COPY_MEMORY_MB, /* threads= */ 1};
        Facts *facts;
        status = facts_open(&config, &facts, NULL, error);
        if (status == STATUS_OK)
            facts_close(facts);
        if (status != STATUS_STORE_DAMAGED)
            return status;
        *ret_whole = false; /* the engine makes the copy and says what it finds */
    }
    unlink(copy);
    unlink(log_copy);
    return STATUS_OK;
}

/* ---- the facts, by the engine ---- */

/*
 * Table by table within one transaction: slower than the files by far (everything is compressed again), and
 * right whatever others write meanwhile. The catalog of the copy is attached under a name that no table has.
 */
static Status copy_by_engine(Store *store, const char *file, Error *error)
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

/* The last try holds up writers for as long as the files take to copy. */
static Status copy_facts(Store *store, Arena *arena, const char *staging, Error *error)
{
    bool whole = false;
    for (int i = 0; i < TRIES && !whole; i++) {
        bool locked = i == TRIES - 1;
        if (locked)
            store_write_lock(store);
        Status status = try_files(store, arena, staging, &whole, error);
        if (locked)
            store_write_unlock(store);
        TRY(status);
    }
    if (!whole)
        TRY(copy_by_engine(store, folder_file(arena, staging, "facts.duckdb"), error));
    if (folder_has(staging, "facts.duckdb.wal")) /* closing writes the log back; the file alone lacks rows */
        return error_set(error, STATUS_INTERNAL, "the copy of the facts has kept a log");
    return STATUS_OK;
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

/* ---- the store ---- */

/* Records first: what the records say was imported is then in the facts, never the other way round. */
static Status stage(Store *store, Arena *arena, const char *staging, BackupManifest *manifest, Error *error)
{
    TRY(records_copy(store_records(store), folder_file(arena, staging, "records.sqlite"), error));
    TRY(copy_facts(store, arena, staging, error));
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
