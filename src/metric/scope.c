/* What a question is about: which days have facts, which periods are over, which currency is reported. */
#include "metric/evaluation.h"
#include "metric/spell.h"

#include "base/translate.h"
#include "store/noted.h"

#include <string.h>

static const char *setting_lookup(void *context, const char *name)
{
    Evaluation *evaluation = context;
    const char *value;
    Error ignored;
    if (store_setting(evaluation->store, evaluation->arena, name, &value, &ignored) != STATUS_OK)
        return NULL;
    return value;
}

/* ", min(closed_day), min(opened_day)": the other days of the kind that the SELECT counts by,
 * "{ticket:closed_day|opened_day}". */
static size_t append_axes(TextBuilder *out, Text select, const char *kind, const char *aggregate)
{
    size_t count = 0;
    Text rest = select;
    for (text_cut(rest, '{', &rest); rest.bytes; text_cut(rest, '{', &rest)) {
        Text columns, word = text_cut(text_cut(rest, '}', &(Text){0}), ':', &columns);
        if (!text_equals(word, kind) || text_equals(columns, "*") || text_equals(columns, "all"))
            continue;
        while (columns.bytes) {
            Text column = text_cut(columns, '|', &columns);
            char name[80];
            if (column.length >= sizeof name)
                continue;
            memcpy(name, column.bytes, column.length);
            name[column.length] = '\0';
            text_append_format(out, ", %s(", aggregate);
            text_append_identifier(out, name);
            text_append(out, ")");
            count++;
        }
    }
    return count;
}

typedef struct DayRange {
    int32_t from, to; /* from > to: no facts */
} DayRange;

/* Where the lists of the asker's rows stand among the parameters of this file's own statements. */
static const char *const rows_parameters[SCOPE_LISTS] = {"CAST($1 AS VARCHAR)", "CAST($2 AS VARCHAR)", "CAST($3 AS VARCHAR)"};

static void rows_values(const Evaluation *evaluation, Value values[SCOPE_LISTS])
{
    const char *texts[SCOPE_LISTS];
    row_scope_values(evaluation->arena, evaluation->query->rows, texts);
    for (size_t i = 0; i < SCOPE_LISTS; i++)
        values[i] = value_text(texts[i]);
}

static bool is_source(const Metric *metric, const Kind *kind)
{
    for (size_t i = 0; i < metric->source_count; i++)
        if (metric->sources[i] == kind)
            return true;
    return false;
}

/* "LEAST(min(day), min(closed_day))". Aggregates of bare columns, which the engine answers from what it keeps of
 * each table without reading its rows. */
static void append_end(TextBuilder *sql, Text select, const char *kind, const char *aggregate, const char *outermost)
{
    TextBuilder axes = text_builder(4096);
    size_t count = append_axes(&axes, select, kind, aggregate);
    if (count && !axes.overflowed)
        text_append_format(sql, ", %s(%s(day)%s)", outermost, aggregate, axes.bytes);
    else
        text_append_format(sql, ", %s(day)", aggregate);
    text_builder_free(&axes);
}

/* The first and the last day of a kind's rows; for a source also by the days that the SELECT counts by. */
static void append_range(TextBuilder *sql, const MetricQuery *query, const Kind *kind, bool source)
{
    Text select = source ? text_of(query->variant->select->sql) : (Text){0};
    text_append(sql, "SELECT 1");
    append_end(sql, select, kind->name, "min", "LEAST");
    append_end(sql, select, kind->name, "max", "GREATEST");
    text_append(sql, " FROM ");
    row_scope_append_table(sql, kind, query->rows, rows_parameters, "");
    text_append(sql, " f");
}

static void widen(DayRange *range, int32_t from, int32_t to)
{
    bool empty = range->from > range->to;
    range->from = empty || from < range->from ? from : range->from;
    range->to = empty || to > range->to ? to : range->to;
}

/* The same question for everybody who sees all rows. */
static Status widen_by_noted(Evaluation *evaluation, const char *sql, DayRange *range)
{
    NotedAnswer days;
    long from, to;
    TRY(noted_query(evaluation->store, evaluation->session, evaluation->arena, sql, &days, evaluation->error));
    if (days.rows && days.columns == 3 && days.values[1] && days.values[2] && text_to_long(text_of(days.values[1]), &from) &&
        text_to_long(text_of(days.values[2]), &to))
        widen(range, (int32_t)from, (int32_t)to);
    return STATUS_OK;
}

