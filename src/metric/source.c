/* The `{kind}` subquery: the one place where facts are narrowed to days, slices and the rows that the asker may see. */
#include "metric/template.h"

#include "base/translate.h"

#include <string.h>

static bool slice_wanted(const Template *template, const char *name)
{
    const MetricQuery *query = template->query;
    for (size_t i = 0; i < query->by_count; i++)
        if (strcmp(query->by[i], name) == 0)
            return true;
    for (size_t i = 0; i < query->filter_count; i++)
        if (strcmp(query->filters[i].slice, name) == 0)
            return true;
    return false;
}

static bool slice_of_facts(const Metric *metric, const char *name)
{
    for (size_t i = 0; i < metric->slice_count; i++)
        if (strcmp(metric->slices[i].name, name) == 0)
            return !metric->slices[i].own;
    return false;
}

static bool working_wanted(const Template *template, const char *name)
{
    for (size_t i = 0; i < template->working_count; i++)
        if (strcmp(template->working[i], name) == 0)
            return true;
    return false;
}

static void append_field(TextBuilder *out, const char *name)
{
    text_append(out, ", f.");
    text_append_identifier(out, name);
}

/*
 * Working seconds up to f.column: the sum before its UTC day and what of the day's open pieces has passed.
 * The remainder of a day is written for each engine: epoch_us is a quarter faster in DuckDB than extract().
 */
static void append_working_column(const Template *template, TextBuilder *out, const char *column)
{
    text_append(out, ", (");
    text_append_identifier(out, column); /* alias of the working_hours row, see append_joins() */
    text_append(out, ".before");
    for (int piece = 1; piece <= WORKING_PIECES; piece++) {
        text_append(out, " + GREATEST(0, LEAST(");
        if (template->input->dialect == DIALECT_DUCKDB) {
            text_append(out, "(epoch_us(f.");
            text_append_identifier(out, column);
            text_append(out, ") % 86400000000) / 1000000.0");
        } else {
            text_append(out, "extract(epoch FROM f.");
            text_append_identifier(out, column);
            text_append(out, " - date_trunc('day', f.");
            text_append_identifier(out, column);
            text_append(out, "))");
        }
        text_append(out, " - ");
        text_append_identifier(out, column);
        text_append_format(out, ".opens_%d, ", piece);
        text_append_identifier(out, column);
        text_append_format(out, ".closes_%d - ", piece);
        text_append_identifier(out, column);
        text_append_format(out, ".opens_%d))", piece);
    }
    char name[80] = "working_";
    memccpy(name + strlen(name), column, '\0', sizeof name - strlen(name) - 1);
    text_append(out, ") AS ");
    text_append_identifier(out, name);
}

static Status append_columns(Template *template, const Kind *kind, const char *axis, TextBuilder *out)
{
    text_append(out, "SELECT ");
    text_append(out, axis ? axis : "CAST(NULL AS DATE)");
    text_append(out, " AS day");
    for (size_t i = 0; i < kind->field_count; i++) {
        const Field *field = &kind->fields[i];
        bool replaced = slice_wanted(template, field->name) && schema_slice(kind, field->name);
        if (field->type == FIELD_CURRENCY && !replaced) {
            text_append(out, ", COALESCE(f.currency, ");
            TRY(template_bind(template, ":currency", value_text(template->input->currency), "VARCHAR", out));
            text_append(out, ") AS currency");
        } else if (!replaced) {
            append_field(out, field->name);
        }
        if (field->local_day)
            append_field(out, field->local_day);
        if (working_wanted(template, field->name) && field->type == FIELD_TIME)
            append_working_column(template, out, field->name);
    }
    for (size_t i = 0; i < template->query->metric->slice_count; i++) {
        const char *name = template->query->metric->slices[i].name;
        if (!slice_wanted(template, name) || !slice_of_facts(template->query->metric, name))
            continue;
        const Slice *slice = schema_slice(kind, name);
        text_append(out, ", ");
        text_append(out, slice ? slice->expression : "CAST(NULL AS VARCHAR)");
        text_append(out, " AS ");
        text_append_identifier(out, name);
    }
    return STATUS_OK;
}

static bool needs_customer(const Template *template, const Kind *kind)
{
    for (size_t i = 0; i < kind->slice_count; i++)
        if (kind->slices[i].customer && slice_wanted(template, kind->slices[i].name))
            return true;
    return false;
}

static bool converts(const Template *template, const Kind *kind, const char *axis)
{
    return template->input->convert && axis && schema_field(kind, "currency") &&
           template->query->variant->select->grain != GRAIN_PERIOD;
}

Status template_table(Template *template, const Kind *kind, TextBuilder *out)
{
    const RowScope *rows = template->query->rows;
    const char *texts[SCOPE_LISTS], *values[SCOPE_LISTS] = {NULL};
    bool whole = row_scope_is_all(rows) || kind->common;
    if (!whole)
        row_scope_values(template->arena, rows, texts);
    for (size_t i = 0; i < SCOPE_LISTS && !whole; i++) {
        if (!texts[i])
            continue;
        TextBuilder value CLEANUP(text_builder_free) = text_builder(64);
        TRY(template_bind(template, arena_format(template->arena, ":rows:%zu", i), value_text(texts[i]), "VARCHAR", &value));
        values[i] = arena_copy(template->arena, value.bytes, value.length);
    }
    /* An own metric's condition that fails on a value, and says the value, is not tried on rows that are not seen: the
     * engine does not move it past a LIMIT. */
    bool fence = template->query->metric->own && !whole;
    text_append(out, fence ? "(SELECT f.* FROM " : "");
    row_scope_append_table(out, kind, rows, values, "");
    text_append(out, fence ? " f LIMIT 9223372036854775807)" : "");
    return STATUS_OK;
}

