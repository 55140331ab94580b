#include "metric/series.h"

#include "base/hash.h"
#include "base/translate.h"
#include "calendar/table.h"

#include <stdlib.h>
#include <string.h>

enum { LONGEST_PERIOD = 366 };

/* The first day of each day's period; NO_DAY: the calendar lacks the day. */
typedef struct DayStarts {
    int32_t first; /* the day of starts[0] */
    size_t count;
    int32_t *starts;
} DayStarts;

#define NO_DAY INT32_MIN

static Status read_starts(FactsSession *session, const char *sql, DayStarts *days, Error *error)
{
    Value parameters[] = {value_day(days->first), value_day(days->first + (int32_t)days->count)};
    FactsResult *result CLEANUP(facts_result_cleanup) = NULL;
    TRY(facts_query(session, sql, parameters, 2, &result, error));
    for (bool row;;) {
        TRY(facts_result_next(result, &row, error));
        if (!row)
            return STATUS_OK;
        Value day = facts_result_value(result, 0), start = facts_result_value(result, 1);
        size_t at = (size_t)(day.day - days->first);
        if (day.type == VALUE_DAY && start.type == VALUE_DAY && at < days->count)
            days->starts[at] = start.day;
    }
}

/* What the calendar would say of days and of Gregorian months, quarters and years; months: of how many a period is, 0
 * for days. */
static void compute_starts(int months, DayStarts *days)
{
    for (size_t i = 0; i < days->count; i++) {
        int32_t day = days->first + (int32_t)i;
        if (day >= calendar_first_day() && day <= calendar_last_day())
            days->starts[i] = months ? gregorian_period_start(day, months) : day;
    }
}

/* Of the length and the calendar; those that are arithmetic need no statement. */
static Status find_starts(FactsSession *session, Arena *arena, PeriodLength length, CalendarSystem calendar, DayStarts *days,
                          Error *error)
{
    static const int months[PERIOD_LENGTHS] = {[PERIOD_MONTH] = 1, [PERIOD_QUARTER] = 3, [PERIOD_YEAR] = 12};
    days->starts = ARENA_ARRAY(arena, days->count, int32_t);
    TRY(arena_check(arena, error));
    for (size_t i = 0; i < days->count; i++)
        days->starts[i] = NO_DAY;
    if (length == PERIOD_DAY || (months[length] && calendar == CALENDAR_GREGORIAN)) {
        compute_starts(months[length], days);
        return STATUS_OK;
    }
    const char *column = length == PERIOD_WEEK ? "week" : arena_format(arena, "%s_%s", calendar_system_name(calendar),
                                                                       period_length_name(length));
    /* The days as they are, grouped here: an engine takes longer to plan and run a GROUP BY than to give them. */
    /* sql: the column's name comes from the two enumerations above */
    const char *sql = arena_format(arena,
                                   "SELECT day, %s FROM calendar WHERE day >= CAST($1 AS DATE) AND day < CAST($2 AS DATE)",
                                   column);
    return read_starts(session, sql, days, error);
}

/* The periods that meet [from, to), in order, whole and cut to the range. */
static Period *group_days(Arena *arena, const DayStarts *days, int32_t from, int32_t to, size_t *ret_count)
{
    Period *periods = ARENA_ARRAY(arena, (size_t)(to > from ? to - from : 0) + 2, Period);
    size_t count = 0, at = LONGEST_PERIOD;
    for (; at > 0 && days->starts[at] != NO_DAY && days->starts[at - 1] == days->starts[at];)
        at--;
    while (at < days->count && days->starts[at] != NO_DAY && days->first + (int32_t)at < to) {
        int32_t start = days->first + (int32_t)at, name = days->starts[at];
        while (at < days->count && days->starts[at] == name)
            at++;
        int32_t end = days->first + (int32_t)at;
        periods[count++] = (Period){start, end, start > from ? start : from, end < to ? end : to};
    }
    *ret_count = count;
    return periods;
}

Status periods_read(FactsSession *session, Arena *arena, PeriodLength length, CalendarSystem calendar, int32_t from,
                    int32_t to, Period **ret_periods, size_t *ret_count, Error *error)
{
    if (length == PERIOD_ALL) {
        *ret_periods = ARENA_NEW(arena, Period);
        **ret_periods = (Period){from, to, from, to};
        *ret_count = from < to;
        return STATUS_OK;
    }
    DayStarts days = {.first = from - LONGEST_PERIOD};
    days.count = to > from ? (size_t)(to - from) + 2 * LONGEST_PERIOD : 2 * LONGEST_PERIOD;
    TRY(find_starts(session, arena, length, calendar, &days, error));
    *ret_periods = group_days(arena, &days, from, to, ret_count);
    return STATUS_OK;
}

/* Of the period and the slices. */
static size_t hash_key(size_t period, const char *const *slices, size_t slice_count)
{
    uint64_t hash = hash_bytes(HASH_START, &period, sizeof period);
    for (size_t i = 0; i < slice_count; i++) {
        const char *slice = slices[i] ? slices[i] : "\x01";
        hash = hash_bytes(hash, slice, strlen(slice) + 1);
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
    CompileInput known = *input;
    known.periods = periods;
    known.period_count = series.period_count;
    CompiledQuery compiled;
    TRY(metric_compile(arena, query, &known, &compiled, error));
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
