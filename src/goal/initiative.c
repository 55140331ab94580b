/* Initiatives in the records. */
#include "goal/initiative.h"

#include "base/translate.h"
#include "goal/parts.h"
#include "goal/rows.h"

#include <string.h>

static const char *const state_names[] = {"planned", "running", "done", "dropped"};

const char *initiative_state_name(InitiativeState state)
{
    return state_names[state];
}

bool initiative_state_parse(const char *name, InitiativeState *ret_state)
{
    for (size_t i = 0; i < sizeof state_names / sizeof state_names[0]; i++)
        if (strcmp(state_names[i], name) == 0) {
            *ret_state = (InitiativeState)i;
            return true;
        }
    return false;
}

Status initiative_list(Store *store, Arena *arena, const char *objective, Initiative **ret_initiatives, size_t *ret_count,
                       Error *error)
{
    RecordsTable table;
    Value key = value_text(objective);
    TRY(records_query(store_records(store), arena,
                      "SELECT initiative, title, owner, from_day, to_day, state, key_result, outcome FROM initiative "
                      "WHERE objective = $1 ORDER BY from_day, initiative",
                      &key, 1, &table, error));
    Initiative *initiatives = ARENA_ARRAY(arena, table.rows + 1, Initiative);
    for (size_t i = 0; i < table.rows; i++) {
        Value bound = records_value(&table, i, 6);
        initiatives[i] = (Initiative){.number = records_value(&table, i, 0).integer,
                                      .title = row_text(arena, &table, i, 1),
                                      .owner = row_text(arena, &table, i, 2),
                                      .from = records_value(&table, i, 3).day,
                                      .to = records_value(&table, i, 4).day,
                                      .key_result = bound.type == VALUE_INTEGER ? bound.integer : 0,
                                      .outcome = row_text(arena, &table, i, 7)};
        if (!initiative_state_parse(row_text(arena, &table, i, 5), &initiatives[i].state))
            return error_set(error, STATUS_STORE_DAMAGED, "%s", _("a stored initiative cannot be read"));
    }
    *ret_initiatives = initiatives;
    *ret_count = table.rows;
    return STATUS_OK;
}

Status initiative_find(Store *store, Arena *arena, const char *objective, int64_t number, Initiative *ret_initiative, Error *error)
{
    Initiative *initiatives;
    Objective found;
    size_t count;
    TRY(objective_find(store, arena, objective, &found, error));
    TRY(initiative_list(store, arena, objective, &initiatives, &count, error));
    for (size_t i = 0; i < count; i++)
        if (initiatives[i].number == number) {
            *ret_initiative = initiatives[i];
            return STATUS_OK;
        }
    return error_set(error, STATUS_NOT_FOUND, _("\"%s\" has no initiative %lld"), objective, (long long)number);
}

/* ---- changing ---- */

static Status check(const KpiAsker *asker, Arena *arena, const char *objective, const Initiative *initiative,
                    const Initiative *before, Error *error)
{
    KeyResult result;
    if (text_trim(text_of(initiative->title)).length == 0)
        return goal_refuse(error, "title", _("an initiative has a title"));
    TRY(goal_text_check("title", initiative->title, error));
    TRY(goal_text_check("outcome", initiative->outcome, error));
    TRY(owner_check(asker, "owner", initiative->owner, before ? before->owner : NULL, error));
    if (initiative->to < initiative->from)
        return goal_refuse(error, "to", _("the initiative ends before it begins"));
    bool moved = !before || before->to != initiative->to;
    bool is_open = initiative->state == INITIATIVE_PLANNED || initiative->state == INITIATIVE_RUNNING;
    if (moved && is_open && initiative->to < asker->organization->today)
        return goal_refuse(error, "to", _("its time is over already: choose a later last day, or say that it is done or dropped"));
    if (initiative->key_result && key_result_find(asker->store, arena, objective, initiative->key_result, &result, error) != STATUS_OK) {
        error_where(error, "key_result");
        return error->status;
    }
    return STATUS_OK;
}

static Value key_result_value(const Initiative *initiative)
{
    return initiative->key_result ? value_integer(initiative->key_result) : value_null();
}

