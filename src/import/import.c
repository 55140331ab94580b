#include "import/import.h"

#include "import/erased.h"

#include "import/progress.h"
#include "import/rejects.h"
#include "import/select.h"

#include "base/embedded.h"
#include "base/translate.h"

#include <string.h>
#include <unistd.h>

extern const EmbeddedFile import_sql[]; /* macros.sql */

/* One import on its way. */
typedef struct Import {
    Store *store;
    FactsSession *session;
    Arena *arena;
    const Kind *kind;
    const ImportOptions *options;
    Mapping *mapping;
    Home home;
    Source *sources;
    Plan *plans;
    int64_t batch;
    int64_t started;
    ImportResult result;
} Import;

static Status open_sources(Import *import, Error *error)
{
    for (size_t i = 0; i < import->options->file_count; i++)
        TRY(source_open(import->store, import->session, import->arena, import->options->files[i], import->mapping,
                        &import->sources[i], error));
    return STATUS_OK;
}

static void close_sources(Import *import)
{
    for (size_t i = 0; i < import->options->file_count; i++)
        source_close(&import->sources[i]);
}

/* The counts of a batch that has this key already. */
static Status find_repeated(Import *import, bool *ret_repeated, Error *error)
{
    *ret_repeated = false;
    if (!import->options->idempotency_key)
        return STATUS_OK;
    FactsResult *result CLEANUP(facts_result_cleanup) = NULL;
    const Value parameters[] = {value_text(import->options->idempotency_key), value_text(import->kind->name)};
    TRY(facts_query(import->session,
                    "SELECT batch, read, added, changed, unchanged, rejected, digest FROM batch "
                    "WHERE idempotency_key = $1 AND kind = $2", parameters, 2, &result, error));
    bool row;
    TRY(facts_result_next(result, &row, error));
    if (!row)
        return STATUS_OK;
    Value digest = facts_result_value(result, 6);
    if (import->options->digest && digest.type == VALUE_TEXT && !text_equals(digest.text, import->options->digest)) {
        error_set(error, STATUS_CONFLICT, "%s", _("another content came with this idempotency key before"));
        error_value(error, import->options->idempotency_key, strlen(import->options->idempotency_key));
        error_hint(error, "%s", _("a new batch needs a new key"));
        return error->status;
    }
    int64_t *const counts[] = {&import->result.batch,   &import->result.read,      &import->result.added,
                               &import->result.changed, &import->result.unchanged, &import->result.rejected};
    for (size_t i = 0; i < 6; i++)
        *counts[i] = facts_result_value(result, i).integer;
    import->result.repeated = true;
    *ret_repeated = true;
    return STATUS_OK;
}

static Status next_batch(Import *import, Error *error)
{
    Value value;
    TRY(facts_value(import->session, import->arena, "SELECT CAST(COALESCE(max(batch), 0) + 1 AS BIGINT) FROM batch", NULL,
                    0, &value, error));
    import->batch = value.integer;
    return STATUS_OK;
}

static const char *source_text(const Import *import)
{
    if (import->options->source)
        return import->options->source;
    TextBuilder names = text_builder(4000);
    for (size_t i = 0; i < import->options->file_count; i++) {
        text_append(&names, i ? ", " : "");
        text_append(&names, import->options->files[i]);
    }
    const char *text = arena_string(import->arena, names.bytes);
    text_builder_free(&names);
    return text;
}

static Status write_batch(Import *import, Error *error)
{
    const ImportResult *result = &import->result;
    int64_t now;
    TRY(instant_now(&now));
    const Value parameters[] = {
        value_integer(import->batch),       value_text(import->kind->name),
        value_text(import->options->idempotency_key), value_text(source_text(import)),
        value_time(now),                    value_integer(result->read),
        value_integer(result->added),       value_integer(result->changed),
        value_integer(result->unchanged),   value_integer(result->rejected),
        value_text(import->options->digest),
    };
    return facts_execute(import->session,
                         "INSERT INTO batch (batch, kind, idempotency_key, source, committed_at, read, added, changed, "
                         "unchanged, rejected, digest) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
                         parameters, 11, NULL, error);
}

/* The list of imports is in the records; the facts' own `batch` row is what counts. */
static Status write_record(Import *import, Error *error)
{
    const ImportResult *result = &import->result;
    const Text mapping = import->options->mapping;
    int64_t now;
    TRY(instant_now(&now));
    const Value parameters[] = {
        value_integer(import->batch),     value_text(import->kind->name),   value_text(source_text(import)),
        value_text(import->options->map), value_time(import->started),      value_time(now),
        value_integer(result->read),      value_integer(result->added),     value_integer(result->changed),
        value_integer(result->unchanged), value_integer(result->rejected),  value_text(result->rejects),
        mapping.bytes ? (Value){.type = VALUE_TEXT, .text = mapping} : value_null(),
    };
    return records_execute(store_records(import->store),
                           "INSERT INTO import (batch, kind, source, map, started_at, finished_at, rows_read, rows_added, "
                           "rows_changed, rows_unchanged, rows_rejected, rejects, mapping) "
                           "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) ON CONFLICT (batch) DO NOTHING",
                           parameters, 13, NULL, error);
}

