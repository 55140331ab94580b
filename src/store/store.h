/*
 * A store: one folder with an organization's facts and records.
 *
 *   STORE/facts.duckdb     facts, dimensions, calendar, working hours
 *   STORE/records.sqlite   settings and everything small
 *   STORE/secrets.key      the key of store/seal.h, unless the server is given another; in no backup
 *   STORE/lock             who holds it: pid, program, address
 *   STORE/control          Unix socket of the process that serves it, when one does
 *   STORE/rejects/         rejected rows of imports
 *   STORE/backups/         copies kept before an upgrade or a repair
 *   STORE/tmp/             spill space and staging; emptied on opening
 *
 * Opening takes the lock, upgrades an older schema (keeping a copy), refuses a newer one.
 */
#ifndef STORE_STORE_H
#define STORE_STORE_H

#include "store/facts.h"
#include "store/records.h"

typedef struct Store Store;

typedef struct StoreOptions {
    size_t memory_limit_mb; /* 0: the default of 1024 */
    int threads;            /* 0: one a core */
    bool repair;            /* mend a damaged write-ahead log, keeping a copy of it in backups/ */
    const char *holder;     /* said to others in the lock: "serve 127.0.0.1:8080"; NULL: "command" */
} StoreOptions;

/* Makes the folder (which must be absent or empty) with the schema and default settings. Does not fill
 * the calendar: that is organization_apply()'s (src/calendar). */
Status store_init(const char *path, Error *error) MUST_CHECK;
Status store_open(const char *path, const StoreOptions *options, Store **ret_store, Error *error) MUST_CHECK;
void store_close(Store *store); /* NULL is allowed */
/* store_close() of a process that ends at once: what was only read is left to its end, and the lock with it. */
void store_leave(Store *store);

Facts *store_facts(Store *store);
Records *store_records(Store *store);
const char *store_path(const Store *store);

/* Serializes writers of facts: an import holds it from begin to commit. Readers are not held up. */
void store_write_lock(Store *store);
void store_write_unlock(Store *store);
/* Grows with every committed change of facts, dimensions or settings in this process: the key of caches. */
uint64_t store_version(const Store *store);
/* The state of the facts' file now (seen.h); 0 while it has a log. */
int64_t store_state(const Store *store);
void store_changed(Store *store);

/* The text of a setting into `arena`; the default of config/settings.h where none was stored. */
Status store_setting(Store *store, Arena *arena, const char *name, const char **ret_value,
                     Error *error) MUST_CHECK;
Status store_set_setting(Store *store, const char *name, const char *value, Error *error) MUST_CHECK;

/* A consistent copy of an open store into one file (tar, zstd), while others read and write. */
Status store_backup(Store *store, const char *file, Error *error) MUST_CHECK;
/* Lays the backup out as a new store at `path`, which must be absent or empty. Checks every sum first. */
Status store_restore(const char *file, const char *path, Error *error) MUST_CHECK;

/* Asks the process that holds the store at `path` to back it up; STATUS_NOT_FOUND when none serves it. */
Status store_backup_by_holder(const char *path, const char *file, Error *error) MUST_CHECK;
/* Tells the process that holds the store that accounts were changed beside it; STATUS_NOT_FOUND when none serves it. */
Status store_accounts_changed_by_other(const char *path, Error *error) MUST_CHECK;
/* The same of comments and shares. */
Status store_talk_changed_by_other(const char *path, Error *error) MUST_CHECK;

/* The records alone, beside the process that holds the store: for what is small and told to it afterwards. The engine
 * keeps several writers apart. A store of an older schema is upgraded first, which needs that nobody holds it. Closed
 * with store_close_records(). */
Status store_open_records(const char *path, Records **ret_records, Error *error) MUST_CHECK;
void store_close_records(Records *records); /* NULL is allowed */
/* The address at which the store is served now: "http://127.0.0.1:8080"; NULL: it is not. */
const char *store_served_at(const char *path, Arena *arena);

#endif