/* Widens the range by the days with facts of one kind. */
static Status widen_by_kind(Evaluation *evaluation, const Kind *kind, bool source, DayRange *range)
{
    TextBuilder sql CLEANUP(text_builder_free) = text_builder(32 * 1024);
    append_range(&sql, evaluation->query, kind, source);
    if (row_scope_is_all(evaluation->query->rows))
        return widen_by_noted(evaluation, sql.bytes, range);
    Value values[SCOPE_LISTS];
    bool row = false;
    rows_values(evaluation, values);
    FactsResult *result CLEANUP(facts_result_cleanup) = NULL;
    TRY(facts_query(evaluation->session, sql.bytes, values, SCOPE_LISTS, &result, evaluation->error));
    TRY(facts_result_next(result, &row, evaluation->error));
    if (row && facts_result_value(result, 1).type == VALUE_DAY)
        widen(range, facts_result_value(result, 1).day, facts_result_value(result, 2).day);
    return STATUS_OK;
}

/* Dimensions have no day of their own: their metrics are asked for the days of all facts. */
static bool only_dimensions(const Metric *metric)
{
    for (size_t i = 0; i < metric->source_count; i++)
        if (!metric->sources[i]->dimension)
            return false;
    return true;
}

/* A source whose last fact lies before the end of a period that is over did not stop there: other facts show
 * that the days went by. */
static Status reach_period_end(Evaluation *evaluation)
{
    const MetricQuery *query = evaluation->query;
    int32_t last = evaluation->input.to - 1;
    if (query->period == PERIOD_ALL || last < evaluation->input.from || last + 1 >= evaluation->horizon)
        return STATUS_OK;
    Period *periods;
    size_t count;
    TRY(periods_read(evaluation->session, evaluation->arena, query->period, query->calendar, last, last + 1, &periods, &count,
                     evaluation->error));
    if (count) {
        int32_t end = periods[count - 1].calendar_end;
        evaluation->input.to = end < evaluation->horizon ? end : evaluation->horizon;
    }
    return STATUS_OK;
}

/* The first period is shown whole: its first days without facts belong to it. */
static Status reach_period_start(Evaluation *evaluation)
{
    Period *periods;
    size_t count;
    int32_t first = evaluation->shown_from;
    if (evaluation->query->period == PERIOD_ALL)
        return STATUS_OK;
    TRY(periods_read(evaluation->session, evaluation->arena, evaluation->query->period, evaluation->query->calendar, first,
                     first + 1, &periods, &count, evaluation->error));
    if (count)
        evaluation->shown_from = evaluation->input.from = periods[0].calendar_start;
    return STATUS_OK;
}

/* Whether later days are of no matter: the day of the report, or the last day asked for, is reached. */
static bool reaches_end(const MetricQuery *query, const DayRange *days)
{
    return days->from <= days->to && (days->to >= query->as_of || (query->has_to && days->to >= query->to));
}

/* The days with facts of the metric's sources; and of all kinds, which tell that days went by after the last fact of
 * the sources: no more of them are asked than needed. */
static Status facts_ranges(Evaluation *evaluation, DayRange *ret_sources, DayRange *ret_all)
{
    const MetricQuery *query = evaluation->query;
    bool no_days = only_dimensions(query->metric);
    DayRange sources = {0, -1};
    for (size_t i = 0; i < schema_kind_count; i++)
        if (!schema_kinds[i]->dimension && is_source(query->metric, schema_kinds[i]))
            TRY(widen_by_kind(evaluation, schema_kinds[i], /* source= */ true, &sources));
    DayRange all = sources;
    for (size_t i = 0; i < schema_kind_count && (no_days || !reaches_end(query, &all)); i++)
        if (!schema_kinds[i]->dimension && !is_source(query->metric, schema_kinds[i]))
            TRY(widen_by_kind(evaluation, schema_kinds[i], /* source= */ false, &all));
    *ret_sources = no_days ? all : sources;
    *ret_all = all;
    return STATUS_OK;
}

