/* Takes an import back: its rows go, the rows that it changed are again as they were. */
#include "import/import.h"

#include "import/settle.h"

#include "base/translate.h"
#include "calendar/day.h"

#include <inttypes.h>

typedef struct Undo {
    Store *store;
    FactsSession *session;
    Arena *arena;
    int64_t batch;
    const Kind *kind;
    const char *kind_name;
    int64_t added, changed;
    int64_t now;
    ImportUndone undone;
} Undo;

static Status read_batch(Undo *undo, Error *error)
{
    FactsResult *result CLEANUP(facts_result_cleanup) = NULL;
    const Value parameter = value_integer(undo->batch);
    TRY(facts_query(undo->session, "SELECT kind, added, changed, undone_at FROM batch WHERE batch = $1", &parameter, 1,
                    &result, error));
    bool row;
    TRY(facts_result_next(result, &row, error));
    if (!row)
        return error_set(error, STATUS_NOT_FOUND, _("there is no import %" PRId64), undo->batch);
    undo->kind_name = text_string(undo->arena, facts_result_value(result, 0).text);
    undo->kind = schema_kind(undo->kind_name);
    undo->added = facts_result_value(result, 1).integer;
    undo->changed = facts_result_value(result, 2).integer;
    if (facts_result_value(result, 3).type != VALUE_NULL)
        return error_set(error, STATUS_CONFLICT, _("import %" PRId64 " was undone already"), undo->batch);
    if (undo->kind)
        return STATUS_OK;
    return error_set(error, STATUS_UNSUPPORTED, _("there is no kind of facts \"%s\""), undo->kind_name);
}

/* A later import changed rows of this one: what this one wrote is no longer what is stored. */
static Status refuse_later(Undo *undo, Error *error)
{
    Sql *sql CLEANUP(sql_cleanup) = sql_new(undo->arena);
    settle_append_replaced(sql, undo->kind, "SELECT r.replaced_by, count(*), max(b.source) FROM ");
    sql_text(sql, " r LEFT JOIN batch b ON b.batch = r.replaced_by WHERE r.batch = ");
    sql_bind(sql, value_integer(undo->batch));
    sql_text(sql, " GROUP BY 1 ORDER BY 1 DESC LIMIT 1");
    FactsResult *result CLEANUP(facts_result_cleanup) = NULL;
    TRY(sql_query(undo->session, sql, &result, error));
    bool row;
    TRY(facts_result_next(result, &row, error));
    if (!row)
        return STATUS_OK;
    int64_t later = facts_result_value(result, 0).integer, rows = facts_result_value(result, 1).integer;
    Value source = facts_result_value(result, 2);
    const char *name = source.type == VALUE_TEXT ? text_string(undo->arena, source.text) : "";
    error_set(error, STATUS_CONFLICT, _("import %" PRId64 " (%s) came later and changed rows of import %" PRId64 " (%" PRId64 ")"),
              later, name, undo->batch, rows);
    error_hint(error, _("undo import %" PRId64 " first"), later);
    return error->status;
}

static Status count_rows(Undo *undo, Sql *sql, const char *column, int64_t *ret_count, Error *error)
{
    sql_format(sql, " WHERE %s = ", column);
    sql_bind(sql, value_integer(undo->batch));
    return sql_count(undo->session, undo->arena, sql, ret_count, error);
}

/* All that the batch brought must be there still, and all that it replaced be known. */
static Status check_whole(Undo *undo, Error *error)
{
    int64_t held, kept;
    Sql *here CLEANUP(sql_cleanup) = sql_new(undo->arena);
    sql_text(here, "SELECT count(*) FROM ");
    sql_name(here, "", undo->kind->table);
    TRY(count_rows(undo, here, "batch", &held, error));
    if (held != undo->added + undo->changed) {
        error_set(error, STATUS_CONFLICT, _("import %" PRId64 " brought %" PRId64 " rows, of which %" PRId64 " are as it left them"),
                  undo->batch, undo->added + undo->changed, held);
        error_hint(error, "%s", _("others were changed or erased since, and what they were is not known"));
        return error->status;
    }
    Sql *before CLEANUP(sql_cleanup) = sql_new(undo->arena);
    settle_append_replaced(before, undo->kind, "SELECT count(*) FROM ");
    TRY(count_rows(undo, before, "replaced_by", &kept, error));
    if (kept == undo->changed)
        return STATUS_OK;
    error_set(error, STATUS_CONFLICT, _("import %" PRId64 " changed %" PRId64 " rows, and what they were before is no longer kept"),
              undo->batch, undo->changed);
    error_hint(error, "%s", _("import an earlier file of the same rows instead: it changes them back"));
    return error->status;
}

