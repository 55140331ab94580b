/* Packs in the records. */
#include "review/pack.h"

#include "goal/rows.h"

#include <string.h>

/* ---- words of the enums ---- */

static ReviewChange change_of(const char *name)
{
    for (int i = CHANGE_SIGNAL; i < CHANGE_NOTHING; i++)
        if (strcmp(review_change_name((ReviewChange)i), name) == 0)
            return (ReviewChange)i;
    return CHANGE_NOTHING;
}

static GoalStatus status_of(const char *name)
{
    for (int i = 0; i < GOAL_STATUSES; i++)
        if (strcmp(goal_status_name((GoalStatus)i), name) == 0)
            return (GoalStatus)i;
    return GOAL_NO_DATA;
}

static Value maybe_day(bool known, int32_t day)
{
    return known ? value_day(day) : value_null();
}

static int32_t row_day(const RecordsTable *table, size_t row, size_t column, bool *ret_known)
{
    Value value = records_value(table, row, column);
    *ret_known = value.type == VALUE_DAY;
    return *ret_known ? value.day : 0;
}

/* ---- KPIs ---- */

enum {
    KPI_REVIEW, KPI_PLACE, KPI_KPI, KPI_TITLE, KPI_METRIC, KPI_VARIANT, KPI_UNIT, KPI_CURRENCY, KPI_PERSPECTIVE, KPI_OWNER,
    KPI_PERIOD, KPI_CALENDAR, KPI_DEFINITION, KPI_START, KPI_END, KPI_COMPLETE, KPI_VALUE, KPI_LOW, KPI_HIGH, KPI_SAMPLE,
    KPI_PREVIOUS, KPI_CHANGE, KPI_SIGNALS, KPI_TURN, KPI_MEAN, KPI_LOWER, KPI_UPPER, KPI_STATUS, KPI_TARGET_LOW,
    KPI_TARGET_HIGH, KPI_GAP, KPI_CERTAIN, KPI_SINCE_DAY, KPI_SINCE_PERIODS, KPI_SINCE_OPEN, KPI_DATA_TO, KPI_LATE,
    KPI_PROBLEM, KPI_COLUMNS
};
#define KPI_NAMES                                                                                                    \
    "review, place, kpi, title, metric, variant, unit, currency, perspective, owner, period, calendar, definition, " \
    "period_start, period_end, complete, value, low, high, sample, previous, change, signals, turn, mean, lower, "   \
    "upper, status, target_low, target_high, gap, certain, since_day, since_periods, since_open, data_to, late, problem"

static Status write_kpi(Store *store, int64_t review, int64_t place, const ReviewKpi *kpi, Error *error)
{
    const Value values[KPI_COLUMNS] = {
        [KPI_REVIEW] = value_integer(review),
        [KPI_PLACE] = value_integer(place),
        [KPI_KPI] = value_text(kpi->kpi),
        [KPI_TITLE] = value_text(kpi->title),
        [KPI_METRIC] = value_text(kpi->metric),
        [KPI_VARIANT] = value_text(kpi->variant),
        [KPI_UNIT] = value_text(kpi->unit),
        [KPI_CURRENCY] = value_text(kpi->currency),
        [KPI_PERSPECTIVE] = value_text(kpi->perspective),
        [KPI_OWNER] = value_text(kpi->owner),
        [KPI_PERIOD] = value_text(period_length_name(kpi->period)),
        [KPI_CALENDAR] = value_text(calendar_system_name(kpi->calendar)),
        [KPI_DEFINITION] = value_integer(kpi->definition),
        [KPI_START] = maybe_day(kpi->has_period, kpi->period_start),
        [KPI_END] = maybe_day(kpi->has_period, kpi->period_end),
        [KPI_COMPLETE] = value_boolean(kpi->complete),
        [KPI_VALUE] = maybe_value(kpi->value),
        [KPI_LOW] = maybe_value(kpi->low),
        [KPI_HIGH] = maybe_value(kpi->high),
        [KPI_SAMPLE] = maybe_value(kpi->sample),
        [KPI_PREVIOUS] = maybe_value(kpi->previous),
        [KPI_CHANGE] = value_text(review_change_name(kpi->change)),
        [KPI_SIGNALS] = value_integer(kpi->signals),
        [KPI_TURN] = value_text(kpi->turn),
        [KPI_MEAN] = maybe_value(kpi->mean),
        [KPI_LOWER] = maybe_value(kpi->lower),
        [KPI_UPPER] = maybe_value(kpi->upper),
        [KPI_STATUS] = value_text(goal_status_name(kpi->status)),
        [KPI_TARGET_LOW] = maybe_value(kpi->target_low),
        [KPI_TARGET_HIGH] = maybe_value(kpi->target_high),
        [KPI_GAP] = maybe_value(kpi->gap),
        [KPI_CERTAIN] = value_boolean(kpi->certain),
        [KPI_SINCE_DAY] = maybe_day(kpi->has_since, kpi->since_day),
        [KPI_SINCE_PERIODS] = value_integer(kpi->since_periods),
        [KPI_SINCE_OPEN] = value_boolean(kpi->since_open),
        [KPI_DATA_TO] = maybe_day(kpi->has_data_to, kpi->data_to),
        [KPI_LATE] = value_boolean(kpi->late),
        [KPI_PROBLEM] = value_text(kpi->problem),
    };
    TRY(records_execute(store_records(store),
                        "INSERT INTO review_kpi (" KPI_NAMES ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, "
                        "$14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, "
                        "$35, $36, $37, $38)",
                        values, KPI_COLUMNS, NULL, error));
    for (size_t i = 0; i < kpi->cause_count; i++) {
        const ReviewCause *cause = &kpi->causes[i];
        Value row[] = {value_integer(review), value_integer(place), value_integer((int64_t)i + 1), value_text(cause->slice),
                       value_text(cause->value), value_number(cause->effect)};
        TRY(records_execute(store_records(store),
                            "INSERT INTO review_cause (review, place, cause, slice, value, effect) VALUES ($1, $2, $3, $4, $5, $6)",
                            row, 6, NULL, error));
    }
    return STATUS_OK;
}

