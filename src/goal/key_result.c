/* Key results and their check-ins in the records. */
#include "goal/objective.h"

#include "base/translate.h"
#include "goal/lines.h"
#include "goal/parts.h"
#include "goal/rows.h"

#include <string.h>

static const char *const kind_names[] = {"kpi", "metric", "milestone", "number"};

const char *key_result_kind_name(KeyResultKind kind)
{
    return kind_names[kind];
}

bool key_result_kind_parse(const char *name, KeyResultKind *ret_kind)
{
    for (size_t i = 0; i < sizeof kind_names / sizeof kind_names[0]; i++)
        if (strcmp(kind_names[i], name) == 0) {
            *ret_kind = (KeyResultKind)i;
            return true;
        }
    return false;
}

/* ---- reading ---- */

enum { COLUMN_NUMBER, COLUMN_TITLE, COLUMN_KIND, COLUMN_KPI, COLUMN_METRIC, COLUMN_VARIANT, COLUMN_PARAMETERS,
       COLUMN_FILTERS, COLUMN_START, COLUMN_TARGET, COLUMN_WEIGHT, COLUMN_FINAL };

static Status read_row(Arena *arena, const RecordsTable *table, size_t row, KeyResult *result, Error *error)
{
    *result = (KeyResult){.number = records_value(table, row, COLUMN_NUMBER).integer,
                          .title = row_text(arena, table, row, COLUMN_TITLE),
                          .kpi = row_text(arena, table, row, COLUMN_KPI),
                          .metric = row_text(arena, table, row, COLUMN_METRIC),
                          .variant = row_text(arena, table, row, COLUMN_VARIANT),
                          .start = records_value(table, row, COLUMN_START).number,
                          .target = records_value(table, row, COLUMN_TARGET).number,
                          .weight = records_value(table, row, COLUMN_WEIGHT).number,
                          .final = row_number(table, row, COLUMN_FINAL)};
    result->parameter_count = lines_split(arena, row_text(arena, table, row, COLUMN_PARAMETERS), &result->parameters);
    result->filter_count = lines_split(arena, row_text(arena, table, row, COLUMN_FILTERS), &result->filters);
    if (!key_result_kind_parse(row_text(arena, table, row, COLUMN_KIND), &result->kind))
        return error_set(error, STATUS_STORE_DAMAGED, "%s", _("a stored key result cannot be read"));
    return STATUS_OK;
}

Status key_result_list(Store *store, Arena *arena, const char *objective, KeyResult **ret_results, size_t *ret_count,
                       Error *error)
{
    RecordsTable table;
    Value key = value_text(objective);
    TRY(records_query(store_records(store), arena,
                      "SELECT key_result, title, kind, kpi, metric, variant, parameters, filters, start_value, target_value, "
                      "weight, final_value FROM key_result WHERE objective = $1 AND removed_at IS NULL ORDER BY key_result",
                      &key, 1, &table, error));
    KeyResult *results = ARENA_ARRAY(arena, table.rows + 1, KeyResult);
    for (size_t i = 0; i < table.rows; i++)
        TRY(read_row(arena, &table, i, &results[i], error));
    *ret_results = results;
    *ret_count = table.rows;
    return STATUS_OK;
}

/* ---- adding ---- */

/* What it is bound to exists and answers such a question. */
static Status check_binding(const KpiAsker *asker, Arena *arena, const KeyResult *result, Error *error)
{
    Kpi kpi;
    MetricQuery query;
    switch (result->kind) {
    case KEY_RESULT_KPI:
        if (!result->kpi)
            return goal_refuse(error, "kpi", _("name the KPI that the key result is bound to"));
        TRY(kpi_find(asker->store, arena, result->kpi, &kpi, error));
        if (kpi.retired)
            return goal_refuse(error, "kpi", _("this KPI is retired"));
        return STATUS_OK;
    case KEY_RESULT_METRIC:
        if (!result->metric)
            return goal_refuse(error, "metric", _("name the metric that the key result is bound to"));
        return key_result_question(arena, asker, result, &query, error);
    case KEY_RESULT_MILESTONE:
    case KEY_RESULT_NUMBER:
        break;
    }
    return STATUS_OK;
}

