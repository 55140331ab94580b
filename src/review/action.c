/* Actions: agreed in one review, looked at in the next. */
#include "review/review.h"

#include "base/translate.h"
#include "goal/owner.h"
#include "goal/rows.h"
#include "review/parts.h"

#include <string.h>

static const int64_t END_OF_TIME = 253402300799000000; /* 9999-12-31 23:59:59 */

static const char *const states[] = {[ACTION_OPEN] = "open", [ACTION_DONE] = "done", [ACTION_DROPPED] = "dropped",
                                     [ACTION_CARRIED] = "carried"};
enum { STATES = sizeof states / sizeof states[0] };

const char *action_state_name(ActionState state)
{
    return states[state];
}

bool action_state_parse(const char *name, ActionState *ret_state)
{
    for (int i = 0; i < STATES; i++)
        if (strcmp(states[i], name) == 0) {
            *ret_state = (ActionState)i;
            return true;
        }
    return false;
}

static Status due_check(int32_t due, int32_t today, Error *error)
{
    char day[11];
    if (due >= today)
        return STATUS_OK;
    day_format(due, day);
    review_refuse(error, "due", _("this day is past"));
    error_value(error, day, strlen(day));
    error_hint(error, "%s", _("give a day from today on"));
    return STATUS_INVALID_ARGUMENT;
}

Status review_action_check(const KpiAsker *asker, const ReviewAction *action, Error *error)
{
    TRY(review_words_check("words", action->words, error));
    TRY(review_words_check("owner", action->owner, error));
    TRY(owner_check(asker, "owner", action->owner, /* before= */ NULL, error));
    return due_check(action->due, asker->organization->today, error);
}

static Status insert_form(Store *store, const ReviewAction *action, int64_t revision, const char *by, Error *error)
{
    int64_t now;
    TRY(instant_now(&now));
    Value values[] = {value_integer(action->number), value_integer(revision),     value_text(action->words),
                      value_text(action->owner),     value_day(action->due),      value_text(states[action->state]),
                      value_text(action->outcome),   value_time(now),             value_text(by)};
    return records_execute(store_records(store),
                           "INSERT INTO review_action_form (action, revision, words, owner, due, state, outcome, changed_at, "
                           "changed_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
                           values, 9, NULL, error);
}

static Status insert(Store *store, Arena *arena, const ReviewAction *action, const char *by, int64_t *ret_number, Error *error)
{
    int64_t now, number, own;
    Value review = value_integer(action->review);
    TRY(instant_now(&now));
    TRY(review_check_open(store, arena, action->review, error));
    TRY(review_kpi_check(store, arena, action->review, action->carried_from ? NULL : action->kpi, error));
    TRY(review_count(store, arena, "SELECT 1 + coalesce(max(action), 0) FROM review_action", NULL, 0, &number, error));
    TRY(review_count(store, arena, "SELECT count(*) FROM review_action WHERE review = $1", &review, 1, &own, error));
    if (own >= REVIEW_ACTIONS_LIMIT)
        return error_set(error, STATUS_TOO_LARGE, _("a review has at most %d actions"), REVIEW_ACTIONS_LIMIT);
    Value values[] = {value_integer(number), review, value_text(action->kpi),
                      action->carried_from ? value_integer(action->carried_from) : value_null(), value_time(now), value_text(by)};
    TRY(records_execute(store_records(store),
                        "INSERT INTO review_action (action, review, kpi, carried_from, made_at, made_by) VALUES ($1, $2, $3, $4, $5, $6)",
                        values, 6, NULL, error));
    ReviewAction first = *action;
    first.number = number;
    *ret_number = number;
    return insert_form(store, &first, 1, by, error);
}

Status review_action_add(Store *store, const ReviewAction *action, const char *by, int64_t *ret_number, Error *error)
{
    CLEANUP(arena_cleanup) Arena *arena = arena_new(0);
    TRY(records_begin(store_records(store), error));
    return rows_finish(store_records(store), insert(store, arena, action, by, ret_number, error), error);
}

/* ---- reading ---- */

/* `$1` is the moment as of which forms are read. */
#define ACTION_SELECT                                                                                                     \
    "SELECT a.action, a.review, a.kpi, f.words, f.owner, f.due, f.state, f.outcome, a.carried_from, a.made_at, a.made_by, " \
    "f.changed_at, f.changed_by, f.revision, "                                                                            \
    "(SELECT n.state FROM review_action_form n WHERE n.action = a.action AND n.revision = "                               \
    "(SELECT max(m.revision) FROM review_action_form m WHERE m.action = a.action)) "                                      \
    "FROM review_action a JOIN review r ON r.review = a.review JOIN review_action_form f ON f.action = a.action "         \
    "WHERE f.revision = (SELECT max(g.revision) FROM review_action_form g WHERE g.action = a.action AND g.changed_at <= $1) "

static ActionState state_at(const RecordsTable *table, size_t row, size_t column)
{
    for (int i = 0; i < STATES; i++)
        if (text_equals(records_value(table, row, column).text, states[i]))
            return (ActionState)i;
    return ACTION_OPEN;
}

static ReviewAction action_at(Arena *arena, const RecordsTable *table, size_t row)
{
    Value carried = records_value(table, row, 8);
    return (ReviewAction){.number = records_value(table, row, 0).integer,
                          .review = records_value(table, row, 1).integer,
                          .kpi = row_text(arena, table, row, 2),
                          .words = row_text(arena, table, row, 3),
                          .owner = row_text(arena, table, row, 4),
                          .due = records_value(table, row, 5).day,
                          .state = state_at(table, row, 6),
                          .outcome = row_text(arena, table, row, 7),
                          .carried_from = carried.type == VALUE_INTEGER ? carried.integer : 0,
                          .made_at = records_value(table, row, 9).time,
                          .made_by = row_text(arena, table, row, 10),
                          .changed_at = records_value(table, row, 11).time,
                          .changed_by = row_text(arena, table, row, 12),
                          .revision = records_value(table, row, 13).integer,
                          .state_now = state_at(table, row, 14)};
}