static void compare(Arena *arena, const Initiative *before, const Initiative *after, ChangeNotes *notes)
{
    change_text(notes, "initiative", before ? before->title : NULL, after->title);
    change_text(notes, "owner", before ? before->owner : NULL, after->owner);
    change_text(notes, "state", before ? initiative_state_name(before->state) : NULL, initiative_state_name(after->state));
    change_text(notes, "outcome", before ? before->outcome : NULL, after->outcome);
    if (before) {
        change_day(notes, arena, "from", before->from, after->from);
        change_day(notes, arena, "to", before->to, after->to);
        change_number(notes, arena, "moves", (double)before->key_result, (double)after->key_result);
    }
}

Status initiative_insert(Store *store, Arena *arena, const char *objective, const Initiative *initiative, const char *by,
                         int64_t *ret_number, Error *error)
{
    RecordsTable table;
    ChangeNotes notes = {0};
    int64_t now;
    TRY(instant_now(&now));
    Value key = value_text(objective);
    TRY(records_query(store_records(store), arena, "SELECT 1 + coalesce(max(initiative), 0) FROM initiative WHERE objective = $1", &key,
                      1, &table, error));
    int64_t number = records_value(&table, 0, 0).integer;
    if (number > INITIATIVES_LIMIT)
        return error_set(error, STATUS_TOO_LARGE, _("an objective has at most %d initiatives"), INITIATIVES_LIMIT);
    Value values[] = {key, value_integer(number), value_text(initiative->title), value_text(initiative->owner),
                      value_day(initiative->from), value_day(initiative->to),
                      value_text(initiative_state_name(initiative->state)), key_result_value(initiative),
                      value_text(initiative->outcome), value_time(now), value_text(by)};
    TRY(records_execute(store_records(store),
                        "INSERT INTO initiative (objective, initiative, title, owner, from_day, to_day, state, key_result, outcome, "
                        "created_at, created_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
                        values, 11, NULL, error));
    *ret_number = number;
    compare(arena, NULL, initiative, &notes);
    return objective_note(store, objective, by, "initiative-added", &notes, NULL, error);
}

static Status insert_open(Store *store, Arena *arena, const char *objective, const Initiative *initiative, const char *by,
                          int64_t *ret_number, Error *error)
{
    Objective found;
    TRY(objective_still(store, arena, objective, /* revision= */ 0, &found, error));
    return initiative_insert(store, arena, objective, initiative, by, ret_number, error);
}

Status initiative_add(const KpiAsker *asker, const char *objective, const Initiative *initiative, const char *by,
                      int64_t *ret_number, Error *error)
{
    CLEANUP(arena_cleanup) Arena *arena = arena_new(0);
    Objective found;
    TRY(objective_find(asker->store, arena, objective, &found, error));
    TRY(check(asker, arena, objective, initiative, NULL, error));
    TRY(records_begin(store_records(asker->store), error));
    return rows_finish(store_records(asker->store), insert_open(asker->store, arena, objective, initiative, by, ret_number, error), error);
}

static Status update(Store *store, Arena *arena, const char *objective, int64_t revision, const Initiative *initiative,
                     const Initiative *before, const char *by, Error *error)
{
    Objective found;
    ChangeNotes notes = {0};
    TRY(objective_still(store, arena, objective, revision, &found, error));
    compare(arena, before, initiative, &notes);
    if (notes.count == 0)
        return STATUS_OK;
    Value values[] = {value_text(objective), value_integer(initiative->number), value_text(initiative->title),
                      value_text(initiative->owner), value_day(initiative->from), value_day(initiative->to),
                      value_text(initiative_state_name(initiative->state)), key_result_value(initiative),
                      value_text(initiative->outcome)};
    TRY(records_execute(store_records(store),
                        "UPDATE initiative SET title = $3, owner = $4, from_day = $5, to_day = $6, state = $7, key_result = $8, "
                        "outcome = $9 WHERE objective = $1 AND initiative = $2",
                        values, 9, NULL, error));
    return objective_note(store, objective, by, "initiative-changed", &notes, NULL, error);
}

Status initiative_change(const KpiAsker *asker, const char *objective, int64_t revision, const Initiative *initiative,
                         const char *by, Error *error)
{
    CLEANUP(arena_cleanup) Arena *arena = arena_new(0);
    Initiative before;
    TRY(initiative_find(asker->store, arena, objective, initiative->number, &before, error));
    TRY(check(asker, arena, objective, initiative, &before, error));
    TRY(records_begin(store_records(asker->store), error));
    return rows_finish(store_records(asker->store), update(asker->store, arena, objective, revision, initiative, &before, by, error), error);
}
