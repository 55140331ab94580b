#include "metric/series.h"

#include "base/translate.h"

#include <stdlib.h>
#include <string.h>

enum { LONGEST_PERIOD = 366 };

Status periods_read(FactsSession *session, Arena *arena, PeriodLength length, CalendarSystem calendar, int32_t from,
                    int32_t to, Period **ret_periods, size_t *ret_count, Error *error)
{
    if (length == PERIOD_ALL) {
        *ret_periods = ARENA_NEW(arena, Period);
        **ret_periods = (Period){from, to, from, to};
        *ret_count = from < to;
        return STATUS_OK;
    }
    const char *column = length == PERIOD_DAY    ? "day"
                         : length == PERIOD_WEEK ? "week"
                                                 : arena_format(arena, "%s_%s", calendar_system_name(calendar),
                                                                period_length_name(length));
    /* sql: the column's name comes from the two enumerations above */
    const char *sql = arena_format(arena,
                                   "SELECT %s, min(day), max(day) + 1 FROM calendar WHERE day >= (SELECT %s FROM calendar "
                                   "WHERE day = CAST($1 AS DATE)) AND day < CAST($2 AS DATE) GROUP BY 1 ORDER BY 1",
                                   column, column);
    Value parameters[] = {value_day(from), value_day(to + LONGEST_PERIOD)};
    FactsResult *result CLEANUP(facts_result_cleanup) = NULL;
    TRY(facts_query(session, sql, parameters, 2, &result, error));
    size_t capacity = (size_t)(to > from ? to - from : 0) + 2, count = 0;
    Period *periods = ARENA_ARRAY(arena, capacity, Period);
    for (bool row;;) {
        TRY(facts_result_next(result, &row, error));
        if (!row)
            break;
        int32_t start = facts_result_value(result, 1).day, end = facts_result_value(result, 2).day;
        if (start >= to || count >= capacity)
            continue;
        periods[count++] = (Period){start, end, start > from ? start : from, end < to ? end : to};
    }
    *ret_periods = periods;
    *ret_count = count;
    return STATUS_OK;
}

/* FNV-1a over the period and the slices. */
static size_t hash_key(size_t period, const char *const *slices, size_t slice_count)
{
    uint64_t hash = 14695981039346656037ULL ^ period;
    for (size_t i = 0; i < slice_count; i++) {
        for (const char *c = slices[i] ? slices[i] : "\x01"; *c; c++)
            hash = (hash ^ (unsigned char)*c) * 1099511628211ULL;
        hash = (hash ^ 0xFF) * 1099511628211ULL;
    }
    return (size_t)(hash ^ (hash >> 32));
}

static bool same_slices(const char *const *a, const char *const *b, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (!a[i] != !b[i] || (a[i] && strcmp(a[i], b[i]) != 0))
            return false;
    return true;
}

static void index_rows(Arena *arena, Series *series)
{
    size_t count = 16;
    while (count < series->row_count * 2)
        count *= 2;
    size_t *buckets = ARENA_ARRAY(arena, count, size_t);
    for (size_t i = 0; i < series->row_count; i++) {
        size_t at = hash_key(series->rows[i].period, series->rows[i].slices, series->slice_count) & (count - 1);
        while (buckets[at])
            at = (at + 1) & (count - 1);
        buckets[at] = i + 1;
    }
    series->buckets = buckets;
    series->bucket_count = count;
}

const SeriesRow *series_find(const Series *series, size_t period, const char *const *slices)
{
    size_t mask = series->bucket_count - 1;
    for (size_t at = hash_key(period, slices, series->slice_count) & mask; series->buckets[at]; at = (at + 1) & mask) {
        const SeriesRow *row = &series->rows[series->buckets[at] - 1];
        if (row->period == period && same_slices(row->slices, slices, series->slice_count))
            return row;
    }
    return NULL;
}

/* The period that a row's date names: its own first day, or the range's where that begins later. */
static bool find_period(const Series *series, int32_t day, size_t *ret_period)
{
    size_t low = 0, high = series->period_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (series->periods[middle].calendar_end <= day)
            low = middle + 1;
        else
            high = middle;
    }
    *ret_period = low;
    return low < series->period_count && series->periods[low].calendar_start <= day;
}

static void read_row(Arena *arena, const FactsResult *result, size_t slice_count, SeriesRow *row)
{
    const char **slices = ARENA_ARRAY(arena, slice_count + 1, const char *);
    for (size_t i = 0; i < slice_count; i++) {
        Value value = facts_result_value(result, i + 1);
        slices[i] = value.type == VALUE_TEXT ? text_string(arena, value.text) : NULL;
    }
    size_t first = slice_count + 1, columns = facts_result_columns(result);
    MaybeNumber *components = ARENA_ARRAY(arena, columns - first + 1, MaybeNumber);
    for (size_t i = first; i < columns; i++) {
        Value value = facts_result_value(result, i);
        if (value.type == VALUE_NUMBER)
            components[i - first] = (MaybeNumber){true, value.number};
        else if (value.type == VALUE_INTEGER)
            components[i - first] = (MaybeNumber){true, (double)value.integer};
    }
    row->slices = slices;
    row->components = components;
}

Status series_read(FactsSession *session, Arena *arena, const MetricQuery *query, const CompileInput *input,
                   Series *ret_series, Error *error)
{
    Series series = {.slice_count = query->by_count};
    Period *periods;
    TRY(periods_read(session, arena, input->period, query->calendar, input->from, input->to, &periods,
                     &series.period_count, error));
    series.periods = periods;
    CompiledQuery compiled;
    TRY(metric_compile(arena, query, input, &compiled, error));
    FactsResult *result CLEANUP(facts_result_cleanup) = NULL;
    TRY(facts_query(session, compiled.sql, compiled.parameters, compiled.parameter_count, &result, error));
    size_t capacity = 64;
    SeriesRow *rows = ARENA_ARRAY(arena, capacity, SeriesRow);
    for (bool more;;) {
        TRY(facts_result_next(result, &more, error));
        if (!more)
            break;
        if (series.row_count == RESULT_ROWS_LIMIT) {
            error_set(error, STATUS_TOO_LARGE, _("the answer has more than %d rows"), RESULT_ROWS_LIMIT);
            error_hint(error, "%s", _("ask for longer periods, fewer slices, or filter"));
            return error->status;
        }
        TRY(arena_check(arena, error));
        if (series.row_count == capacity) {
            SeriesRow *larger = ARENA_ARRAY(arena, capacity * 2, SeriesRow);
            memcpy(larger, rows, capacity * sizeof *rows);
            rows = larger;
            capacity *= 2;
        }
        Value day = facts_result_value(result, 0);
        SeriesRow *row = &rows[series.row_count];
        if (day.type != VALUE_DAY || !find_period(&series, day.day, &row->period))
            continue;
        read_row(arena, result, query->by_count, row);
        series.row_count++;
    }
    series.rows = rows;
    index_rows(arena, &series);
    *ret_series = series;
    return STATUS_OK;
}
