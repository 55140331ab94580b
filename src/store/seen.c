#include "store/seen.h"

#include "base/arena.h"
#include "base/hash.h"
#include "store/migrate.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

enum { HEADS = 3 * 4096 }; /* the file's own and the two of its states */

static bool has_log(const char *facts_file)
{
    char log[4096];
    struct stat found;
    int length = snprintf(log, sizeof log, "%s.wal", facts_file);
    return length < 0 || (size_t)length >= sizeof log || (stat(log, &found) == 0 && found.st_size > 0);
}

int64_t seen_state(const char *facts_file)
{
    unsigned char heads[HEADS];
    struct stat file;
    int fd = has_log(facts_file) ? -1 : open(facts_file, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return 0;
    bool whole = pread(fd, heads, sizeof heads, 0) == (ssize_t)sizeof heads && fstat(fd, &file) == 0;
    close(fd);
    if (!whole)
        return 0;
    int64_t size = file.st_size;
    uint64_t hash = hash_bytes(hash_bytes(HASH_START, heads, sizeof heads), &size, sizeof size);
    return (int64_t)(hash >> 1 | 1); /* the engines know no unsigned numbers */
}

bool seen_before(Records *records, int64_t state)
{
    Error ignored; /* a store of before has no such table yet */
    RecordsTable table;
    CLEANUP(arena_cleanup) Arena *arena = arena_new(0);
    Value row[3] = {value_integer(state), value_integer(migrate_schema_hash()), value_integer(migrate_latest_records())};
    return state && records_query(records, arena,
                                  "SELECT count(*) FROM facts_seen WHERE state = $1 AND schema = $2 "
                                  "AND $3 = (SELECT max(version) FROM schema_version)",
                                  row, 3, &table, &ignored) == STATUS_OK &&
           records_value(&table, 0, 0).integer > 0;
}

void seen_note(Records *records, int64_t state)
{
    Error ignored;
    Value row[2] = {value_integer(state), value_integer(migrate_schema_hash())};
    if (state)
        (void)!records_execute(records,
                               "INSERT INTO facts_seen (only, state, schema) VALUES (1, $1, $2) "
                               "ON CONFLICT (only) DO UPDATE SET state = excluded.state, schema = excluded.schema",
                               row, 2, NULL, &ignored);
}
