#include "metric/compile.h"

#include "metric/template.h"

#include "base/translate.h"

#include <string.h>

enum { WRITTEN_PERIODS_MOST = 64 }; /* more are quicker counted from the calendar than read as text */

bool metric_uses_money(const Variant *variant)
{
    return template_mentions(variant->select->sql, "{money:") || template_mentions(variant->select->sql, "{rate}");
}

const char *template_period_column(const Template *template)
{
    PeriodLength period = template->input->period;
    if (period == PERIOD_ALL)
        return NULL;
    if (period == PERIOD_DAY || period == PERIOD_WEEK)
        return period_length_name(period);
    return arena_format(template->arena, "%s_%s", calendar_system_name(template->query->calendar), period_length_name(period));
}

static Status append_range(Template *template, TextBuilder *out)
{
    text_append(out, " WHERE day >= ");
    TRY(template_bind(template, ":from", value_day(template->input->from), "DATE", out));
    text_append(out, " AND day < ");
    return template_bind(template, ":to", value_day(template->input->to), "DATE", out);
}

static void append_day(TextBuilder *out, int32_t day)
{
    char digits[11];
    day_format(day, digits);
    text_append_format(out, "DATE '%s'", digits);
}

/* Periods that are known are written: an engine plans and runs a list of a few rows in far less time than it counts
 * them from the calendar. Each is two days and a number, so nothing of it is anybody's text. */
static void append_known_periods(const CompileInput *input, TextBuilder *out)
{
    text_append(out, "period (period_start, period_end, number) AS (VALUES ");
    for (size_t i = 0; i < input->period_count; i++) {
        text_append(out, i ? ", (" : "(");
        append_day(out, input->periods[i].start);
        text_append(out, ", ");
        append_day(out, input->periods[i].end);
        text_append_format(out, ", %zu)", i + 1);
    }
    text_append(out, ")");
}

/* period(period_start, period_end, number): the periods asked for, cut to the range. */
static Status append_period(Template *template, TextBuilder *out)
{
    size_t known = template->input->periods ? template->input->period_count : 0;
    if (known > 0 && known <= WRITTEN_PERIODS_MOST) {
        append_known_periods(template->input, out);
        return STATUS_OK;
    }
    const char *column = template_period_column(template);
    text_append(out, "period AS (SELECT min(day) AS period_start, max(day) + 1 AS period_end, "
                     "row_number() OVER (ORDER BY min(day)) AS number FROM calendar");
    TRY(append_range(template, out));
    if (column) {
        text_append(out, " GROUP BY ");
        text_append(out, column);
    }
    text_append(out, ")");
    return STATUS_OK;
}

/* One side of the rates: the newest rate not later than the period's `moment`. */
static void append_rate_side(TextBuilder *out, const char *moment)
{
    text_append(out, "(SELECT DISTINCT ON (p.period_start, e.currency) p.period_start, e.currency, e.rate "
                     "FROM period p JOIN exchange_rate e ON e.from_day <= p.");
    text_append(out, moment);
    text_append(out, " ORDER BY p.period_start, e.currency, e.from_day DESC)");
}

/*
 * fx(period_start, period_end, currency, rate, end_rate). The report's own currency is worth 1; where nothing
 * is converted, because there is one currency or they are kept apart, every currency is.
 */
static Status append_rates(Template *template, TextBuilder *out)
{
    const char *one = "CAST(1 AS DOUBLE PRECISION) AS rate, CAST(1 AS DOUBLE PRECISION) AS end_rate FROM period p";
    text_append(out, ", fx AS (SELECT p.period_start, p.period_end, ");
    if (template->input->one_currency) {
        TRY(template_bind(template, ":currency", value_text(template->input->currency), "VARCHAR", out));
        text_append_format(out, " AS currency, %s)", one);
        return STATUS_OK;
    }
    text_append_format(out, "u.currency, %s", one);
    text_append(out, " CROSS JOIN (SELECT ");
    TRY(template_bind(template, ":currency", value_text(template->input->currency), "VARCHAR", out));
    text_append(out, " AS currency");
    if (!template->input->convert) {
        text_append(out, " UNION SELECT currency FROM currency_used) u)");
        return STATUS_OK;
    }
    text_append(out, ") u UNION ALL SELECT p.period_start, p.period_end, a.currency, a.rate, b.rate AS end_rate FROM ");
    append_rate_side(out, "period_start");
    text_append(out, " a JOIN ");
    append_rate_side(out, "period_end");
    text_append(out, " b ON b.period_start = a.period_start AND b.currency = a.currency "
                     "JOIN period p ON p.period_start = a.period_start WHERE a.currency <> ");
    TRY(template_bind(template, ":currency", value_text(template->input->currency), "VARCHAR", out));
    text_append(out, ")");
    return STATUS_OK;
}

