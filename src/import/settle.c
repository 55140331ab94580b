#include "import/settle.h"

#include "base/translate.h"
#include "calendar/day.h"

#include <string.h>

#define STAGE "mz_stage"
enum { REPLACED_DAYS = 90 }; /* how long an import that changed rows can be undone */

void settle_append_key(Sql *sql, const Kind *kind)
{
    sql_text(sql, "hash(");
    for (const char *const *key = kind->key; *key; key++) {
        sql_text(sql, key == kind->key ? "" : ", ");
        sql_name(sql, "", *key);
    }
    sql_text(sql, ")");
}

void settle_append_content(Sql *sql, const Kind *kind)
{
    sql_text(sql, "hash(");
    for (size_t i = 0; i < kind->field_count; i++) {
        sql_text(sql, i ? ", " : "");
        sql_name(sql, "", kind->fields[i].name);
    }
    sql_text(sql, ")");
}

void settle_append_replaced(Sql *sql, const Kind *kind, const char *before)
{
    sql_text(sql, before);
    sql_text(sql, "replaced.");
    sql_name(sql, "", kind->table);
}

static Status count_one(Settle *settle, Sql *sql, int64_t *ret_count, Error *error)
{
    return sql_count(settle->session, settle->arena, sql, ret_count, error);
}

Status settle_begin(FactsSession *session, Arena *arena, const Kind *kind, Settle *ret_settle, Error *error)
{
    Settle settle = {.session = session, .arena = arena, .kind = kind, .target = kind->table};
    Sql *sql CLEANUP(sql_cleanup) = sql_new(arena);
    sql_text(sql, "SELECT count(*) FROM (SELECT 1 FROM ");
    sql_name(sql, "", kind->table);
    sql_text(sql, " LIMIT 1)");
    int64_t any;
    TRY(count_one(&settle, sql, &any, error));
    settle.fresh = any == 0;
    if (!settle.fresh) {
        Sql *stage CLEANUP(sql_cleanup) = sql_new(arena);
        sql_text(stage, "CREATE TEMP TABLE " STAGE " AS SELECT ");
        plan_append_columns(stage, kind);
        sql_text(stage, " FROM ");
        sql_name(stage, "", kind->table);
        sql_text(stage, " LIMIT 0");
        TRY(sql_execute(session, stage, NULL, error));
        settle.target = STAGE;
    }
    *ret_settle = settle;
    return STATUS_OK;
}

Status settle_rows(Settle *settle, const Plan *plan, int64_t *ret_good, Error *error)
{
    Sql *sql CLEANUP(sql_cleanup) = sql_new(settle->arena);
    sql_text(sql, "INSERT INTO ");
    sql_name(sql, "", settle->target);
    sql_text(sql, " (");
    plan_append_columns(sql, settle->kind);
    sql_text(sql, ") ");
    TRY(plan_append_good(sql, settle->arena, plan, error));
    int64_t good;
    TRY(sql_execute(settle->session, sql, &good, error));
    settle->good += good;
    *ret_good = good;
    return STATUS_OK;
}

Status settle_again(Settle *settle, Error *error)
{
    Sql *sql CLEANUP(sql_cleanup) = sql_new(settle->arena);
    sql_text(sql, "SELECT count(*) - count(DISTINCT ");
    settle_append_key(sql, settle->kind);
    sql_text(sql, ") FROM ");
    sql_name(sql, "", settle->target);
    TRY(count_one(settle, sql, &settle->again, error));
    if (!settle->again)
        return STATUS_OK;
    Sql *keys CLEANUP(sql_cleanup) = sql_new(settle->arena);
    sql_text(keys, "CREATE TEMP TABLE mz_again AS SELECT ");
    settle_append_key(keys, settle->kind);
    sql_text(keys, " AS key, max(rowid) AS last FROM ");
    sql_name(keys, "", settle->target);
    sql_text(keys, " GROUP BY 1 HAVING count(*) > 1");
    TRY(sql_execute(settle->session, keys, NULL, error));
    Sql *removal CLEANUP(sql_cleanup) = sql_new(settle->arena);
    sql_text(removal, "DELETE FROM ");
    sql_name(removal, "", settle->target);
    sql_text(removal, " WHERE rowid IN (SELECT t.rowid FROM ");
    sql_name(removal, "", settle->target);
    sql_text(removal, " t JOIN mz_again a ON a.key = ");
    settle_append_key(removal, settle->kind);
    sql_text(removal, " WHERE t.rowid <> a.last)");
    return sql_execute(settle->session, removal, NULL, error);
}