static Status append_joins(Template *template, const Kind *kind, const char *axis, TextBuilder *out)
{
    text_append(out, " FROM ");
    TRY(template_table(template, kind, out));
    text_append(out, " f");
    if (needs_customer(template, kind)) {
        text_append(out, " LEFT JOIN ");
        TRY(template_table(template, schema_kind("customer"), out));
        text_append(out, " c ON c.customer = f.customer");
    }
    for (size_t i = 0; i < kind->field_count; i++) {
        const Field *field = &kind->fields[i];
        if (field->type != FIELD_TIME || !working_wanted(template, field->name))
            continue;
        text_append(out, " LEFT JOIN working_hours ");
        text_append_identifier(out, field->name);
        text_append(out, " ON ");
        text_append_identifier(out, field->name);
        text_append(out, ".day = CAST(f.");
        text_append_identifier(out, field->name);
        text_append(out, " AS DATE)");
    }
    if (converts(template, kind, axis)) {
        template->uses_period = template->uses_rate = true;
        text_append(out, " LEFT JOIN fx ON fx.currency = f.currency AND ");
        text_append(out, axis);
        text_append(out, " >= fx.period_start AND ");
        text_append(out, axis);
        text_append(out, " < fx.period_end");
    }
    return STATUS_OK;
}

/* The filters of one slice: any of its values. */
static Status append_filter(Template *template, const char *expression, const char *slice, TextBuilder *out)
{
    const MetricQuery *query = template->query;
    bool first = true;
    text_append(out, " AND (");
    for (size_t i = 0; i < query->filter_count; i++) {
        if (strcmp(query->filters[i].slice, slice) != 0)
            continue;
        text_append(out, first ? "" : " OR ");
        first = false;
        text_append(out, expression);
        if (!*query->filters[i].value) {
            text_append(out, " IS NULL");
            continue;
        }
        text_append(out, " = ");
        TRY(template_bind(template, arena_format(template->arena, "filter:%zu", i),
                          value_text(query->filters[i].value), "VARCHAR", out));
    }
    text_append(out, ")");
    return STATUS_OK;
}

static bool filter_is_first(const MetricQuery *query, size_t index)
{
    for (size_t i = 0; i < index; i++)
        if (strcmp(query->filters[i].slice, query->filters[index].slice) == 0)
            return false;
    return true;
}

static Status append_conditions(Template *template, const Kind *kind, const char *axis, bool whole, TextBuilder *out)
{
    const MetricQuery *query = template->query;
    text_append(out, " WHERE true");
    if (axis && !whole) {
        text_append(out, " AND ");
        text_append(out, axis);
        text_append(out, " >= ");
        TRY(template_bind(template, ":from", value_day(template->input->from), "DATE", out));
        text_append(out, " AND ");
        text_append(out, axis);
        text_append(out, " < ");
        TRY(template_bind(template, ":to", value_day(template->input->to), "DATE", out));
    }
    for (size_t i = 0; i < query->filter_count; i++) {
        const Slice *slice = schema_slice(kind, query->filters[i].slice);
        if (!slice_of_facts(query->metric, query->filters[i].slice) || !filter_is_first(query, i))
            continue;
        /* A source that does not know the slice has nothing to say about its values. */
        if (!slice)
            text_append(out, " AND false");
        else
            TRY(append_filter(template, slice->expression, slice->name, out));
    }
    return STATUS_OK;
}

static bool is_day(const Kind *kind, const char *column)
{
    for (size_t i = 0; i < kind->field_count; i++) {
        const Field *field = &kind->fields[i];
        if (field->type == FIELD_DAY && strcmp(field->name, column) == 0)
            return true;
        if (field->local_day && strcmp(field->local_day, column) == 0)
            return true;
    }
    return strcmp(column, "day") == 0 && !kind->dimension;
}

/* "f.column" of the day that becomes `day`, of "a|b" the first that is not null; NULL for a dimension
 * without one. */
static Status find_axis(Template *template, const Kind *kind, const char *columns, const char **ret_axis)
{
    *ret_axis = kind->dimension ? NULL : "f.day";
    if (!columns)
        return STATUS_OK;
    const char *list = "";
    size_t count = 0;
    for (Text rest = text_of(columns); rest.bytes; count++) {
        const char *column = text_string(template->arena, text_cut(rest, '|', &rest));
        if (!is_day(kind, column)) {
            error_set(template->error, STATUS_INVALID_DATA, _("\"%s\" is no day of the kind \"%s\""), column, kind->name);
            error_where(template->error, _("metric %s"), template->query->metric->id);
            error_value(template->error, column, strlen(column));
            return template->error->status;
        }
        list = arena_format(template->arena, "%s%sf.%s", list, count ? ", " : "", column);
    }
    *ret_axis = count > 1 ? arena_format(template->arena, "COALESCE(%s)", list) : list;
    return STATUS_OK;
}

Status template_source(Template *template, const Kind *kind, const char *axis_column, bool whole, TextBuilder *out)
{
    const char *axis;
    TRY(find_axis(template, kind, axis_column, &axis));
    text_append(out, "(");
    TRY(append_columns(template, kind, axis, out));
    if (converts(template, kind, axis))
        text_append(out, ", fx.rate AS fx_rate");
    TRY(append_joins(template, kind, axis, out));
    TRY(append_conditions(template, kind, axis, whole, out));
    text_append(out, ")");
    return STATUS_OK;
}
