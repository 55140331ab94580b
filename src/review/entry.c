/* Decisions and notes of a review. */
#include "review/review.h"

#include "base/translate.h"
#include "goal/rows.h"
#include "review/parts.h"

static Status insert(Store *store, Arena *arena, int64_t review, const ReviewEntry *entry, const char *by, int64_t *ret_number,
                     Error *error)
{
    int64_t now, number;
    Value key = value_integer(review);
    TRY(instant_now(&now));
    TRY(review_check_open(store, arena, review, error));
    TRY(review_kpi_check(store, arena, review, entry->kpi, error));
    TRY(review_count(store, arena, "SELECT 1 + coalesce(max(entry), 0) FROM review_entry WHERE review = $1", &key, 1, &number, error));
    if (number > REVIEW_ENTRIES_LIMIT)
        return error_set(error, STATUS_TOO_LARGE, _("a review has at most %d decisions and notes"), REVIEW_ENTRIES_LIMIT);
    Value values[] = {key, value_integer(number), value_text(entry->decision ? "decision" : "note"), value_text(entry->kpi),
                      value_text(entry->words), value_time(now), value_text(by)};
    *ret_number = number;
    return records_execute(store_records(store),
                           "INSERT INTO review_entry (review, entry, kind, kpi, words, made_at, made_by, changed_by, revision, removed) "
                           "VALUES ($1, $2, $3, $4, $5, $6, $7, $7, 1, FALSE)",
                           values, 7, NULL, error);
}

Status review_entry_add(Store *store, int64_t review, const ReviewEntry *entry, const char *by, int64_t *ret_number, Error *error)
{
    CLEANUP(arena_cleanup) Arena *arena = arena_new(0);
    TRY(review_words_check("words", entry->words, error));
    TRY(records_begin(store_records(store), error));
    return rows_finish(store_records(store), insert(store, arena, review, entry, by, ret_number, error), error);
}

/* The row is there and is not the one that was read, or is not there. */
static Status say_why(Store *store, Arena *arena, int64_t review, int64_t number, Error *error)
{
    RecordsTable table;
    Value values[] = {value_integer(review), value_integer(number)};
    TRY(records_query(store_records(store), arena,
                      "SELECT words, changed_by, revision FROM review_entry WHERE review = $1 AND entry = $2 AND NOT removed", values,
                      2, &table, error));
    if (table.rows == 0)
        return error_set(error, STATUS_NOT_FOUND, _("review %lld has no entry %lld"), (long long)review, (long long)number);
    return review_say_conflict(error, row_text(arena, &table, 0, 0), row_text(arena, &table, 0, 1),
                               records_value(&table, 0, 2).integer);
}

static Status update(Store *store, Arena *arena, int64_t review, const ReviewEntry *entry, const char *by, Error *error)
{
    int64_t changed;
    Value values[] = {value_integer(review), value_integer(entry->number), value_integer(entry->revision), value_text(by),
                      value_text(entry->words)};
    TRY(review_check_open(store, arena, review, error));
    TRY(records_execute(store_records(store),
                        entry->words ? "UPDATE review_entry SET words = $5, changed_by = $4, revision = revision + 1 "
                                       "WHERE review = $1 AND entry = $2 AND revision = $3 AND NOT removed"
                                     : "UPDATE review_entry SET removed = TRUE, changed_by = $4, revision = revision + 1 "
                                       "WHERE review = $1 AND entry = $2 AND revision = $3 AND NOT removed",
                        values, entry->words ? 5 : 4, &changed, error));
    return changed ? STATUS_OK : say_why(store, arena, review, entry->number, error);
}

Status review_entry_change(Store *store, int64_t review, const ReviewEntry *entry, const char *by, Error *error)
{
    CLEANUP(arena_cleanup) Arena *arena = arena_new(0);
    if (entry->words)
        TRY(review_words_check("words", entry->words, error));
    TRY(records_begin(store_records(store), error));
    return rows_finish(store_records(store), update(store, arena, review, entry, by, error), error);
}

Status review_entries(Store *store, Arena *arena, int64_t review, ReviewEntry **ret_entries, size_t *ret_count, Error *error)
{
    RecordsTable table;
    Value key = value_integer(review);
    TRY(records_query(store_records(store), arena,
                      "SELECT entry, kind, kpi, words, made_at, made_by, changed_by, revision FROM review_entry "
                      "WHERE review = $1 AND NOT removed ORDER BY entry",
                      &key, 1, &table, error));
    ReviewEntry *entries = ARENA_ARRAY(arena, table.rows + 1, ReviewEntry);
    for (size_t i = 0; i < table.rows; i++)
        entries[i] = (ReviewEntry){.number = records_value(&table, i, 0).integer,
                                   .decision = text_equals(records_value(&table, i, 1).text, "decision"),
                                   .kpi = row_text(arena, &table, i, 2),
                                   .words = row_text(arena, &table, i, 3),
                                   .made_at = records_value(&table, i, 4).time,
                                   .made_by = row_text(arena, &table, i, 5),
                                   .changed_by = row_text(arena, &table, i, 6),
                                   .revision = records_value(&table, i, 7).integer};
    *ret_entries = entries;
    *ret_count = table.rows;
    return STATUS_OK;
}
