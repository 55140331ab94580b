#include "store/repair.h"

#include "base/translate.h"
#include "store/folder.h"

#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

/* Opens with a log cut at `position`, and again wherever reading then fails, until the log is empty. */
static Status open_before(const FactsConfig *config, const char *log, int64_t position, Facts **ret_facts,
                          Error *error)
{
    for (;;) {
        if (position > 0 && truncate(log, position) != 0)
            return error_set_errno(error, errno, "%s", log);
        if (position <= 0 && unlink(log) != 0 && errno != ENOENT)
            return error_set_errno(error, errno, "%s", log);
        int64_t next = -1;
        Status status = facts_open(config, ret_facts, &next, error);
        if (status != STATUS_STORE_DAMAGED || position <= 0 || next < 0)
            return status;
        position = next < position ? next : 0;
    }
}

Status repair_open_facts(const char *store, const FactsConfig *config, Facts **ret_facts, Error *error)
{
    int64_t position = -1;
    Status status = facts_open(config, ret_facts, &position, error);
    if (status != STATUS_STORE_DAMAGED || position < 0)
        return status;
    CLEANUP(arena_cleanup) Arena *arena = arena_new(0);
    char stamp[32];
    folder_stamp(stamp);
    char *log = arena_format(arena, "%s.wal", config->file);
    char *copy = arena_format(arena, "%s/backups/%s-damaged-facts.duckdb.wal", store, stamp);
    TRY(folder_copy(log, copy, error));
    TRY(folder_sync(folder_file(arena, store, "backups"), error));
    return open_before(config, log, position, ret_facts, error);
}