/* What does not depend on what it is bound to. */
static Status check_numbers(const KeyResult *result, Error *error)
{
    if (!result->title || !*result->title)
        return goal_refuse(error, "title", _("a key result has a title"));
    TRY(goal_text_check("title", result->title, error));
    if (!(result->weight >= 0) || !isfinite(result->weight))
        return goal_refuse(error, "weight", _("a weight is a number from 0 on"));
    return progress_check(result->start, result->target, error);
}

Status key_result_check(const KpiAsker *asker, Arena *arena, const KeyResult *result, Error *error)
{
    TRY(check_numbers(result, error));
    return check_binding(asker, arena, result, error);
}

/* The weights of an objective's key results with one more, or with another weight of number `but`. */
static Status check_weights(const KeyResult *results, size_t count, int64_t but, double weight, Error *error)
{
    WeightedScore scores[KEY_RESULTS_LIMIT + 1];
    size_t others = 0;
    if (but == 0 && count >= KEY_RESULTS_LIMIT)
        return error_set(error, STATUS_TOO_LARGE, _("an objective has at most %d key results"), KEY_RESULTS_LIMIT);
    for (size_t i = 0; i < count; i++)
        if (results[i].number != but)
            scores[others++] = (WeightedScore){.weight = results[i].weight};
    scores[others] = (WeightedScore){.weight = weight};
    return weights_check(scores, others + 1, error);
}

/* Numbers of those that were taken out are not given again. */
static Status next_number(Store *store, Arena *arena, const char *objective, int64_t *ret_number, Error *error)
{
    RecordsTable table;
    Value key = value_text(objective);
    TRY(records_query(store_records(store), arena, "SELECT 1 + coalesce(max(key_result), 0) FROM key_result WHERE objective = $1",
                      &key, 1, &table, error));
    *ret_number = records_value(&table, 0, 0).integer;
    return STATUS_OK;
}

static const char *line_of(Arena *arena, const char *const *words, size_t count)
{
    const char *line = "";
    for (size_t i = 0; i < count; i++)
        line = arena_format(arena, "%s%s%s", line, i ? ", " : "", words[i]);
    return line;
}

/* What one is, or was before it became `after`; either may be NULL. */
static void compare(Arena *arena, const KeyResult *before, const KeyResult *after, ChangeNotes *notes)
{
    static const KeyResult none = {.start = (double)NAN, .target = (double)NAN, .weight = (double)NAN};
    const KeyResult *a = before ? before : &none, *b = after ? after : &none;
    change_text(notes, "key-result", before ? before->title : NULL, after ? after->title : NULL);
    change_text(notes, "kind", before ? key_result_kind_name(a->kind) : NULL, after ? key_result_kind_name(b->kind) : NULL);
    change_text(notes, "kpi", a->kpi, b->kpi);
    change_text(notes, "metric", a->metric, b->metric);
    change_text(notes, "variant", a->variant, b->variant);
    change_text(notes, "filters", line_of(arena, a->filters, a->filter_count), line_of(arena, b->filters, b->filter_count));
    change_number(notes, arena, "start", a->start, b->start);
    change_number(notes, arena, "target", a->target, b->target);
    change_number(notes, arena, "weight", a->weight, b->weight);
}

