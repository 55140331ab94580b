/* The records beside the process that holds the store. */
#include "store/store.h"

#include "base/translate.h"
#include "store/engines.h"
#include "store/folder.h"
#include "store/migrate.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

/* Opening the store whole brings it up to this program's schema, or says why not. */
static Status upgrade(const char *path, Error *error)
{
    Store *store;
    TRY(store_open(path, &(StoreOptions){.holder = "upgrade"}, &store, error));
    store_close(store);
    return STATUS_OK;
}

static Status open_current(const char *path, const char *file, bool may_upgrade, Records **ret_records, Error *error)
{
    CLEANUP(records_close_cleanup) Records *records = NULL;
    int version = 0;
    TRY(records_open(file, &records, error));
    TRY(migrate_records_version(records, &version, error));
    TRY(migrate_refuse_newer(&(SchemaState){.records = version}, error));
    if (version == migrate_latest_records()) {
        *ret_records = records;
        records = NULL;
        return STATUS_OK;
    }
    if (!may_upgrade)
        return error_set(error, STATUS_STORE_BUSY, "%s", _("the store is being upgraded"));
    records_close(records);
    records = NULL;
    TRY(upgrade(path, error));
    return open_current(path, file, /* may_upgrade= */ false, ret_records, error);
}

Status store_open_records(const char *path, Records **ret_records, Error *error)
{
    if (!folder_has(path, "records.sqlite"))
        return upgrade(path, error) == STATUS_OK ? STATUS_INTERNAL : error->status; /* says what is there instead */
    CLEANUP(arena_cleanup) Arena *arena = arena_new(0);
    return open_current(path, folder_file(arena, path, "records.sqlite"), /* may_upgrade= */ true, ret_records, error);
}

void store_close_records(Records *records)
{
    records_close(records);
}

const char *store_served_at(const char *path, Arena *arena)
{
    int lock = open(folder_file(arena, path, "lock"), O_RDONLY | O_CLOEXEC);
    if (lock < 0)
        return NULL;
    char text[512];
    bool held = flock(lock, LOCK_SH | LOCK_NB) != 0;
    ssize_t length = held ? pread(lock, text, sizeof text, 0) : 0;
    close(lock);
    Text rest = {text, length > 0 ? (size_t)length : 0};
    (void)text_cut(rest, '\n', &rest); /* the process */
    (void)text_cut(rest, '\n', &rest); /* the program */
    Text holder = text_cut(rest, '\n', &rest);
    if (!text_starts_with(holder, "serve "))
        return NULL;
    return arena_copy(arena, holder.bytes + 6, holder.length - 6);
}
