#include "store/store.h"

#include "base/translate.h"
#include "config/settings.h"
#include "store/engines.h"
#include "store/folder.h"
#include "store/imports.h"
#include "store/lock.h"
#include "store/migrate.h"
#include "store/repair.h"
#include "store/seen.h"

#include <errno.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct Store {
    Arena *arena;
    const char *path, *facts_file, *records_file, *tmp;
    size_t memory_limit_mb;
    int threads;
    int lock;
    Facts *facts;
    Records *records;
    pthread_mutex_t writing;
    _Atomic uint64_t version;
};

/* ---- opening ---- */

static const char *const subfolders[] = {"rejects", "backups", "tmp"};

static Status make_subfolders(Store *store, Error *error)
{
    for (size_t i = 0; i < sizeof subfolders / sizeof subfolders[0]; i++)
        TRY(folder_make(folder_file(store->arena, store->path, subfolders[i]), error));
    return STATUS_OK;
}

static Status open_engines(Store *store, bool repair, Error *error)
{
    FactsConfig config = {store->facts_file, store->tmp, store->memory_limit_mb, store->threads};
    TRY(records_open(store->records_file, &store->records, error));
    if (repair)
        return repair_open_facts(store->path, &config, &store->facts, error);
    int64_t position;
    TRY(repair_check_log(store->facts_file, &position, error));
    return facts_open(&config, &store->facts, NULL, error);
}

static void close_engines(Store *store)
{
    facts_close(store->facts);
    records_close(store->records);
    store->facts = NULL;
    store->records = NULL;
}

/* Both engines' files as they are, with closed engines: their logs have been written back. */
static Status keep_copy(Store *store, const SchemaState *state, Error *error)
{
    char stamp[32];
    folder_stamp(stamp);
    char *folder = arena_format(store->arena, "%s/backups/%s-schema-%d-%d", store->path, stamp, state->facts,
                                state->records);
    TRY(folder_make(folder, error));
    TRY(folder_copy(store->facts_file, folder_file(store->arena, folder, "facts.duckdb"), error));
    TRY(folder_copy(store->records_file, folder_file(store->arena, folder, "records.sqlite"), error));
    return folder_sync(folder, error);
}

static Status upgrade(Store *store, Error *error)
{
    SchemaState state;
    TRY(migrate_state(store->facts, store->records, &state, error));
    TRY(migrate_refuse_newer(&state, error));
    if (!migrate_needed(&state))
        return STATUS_OK;
    if (state.facts > 0 || state.records > 0) { /* a new store has nothing to keep */
        close_engines(store);
        TRY(keep_copy(store, &state, error));
        TRY(open_engines(store, false, error));
    }
    return migrate_apply(store->facts, store->records, &state, error);
}

static Status open_at(Store *store, const StoreOptions *options, Error *error)
{
    TRY(lock_take(store->path, options->holder, &store->lock, error));
    TRY(make_subfolders(store, error));
    TRY(folder_empty(store->tmp, /* self= */ false, error));
    int64_t state = seen_state(store->facts_file);
    TRY(open_engines(store, options->repair, error));
    if (seen_before(store->records, state))
        return STATUS_OK;
    TRY(upgrade(store, error));
    TRY(imports_reconcile(store->facts, store->records, store->path, error));
    if (state == seen_state(store->facts_file)) /* nothing of the above had to change the facts */
        seen_note(store->records, state);
    return STATUS_OK;
}

/* An object without anything open yet. */
static Store *store_new(const char *path, const StoreOptions *options)
{
    Store *store = calloc(1, sizeof *store);
    if (!store)
        return NULL;
    store->arena = arena_new(0);
    store->path = arena_string(store->arena, path);
    store->facts_file = folder_file(store->arena, path, "facts.duckdb");
    store->records_file = folder_file(store->arena, path, "records.sqlite");
    store->tmp = folder_file(store->arena, path, "tmp");
    store->memory_limit_mb = options->memory_limit_mb;
    store->threads = options->threads;
    store->lock = -1;
    pthread_mutex_init(&store->writing, NULL);
    return store;
}

/* Why there is none: a folder that may not be looked into, a file, a folder of something else, nothing. */
static Status no_store(const char *path, Error *error)
{
    struct stat found;
    bool there = stat(path, &found) == 0;
    if (there ? S_ISDIR(found.st_mode) && access(path, R_OK | X_OK) != 0 : errno != ENOENT && errno != ENOTDIR)
        return error_set_errno(error, errno, _("the store %s cannot be opened"), path);
    Error ignored;
    if (there && !S_ISDIR(found.st_mode)) {
        error_set(error, STATUS_NOT_FOUND, _("%s is a file; a store is a folder that \"mizan init\" makes"), path);
    } else if (there && folder_require_vacant(path, &ignored) != STATUS_OK) {
        error_set(error, STATUS_NOT_FOUND, _("the folder %s holds no store"), path);
    } else {
        error_set(error, STATUS_NOT_FOUND, _("there is no store at %s"), path);
        error_hint(error, _("make one: mizan init %s"), path);
    }
    return STATUS_NOT_FOUND;
}

