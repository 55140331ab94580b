/* Closing objectives, and going on with what was not reached. */
#include "goal/initiative.h"

#include "base/translate.h"
#include "goal/parts.h"
#include "goal/rows.h"

#include <string.h>

/* ---- closing ---- */

static Status check_learned(const char *learned, Error *error)
{
    if (text_trim(text_of(learned)).length == 0) {
        goal_refuse(error, "learned", _("say what was learned: a closed objective is worth what the next one is set by"));
        error_hint(error, "%s", _("a sentence is enough: what helped, what stood in the way, what to do otherwise"));
        return STATUS_INVALID_ARGUMENT;
    }
    return goal_text_check("learned", learned, error);
}

/* Where each key result stood: a closed objective does not go on moving with its numbers. */
static Status keep_numbers(Store *store, const ObjectiveState *state, Error *error)
{
    for (size_t i = 0; i < state->result_count; i++) {
        const KeyResultState *result = &state->results[i];
        Value values[] = {value_text(state->objective->id), value_integer(result->result->number), maybe_value(result->now)};
        TRY(records_execute(store_records(store), "UPDATE key_result SET final_value = $3 WHERE objective = $1 AND key_result = $2",
                            values, 3, NULL, error));
    }
    return STATUS_OK;
}

static Status close_one(Store *store, Arena *arena, const ObjectiveState *state, const char *learned, const char *by, Error *error)
{
    const char *id = state->objective->id;
    Objective found;
    ChangeNotes notes = {0};
    int64_t now;
    TRY(instant_now(&now));
    TRY(objective_still(store, arena, id, /* revision= */ 0, &found, error));
    Value values[] = {value_text(id), value_time(now), maybe_value(state->score), value_text(learned)};
    TRY(records_execute(store_records(store), "UPDATE objective SET closed_at = $2, final_score = $3, learned = $4 WHERE objective = $1",
                        values, 4, NULL, error));
    TRY(keep_numbers(store, state, error));
    change_number(&notes, arena, "score", (double)NAN, state->score.defined ? state->score.number : (double)NAN);
    change_text(&notes, "learned", NULL, learned);
    return objective_note(store, id, by, "closed", &notes, NULL, error);
}

Status objective_close(Store *store, const ObjectiveState *state, const char *learned, const char *by, Error *error)
{
    CLEANUP(arena_cleanup) Arena *arena = arena_new(0);
    TRY(check_learned(learned, error));
    TRY(records_begin(store_records(store), error));
    return rows_finish(store_records(store), close_one(store, arena, state, learned, by, error), error);
}

/* ---- going on ---- */

typedef struct Carrying {
    const KpiAsker *asker;
    Arena *arena;
    const ObjectiveState *state;
    const CarryOver *carry;
    const char *by;
    int64_t *numbers; /* of the new key result for each old one; 0: it was reached and stays behind */
} Carrying;

static bool is_open(const KeyResultState *result)
{
    return !result->now.defined || result->score < 1;
}

static Status carry_results(const Carrying *carrying, Error *error)
{
    for (size_t i = 0; i < carrying->state->result_count; i++) {
        const KeyResultState *old = &carrying->state->results[i];
        KeyResult result = *old->result;
        if (!is_open(old))
            continue;
        if (old->now.defined && result.kind != KEY_RESULT_MILESTONE)
            result.start = old->now.number;
        TRY(key_result_insert(carrying->asker, carrying->arena, carrying->carry->id, &result, carrying->by, &carrying->numbers[i], error));
        result.number = carrying->numbers[i];
        if (result.kind == KEY_RESULT_NUMBER && old->now.defined) { /* it stands there until someone says otherwise */
            const CheckIn stands = {.by = carrying->by, .value = old->now};
            TRY(check_in_add(carrying->asker->store, carrying->carry->id, &result, &stands, error));
        }
    }
    return STATUS_OK;
}

static int64_t new_number(const Carrying *carrying, int64_t number)
{
    for (size_t i = 0; i < carrying->state->result_count; i++)
        if (carrying->state->results[i].result->number == number)
            return carrying->numbers[i];
    return 0;
}