static Status take_back(Undo *undo, Error *error)
{
    const Kind *kind = undo->kind;
    Sql *removal CLEANUP(sql_cleanup) = sql_new(undo->arena);
    sql_text(removal, "DELETE FROM ");
    sql_name(removal, "", kind->table);
    sql_text(removal, " WHERE batch = ");
    sql_bind(removal, value_integer(undo->batch));
    TRY(sql_execute(undo->session, removal, NULL, error));

    Sql *return_ CLEANUP(sql_cleanup) = sql_new(undo->arena);
    sql_text(return_, "INSERT INTO ");
    sql_name(return_, "", kind->table);
    sql_text(return_, " (");
    plan_append_columns(return_, kind);
    sql_text(return_, ") SELECT ");
    plan_append_columns(return_, kind);
    settle_append_replaced(return_, kind, " FROM ");
    sql_text(return_, " WHERE replaced_by = ");
    sql_bind(return_, value_integer(undo->batch));
    TRY(sql_execute(undo->session, return_, &undo->undone.restored, error));

    Sql *kept CLEANUP(sql_cleanup) = sql_new(undo->arena);
    settle_append_replaced(kept, kind, "DELETE FROM ");
    sql_text(kept, " WHERE replaced_by = ");
    sql_bind(kept, value_integer(undo->batch));
    undo->undone.removed = undo->added;
    return sql_execute(undo->session, kept, NULL, error);
}

/* Which currencies the kind's rows are in now. */
static Status count_currencies(Undo *undo, Error *error)
{
    const Kind *kind = undo->kind;
    if (!schema_field(kind, "currency") || kind->dimension)
        return STATUS_OK;
    Sql *sql CLEANUP(sql_cleanup) = sql_new(undo->arena);
    sql_text(sql, "DELETE FROM currency_used WHERE kind = ");
    sql_bind_text(sql, kind->name);
    sql_text(sql, " AND currency NOT IN (SELECT currency FROM ");
    sql_name(sql, "", kind->table);
    sql_text(sql, " WHERE currency IS NOT NULL)");
    TRY(sql_execute(undo->session, sql, NULL, error));
    Sql *insertion CLEANUP(sql_cleanup) = sql_new(undo->arena);
    sql_text(insertion, "INSERT INTO currency_used (kind, currency) SELECT DISTINCT ");
    sql_bind_text(insertion, kind->name);
    sql_text(insertion, ", currency FROM ");
    sql_name(insertion, "", kind->table);
    sql_text(insertion, " WHERE currency IS NOT NULL AND currency NOT IN (SELECT currency FROM currency_used WHERE kind = ");
    sql_bind_text(insertion, kind->name);
    sql_text(insertion, ")");
    return sql_execute(undo->session, insertion, NULL, error);
}

/* Later imports that found rows as they were: some may have been of this one, and go with it. */
static Status find_confirming(Undo *undo, Error *error)
{
    enum { MOST = 100 };
    int64_t *batches = ARENA_ARRAY(undo->arena, MOST, int64_t);
    FactsResult *result CLEANUP(facts_result_cleanup) = NULL;
    const Value parameters[] = {value_integer(undo->batch), value_text(undo->kind_name)};
    TRY(facts_query(undo->session,
                    "SELECT batch FROM batch WHERE batch > $1 AND kind = $2 AND unchanged > 0 AND undone_at IS NULL ORDER BY 1",
                    parameters, 2, &result, error));
    for (bool row = true; row && undo->undone.confirming_count < MOST;) {
        TRY(facts_result_next(result, &row, error));
        if (row)
            batches[undo->undone.confirming_count++] = facts_result_value(result, 0).integer;
    }
    undo->undone.confirming = batches;
    return STATUS_OK;
}

/* The key goes, so that the same batch can be sent again. */
static Status mark(Undo *undo, Error *error)
{
    const Value parameters[] = {value_integer(undo->batch), value_time(undo->now)};
    return facts_execute(undo->session, "UPDATE batch SET undone_at = $2, idempotency_key = NULL WHERE batch = $1", parameters,
                         2, NULL, error);
}

static Status run(Undo *undo, Error *error)
{
    TRY(read_batch(undo, error));
    undo->undone.kind = undo->kind;
    TRY(refuse_later(undo, error));
    TRY(check_whole(undo, error));
    TRY(find_confirming(undo, error));
    TRY(take_back(undo, error));
    TRY(settle_check_scales(undo->session, undo->arena, undo->kind, /* batch= */ 0, error));
    TRY(count_currencies(undo, error));
    TRY(mark(undo, error));
    return facts_commit(undo->session, error);
}

Status import_undo(Store *store, FactsSession *session, Arena *arena, int64_t batch, ImportUndone *ret_undone, Error *error)
{
    Undo undo = {.store = store, .session = session, .arena = arena, .batch = batch};
    TRY(instant_now(&undo.now));
    store_write_lock(store);
    Status status = facts_begin(session, error);
    if (status == STATUS_OK) {
        status = run(&undo, error);
        if (status != STATUS_OK)
            facts_rollback(session);
    }
    store_write_unlock(store);
    TRY(status);
    store_changed(store);
    *ret_undone = undo.undone;
    /* The facts say that it is undone; what is missing in the list is made good when the store is opened. */
    const Value parameters[] = {value_integer(batch), value_time(undo.now)};
    return records_execute(store_records(store), "UPDATE import SET undone_at = $2 WHERE batch = $1", parameters, 2, NULL,
                           error);
}