Status store_open(const char *path, const StoreOptions *options, Store **ret_store, Error *error)
{
    bool facts = folder_has(path, "facts.duckdb"), records = folder_has(path, "records.sqlite");
    if (!facts && !records)
        return no_store(path, error);
    if (!facts || !records) { /* an engine would make it anew, empty */
        error_set(error, STATUS_STORE_DAMAGED, _("the store %s has lost its file %s"), path,
                  facts ? "records.sqlite" : "facts.duckdb");
        error_hint(error, _("lay out the last backup: mizan restore FILE STORE"));
        return STATUS_STORE_DAMAGED;
    }
    StoreOptions defaults = {0};
    Store *store = store_new(path, options ? options : &defaults);
    if (!store)
        return error_set(error, STATUS_OUT_OF_MEMORY, _("out of memory"));
    Status status = open_at(store, options ? options : &defaults, error);
    if (status != STATUS_OK) {
        store_close(store);
        return status;
    }
    *ret_store = store;
    return STATUS_OK;
}

void store_close(Store *store)
{
    if (!store)
        return;
    close_engines(store);
    lock_release(store->lock);
    pthread_mutex_destroy(&store->writing);
    arena_free(store->arena);
    free(store);
}

void store_leave(Store *store)
{
    if (store && facts_leave(store->facts)) {
        store->facts = NULL;
        store->lock = -1; /* held until the process has let go of the facts */
    }
    store_close(store);
}

/* The defaults of today stay this store's, whatever a later version's defaults are. */
static Status write_default_settings(Store *store, Error *error)
{
    TRY(records_begin(store->records, error));
    Status status = STATUS_OK;
    for (size_t i = 0; i < setting_count && status == STATUS_OK; i++) {
        Value row[2] = {value_text(settings[i].name), value_text(settings[i].fallback)};
        status = records_execute(store->records, "INSERT INTO setting (name, value) VALUES ($1, $2)", row, 2, NULL,
                                 error);
    }
    if (status == STATUS_OK)
        return records_commit(store->records, error);
    records_rollback(store->records);
    return status;
}

static Status sync_folders(const char *path, Error *error)
{
    TRY(folder_sync(path, error));
    CLEANUP(arena_cleanup) Arena *arena = arena_new(0);
    return folder_sync(folder_file(arena, path, ".."), error);
}

Status store_init(const char *path, Error *error)
{
    TRY(folder_require_vacant(path, error));
    bool made = access(path, F_OK) != 0;
    TRY(folder_make(path, error));
    StoreOptions options = {.holder = "init"};
    Store *store = store_new(path, &options);
    if (!store)
        return error_set(error, STATUS_OUT_OF_MEMORY, _("out of memory"));
    Status status = open_at(store, &options, error);
    if (status == STATUS_OK)
        status = write_default_settings(store, error);
    store_close(store);
    if (status == STATUS_OK)
        status = sync_folders(path, error);
    if (status != STATUS_OK) {
        Error ignored;
        (void)!folder_empty(path, made, &ignored);
    }
    return status;
}

/* ---- parts ---- */

Facts *store_facts(Store *store)
{
    return store->facts;
}

Records *store_records(Store *store)
{
    return store->records;
}

const char *store_path(const Store *store)
{
    return store->path;
}

void store_write_lock(Store *store)
{
    pthread_mutex_lock(&store->writing);
}

void store_write_unlock(Store *store)
{
    pthread_mutex_unlock(&store->writing);
}

uint64_t store_version(const Store *store)
{
    return atomic_load(&((Store *)store)->version);
}

int64_t store_state(const Store *store)
{
    return seen_state(store->facts_file);
}

void store_changed(Store *store)
{
    atomic_fetch_add(&store->version, 1);
}

/* ---- settings ---- */

Status store_setting(Store *store, Arena *arena, const char *name, const char **ret_value, Error *error)
{
    RecordsTable table;
    Value parameter = value_text(name);
    TRY(records_query(store->records, arena, "SELECT value FROM setting WHERE name = $1", &parameter, 1, &table,
                      error));
    if (table.rows > 0) {
        *ret_value = records_value(&table, 0, 0).text.bytes;
        return STATUS_OK;
    }
    const Setting *setting = setting_find(name);
    if (!setting)
        return error_set(error, STATUS_NOT_FOUND, _("there is no setting %s"), name);
    *ret_value = arena_string(arena, setting->fallback);
    return STATUS_OK;
}

Status store_set_setting(Store *store, const char *name, const char *value, Error *error)
{
    const Setting *setting = setting_find(name);
    if (!setting)
        return error_set(error, STATUS_NOT_FOUND, _("there is no setting %s"), name);
    TRY(setting_check(setting, value, error));
    Value row[2] = {value_text(name), value_text(value)};
    TRY(records_execute(store->records,
                        "INSERT INTO setting (name, value) VALUES ($1, $2) "
                        "ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                        row, 2, NULL, error));
    store_changed(store);
    return STATUS_OK;
}