static void append_component(TextBuilder *out, const Component *component)
{
    text_append(out, ", CAST(");
    if (component->sql) {
        text_append(out, component->sql);
    } else {
        text_append(out, "sum(m.");
        text_append_identifier(out, component->name);
        text_append(out, ")");
    }
    text_append(out, " AS DOUBLE PRECISION) AS ");
    text_append_identifier(out, component->name);
}

static void append_outer_slices(const MetricQuery *query, TextBuilder *out, bool as_text)
{
    for (size_t i = 0; i < query->by_count; i++) {
        text_append(out, as_text ? ", CAST(m." : ", m.");
        text_append_identifier(out, query->by[i]);
        if (as_text) {
            text_append(out, " AS VARCHAR) AS ");
            text_append_identifier(out, query->by[i]);
        }
    }
}

/* Filters on columns of the SELECT itself, which no fact has. */
static Status append_own_filters(Template *template, TextBuilder *out)
{
    const MetricQuery *query = template->query;
    text_append(out, " WHERE true");
    for (size_t i = 0; i < query->filter_count; i++) {
        for (size_t s = 0; s < query->metric->slice_count; s++) {
            const SliceColumn *slice = &query->metric->slices[s];
            if (!slice->own || strcmp(slice->name, query->filters[i].slice) != 0)
                continue;
            text_append(out, " AND CAST(m.");
            text_append_identifier(out, slice->name);
            text_append(out, " AS VARCHAR) = ");
            TRY(template_bind(template, NULL, value_text(query->filters[i].value), "VARCHAR", out));
        }
    }
    return STATUS_OK;
}

static void append_order(const MetricQuery *query, TextBuilder *out)
{
    text_append(out, " ORDER BY 1");
    for (size_t i = 0; i < query->by_count; i++)
        text_append_format(out, ", %zu NULLS LAST", i + 2);
}

/* The first day of the period that m.day is in, where it follows from the day alone; NULL: the calendar says it. */
static const char *period_of_day(const Template *template)
{
    const CompileInput *input = template->input;
    if (input->period == PERIOD_DAY)
        return "m.day";
    bool whole_months = input->period == PERIOD_MONTH || input->period == PERIOD_QUARTER || input->period == PERIOD_YEAR;
    if (template->query->calendar != CALENDAR_GREGORIAN || !whole_months)
        return NULL;
    const char *day = input->dialect == DIALECT_DUCKDB ? "m.day" : "CAST(m.day AS TIMESTAMP)";
    return arena_format(template->arena, "CAST(date_trunc('%s', %s) AS DATE)", period_length_name(input->period), day);
}

/* Where the period of a row comes from, and so what its start is called. */
typedef struct PeriodSource {
    bool own;          /* the SELECT says it */
    bool calendar;     /* the calendar says it of the day: joined as k */
    const char *start; /* NULL: there is but one period, the range */
} PeriodSource;

static PeriodSource period_source(const Template *template)
{
    if (template->query->variant->select->grain == GRAIN_PERIOD)
        return (PeriodSource){.own = true, .start = "m.period_start"};
    if (template->input->period == PERIOD_ALL)
        return (PeriodSource){0};
    const char *of_day = period_of_day(template);
    return of_day ? (PeriodSource){.start = of_day} : (PeriodSource){.calendar = true, .start = "k.period_start"};
}

static Status append_calendar(Template *template, TextBuilder *out)
{
    text_append(out, " JOIN (SELECT day, ");
    text_append(out, template_period_column(template));
    text_append(out, " AS period_start FROM calendar");
    TRY(append_range(template, out));
    text_append(out, ") k ON k.day = m.day");
    return STATUS_OK;
}

/* The statement around the metric's SELECT: periods, sums, order. */
static Status append_statement(Template *template, const char *select, TextBuilder *out)
{
    const MetricQuery *query = template->query;
    PeriodSource period = period_source(template);
    text_append(out, "SELECT ");
    if (period.start)
        text_append(out, period.start);
    else
        TRY(template_bind(template, ":from", value_day(template->input->from), "DATE", out));
    text_append(out, " AS period_start");
    append_outer_slices(query, out, /* as_text= */ true);
    for (size_t i = 0; i < query->metric->component_count; i++)
        if (component_in_variant(&query->metric->components[i], query->variant))
            append_component(out, &query->metric->components[i]);
    text_append(out, " FROM (");
    text_append(out, select);
    text_append(out, ") m");
    if (period.calendar)
        TRY(append_calendar(template, out));
    TRY(append_own_filters(template, out));
    if (!period.own && !period.calendar) {
        text_append(out, " AND m.day >= ");
        TRY(template_bind(template, ":from", value_day(template->input->from), "DATE", out));
        text_append(out, " AND m.day < ");
        TRY(template_bind(template, ":to", value_day(template->input->to), "DATE", out));
    }
    text_append(out, period.start || query->by_count ? " GROUP BY " : " HAVING count(*) > 0");
    text_append(out, period.start ? period.start : query->by_count ? "1" : "");
    append_outer_slices(query, out, /* as_text= */ false);
    append_order(query, out);
    return STATUS_OK;
}