static void append_keys_equal(Sql *sql, const Kind *kind)
{
    for (const char *const *key = kind->key; *key; key++) {
        sql_text(sql, key == kind->key ? "t." : " AND t.");
        sql_name(sql, "", *key);
        sql_text(sql, " = s.");
        sql_name(sql, "", *key);
    }
}

/* The rows that the batch changes, as they were: an undo brings them back (undo.c). */
static Status keep_replaced(Settle *settle, int64_t batch, Error *error)
{
    const Kind *kind = settle->kind;
    Sql *sql CLEANUP(sql_cleanup) = sql_new(settle->arena);
    settle_append_replaced(sql, kind, "INSERT INTO ");
    sql_text(sql, " (");
    plan_append_columns(sql, kind);
    sql_text(sql, ", replaced_by) SELECT ");
    plan_append_columns(sql, kind);
    sql_text(sql, ", ");
    sql_bind(sql, value_integer(batch));
    sql_text(sql, " FROM ");
    sql_name(sql, "", kind->table);
    sql_text(sql, " WHERE rowid IN (SELECT stored FROM mz_match WHERE NOT same)");
    TRY(sql_execute(settle->session, sql, NULL, error));

    int64_t now;
    TRY(instant_now(&now));
    Sql *old CLEANUP(sql_cleanup) = sql_new(settle->arena);
    settle_append_replaced(old, kind, "DELETE FROM ");
    sql_text(old, " WHERE replaced_by IN (SELECT batch FROM batch WHERE committed_at < ");
    sql_bind(old, value_time(now - (int64_t)REPLACED_DAYS * 86400 * 1000000));
    sql_text(old, ")");
    return sql_execute(settle->session, old, NULL, error);
}

static Status merge_stage(Settle *settle, int64_t batch, Error *error)
{
    const Kind *kind = settle->kind;
    Sql *match CLEANUP(sql_cleanup) = sql_new(settle->arena);
    sql_text(match, "CREATE TEMP TABLE mz_match AS SELECT s.rowid AS staged, t.rowid AS stored");
    for (size_t i = 0; i < kind->field_count; i++) {
        sql_text(match, i ? " AND t." : ", t.");
        sql_name(match, "", kind->fields[i].name);
        sql_text(match, " IS NOT DISTINCT FROM s.");
        sql_name(match, "", kind->fields[i].name);
    }
    sql_text(match, " AS same FROM " STAGE " s JOIN ");
    sql_name(match, "", kind->table);
    sql_text(match, " t ON ");
    append_keys_equal(match, kind);
    TRY(sql_execute(settle->session, match, NULL, error));
    TRY(keep_replaced(settle, batch, error));

    Sql *removal CLEANUP(sql_cleanup) = sql_new(settle->arena);
    sql_text(removal, "DELETE FROM ");
    sql_name(removal, "", kind->table);
    sql_text(removal, " WHERE rowid IN (SELECT stored FROM mz_match WHERE NOT same)");
    TRY(sql_execute(settle->session, removal, &settle->changed, error));

    Sql *insertion CLEANUP(sql_cleanup) = sql_new(settle->arena);
    sql_text(insertion, "INSERT INTO ");
    sql_name(insertion, "", kind->table);
    sql_text(insertion, " (");
    plan_append_columns(insertion, kind);
    sql_text(insertion, ") SELECT ");
    plan_append_columns(insertion, kind);
    sql_text(insertion, " FROM " STAGE " s WHERE s.rowid NOT IN (SELECT staged FROM mz_match WHERE same)");
    int64_t inserted;
    TRY(sql_execute(settle->session, insertion, &inserted, error));
    settle->added = inserted - settle->changed;
    settle->unchanged = settle->good - settle->again - inserted;
    return STATUS_OK;
}