static void read_judgement(Arena *arena, const RecordsTable *table, size_t row, ReviewKpi *kpi)
{
    kpi->status = status_of(row_text(arena, table, row, KPI_STATUS));
    kpi->target_low = row_number(table, row, KPI_TARGET_LOW);
    kpi->target_high = row_number(table, row, KPI_TARGET_HIGH);
    kpi->gap = row_number(table, row, KPI_GAP);
    kpi->certain = records_value(table, row, KPI_CERTAIN).boolean;
    kpi->since_day = row_day(table, row, KPI_SINCE_DAY, &kpi->has_since);
    kpi->since_periods = records_value(table, row, KPI_SINCE_PERIODS).integer;
    kpi->since_open = records_value(table, row, KPI_SINCE_OPEN).boolean;
    kpi->data_to = row_day(table, row, KPI_DATA_TO, &kpi->has_data_to);
    kpi->late = records_value(table, row, KPI_LATE).boolean;
    kpi->problem = row_text(arena, table, row, KPI_PROBLEM);
}

static void read_value(Arena *arena, const RecordsTable *table, size_t row, ReviewKpi *kpi)
{
    kpi->period_start = row_day(table, row, KPI_START, &kpi->has_period);
    kpi->period_end = row_day(table, row, KPI_END, &kpi->has_period);
    kpi->complete = records_value(table, row, KPI_COMPLETE).boolean;
    kpi->value = row_number(table, row, KPI_VALUE);
    kpi->low = row_number(table, row, KPI_LOW);
    kpi->high = row_number(table, row, KPI_HIGH);
    kpi->sample = row_number(table, row, KPI_SAMPLE);
    kpi->previous = row_number(table, row, KPI_PREVIOUS);
    kpi->change = change_of(row_text(arena, table, row, KPI_CHANGE));
    kpi->signals = (unsigned char)records_value(table, row, KPI_SIGNALS).integer;
    kpi->turn = row_text(arena, table, row, KPI_TURN);
    kpi->mean = row_number(table, row, KPI_MEAN);
    kpi->lower = row_number(table, row, KPI_LOWER);
    kpi->upper = row_number(table, row, KPI_UPPER);
}

static void read_kpi(Arena *arena, const RecordsTable *table, size_t row, ReviewKpi *kpi)
{
    kpi->kpi = row_text(arena, table, row, KPI_KPI);
    kpi->title = row_text(arena, table, row, KPI_TITLE);
    kpi->metric = row_text(arena, table, row, KPI_METRIC);
    kpi->variant = row_text(arena, table, row, KPI_VARIANT);
    kpi->unit = row_text(arena, table, row, KPI_UNIT);
    kpi->currency = row_text(arena, table, row, KPI_CURRENCY);
    kpi->perspective = row_text(arena, table, row, KPI_PERSPECTIVE);
    kpi->owner = row_text(arena, table, row, KPI_OWNER);
    kpi->definition = records_value(table, row, KPI_DEFINITION).integer;
    if (!period_length_parse(records_value(table, row, KPI_PERIOD).text, &kpi->period))
        kpi->period = PERIOD_MONTH;
    if (!calendar_system_parse(records_value(table, row, KPI_CALENDAR).text, &kpi->calendar))
        kpi->calendar = CALENDAR_GREGORIAN;
    read_value(arena, table, row, kpi);
    read_judgement(arena, table, row, kpi);
}

/* ---- key results ---- */

enum { RESULT_COLUMNS = 20 };
#define RESULT_NAMES                                                                                                 \
    "review, place, objective, objective_title, key_result, title, kind, unit, currency, deadline, start_value, "    \
    "target_value, now_value, progress, confidence, forecast, low, high, chance, reason"

