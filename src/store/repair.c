#include "store/repair.h"

#include "base/translate.h"
#include "store/folder.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

/*
 * The log of DuckDB 1.5, as seen in its files: 8 bytes `64 00 62 65 00 version ff ff`, then frames of a length
 * (8 bytes, little-endian), a checksum (8 bytes) and a record that begins with `64 00` and ends with `ff ff`.
 */
enum { LOG_HEAD = 8, FRAME_HEAD = 16, LOG_VERSION = 2, RECORD_LEAST = 4 };

static bool log_known(void)
{
    return strncmp(facts_engine_version(), "DuckDB 1.5.", 11) == 0;
}

/* Length of the frame at `at` with its head; 0 where it is not within `size`. */
static size_t frame_length(const unsigned char *log, size_t size, size_t at)
{
    uint64_t length = 0;
    if (size - at < FRAME_HEAD)
        return 0;
    for (int i = 7; i >= 0; i--)
        length = length << 8 | log[at + (size_t)i];
    return length < RECORD_LEAST || length > size - at - FRAME_HEAD ? 0 : (size_t)length + FRAME_HEAD;
}

static bool frame_whole(const unsigned char *log, size_t at, size_t length)
{
    const unsigned char *record = log + at + FRAME_HEAD, *end = log + at + length;
    return record[0] == 0x64 && record[1] == 0 && end[-2] == 0xff && end[-1] == 0xff;
}

/* Whole frames from `at` to exactly the end: a torn last write does not have such behind it. */
static bool frames_to_end(const unsigned char *log, size_t size, size_t at)
{
    while (at < size) {
        size_t length = frame_length(log, size, at);
        if (length == 0 || !frame_whole(log, at, length))
            return false;
        at += length;
    }
    return true;
}

/* Where the log is damaged; -1: nowhere that shows. */
static int64_t damaged_at(const unsigned char *log, size_t size)
{
    if (memcmp(log, "\x64\x00\x62\x65\x00", 5) != 0 || log[6] != 0xff || log[7] != 0xff)
        return 0;
    if (log[5] != LOG_VERSION)
        return -1;
    size_t at = LOG_HEAD, length;
    while (at < size && (length = frame_length(log, size, at)) > 0)
        at += length;
    for (size_t behind = at + 1; behind + FRAME_HEAD < size; behind++)
        if (frame_length(log, size, behind) > 0 && frames_to_end(log, size, behind))
            return (int64_t)at;
    return -1;
}

Status repair_check_log(const char *facts_file, int64_t *ret_position, Error *error)
{
    CLEANUP(arena_cleanup) Arena *arena = arena_new(0);
    const char *path = arena_format(arena, "%s.wal", facts_file);
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return errno == ENOENT ? STATUS_OK : error_set_errno(error, errno, "%s", path);
    struct stat status;
    size_t size = fstat(fd, &status) == 0 ? (size_t)status.st_size : 0;
    void *log = size > LOG_HEAD && log_known() ? mmap(NULL, size, PROT_READ, MAP_PRIVATE, fd, 0) : MAP_FAILED;
    close(fd);
    if (log == MAP_FAILED)
        return STATUS_OK;
    int64_t position = damaged_at(log, size);
    munmap(log, size);
    if (position < 0)
        return STATUS_OK;
    *ret_position = position;
    error_set(error, STATUS_STORE_DAMAGED, _("the write-ahead log of the facts is damaged at byte %lld of %lld"),
              (long long)position, (long long)size);
    error_hint(error, _("mend it, keeping a copy: mizan check STORE --repair"));
    error_where(error, "%s", path);
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