static Status read_actions(Store *store, Arena *arena, const char *sql, const Value *values, size_t value_count,
                           ReviewAction **ret_actions, size_t *ret_count, Error *error)
{
    RecordsTable table;
    TRY(records_query(store_records(store), arena, sql, values, value_count, &table, error));
    ReviewAction *actions = ARENA_ARRAY(arena, table.rows + 1, ReviewAction);
    for (size_t i = 0; i < table.rows; i++)
        actions[i] = action_at(arena, &table, i);
    *ret_actions = actions;
    *ret_count = table.rows;
    return STATUS_OK;
}

static int64_t moment_of(const Review *review)
{
    return review->closed ? review->closed_at : END_OF_TIME;
}

Status review_action_find(Store *store, Arena *arena, int64_t number, ReviewAction *ret_action, Error *error)
{
    ReviewAction *actions;
    size_t count;
    Value values[] = {value_time(END_OF_TIME), value_integer(number)};
    TRY(read_actions(store, arena, ACTION_SELECT "AND a.action = $2", values, 2, &actions, &count, error));
    if (count == 0)
        return error_set(error, STATUS_NOT_FOUND, _("there is no action %lld"), (long long)number);
    *ret_action = actions[0];
    return STATUS_OK;
}

Status review_actions(Store *store, Arena *arena, const Review *review, ReviewAction **ret_actions, size_t *ret_count, Error *error)
{
    Value values[] = {value_time(moment_of(review)), value_integer(review->number)};
    return read_actions(store, arena, ACTION_SELECT "AND a.review = $2 ORDER BY a.action", values, 2, ret_actions, ret_count, error);
}

Status review_last_actions(Store *store, Arena *arena, const Review *review, ReviewAction **ret_actions, size_t *ret_count,
                           Error *error)
{
    int64_t before;
    Value span[] = {value_text(review_kind_name(review->span.kind)), value_day(review->span.from)};
    TRY(review_count(store, arena,
                     "SELECT coalesce(closed_at, prepared_at) FROM review WHERE kind = $1 AND from_day < $2 "
                     "ORDER BY from_day DESC LIMIT 1",
                     span, 2, &before, error));
    Value values[] = {value_time(moment_of(review)), span[0], span[1], value_time(before)};
    return read_actions(store, arena,
                        ACTION_SELECT "AND r.kind = $2 AND r.from_day < $3 AND (f.state = 'open' OR f.changed_at > $4) "
                                      "ORDER BY f.due, a.action",
                        values, 4, ret_actions, ret_count, error);
}

/* ---- changing ---- */

static bool says_other(const ReviewAction *was, const ReviewAction *now)
{
    return strcmp(was->words, now->words) != 0 || strcmp(was->owner, now->owner) != 0 || was->due != now->due;
}

/* Words, owner and day of an action belong to the minute of its review. */
static Status check_change(const KpiAsker *asker, Arena *arena, const ReviewAction *was, const ReviewAction *now, int64_t into,
                           Error *error)
{
    if (was->revision != now->revision)
        return review_say_conflict(error, was->words, was->changed_by, was->revision);
    if (was->state == ACTION_CARRIED)
        return error_set(error, STATUS_CONFLICT, _("\"%s\" was carried over: its state is that of the new action"), was->words);
    if (now->state == ACTION_CARRIED) {
        if (into == was->review)
            return review_refuse(error, "state", _("it was agreed in this very review: give it another day instead"));
        return due_check(now->due, asker->organization->today, error);
    }
    if (!says_other(was, now))
        return STATUS_OK;
    TRY(review_check_open(asker->store, arena, was->review, error));
    TRY(review_words_check("words", now->words, error));
    TRY(review_words_check("owner", now->owner, error));
    TRY(owner_check(asker, "owner", now->owner, was->owner, error));
    return was->due == now->due ? STATUS_OK : due_check(now->due, asker->organization->today, error);
}

static Status carry(Store *store, Arena *arena, const ReviewAction *was, const ReviewAction *now, int64_t into, const char *by,
                    Error *error)
{
    ReviewAction old = *was, fresh = *was;
    int64_t number;
    old.state = ACTION_CARRIED;
    old.outcome = now->outcome;
    fresh.review = into;
    fresh.carried_from = was->number;
    fresh.due = now->due;
    fresh.outcome = NULL;
    TRY(insert_form(store, &old, was->revision + 1, by, error));
    return insert(store, arena, &fresh, by, &number, error);
}

static Status update(const KpiAsker *asker, Arena *arena, const ReviewAction *now, int64_t into, const char *by, Error *error)
{
    ReviewAction was;
    TRY(review_action_find(asker->store, arena, now->number, &was, error));
    TRY(check_change(asker, arena, &was, now, into, error));
    if (now->state == ACTION_CARRIED)
        return carry(asker->store, arena, &was, now, into, by, error);
    return insert_form(asker->store, now, was.revision + 1, by, error);
}

Status review_action_change(const KpiAsker *asker, const ReviewAction *action, int64_t into, const char *by, Error *error)
{
    CLEANUP(arena_cleanup) Arena *arena = arena_new(0);
    if (action->outcome)
        TRY(review_words_check("outcome", action->outcome, error));
    TRY(records_begin(store_records(asker->store), error));
    return rows_finish(store_records(asker->store), update(asker, arena, action, into, by, error), error);
}