/* Those that are not over, where the key result that they should move goes on or none is named. */
static Status carry_initiatives(const Carrying *carrying, Error *error)
{
    Initiative *initiatives;
    size_t count;
    TRY(initiative_list(carrying->asker->store, carrying->arena, carrying->state->objective->id, &initiatives, &count, error));
    for (size_t i = 0; i < count; i++) {
        Initiative initiative = initiatives[i];
        int64_t number;
        bool over = initiative.state == INITIATIVE_DONE || initiative.state == INITIATIVE_DROPPED;
        int64_t moved = new_number(carrying, initiative.key_result);
        if (over || (initiative.key_result && !moved))
            continue;
        initiative.key_result = moved;
        initiative.to = initiative.to < carrying->carry->from ? carrying->carry->to : initiative.to;
        TRY(initiative_insert(carrying->asker->store, carrying->arena, carrying->carry->id, &initiative, carrying->by, &number, error));
    }
    return STATUS_OK;
}

static Status carry_links(const Carrying *carrying, Error *error)
{
    Value values[] = {value_text(carrying->carry->id), value_text(carrying->state->objective->id)};
    Records *records = store_records(carrying->asker->store);
    TRY(records_execute(records,
                        "INSERT INTO objective_link (objective, other, kind) SELECT $1, l.other, l.kind FROM objective_link l "
                        "JOIN objective o ON o.objective = l.other WHERE l.objective = $2 AND o.closed_at IS NULL",
                        values, 2, NULL, error));
    return records_execute(records,
                           "INSERT INTO objective_link (objective, other, kind) SELECT l.objective, $1, l.kind FROM objective_link l "
                           "JOIN objective o ON o.objective = l.objective WHERE l.other = $2 AND o.closed_at IS NULL",
                           values, 2, NULL, error);
}

static Status carry(const Carrying *carrying, Error *error)
{
    const Objective *old = carrying->state->objective;
    Store *store = carrying->asker->store;
    Objective next = *old;
    ChangeNotes notes = {0};
    next.id = carrying->carry->id;
    next.title = carrying->carry->title ? carrying->carry->title : old->title;
    next.from = carrying->carry->from;
    next.to = carrying->carry->to;
    next.carried_from = old->id;
    if (!old->closed)
        TRY(close_one(store, carrying->arena, carrying->state, carrying->carry->learned, carrying->by, error));
    TRY(objective_insert(store, carrying->arena, &next, carrying->by, error));
    TRY(carry_results(carrying, error));
    TRY(carry_initiatives(carrying, error));
    TRY(carry_links(carrying, error));
    change_text(&notes, "carried-to", NULL, next.id);
    return objective_note(store, old->id, carrying->by, "carried-over", &notes, NULL, error);
}

static Status check_carry(const Carrying *carrying, Error *error)
{
    const Objective *old = carrying->state->objective;
    size_t open = 0;
    for (size_t i = 0; i < carrying->state->result_count; i++)
        open += is_open(&carrying->state->results[i]);
    if (old->carried_to)
        return error_set(error, STATUS_CONFLICT, _("\"%s\" goes on as \"%s\" already"), old->id, old->carried_to);
    if (open == 0) {
        error_set(error, STATUS_CONFLICT, _("no key result of \"%s\" is open: nothing is left to carry over"), old->id);
        error_hint(error, "%s", _("close it, and set a new objective for what comes next"));
        return STATUS_CONFLICT;
    }
    if (!old->closed)
        TRY(check_learned(carrying->carry->learned, error));
    if (carrying->carry->from <= old->from)
        return goal_refuse(error, "from", _("what goes on begins after what was"));
    Objective next = *old;
    next.id = carrying->carry->id;
    next.from = carrying->carry->from;
    next.to = carrying->carry->to;
    return objective_check(&next, NULL, carrying->asker->organization->today, error);
}

Status objective_carry_over(const KpiAsker *asker, Arena *arena, const ObjectiveState *state, const CarryOver *carry_, const char *by,
                            Error *error)
{
    Carrying carrying = {asker, arena, state, carry_, by, ARENA_ARRAY(arena, state->result_count + 1, int64_t)};
    TRY(check_carry(&carrying, error));
    TRY(records_begin(store_records(asker->store), error));
    return rows_finish(store_records(asker->store), carry(&carrying, error), error);
}
