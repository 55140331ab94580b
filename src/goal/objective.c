/* Objectives in the records. */
#include "goal/objective.h"

#include "base/suggest.h"
#include "base/translate.h"
#include "goal/parts.h"
#include "goal/rows.h"

#include <string.h>

static const char *const level_names[] = {"company", "department", "team", "person"};

const char *objective_level_name(ObjectiveLevel level)
{
    return level_names[level];
}

bool objective_level_parse(const char *name, ObjectiveLevel *ret_level)
{
    for (size_t i = 0; i < sizeof level_names / sizeof level_names[0]; i++)
        if (strcmp(level_names[i], name) == 0) {
            *ret_level = (ObjectiveLevel)i;
            return true;
        }
    return false;
}

Status objective_check(const Objective *objective, const Objective *before, int32_t today, Error *error)
{
    TRY(goal_id_check(objective->id, error));
    if (!objective->title || !*objective->title)
        return goal_refuse(error, "title", _("an objective has a title"));
    if (objective->to < today && !(before && before->to == objective->to))
        return goal_refuse(error, "to", _("the objective's time is over already"));
    if (objective->to < objective->from)
        return goal_refuse(error, "to", _("the objective ends before it begins"));
    TRY(goal_text_check("title", objective->title, error));
    TRY(goal_text_check("why", objective->why, error));
    TRY(goal_text_check("unit", objective->unit, error));
    return goal_text_check("owner", objective->owner, error);
}

/* ---- reading ---- */

enum { COLUMN_ID, COLUMN_TITLE, COLUMN_WHY, COLUMN_LEVEL, COLUMN_UNIT, COLUMN_OWNER, COLUMN_FROM, COLUMN_TO,
       COLUMN_COMMITTED, DEFINITION_COLUMNS, COLUMN_LEARNED = DEFINITION_COLUMNS, COLUMN_CLOSED, COLUMN_SCORE,
       COLUMN_REVISION, COLUMN_CARRIED_FROM, COLUMN_CARRIED_TO };

#define OBJECTIVE_DEFINITION "objective, title, why, level, unit, owner, from_day, to_day, committed"
#define OBJECTIVE_SELECT                                                                                      \
    "SELECT " OBJECTIVE_DEFINITION ", learned, closed_at, final_score, revision, carried_from, "              \
    "(SELECT min(n.objective) FROM objective n WHERE n.carried_from = o.objective AND n.removed_at IS NULL) " \
    "FROM objective o WHERE removed_at IS NULL "
#define OBJECTIVE_ORDER                                                                                      \
    "ORDER BY CASE level WHEN 'company' THEN 0 WHEN 'department' THEN 1 WHEN 'team' THEN 2 ELSE 3 END, to_day, title"

static Objective objective_at(Arena *arena, const RecordsTable *table, size_t row)
{
    MaybeNumber score = row_number(table, row, COLUMN_SCORE);
    Objective objective = {.id = row_text(arena, table, row, COLUMN_ID),
                           .title = row_text(arena, table, row, COLUMN_TITLE),
                           .why = row_text(arena, table, row, COLUMN_WHY),
                           .unit = row_text(arena, table, row, COLUMN_UNIT),
                           .owner = row_text(arena, table, row, COLUMN_OWNER),
                           .from = records_value(table, row, COLUMN_FROM).day,
                           .to = records_value(table, row, COLUMN_TO).day,
                           .committed = records_value(table, row, COLUMN_COMMITTED).boolean,
                           .closed = records_value(table, row, COLUMN_CLOSED).type != VALUE_NULL,
                           .final_score = score.defined ? score.number : (double)NAN,
                           .learned = row_text(arena, table, row, COLUMN_LEARNED),
                           .carried_from = row_text(arena, table, row, COLUMN_CARRIED_FROM),
                           .carried_to = row_text(arena, table, row, COLUMN_CARRIED_TO),
                           .revision = records_value(table, row, COLUMN_REVISION).integer};
    if (!objective_level_parse(row_text(arena, table, row, COLUMN_LEVEL), &objective.level))
        objective.level = LEVEL_COMPANY;
    return objective;
}