Status key_result_insert(const KpiAsker *asker, Arena *arena, const char *objective, const KeyResult *result, const char *by,
                         int64_t *ret_number, Error *error)
{
    Objective found;
    KeyResult *results;
    size_t count;
    int64_t number;
    ChangeNotes notes = {0};
    const char *parameters, *filters;
    TRY(objective_still(asker->store, arena, objective, /* revision= */ 0, &found, error));
    TRY(key_result_list(asker->store, arena, objective, &results, &count, error));
    TRY(check_weights(results, count, /* but= */ 0, result->weight, error));
    TRY(lines_join(arena, result->parameters, result->parameter_count, &parameters, error));
    TRY(lines_join(arena, result->filters, result->filter_count, &filters, error));
    TRY(next_number(asker->store, arena, objective, &number, error));
    Value values[] = {value_text(objective),         value_integer(number),         value_text(result->title),
                      value_text(key_result_kind_name(result->kind)),               value_text(result->kpi),
                      value_text(result->metric),    value_text(result->variant),   value_text(parameters),
                      value_text(filters),           value_number(result->start),   value_number(result->target),
                      value_number(result->weight)};
    TRY(records_execute(store_records(asker->store),
                        "INSERT INTO key_result (objective, key_result, title, kind, kpi, metric, variant, parameters, filters, "
                        "start_value, target_value, weight) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
                        values, 12, NULL, error));
    *ret_number = number;
    compare(arena, NULL, result, &notes);
    return objective_note(asker->store, objective, by, "key-result-added", &notes, NULL, error);
}

Status key_result_add(const KpiAsker *asker, const char *objective, const KeyResult *result, const char *by,
                      int64_t *ret_number, Error *error)
{
    CLEANUP(arena_cleanup) Arena *arena = arena_new(0);
    TRY(key_result_check(asker, arena, result, error));
    TRY(records_begin(store_records(asker->store), error));
    return rows_finish(store_records(asker->store), key_result_insert(asker, arena, objective, result, by, ret_number, error),
                       error);
}

/* ---- changing ---- */

Status key_result_find(Store *store, Arena *arena, const char *objective, int64_t number, KeyResult *ret_result, Error *error)
{
    KeyResult *results;
    size_t count;
    Objective found;
    TRY(objective_find(store, arena, objective, &found, error));
    TRY(key_result_list(store, arena, objective, &results, &count, error));
    for (size_t i = 0; i < count; i++)
        if (results[i].number == number) {
            *ret_result = results[i];
            return STATUS_OK;
        }
    return error_set(error, STATUS_NOT_FOUND, _("\"%s\" has no key result %lld"), objective, (long long)number);
}

static Status update(const KpiAsker *asker, Arena *arena, const char *objective, int64_t revision, const KeyResult *result,
                     const char *by, const char *reason, Error *error)
{
    Objective found;
    KeyResult *results, before;
    size_t count;
    ChangeNotes notes = {0};
    TRY(objective_still(asker->store, arena, objective, revision, &found, error));
    TRY(key_result_find(asker->store, arena, objective, result->number, &before, error));
    compare(arena, &before, result, &notes);
    if (notes.count == 0)
        return STATUS_OK;
    TRY(key_result_list(asker->store, arena, objective, &results, &count, error));
    TRY(check_weights(results, count, result->number, result->weight, error));
    Value values[] = {value_text(objective),       value_integer(result->number), value_text(result->title),
                      value_number(result->start), value_number(result->target),  value_number(result->weight)};
    TRY(records_execute(store_records(asker->store),
                        "UPDATE key_result SET title = $3, start_value = $4, target_value = $5, weight = $6 "
                        "WHERE objective = $1 AND key_result = $2",
                        values, 6, NULL, error));
    return objective_note(asker->store, objective, by, "key-result-changed", &notes, reason, error);
}

Status key_result_change(const KpiAsker *asker, const char *objective, int64_t revision, const KeyResult *result, const char *by,
                         const char *reason, Error *error)
{
    CLEANUP(arena_cleanup) Arena *arena = arena_new(0);
    TRY(goal_text_check("reason", reason, error));
    TRY(check_numbers(result, error));
    TRY(records_begin(store_records(asker->store), error));
    return rows_finish(store_records(asker->store), update(asker, arena, objective, revision, result, by, reason, error), error);
}

static Status take_out(Store *store, Arena *arena, const char *objective, int64_t number, const char *by, const char *reason,
                       Error *error)
{
    Objective found;
    KeyResult before;
    int64_t now;
    ChangeNotes notes = {0};
    TRY(instant_now(&now));
    TRY(objective_still(store, arena, objective, /* revision= */ 0, &found, error));
    TRY(key_result_find(store, arena, objective, number, &before, error));
    Value values[] = {value_text(objective), value_integer(number), value_time(now)};
    TRY(records_execute(store_records(store), "UPDATE key_result SET removed_at = $3 WHERE objective = $1 AND key_result = $2", values,
                        3, NULL, error));
    compare(arena, &before, NULL, &notes);
    return objective_note(store, objective, by, "key-result-removed", &notes, reason, error);
}