static Status write_result(Store *store, int64_t review, int64_t place, const ReviewKeyResult *result, Error *error)
{
    const Value values[RESULT_COLUMNS] = {
        value_integer(review),         value_integer(place),          value_text(result->objective),
        value_text(result->objective_title), value_integer(result->number), value_text(result->title),
        value_text(result->kind),      value_text(result->unit),      value_text(result->currency),
        value_day(result->deadline),   value_number(result->start),   value_number(result->target),
        maybe_value(result->now),      maybe_value(result->progress), maybe_value(result->confidence),
        maybe_value(result->forecast), maybe_value(result->low),      maybe_value(result->high),
        maybe_value(result->chance),   value_text(result->reason)};
    return records_execute(store_records(store),
                           "INSERT INTO review_key_result (" RESULT_NAMES ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, "
                           "$11, $12, $13, $14, $15, $16, $17, $18, $19, $20)",
                           values, RESULT_COLUMNS, NULL, error);
}

static ReviewKeyResult read_result(Arena *arena, const RecordsTable *table, size_t row)
{
    return (ReviewKeyResult){.objective = row_text(arena, table, row, 2),
                             .objective_title = row_text(arena, table, row, 3),
                             .number = records_value(table, row, 4).integer,
                             .title = row_text(arena, table, row, 5),
                             .kind = row_text(arena, table, row, 6),
                             .unit = row_text(arena, table, row, 7),
                             .currency = row_text(arena, table, row, 8),
                             .deadline = records_value(table, row, 9).day,
                             .start = records_value(table, row, 10).number,
                             .target = records_value(table, row, 11).number,
                             .now = row_number(table, row, 12),
                             .progress = row_number(table, row, 13),
                             .confidence = row_number(table, row, 14),
                             .forecast = row_number(table, row, 15),
                             .low = row_number(table, row, 16),
                             .high = row_number(table, row, 17),
                             .chance = row_number(table, row, 18),
                             .reason = row_text(arena, table, row, 19)};
}

/* ---- packs ---- */

Status review_pack_write(Store *store, int64_t review, const ReviewPack *pack, Error *error)
{
    static const char *const clear[] = {"DELETE FROM review_cause WHERE review = $1", "DELETE FROM review_kpi WHERE review = $1",
                                        "DELETE FROM review_key_result WHERE review = $1"};
    Value key = value_integer(review);
    for (size_t i = 0; i < sizeof clear / sizeof clear[0]; i++)
        TRY(records_execute(store_records(store), clear[i], &key, 1, NULL, error));
    for (size_t i = 0; i < pack->kpi_count; i++)
        TRY(write_kpi(store, review, (int64_t)i + 1, &pack->kpis[i], error));
    for (size_t i = 0; i < pack->result_count; i++)
        TRY(write_result(store, review, (int64_t)i + 1, &pack->results[i], error));
    return STATUS_OK;
}

/* Causes come by place; each KPI takes its own. */
static Status read_causes(Store *store, Arena *arena, int64_t review, ReviewPack *pack, Error *error)
{
    RecordsTable table;
    Value key = value_integer(review);
    TRY(records_query(store_records(store), arena,
                      "SELECT place, slice, value, effect FROM review_cause WHERE review = $1 ORDER BY place, cause", &key, 1,
                      &table, error));
    ReviewCause *causes = ARENA_ARRAY(arena, table.rows + 1, ReviewCause);
    for (size_t i = 0; i < table.rows; i++) {
        causes[i] = (ReviewCause){row_text(arena, &table, i, 1), row_text(arena, &table, i, 2), records_value(&table, i, 3).number};
        int64_t place = records_value(&table, i, 0).integer;
        if (place < 1 || (size_t)place > pack->kpi_count)
            continue;
        ReviewKpi *kpi = &pack->kpis[place - 1];
        kpi->causes = kpi->cause_count ? kpi->causes : &causes[i];
        kpi->cause_count++;
    }
    return STATUS_OK;
}

Status review_pack_read(Store *store, Arena *arena, int64_t review, ReviewPack *ret_pack, Error *error)
{
    RecordsTable kpis, results, dates;
    Value key = value_integer(review);
    TRY(records_query(store_records(store), arena, "SELECT as_of FROM review WHERE review = $1", &key, 1, &dates, error));
    TRY(records_query(store_records(store), arena, "SELECT " KPI_NAMES " FROM review_kpi WHERE review = $1 ORDER BY place", &key, 1,
                      &kpis, error));
    TRY(records_query(store_records(store), arena,
                      "SELECT " RESULT_NAMES " FROM review_key_result WHERE review = $1 ORDER BY place", &key, 1, &results, error));
    ReviewPack pack = {.as_of = dates.rows ? records_value(&dates, 0, 0).day : 0,
                       .kpis = ARENA_ARRAY(arena, kpis.rows + 1, ReviewKpi),
                       .kpi_count = kpis.rows,
                       .results = ARENA_ARRAY(arena, results.rows + 1, ReviewKeyResult),
                       .result_count = results.rows};
    for (size_t i = 0; i < kpis.rows; i++)
        read_kpi(arena, &kpis, i, &pack.kpis[i]);
    for (size_t i = 0; i < results.rows; i++)
        pack.results[i] = read_result(arena, &results, i);
    TRY(read_causes(store, arena, review, &pack, error));
    *ret_pack = pack;
    return STATUS_OK;
}
