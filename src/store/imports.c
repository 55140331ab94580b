/*
 * The list of imports, which lies in the records for those who look, and follows from the table `batch` of the facts,
 * which is what counts: a batch is in it from the moment its rows are durable. What a process did not come to write
 * into the list, since it was killed between the two, is written when the store is opened.
 */
#include "store/imports.h"

#include "store/folder.h"

#include <unistd.h>

typedef struct Counts {
    int64_t batches, undone;
} Counts;

static Status count_facts(FactsSession *session, Arena *arena, Counts *ret_counts, Error *error)
{
    Value batches, undone;
    TRY(facts_value(session, arena, "SELECT count(*) FROM batch", NULL, 0, &batches, error));
    TRY(facts_value(session, arena, "SELECT count(undone_at) FROM batch", NULL, 0, &undone, error));
    *ret_counts = (Counts){batches.integer, undone.integer};
    return STATUS_OK;
}

static Status count_records(Records *records, Arena *arena, Counts *ret_counts, Error *error)
{
    RecordsTable table;
    TRY(records_query(records, arena, "SELECT count(*), count(undone_at) FROM import", NULL, 0, &table, error));
    *ret_counts = (Counts){records_value(&table, 0, 0).integer, records_value(&table, 0, 1).integer};
    return STATUS_OK;
}

enum { COLUMNS = 10, AT_BATCH = 0 };

/* The file of rejects that an import of this number would have left. */
static const char *rejects_of(Arena *arena, const char *path, int64_t batch)
{
    const char *file = folder_file(arena, path, arena_format(arena, "rejects/%lld.csv", (long long)batch));
    return access(file, F_OK) == 0 ? file : NULL;
}

static Status write_row(Records *records, const Value batch[COLUMNS], const char *rejects, Error *error)
{
    Value row[COLUMNS + 1];
    for (size_t i = 0; i < COLUMNS; i++)
        row[i] = batch[i];
    row[COLUMNS] = value_text(rejects);
    return records_execute(records,
                           "INSERT INTO import (batch, kind, source, started_at, finished_at, rows_read, rows_added, "
                           "rows_changed, rows_unchanged, rows_rejected, undone_at, rejects) "
                           "VALUES ($1, $2, $3, $4, $4, $5, $6, $7, $8, $9, $10, $11) "
                           "ON CONFLICT (batch) DO UPDATE SET undone_at = excluded.undone_at",
                           row, COLUMNS + 1, NULL, error);
}

static Status copy_rows(FactsSession *session, Records *records, Arena *arena, const char *path, Error *error)
{
    CLEANUP(facts_result_cleanup) FactsResult *result = NULL;
    TRY(facts_query(session,
                    "SELECT batch, kind, source, committed_at, read, added, changed, unchanged, rejected, undone_at FROM batch",
                    NULL, 0, &result, error));
    for (;;) {
        bool row;
        TRY(facts_result_next(result, &row, error));
        if (!row)
            return STATUS_OK;
        Value values[COLUMNS];
        for (size_t i = 0; i < COLUMNS; i++)
            values[i] = facts_result_value(result, i);
        TRY(write_row(records, values, rejects_of(arena, path, values[AT_BATCH].integer), error));
    }
}

Status imports_reconcile(Facts *facts, Records *records, const char *path, Error *error)
{
    CLEANUP(arena_cleanup) Arena *arena = arena_new(0);
    CLEANUP(facts_session_cleanup) FactsSession *session = NULL;
    TRY(facts_session_open(facts, &session, error));
    Counts stored, listed;
    TRY(count_facts(session, arena, &stored, error));
    TRY(count_records(records, arena, &listed, error));
    if (stored.batches == listed.batches && stored.undone == listed.undone)
        return STATUS_OK;
    TRY(records_begin(records, error));
    Status status = copy_rows(session, records, arena, path, error);
    if (status == STATUS_OK)
        return records_commit(records, error);
    records_rollback(records);
    return status;
}
