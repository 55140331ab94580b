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
       COLUMN_FILTERS, COLUMN_START, COLUMN_TARGET, COLUMN_WEIGHT };

static Status read_row(Arena *arena, const RecordsTable *table, size_t row, KeyResult *result, Error *error)
{
    *result = (KeyResult){.number = records_value(table, row, COLUMN_NUMBER).integer,
                          .title = row_text(arena, table, row, COLUMN_TITLE),
                          .kpi = row_text(arena, table, row, COLUMN_KPI),
                          .metric = row_text(arena, table, row, COLUMN_METRIC),
                          .variant = row_text(arena, table, row, COLUMN_VARIANT),
                          .start = records_value(table, row, COLUMN_START).number,
                          .target = records_value(table, row, COLUMN_TARGET).number,
                          .weight = records_value(table, row, COLUMN_WEIGHT).number};
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
                      "weight FROM key_result WHERE objective = $1 ORDER BY key_result",
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

static Status check(const KpiAsker *asker, Arena *arena, const KeyResult *result, Error *error)
{
    if (!result->title || !*result->title)
        return goal_refuse(error, "title", _("a key result has a title"));
    TRY(goal_text_check("title", result->title, error));
    if (!(result->weight >= 0) || !isfinite(result->weight))
        return goal_refuse(error, "weight", _("a weight is a number from 0 on"));
    TRY(progress_check(result->start, result->target, error));
    return check_binding(asker, arena, result, error);
}

/* The weights of an objective's key results with one more. */
static Status check_weights(const KeyResult *results, size_t count, double weight, Error *error)
{
    WeightedScore scores[KEY_RESULTS_LIMIT + 1];
    if (count >= KEY_RESULTS_LIMIT)
        return error_set(error, STATUS_TOO_LARGE, _("an objective has at most %d key results"), KEY_RESULTS_LIMIT);
    for (size_t i = 0; i < count; i++)
        scores[i] = (WeightedScore){.weight = results[i].weight};
    scores[count] = (WeightedScore){.weight = weight};
    return weights_check(scores, count + 1, error);
}

static Status insert(const KpiAsker *asker, Arena *arena, const char *objective, const KeyResult *result, const char *by,
                     int64_t *ret_number, Error *error)
{
    Objective found;
    KeyResult *results;
    size_t count;
    const char *parameters, *filters;
    TRY(objective_find(asker->store, arena, objective, &found, error));
    if (found.closed)
        return error_set(error, STATUS_CONFLICT, _("the objective \"%s\" is closed"), objective);
    TRY(key_result_list(asker->store, arena, objective, &results, &count, error));
    TRY(check_weights(results, count, result->weight, error));
    TRY(lines_join(arena, result->parameters, result->parameter_count, &parameters, error));
    TRY(lines_join(arena, result->filters, result->filter_count, &filters, error));
    int64_t number = count ? results[count - 1].number + 1 : 1;
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
    return objective_note(asker->store, objective, by, "key result added", error);
}

Status key_result_add(const KpiAsker *asker, const char *objective, const KeyResult *result, const char *by,
                      int64_t *ret_number, Error *error)
{
    CLEANUP(arena_cleanup) Arena *arena = arena_new(0);
    TRY(check(asker, arena, result, error));
    TRY(records_begin(store_records(asker->store), error));
    return rows_finish(store_records(asker->store), insert(asker, arena, objective, result, by, ret_number, error), error);
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
    TRY(check_check_in(result, check_in, error));
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
