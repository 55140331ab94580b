/* Own metrics in the records. */
#include "metric/own.h"
#include "metric/own_words.h"

#include "base/translate.h"

#include <string.h>

static const char *text_at(Arena *arena, const RecordsTable *table, size_t row, size_t column)
{
    Value value = records_value(table, row, column);
    return value.type == VALUE_TEXT ? text_string(arena, value.text) : NULL;
}

Status own_texts(Records *records, Arena *arena, MetricText **ret_texts, size_t *ret_count, Error *error)
{
    RecordsTable table;
    TRY(records_query(records, arena,
                      "SELECT metric, definition, revision FROM own_metric WHERE retired_at IS NULL ORDER BY metric", NULL, 0,
                      &table, error));
    MetricText *texts = ARENA_ARRAY(arena, table.rows + 1, MetricText);
    for (size_t i = 0; i < table.rows; i++)
        texts[i] = (MetricText){text_at(arena, &table, i, 0), records_value(&table, i, 1).text,
                                records_value(&table, i, 2).integer};
    *ret_texts = texts;
    *ret_count = table.rows;
    return STATUS_OK;
}

Status own_registry(Records *records, MetricRegistry *shipped, MetricRegistry **ret_registry, Error *error)
{
    CLEANUP(arena_cleanup) Arena *arena = arena_new(0);
    MetricText *texts;
    size_t count;
    TRY(own_texts(records, arena, &texts, &count, error));
    MetricRegistry *base = shipped ? metric_registry_keep(shipped) : NULL;
    if (!base)
        TRY(metric_registry_load(&base, error));
    if (!count) {
        *ret_registry = base;
        return STATUS_OK;
    }
    Status status = metric_registry_with(base, texts, count, ret_registry, error);
    metric_registry_free(base);
    return status;
}

Status own_version(Records *records, Arena *arena, uint64_t *ret_version, Error *error)
{
    RecordsTable table;
    /* Revisions only grow, and to retire is one: their sum tells. */
    TRY(records_query(records, arena, "SELECT coalesce(sum(revision), 0) FROM own_metric", NULL, 0, &table, error));
    Value sum = records_value(&table, 0, 0);
    *ret_version = sum.type == VALUE_INTEGER ? (uint64_t)sum.integer : sum.type == VALUE_NUMBER ? (uint64_t)sum.number : 0;
    return STATUS_OK;
}

/* ---- changes ---- */

static Status finish(Records *records, Status status, Error *error)
{
    if (status == STATUS_OK)
        return records_commit(records, error);
    records_rollback(records);
    return status;
}

static Status add_revision(Records *records, const char *id, int64_t revision, const char *definition, const char *by,
                           const char *reason, Error *error)
{
    int64_t now;
    TRY(instant_now(&now));
    Value values[] = {value_text(id), value_integer(revision), value_time(now), value_text(by), value_text(reason),
                      value_text(definition)};
    return records_execute(records,
                           "INSERT INTO own_metric_revision (metric, revision, changed_at, changed_by, reason, definition) "
                           "VALUES ($1, $2, $3, $4, $5, $6)",
                           values, 6, NULL, error);
}

static Status insert(Records *records, Arena *arena, const char *id, const char *definition, const char *by, const char *reason,
                     Error *error)
{
    RecordsTable table;
    Value values[] = {value_text(id), value_text(definition)};
    TRY(records_query(records, arena,
                      "SELECT (SELECT count(*) FROM own_metric WHERE metric = $1 AND retired_at IS NULL), "
                      "(SELECT count(*) FROM own_metric WHERE retired_at IS NULL)",
                      values, 1, &table, error));
    if (records_value(&table, 0, 0).integer > 0) {
        error_set(error, STATUS_ALREADY_EXISTS, _("there is a metric \"%s\" already"), id);
        error_where(error, "id");
        return error->status;
    }
    if (records_value(&table, 0, 1).integer >= OWN_LIMIT)
        return error_set(error, STATUS_TOO_LARGE, _("there are %d own metrics already"), OWN_LIMIT);
    TRY(records_query(records, arena,
                      "INSERT INTO own_metric (metric, definition, revision) VALUES ($1, $2, 1) ON CONFLICT (metric) DO UPDATE "
                      "SET definition = $2, revision = own_metric.revision + 1, retired_at = NULL RETURNING revision",
                      values, 2, &table, error));
    return add_revision(records, id, records_value(&table, 0, 0).integer, definition, by, reason, error);
}