Status metric_compile(Arena *arena, const MetricQuery *query, const CompileInput *input,
                      CompiledQuery *ret_compiled, Error *error)
{
    CompiledQuery compiled = {0};
    Template template = {.arena = arena, .query = query, .input = input, .compiled = &compiled, .error = error};
    TextBuilder select = text_builder(COMPILE_SQL_LIMIT), statement = text_builder(COMPILE_SQL_LIMIT),
                whole = text_builder(COMPILE_SQL_LIMIT);
    Status status = template_expand(&template, text_of(query->variant->select->sql), &select);
    if (status == STATUS_OK)
        status = append_statement(&template, select.bytes, &statement);
    if (status == STATUS_OK && template.uses_period) {
        text_append(&whole, "WITH ");
        status = append_period(&template, &whole);
        if (status == STATUS_OK && template.uses_rate)
            status = append_rates(&template, &whole);
        text_append(&whole, " ");
    }
    text_append_bytes(&whole, statement.bytes, statement.length);
    if (status == STATUS_OK && (select.overflowed || statement.overflowed || whole.overflowed))
        status = error_set(error, STATUS_TOO_LARGE, _("the metric's SQL is larger than %d bytes"), COMPILE_SQL_LIMIT);
    if (status == STATUS_OK) {
        compiled.sql = arena_copy(arena, whole.bytes, whole.length);
        *ret_compiled = compiled;
    }
    text_builder_free(&select);
    text_builder_free(&statement);
    text_builder_free(&whole);
    return status;
}

static Status append_facts(Template *template, int64_t limit, int64_t offset, TextBuilder *out)
{
    const Metric *metric = template->query->metric;
    const Kind *kind = metric->rows_kind;
    text_append(out, "SELECT t.day");
    for (size_t i = 0; i < kind->field_count; i++) {
        text_append(out, ", t.");
        text_append_identifier(out, kind->fields[i].name);
    }
    text_append(out, " FROM ");
    const char *axis = strcmp(metric->rows_day, "day") == 0 ? NULL : metric->rows_day;
    TRY(template_source(template, kind, axis, /* whole= */ false, out));
    text_append(out, " t");
    if (*metric->rows_where) {
        text_append(out, " WHERE ");
        TRY(template_expand(template, text_of(metric->rows_where), out));
    }
    text_append(out, " ORDER BY 1");
    for (const char *const *key = kind->key; *key; key++) {
        text_append(out, ", t.");
        text_append_identifier(out, *key);
    }
    text_append(out, " LIMIT ");
    TRY(template_bind(template, NULL, value_integer(limit), "BIGINT", out));
    text_append(out, " OFFSET ");
    return template_bind(template, NULL, value_integer(offset), "BIGINT", out);
}

Status metric_compile_facts(Arena *arena, const MetricQuery *query, const CompileInput *input, int64_t limit,
                            int64_t offset, CompiledQuery *ret_compiled, Error *error)
{
    if (query->metric->suppress_below > 0)
        return error_set(error, STATUS_FORBIDDEN, "%s",
                         _("the answers behind this metric are not shown: people could be told apart"));
    CompiledQuery compiled = {0};
    CompileInput plain = *input;
    plain.convert = false;
    Template template = {.arena = arena, .query = query, .input = &plain, .compiled = &compiled, .error = error};
    TextBuilder out = text_builder(COMPILE_SQL_LIMIT);
    Status status = append_facts(&template, limit, offset, &out);
    if (status == STATUS_OK && out.overflowed)
        status = error_set(error, STATUS_TOO_LARGE, _("the metric's SQL is larger than %d bytes"), COMPILE_SQL_LIMIT);
    if (status == STATUS_OK) {
        compiled.sql = arena_copy(arena, out.bytes, out.length);
        *ret_compiled = compiled;
    }
    text_builder_free(&out);
    return status;
}

Status metric_mark(Arena *arena, const MetricQuery *query, const CompileInput *input, const char *before, const char *sql,
                   const char *after, MarkedSql *ret_marked, Error *error)
{
    CompiledQuery compiled = {0};
    *ret_marked = (MarkedSql){0};
    Template template = {.arena = arena, .query = query, .input = input, .compiled = &compiled, .error = error,
                         .marks = ret_marked};
    TextBuilder out CLEANUP(text_builder_free) = text_builder(COMPILE_SQL_LIMIT);
    text_append(&out, before);
    TRY(template_expand(&template, text_of(sql), &out));
    text_append(&out, after);
    if (out.overflowed)
        return error_set(error, STATUS_TOO_LARGE, _("the metric's SQL is larger than %d bytes"), COMPILE_SQL_LIMIT);
    ret_marked->sql = arena_copy(arena, out.bytes, out.length);
    return STATUS_OK;
}