static Status resolve_range(Evaluation *evaluation)
{
    const MetricQuery *query = evaluation->query;
    DayRange sources, all;
    TRY(facts_ranges(evaluation, &sources, &all));
    evaluation->data_from = sources.from;
    evaluation->data_to = sources.to;
    int32_t all_to = all.to, last = evaluation->data_to;
    if (query->variant->select->grain == GRAIN_PERIOD && last < all_to && evaluation->data_from <= last)
        last = all_to; /* balances go on where no new row begins */
    if (last > query->as_of)
        last = query->as_of;
    evaluation->shown_from = query->has_from ? query->from : evaluation->data_from;
    evaluation->input.from = evaluation->shown_from;
    evaluation->input.to = (query->has_to ? query->to : last) + 1;
    if (evaluation->input.to < evaluation->input.from)
        evaluation->input.to = evaluation->input.from;
    evaluation->horizon = (all_to < query->as_of ? all_to : query->as_of) + 1;
    if (!query->has_from && evaluation->data_from <= evaluation->data_to)
        TRY(reach_period_start(evaluation));
    return query->has_to ? STATUS_OK : reach_period_end(evaluation);
}

static bool sliced_by(const MetricQuery *query, const char *slice)
{
    for (size_t i = 0; i < query->by_count; i++)
        if (strcmp(query->by[i], slice) == 0)
            return true;
    return false;
}

static Status mixed_currencies(const Evaluation *evaluation, const char *const *used, size_t count, const char *without)
{
    TextBuilder list = text_builder(200);
    for (size_t i = 0; i < count; i++) {
        text_append(&list, i ? ", " : "");
        text_append(&list, used[i]);
    }
    error_set(evaluation->error, STATUS_INVALID_DATA, _("two currencies in one sum: %s, and no exchange rate for %s"), list.bytes,
              without);
    text_builder_free(&list);
    error_hint(evaluation->error, "%s",
               _("import exchange rates (mizan import STORE exchange_rate FILE), or ask by currency: --by currency"));
    return evaluation->error->status;
}

/* Every currency in use needs a rate from before the range. */
static Status check_rates(Evaluation *evaluation, const char *const *used, size_t count, const char *report)
{
    for (size_t i = 0; i < count; i++) {
        Value parameters[] = {value_text(used[i]), value_day(evaluation->input.from)}, found;
        if (strcmp(used[i], report) == 0)
            continue;
        TRY(facts_value(evaluation->session, evaluation->arena,
                        "SELECT count(*) FROM exchange_rate WHERE currency = CAST($1 AS VARCHAR) AND from_day <= CAST($2 AS DATE)",
                        parameters, 2, &found, evaluation->error));
        if (found.type != VALUE_INTEGER || found.integer == 0)
            return mixed_currencies(evaluation, used, count, used[i]);
    }
    return STATUS_OK;
}

enum { CURRENCIES_LIMIT = 32 };

/* The currencies of the metric's sources, as the imports noted them; to somebody who sees some rows alone, as those rows
 * have them. */
static void append_currencies(TextBuilder *sql, const MetricQuery *query)
{
    if (row_scope_is_all(query->rows)) {
        text_append(sql, "SELECT currency FROM currency_used WHERE kind IN (");
        for (size_t i = 0; i < query->metric->source_count; i++)
            text_append_format(sql, "%s'%s'", i ? ", " : "", query->metric->sources[i]->name);
        text_append(sql, ")");
        return;
    }
    text_append(sql, "SELECT DISTINCT currency FROM (SELECT CAST(NULL AS VARCHAR) AS currency");
    for (size_t i = 0; i < query->metric->source_count; i++) {
        const Kind *kind = query->metric->sources[i];
        if (kind->dimension || !schema_field(kind, "currency"))
            continue;
        text_append(sql, " UNION ALL SELECT f.currency FROM ");
        row_scope_append_table(sql, kind, query->rows, rows_parameters, "");
        text_append(sql, " f");
    }
    text_append(sql, ") used WHERE currency IS NOT NULL");
}

/* Adds a currency to the list, which is kept in order and without repetition. */
static Status add_currency(const Evaluation *evaluation, Text currency, const char **used, size_t *count)
{
    const char *added = text_string(evaluation->arena, currency);
    size_t at = 0;
    while (at < *count && strcmp(used[at], added) < 0)
        at++;
    if (at < *count && strcmp(used[at], added) == 0)
        return STATUS_OK;
    if (*count == CURRENCIES_LIMIT)
        return error_set(evaluation->error, STATUS_TOO_LARGE, _("the facts are in more than %d currencies"), CURRENCIES_LIMIT);
    memmove(used + at + 1, used + at, (*count - at) * sizeof *used);
    used[at] = added;
    ++*count;
    return STATUS_OK;
}