Status own_add(Records *records, const char *id, Text definition, const char *by, const char *reason, Error *error)
{
    CLEANUP(arena_cleanup) Arena *arena = arena_new(0);
    TRY(records_begin(records, error));
    return finish(records, insert(records, arena, id, text_string(arena, definition), by, reason, error), error);
}

static Status not_found(const char *id, Error *error)
{
    return error_set(error, STATUS_NOT_FOUND, _("there is no own metric \"%s\""), id);
}

/* Names who changed it meanwhile. */
static Status say_conflict(Records *records, Arena *arena, const char *id, Error *error)
{
    RecordsTable table;
    Value value = value_text(id);
    TRY(records_query(records, arena,
                      "SELECT r.changed_by, r.revision FROM own_metric_revision r JOIN own_metric m ON m.metric = r.metric "
                      "WHERE r.metric = $1 AND m.retired_at IS NULL ORDER BY r.revision DESC LIMIT 1",
                      &value, 1, &table, error));
    if (!table.rows)
        return not_found(id, error);
    error_set(error, STATUS_CONFLICT, _("\"%s\" was changed by %s while you were changing it"), id, text_at(arena, &table, 0, 0));
    error_hint(error, _("look at revision %lld and make your change to that"),
               (long long)records_value(&table, 0, 1).integer);
    return STATUS_CONFLICT;
}

static Status update(Records *records, Arena *arena, const char *id, int64_t revision, const char *definition, const char *by,
                     const char *reason, Error *error)
{
    Value values[] = {value_text(id), value_text(definition), value_integer(revision)};
    int64_t changed;
    TRY(records_execute(records,
                        "UPDATE own_metric SET definition = $2, revision = revision + 1 "
                        "WHERE metric = $1 AND revision = $3 AND retired_at IS NULL",
                        values, 3, &changed, error));
    if (!changed)
        return say_conflict(records, arena, id, error);
    return add_revision(records, id, revision + 1, definition, by, reason, error);
}

Status own_change(Records *records, const char *id, int64_t revision, Text definition, const char *by, const char *reason,
                  Error *error)
{
    CLEANUP(arena_cleanup) Arena *arena = arena_new(0);
    TRY(records_begin(records, error));
    return finish(records, update(records, arena, id, revision, text_string(arena, definition), by, reason, error), error);
}

static Status retire(Records *records, Arena *arena, const char *id, const char *by, const char *reason, Error *error)
{
    int64_t now;
    RecordsTable table;
    TRY(instant_now(&now));
    Value values[] = {value_text(id), value_time(now)};
    TRY(records_query(records, arena,
                      "UPDATE own_metric SET retired_at = $2, revision = revision + 1 WHERE metric = $1 AND retired_at IS NULL "
                      "RETURNING revision",
                      values, 2, &table, error));
    if (!table.rows)
        return not_found(id, error);
    return add_revision(records, id, records_value(&table, 0, 0).integer, NULL, by, reason, error);
}

Status own_retire(Records *records, const char *id, const char *by, const char *reason, Error *error)
{
    CLEANUP(arena_cleanup) Arena *arena = arena_new(0);
    TRY(records_begin(records, error));
    return finish(records, retire(records, arena, id, by, reason, error), error);
}

Status own_history(Records *records, Arena *arena, const char *id, OwnRevision **ret_revisions, size_t *ret_count, Error *error)
{
    RecordsTable table;
    Value value = value_text(id);
    TRY(records_query(records, arena,
                      "SELECT revision, changed_at, changed_by, reason, definition FROM own_metric_revision WHERE metric = $1 "
                      "ORDER BY revision DESC",
                      &value, 1, &table, error));
    if (!table.rows)
        return not_found(id, error);
    OwnRevision *revisions = ARENA_ARRAY(arena, table.rows, OwnRevision);
    for (size_t i = 0; i < table.rows; i++)
        revisions[i] = (OwnRevision){records_value(&table, i, 0).integer, records_value(&table, i, 1).time,
                                     text_at(arena, &table, i, 2), text_at(arena, &table, i, 3), text_at(arena, &table, i, 4)};
    *ret_revisions = revisions;
    *ret_count = table.rows;
    return STATUS_OK;
}