Status objective_list(Store *store, Arena *arena, bool closed, Objective **ret_objectives, size_t *ret_count, Error *error)
{
    RecordsTable table;
    TRY(records_query(store_records(store), arena,
                      closed ? OBJECTIVE_SELECT OBJECTIVE_ORDER : OBJECTIVE_SELECT "AND closed_at IS NULL " OBJECTIVE_ORDER,
                      NULL, 0, &table, error));
    Objective *objectives = ARENA_ARRAY(arena, table.rows + 1, Objective);
    for (size_t i = 0; i < table.rows; i++)
        objectives[i] = objective_at(arena, &table, i);
    *ret_objectives = objectives;
    *ret_count = table.rows;
    return STATUS_OK;
}

static Status not_found(Store *store, Arena *arena, const char *id, Error *error)
{
    Objective *objectives;
    size_t count;
    TRY(objective_list(store, arena, /* closed= */ true, &objectives, &count, error));
    const char **ids = ARENA_ARRAY(arena, count + 1, const char *);
    for (size_t i = 0; i < count; i++)
        ids[i] = objectives[i].id;
    error_set(error, STATUS_NOT_FOUND, _("there is no objective \"%s\""), id);
    suggest_names(error, id, ids, count);
    return STATUS_NOT_FOUND;
}

Status objective_find(Store *store, Arena *arena, const char *id, Objective *ret_objective, Error *error)
{
    RecordsTable table;
    Value key = value_text(id);
    TRY(records_query(store_records(store), arena, OBJECTIVE_SELECT "AND objective = $1", &key, 1, &table, error));
    if (table.rows == 0)
        return not_found(store, arena, id, error);
    *ret_objective = objective_at(arena, &table, 0);
    return STATUS_OK;
}

/* ---- changing ---- */

static void definition_values(const Objective *objective, Value values[DEFINITION_COLUMNS])
{
    values[COLUMN_ID] = value_text(objective->id);
    values[COLUMN_TITLE] = value_text(objective->title);
    values[COLUMN_WHY] = value_text(objective->why);
    values[COLUMN_LEVEL] = value_text(objective_level_name(objective->level));
    values[COLUMN_UNIT] = value_text(objective->unit);
    values[COLUMN_OWNER] = value_text(objective->owner);
    values[COLUMN_FROM] = value_day(objective->from);
    values[COLUMN_TO] = value_day(objective->to);
    values[COLUMN_COMMITTED] = value_boolean(objective->committed);
}

Status objective_insert(Store *store, Arena *arena, const Objective *objective, const char *by, Error *error)
{
    Records *records = store_records(store);
    Value values[DEFINITION_COLUMNS + 3];
    RecordsTable table;
    int64_t now;
    TRY(instant_now(&now));
    definition_values(objective, values);
    TRY(records_query(records, arena,
                      "SELECT (SELECT count(*) FROM objective WHERE objective = $1), (SELECT count(*) FROM objective)", values, 1,
                      &table, error));
    if (records_value(&table, 0, 0).integer > 0)
        return error_set(error, STATUS_ALREADY_EXISTS, _("there is an objective \"%s\" already"), objective->id);
    if (records_value(&table, 0, 1).integer >= OBJECTIVE_LIMIT)
        return error_set(error, STATUS_TOO_LARGE, _("there are %d objectives already"), OBJECTIVE_LIMIT);
    values[DEFINITION_COLUMNS] = value_time(now);
    values[DEFINITION_COLUMNS + 1] = value_text(by);
    values[DEFINITION_COLUMNS + 2] = value_text(objective->carried_from);
    TRY(records_execute(records,
                        "INSERT INTO objective (" OBJECTIVE_DEFINITION ", created_at, created_by, carried_from, revision) "
                        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 1)",
                        values, DEFINITION_COLUMNS + 3, NULL, error));
    return objective_note(store, objective->id, by, "added", NULL, NULL, error);
}

Status objective_add(Store *store, const Objective *objective, const char *by, Error *error)
{
    CLEANUP(arena_cleanup) Arena *arena = arena_new(0);
    TRY(records_begin(store_records(store), error));
    return rows_finish(store_records(store), objective_insert(store, arena, objective, by, error), error);
}

static Status insert_whole(const KpiAsker *asker, Arena *arena, const Objective *objective, const KeyResult *results, size_t count,
                           const char *by, Error *error)
{
    int64_t number;
    TRY(objective_insert(asker->store, arena, objective, by, error));
    for (size_t i = 0; i < count; i++)
        TRY(key_result_insert(asker, arena, objective->id, &results[i], by, &number, error));
    return STATUS_OK;
}