static Status noted_currencies(Evaluation *evaluation, const char *sql, const char **ret_used, size_t *ret_count)
{
    NotedAnswer used;
    TRY(noted_query(evaluation->store, evaluation->session, evaluation->arena, sql, &used, evaluation->error));
    for (size_t i = 0; i < used.rows; i++)
        if (used.values[i])
            TRY(add_currency(evaluation, text_of(used.values[i]), ret_used, ret_count));
    return STATUS_OK;
}

static Status used_currencies(Evaluation *evaluation, const char **ret_used, size_t *ret_count)
{
    *ret_count = 0;
    TextBuilder sql CLEANUP(text_builder_free) = text_builder(16 * 1024);
    append_currencies(&sql, evaluation->query);
    if (row_scope_is_all(evaluation->query->rows))
        return noted_currencies(evaluation, sql.bytes, ret_used, ret_count);
    Value values[SCOPE_LISTS];
    rows_values(evaluation, values);
    FactsResult *result CLEANUP(facts_result_cleanup) = NULL;
    TRY(facts_query(evaluation->session, sql.bytes, values, SCOPE_LISTS, &result, evaluation->error));
    for (bool row;;) {
        TRY(facts_result_next(result, &row, evaluation->error));
        if (!row)
            return STATUS_OK;
        Value currency = facts_result_value(result, 0);
        if (currency.type == VALUE_TEXT)
            TRY(add_currency(evaluation, currency.text, ret_used, ret_count));
    }
}

static Status resolve_currency(Evaluation *evaluation, const Organization *organization)
{
    const MetricQuery *query = evaluation->query;
    evaluation->input.currency = organization->currency;
    if (!metric_uses_money(query->variant))
        return STATUS_OK;
    for (size_t i = 0; i < query->filter_count; i++) {
        if (strcmp(query->filters[i].slice, "currency") == 0 && *query->filters[i].value) {
            evaluation->input.currency = evaluation->currency = query->filters[i].value;
            return STATUS_OK;
        }
    }
    if (sliced_by(query, "currency"))
        return STATUS_OK;
    const char *used[CURRENCIES_LIMIT];
    size_t count;
    TRY(used_currencies(evaluation, used, &count));
    if (count == 1)
        evaluation->input.currency = used[0];
    evaluation->currency = evaluation->input.currency;
    evaluation->input.one_currency = count < 2;
    if (count < 2)
        return STATUS_OK;
    evaluation->input.convert = true;
    return check_rates(evaluation, used, count, organization->currency);
}

Status evaluation_prepare(Evaluation *evaluation, const Organization *organization)
{
    const MetricQuery *query = evaluation->query;
    for (size_t i = 0; i < query->metric->component_count && evaluation->component_count < COMPONENTS_LIMIT; i++)
        if (component_in_variant(&query->metric->components[i], query->variant))
            evaluation->components[evaluation->component_count++] = &query->metric->components[i];
    evaluation->input = (CompileInput){.dialect = facts_dialect(store_facts(evaluation->store)),
                                       .period = query->period,
                                       .today = query->as_of,
                                       .setting = setting_lookup,
                                       .setting_context = evaluation};
    TRY(resolve_range(evaluation));
    return resolve_currency(evaluation, organization);
}

Status metric_facts(Store *store, FactsSession *session, Arena *arena, const Organization *organization,
                    const MetricQuery *query, int64_t limit, int64_t offset, FactsResult **ret_result, Error *error)
{
    const MetricQuery *spelled;
    TRY(metric_query_spell(session, arena, query, &spelled, error));
    Evaluation evaluation = {.store = store, .session = session, .arena = arena, .query = spelled, .error = error};
    evaluation.input = (CompileInput){.dialect = facts_dialect(store_facts(store)), .today = query->as_of,
                                      .currency = organization->currency, .setting = setting_lookup,
                                      .setting_context = &evaluation};
    TRY(resolve_range(&evaluation));
    CompiledQuery compiled;
    TRY(metric_compile_facts(arena, spelled, &evaluation.input, limit, offset, &compiled, error));
    return facts_query(session, compiled.sql, compiled.parameters, compiled.parameter_count, ret_result, error);
}