static void add_note(Import *import, const char *column, const char *message)
{
    struct ImportNote *notes = import->result.notes;
    if (notes)
        notes[import->result.note_count++] = (struct ImportNote){column, message};
}

static void note_unmapped(Import *import)
{
    size_t count = 0;
    for (size_t i = 0; i < import->options->file_count; i++)
        count += import->plans[i].unmapped_count;
    import->result.notes = ARENA_ARRAY(import->arena, count + import->options->file_count + 8, struct ImportNote);
    for (size_t i = 0; i < import->options->file_count; i++)
        if (import->sources[i].note)
            add_note(import, import->sources[i].name, import->sources[i].note);
    for (size_t i = 0; i < import->options->file_count; i++)
        for (size_t j = 0; j < import->plans[i].unmapped_count; j++)
            add_note(import, import->plans[i].unmapped[j], N_("fills no field and is left out"));
}

static const char *rejects_path(const Import *import)
{
    if (import->options->rejects)
        return import->options->rejects;
    return import->options->dry_run
               ? arena_format(import->arena, "%s/rejects/dry-run.csv", store_path(import->store))
               : arena_format(import->arena, "%s/rejects/%lld.csv", store_path(import->store), (long long)import->batch);
}

static Status clean_session(Import *import, Error *error)
{
    for (size_t i = 0; i < import->options->file_count; i++)
        if (import->sources[i].table)
            TRY(facts_script(import->session, arena_format(import->arena, "DROP TABLE temp.%s", import->sources[i].table),
                             error));
    return settle_clean(import->session, error);
}

/* Reads, checks and settles all files within the open transaction. */
static Status bring_in(Import *import, Error *error)
{
    size_t files = import->options->file_count;
    TRY(next_batch(import, error));
    Settle settle;
    int64_t expected = 0, malformed = 0;
    TRY(settle_begin(import->session, import->arena, import->kind, &settle, error));
    for (size_t i = 0; i < files; i++) {
        TRY(select_apply(import->session, import->arena, import->mapping, i, &import->sources[i], error));
        TRY(plan_make(import->session, import->arena, import->kind, import->mapping, &import->sources[i], &import->home,
                      import->batch, &import->plans[i], error));
        int64_t good;
        TRY(settle_rows(&settle, &import->plans[i], &good, error));
        expected += import->sources[i].rows;
        malformed += import->sources[i].malformed_count;
    }
    TRY(settle_again(&settle, error));
    Rejects rejects = {.path = rejects_path(import)};
    import->result.read = expected + malformed;
    if (settle.again || malformed || expected > settle.good) {
        for (size_t i = 0; i < files; i++)
            TRY(source_number(import->store, import->arena, import->mapping, &import->sources[i], error));
        TRY(rejects_write(import->session, import->arena, import->plans, files, &settle, &rejects, error));
        import->result.rejects = rejects.rejected ? rejects.path : NULL;
        if (!rejects.rejected)
            unlink(rejects.path);
    }
    TRY(settle_finish(&settle, import->batch, error));
    TRY(erased_rename(import->session, import->arena, import->kind, import->batch, error));
    import->result.added = settle.added;
    import->result.changed = settle.changed;
    import->result.unchanged = settle.unchanged + rejects.same;
    import->result.rejected = rejects.rejected;
    note_unmapped(import);
    TRY(clean_session(import, error));
    return write_batch(import, error);
}

static Status transact(Import *import, Error *error)
{
    TRY(facts_begin(import->session, error));
    Status status = bring_in(import, error);
    if (status == STATUS_OK && !import->options->dry_run)
        status = facts_commit(import->session, error);
    if (status != STATUS_OK || import->options->dry_run)
        facts_rollback(import->session);
    return status;
}

static Status run(Import *import, Error *error)
{
    bool repeated;
    TRY(find_repeated(import, &repeated, error));
    if (repeated)
        return STATUS_OK;
    TRY(facts_script(import->session, (const char *)import_sql[0].bytes, error));
    TRY(transact(import, error));
    if (import->options->dry_run)
        return STATUS_OK;
    import->result.batch = import->batch;
    store_changed(import->store);
    return write_record(import, error);
}

Status import_files(Store *store, FactsSession *session, Arena *arena, const Kind *kind, const ImportOptions *options,
                    ImportResult *ret_result, Error *error)
{
    Import import = {.store = store, .session = session, .arena = arena, .kind = kind, .options = options};
    import.sources = ARENA_ARRAY(arena, options->file_count + 1, Source);
    import.plans = ARENA_ARRAY(arena, options->file_count + 1, Plan);
    TRY(instant_now(&import.started));
    TRY(mapping_open(arena, kind, options->map, options->mapping, &import.mapping, error));
    TRY(plan_read_home(store, arena, &import.home, error));
    Status status = open_sources(&import, error);
    if (status == STATUS_OK) {
        store_write_lock(store);
        Progress *progress = progress_start(session, arena, options, import.sources);
        status = run(&import, error);
        progress_stop(progress);
        store_write_unlock(store);
    }
    close_sources(&import);
    if (status == STATUS_OK)
        *ret_result = import.result;
    return status;
}