Status objective_add_whole(const KpiAsker *asker, const Objective *objective, const KeyResult *results, size_t count, const char *by,
                           Error *error)
{
    CLEANUP(arena_cleanup) Arena *arena = arena_new(0);
    for (size_t i = 0; i < count; i++)
        TRY(key_result_check(asker, arena, &results[i], error));
    TRY(records_begin(store_records(asker->store), error));
    return rows_finish(store_records(asker->store), insert_whole(asker, arena, objective, results, count, by, error), error);
}

static Status say_conflict(Store *store, Arena *arena, const char *id, Error *error)
{
    RecordsTable table;
    Value key = value_text(id);
    TRY(records_query(store_records(store), arena,
                      "SELECT changed_by, revision, (SELECT closed_at IS NOT NULL FROM objective WHERE objective = $1) "
                      "FROM objective_revision WHERE objective = $1 ORDER BY revision DESC LIMIT 1",
                      &key, 1, &table, error));
    if (table.rows == 0)
        return not_found(store, arena, id, error);
    if (records_value(&table, 0, 2).integer)
        return error_set(error, STATUS_CONFLICT, _("the objective \"%s\" is closed"), id);
    error_set(error, STATUS_CONFLICT, _("\"%s\" was changed by %s while you were changing it"), id,
              row_text(arena, &table, 0, 0));
    error_hint(error, _("look at revision %lld and make your change to that"), (long long)records_value(&table, 0, 1).integer);
    return STATUS_CONFLICT;
}

Status objective_still(Store *store, Arena *arena, const char *id, int64_t revision, Objective *ret_objective, Error *error)
{
    TRY(objective_find(store, arena, id, ret_objective, error));
    if (!ret_objective->closed && (revision == 0 || revision == ret_objective->revision))
        return STATUS_OK;
    return say_conflict(store, arena, id, error);
}

static void compare(Arena *arena, const Objective *before, const Objective *after, ChangeNotes *notes)
{
    change_text(notes, "title", before->title, after->title);
    change_text(notes, "why", before->why, after->why);
    change_text(notes, "level", objective_level_name(before->level), objective_level_name(after->level));
    change_text(notes, "of", before->unit, after->unit);
    change_text(notes, "owner", before->owner, after->owner);
    change_day(notes, arena, "from", before->from, after->from);
    change_day(notes, arena, "to", before->to, after->to);
    change_text(notes, "committed", before->committed ? "true" : "false", after->committed ? "true" : "false");
}

static Status update(Store *store, Arena *arena, const Objective *objective, const char *by, const char *reason, Error *error)
{
    Value values[DEFINITION_COLUMNS];
    Objective before;
    ChangeNotes notes = {0};
    TRY(objective_still(store, arena, objective->id, objective->revision, &before, error));
    compare(arena, &before, objective, &notes);
    if (notes.count == 0)
        return STATUS_OK;
    definition_values(objective, values);
    TRY(records_execute(store_records(store),
                        "UPDATE objective SET title = $2, why = $3, level = $4, unit = $5, owner = $6, from_day = $7, to_day = $8, "
                        "committed = $9 WHERE objective = $1",
                        values, DEFINITION_COLUMNS, NULL, error));
    return objective_note(store, objective->id, by, "changed", &notes, reason, error);
}

Status objective_change(Store *store, const Objective *objective, const char *by, const char *reason, Error *error)
{
    CLEANUP(arena_cleanup) Arena *arena = arena_new(0);
    TRY(goal_text_check("reason", reason, error));
    TRY(records_begin(store_records(store), error));
    return rows_finish(store_records(store), update(store, arena, objective, by, reason, error), error);
}

static Status take_out(Store *store, Arena *arena, const char *id, const char *by, const char *reason, Error *error)
{
    Objective found;
    int64_t now;
    TRY(instant_now(&now));
    TRY(objective_find(store, arena, id, &found, error));
    Value values[] = {value_text(id), value_time(now)};
    TRY(records_execute(store_records(store), "UPDATE objective SET removed_at = $2 WHERE objective = $1", values, 2, NULL, error));
    TRY(records_execute(store_records(store), "DELETE FROM objective_link WHERE objective = $1 OR other = $1", values, 1, NULL, error));
    return objective_note(store, id, by, "removed", NULL, reason, error);
}

Status objective_remove(Store *store, const char *id, const char *by, const char *reason, Error *error)
{
    CLEANUP(arena_cleanup) Arena *arena = arena_new(0);
    TRY(goal_text_check("reason", reason, error));
    TRY(records_begin(store_records(store), error));
    return rows_finish(store_records(store), take_out(store, arena, id, by, reason, error), error);
}