/* Scores of one question of one survey are on one scale, or their mean means nothing. */
Status settle_check_scales(FactsSession *session, Arena *arena, const Kind *kind, int64_t batch, Error *error)
{
    if (!schema_field(kind, "scale_min") || !schema_field(kind, "scale_max"))
        return STATUS_OK;
    const char *survey = schema_field(kind, "survey") ? "survey" : "item";
    Sql *sql CLEANUP(sql_cleanup) = sql_new(arena);
    sql_format(sql,
               "SELECT COALESCE(%s, ''), question, min(scale_min), min(scale_max), max(scale_min), max(scale_max) FROM ",
               survey);
    sql_name(sql, "", kind->table);
    sql_format(sql, " WHERE score IS NOT NULL AND (COALESCE(%s, ''), question) IN (SELECT COALESCE(%s, ''), question FROM ",
               survey, survey);
    sql_name(sql, "", kind->table);
    if (batch) {
        sql_text(sql, " WHERE batch = ");
        sql_bind(sql, value_integer(batch));
    }
    sql_text(sql, ") GROUP BY 1, 2 HAVING min(scale_min) <> max(scale_min) OR min(scale_max) <> max(scale_max) LIMIT 1");
    FactsResult *result CLEANUP(facts_result_cleanup) = NULL;
    TRY(sql_query(session, sql, &result, error));
    bool row;
    TRY(facts_result_next(result, &row, error));
    if (!row)
        return STATUS_OK;
    Value name = facts_result_value(result, 0), question = facts_result_value(result, 1);
    double scale[4];
    for (size_t i = 0; i < 4; i++)
        scale[i] = facts_result_value(result, i + 2).number;
    error_set(error, STATUS_INVALID_DATA,
              _("the %.*s scores of \"%.*s\" are on different scales (from %g..%g to %g..%g), which do not add up"),
              (int)question.text.length, question.text.bytes, (int)name.text.length, name.text.bytes, scale[0], scale[1],
              scale[2], scale[3]);
    error_hint(error, "%s", _("give each scale a survey name of its own, or say scale_min and scale_max in the mapping"));
    return error->status;
}

static Status keep_currencies(Settle *settle, int64_t batch, Error *error)
{
    const Kind *kind = settle->kind;
    if (!schema_field(kind, "currency") || kind->dimension)
        return STATUS_OK;
    Sql *sql CLEANUP(sql_cleanup) = sql_new(settle->arena);
    sql_text(sql, "INSERT INTO currency_used (kind, currency) SELECT DISTINCT ");
    sql_bind_text(sql, kind->name);
    sql_text(sql, ", currency FROM ");
    sql_name(sql, "", kind->table);
    sql_text(sql, " WHERE currency IS NOT NULL AND batch = ");
    sql_bind(sql, value_integer(batch));
    sql_text(sql, " AND currency NOT IN (SELECT currency FROM currency_used WHERE kind = ");
    sql_bind_text(sql, kind->name);
    sql_text(sql, ")");
    return sql_execute(settle->session, sql, NULL, error);
}

Status settle_finish(Settle *settle, int64_t batch, Error *error)
{
    if (settle->fresh)
        settle->added = settle->good - settle->again;
    else
        TRY(merge_stage(settle, batch, error));
    TRY(settle_check_scales(settle->session, settle->arena, settle->kind, batch, error));
    return keep_currencies(settle, batch, error);
}

Status settle_clean(FactsSession *session, Error *error)
{
    return facts_script(session,
                        "DROP TABLE IF EXISTS temp.mz_stage; DROP TABLE IF EXISTS temp.mz_match; "
                        "DROP TABLE IF EXISTS temp.mz_again; DROP TABLE IF EXISTS temp.mz_last;", error);
}