Status key_result_remove(Store *store, const char *objective, int64_t number, const char *by, const char *reason, Error *error)
{
    CLEANUP(arena_cleanup) Arena *arena = arena_new(0);
    TRY(goal_text_check("reason", reason, error));
    TRY(records_begin(store_records(store), error));
    return rows_finish(store_records(store), take_out(store, arena, objective, number, by, reason, error), error);
}

/* ---- check-ins ---- */

static Status check_check_in(const KeyResult *result, const CheckIn *check_in, Error *error)
{
    bool computed = result->kind == KEY_RESULT_KPI || result->kind == KEY_RESULT_METRIC;
    if (check_in->confidence.defined && !(check_in->confidence.number >= 0 && check_in->confidence.number <= 1))
        return goal_refuse(error, "confidence", _("confidence is a number from 0 to 1"));
    if (computed && check_in->value.defined) {
        goal_refuse(error, "value", _("this key result is bound to a metric: its number is computed, not typed"));
        error_hint(error, "%s", _("say in words what the number does not"));
        return STATUS_INVALID_ARGUMENT;
    }
    if (check_in->value.defined && !isfinite(check_in->value.number))
        return goal_refuse(error, "value", _("the value is not a number"));
    if (result->kind == KEY_RESULT_MILESTONE && check_in->value.defined && check_in->value.number != 0 &&
        check_in->value.number != 1)
        return goal_refuse(error, "value", _("a milestone is reached (1) or not (0)"));
    return goal_text_check("words", check_in->words, error);
}

Status check_in_add(Store *store, const char *objective, const KeyResult *result, const CheckIn *check_in, Error *error)
{
    int64_t now;
    CLEANUP(arena_cleanup) Arena *arena = arena_new(0);
    Objective found;
    TRY(check_check_in(result, check_in, error));
    TRY(objective_still(store, arena, objective, /* revision= */ 0, &found, error));
    TRY(instant_now(&now));
    Value values[] = {value_text(objective),          value_integer(result->number),     value_time(now),
                      value_text(check_in->by),       maybe_value(check_in->value),      maybe_value(check_in->confidence),
                      value_text(check_in->words)};
    return records_execute(store_records(store),
                           "INSERT INTO check_in (objective, key_result, check_in, made_at, made_by, value, confidence, words) "
                           "SELECT $1, $2, 1 + coalesce(max(check_in), 0), $3, $4, $5, $6, $7 FROM check_in "
                           "WHERE objective = $1 AND key_result = $2",
                           values, 7, NULL, error);
}

Status check_in_list(Store *store, Arena *arena, const char *objective, int64_t key_result, CheckIn **ret_check_ins,
                     size_t *ret_count, Error *error)
{
    RecordsTable table;
    Value key[] = {value_text(objective), value_integer(key_result)};
    TRY(records_query(store_records(store), arena,
                      "SELECT check_in, made_at, made_by, value, confidence, words FROM check_in "
                      "WHERE objective = $1 AND key_result = $2 ORDER BY check_in DESC",
                      key, 2, &table, error));
    CheckIn *check_ins = ARENA_ARRAY(arena, table.rows + 1, CheckIn);
    for (size_t i = 0; i < table.rows; i++)
        check_ins[i] = (CheckIn){.number = records_value(&table, i, 0).integer,
                                 .at = records_value(&table, i, 1).time,
                                 .by = row_text(arena, &table, i, 2),
                                 .value = row_number(&table, i, 3),
                                 .confidence = row_number(&table, i, 4),
                                 .words = row_text(arena, &table, i, 5)};
    *ret_check_ins = check_ins;
    *ret_count = table.rows;
    return STATUS_OK;
}
