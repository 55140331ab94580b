#include "goal/metric_use.h"

#include "base/translate.h"
#include "goal/parts.h"
#include "goal/rows.h"
#include "metric/own.h"

#include <string.h>

enum { NAMED_MOST = 5 };

/* Titles of the KPIs and objectives that are measured by it, by kind and title. */
#define USERS                                                                                                         \
    "SELECT title FROM kpi WHERE metric = $1 AND retired_at IS NULL UNION ALL "                                       \
    "SELECT o.title FROM objective o WHERE o.closed_at IS NULL AND EXISTS (SELECT 1 FROM key_result k "               \
    "WHERE k.objective = o.objective AND k.metric = $1)"

static Status refuse_used(Store *store, const char *id, Error *error)
{
    CLEANUP(arena_cleanup) Arena *arena = arena_new(0);
    RecordsTable table;
    Value value = value_text(id);
    TRY(records_query(store_records(store), arena, USERS, &value, 1, &table, error));
    if (!table.rows)
        return STATUS_OK;
    const char *names = "";
    for (size_t i = 0; i < table.rows && i < NAMED_MOST; i++)
        names = arena_format(arena, "%s%s%s", names, i ? ", " : "", row_text(arena, &table, i, 0));
    error_set(error, STATUS_CONFLICT, _("\"%s\" is in use: %s%s"), id, names, table.rows > NAMED_MOST ? ", …" : "");
    error_hint(error, "%s", _("measure them by another metric, or retire them, first"));
    return error->status;
}

Status metric_use_retire(Store *store, const char *id, const char *by, const char *reason, Error *error)
{
    CLEANUP(arena_cleanup) Arena *arena = arena_new(0);
    OwnRevision *revisions;
    size_t count;
    TRY(own_history(store_records(store), arena, id, &revisions, &count, error)); /* a shipped one is no business of ours */
    TRY(refuse_used(store, id, error));
    return own_retire(store_records(store), id, by, reason, error);
}

/* What the change would break, and for whom. */
static Status say_broken(const char *title, Error *error)
{
    char why[sizeof error->message], hint[sizeof error->hint];
    memcpy(why, error->message, sizeof why);
    memcpy(hint, error->hint, sizeof hint);
    error_set(error, STATUS_CONFLICT, _("\"%s\" could no longer be measured: %s"), title, why);
    error_hint(error, "%s", hint);
    return error->status;
}

static Status check_key_results(const KpiAsker *asker, Arena *arena, const Objective *objective, const char *id, Error *error)
{
    KeyResult *results;
    size_t count;
    TRY(key_result_list(asker->store, arena, objective->id, &results, &count, error));
    for (size_t i = 0; i < count; i++) {
        MetricQuery query;
        if (results[i].kind != KEY_RESULT_METRIC || strcmp(results[i].metric, id) != 0)
            continue;
        if (key_result_question(arena, asker, &results[i], &query, error) != STATUS_OK)
            return say_broken(results[i].title, error);
    }
    return STATUS_OK;
}

Status metric_use_fits(const KpiAsker *asker, const char *id, Error *error)
{
    CLEANUP(arena_cleanup) Arena *arena = arena_new(0);
    Kpi *kpis;
    Objective *objectives;
    size_t count;
    TRY(kpi_list(asker->store, arena, /* retired= */ false, &kpis, &count, error));
    for (size_t i = 0; i < count; i++) {
        MetricQuery query;
        if (strcmp(kpis[i].metric, id) == 0 &&
            kpi_question(arena, asker->registry, asker->organization, &kpis[i], &query, error) != STATUS_OK)
            return say_broken(kpis[i].title, error);
    }
    TRY(objective_list(asker->store, arena, /* closed= */ false, &objectives, &count, error));
    for (size_t i = 0; i < count; i++)
        TRY(check_key_results(asker, arena, &objectives[i], id, error));
    return STATUS_OK;
}
