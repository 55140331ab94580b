#include "store/repair.h"

#include "base/translate.h"
#include "store/folder.h"
#include "store/wal.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

static bool frame_whole(const Wal *wal, size_t at, size_t length)
{
    const unsigned char *record = wal->bytes + at + WAL_FRAME_HEAD, *end = wal->bytes + at + length;
    return record[0] == 0x64 && record[1] == 0 && end[-2] == 0xff && end[-1] == 0xff;
}

/* Whole frames from `at` to exactly the end: a torn last write does not have such behind it. */
static bool frames_to_end(const Wal *wal, size_t at)
{
    while (at < wal->size) {
        size_t length = wal_frame(wal, at);
        if (length == 0 || !frame_whole(wal, at, length))
            return false;
        at += length;
    }
    return true;
}

/* Where the log is damaged; -1: nowhere that shows. */
static int64_t damaged_at(const Wal *wal)
{
    const unsigned char *log = wal->bytes;
    if (memcmp(log, "\x64\x00\x62\x65\x00", 5) != 0 || log[6] != 0xff || log[7] != 0xff)
        return 0;
    if (log[5] != WAL_VERSION)
        return -1;
    size_t at = WAL_HEAD, length;
    while (at < wal->size && (length = wal_frame(wal, at)) > 0)
        at += length;
    for (size_t behind = at + 1; behind + WAL_FRAME_HEAD < wal->size; behind++)
        if (wal_frame(wal, behind) > 0 && frames_to_end(wal, behind))
            return (int64_t)at;
    return -1;
}

Status repair_check_log(const char *facts_file, int64_t *ret_position, Error *error)
{
    Wal wal;
    TRY(wal_map(facts_file, &wal, error));
    if (!wal.bytes)
        return STATUS_OK;
    int64_t position = damaged_at(&wal);
    long long size = (long long)wal.size;
    wal_unmap(&wal);
    if (position < 0)
        return STATUS_OK;
    *ret_position = position;
    error_set(error, STATUS_STORE_DAMAGED, _("the write-ahead log of the facts is damaged at byte %lld of %lld"),
              (long long)position, size);
    error_hint(error, _("mend it, keeping a copy: mizan check STORE --repair"));
    error_where(error, "%s.wal", facts_file);
    return STATUS_STORE_DAMAGED;
}

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
    Status status = repair_check_log(config->file, &position, error);
    if (status == STATUS_OK)
        status = facts_open(config, ret_facts, &position, error);
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
