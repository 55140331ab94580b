#include "metric/template.h"

#include "base/embedded.h"
#include "base/translate.h"

#include <stdio.h>
#include <string.h>

extern const EmbeddedFile metric_shared[];
extern const size_t metric_shared_count;

enum { PLACEHOLDER_LIMIT = 160, INCLUDE_DEPTH_LIMIT = 2 };

static Status refuse(const Template *template, Text placeholder, const char *why)
{
    error_set(template->error, STATUS_INVALID_DATA, _("the placeholder {%.*s}: %s"), (int)placeholder.length,
              placeholder.bytes, why);
    error_where(template->error, _("metric %s"), template->query->metric->id);
    error_value(template->error, placeholder.bytes, placeholder.length);
    return template->error->status;
}

/* A name that no user can write: what is in braces is a placeholder, wherever it stands. */
static Status append_mark(const Template *template, Text placeholder, TextBuilder *out)
{
    MarkedSql *marks = template->marks;
    if (marks->count >= MARKS_LIMIT)
        return refuse(template, placeholder, _("there are too many placeholders"));
    const char *name = arena_format(template->arena, "{%.*s}%zu", (int)placeholder.length, placeholder.bytes, marks->count);
    marks->names[marks->count++].name = name;
    text_append_identifier(out, name);
    return STATUS_OK;
}

Status template_bind(Template *template, const char *name, Value value, const char *type, TextBuilder *out)
{
    if (template->marks) {
        text_append_format(out, "CAST(NULL AS %s)", type);
        return STATUS_OK;
    }
    for (size_t i = 0; name && i < template->bound_count; i++) {
        if (strcmp(template->bound[i].name, name) == 0) {
            text_append_format(out, "CAST($%zu AS %s)", template->bound[i].number, type);
            return STATUS_OK;
        }
    }
    CompiledQuery *compiled = template->compiled;
    if (compiled->parameter_count >= COMPILE_PARAMETERS_LIMIT)
        return error_set(template->error, STATUS_TOO_LARGE, _("the question binds more than %d values"),
                         COMPILE_PARAMETERS_LIMIT);
    compiled->parameters[compiled->parameter_count++] = value;
    if (name)
        template->bound[template->bound_count++] =
            (struct BoundName){arena_string(template->arena, name), compiled->parameter_count};
    text_append_format(out, "CAST($%zu AS %s)", compiled->parameter_count, type);
    return STATUS_OK;
}

static bool slice_is_own(const Metric *metric, const char *name)
{
    for (size_t i = 0; i < metric->slice_count; i++)
        if (strcmp(metric->slices[i].name, name) == 0)
            return metric->slices[i].own;
    return false;
}

static bool listed(const char *const *names, size_t count, const char *name)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(names[i], name) == 0)
            return true;
    return false;
}

size_t template_slices(const Template *template, const char **ret_names, size_t capacity)
{
    const MetricQuery *query = template->query;
    size_t count = 0;
    for (size_t i = 0; i < query->by_count && count < capacity; i++)
        ret_names[count++] = query->by[i];
    for (size_t i = 0; i < query->filter_count && count < capacity; i++)
        if (slice_is_own(query->metric, query->filters[i].slice) && !listed(ret_names, count, query->filters[i].slice))
            ret_names[count++] = query->filters[i].slice;
    return count;
}

/* "{slices}" or "{slices:t}". */
static void append_slices(const Template *template, Text alias, TextBuilder *out)
{
    const char *names[QUERY_SLICES_LIMIT + QUERY_FILTERS_LIMIT];
    size_t count = template_slices(template, names, sizeof names / sizeof names[0]);
    for (size_t i = 0; i < count; i++) {
        text_append(out, ", ");
        if (alias.length) {
            text_append_bytes(out, alias.bytes, alias.length);
            text_append(out, ".");
        }
        text_append_identifier(out, names[i]);
    }
}

/* `o.amount` → qualifier "o." and column "amount". */
static Text split_qualifier(Text name, Text *ret_qualifier)
{
    const char *dot = name.length ? memchr(name.bytes, '.', name.length) : NULL;
    *ret_qualifier = text_of("");
    if (!dot)
        return name;
    size_t length = (size_t)(dot - name.bytes) + 1;
    *ret_qualifier = (Text){name.bytes, length};
    return (Text){name.bytes + length, name.length - length};
}

static void append_column(TextBuilder *out, Text qualifier, const char *prefix, Text column)
{
    char name[PLACEHOLDER_LIMIT + 16];
    snprintf(name, sizeof name, "%s%.*s", prefix, (int)column.length, column.bytes);
    text_append_bytes(out, qualifier.bytes, qualifier.length);
    text_append_identifier(out, name);
}

static void append_money(const Template *template, Text argument, TextBuilder *out)
{
    Text qualifier, column = split_qualifier(argument, &qualifier);
    if (template->input->convert)
        text_append(out, "(");
    append_column(out, qualifier, "", column);
    if (template->input->convert) {
        text_append(out, " * ");
        append_column(out, qualifier, "", text_of("fx_rate"));
        text_append(out, ")");
    }
}

static void append_working(Text arguments, TextBuilder *out)
{
    Text to, from = text_cut(arguments, ':', &to), qualifier;
    text_append(out, "(");
    Text column = split_qualifier(to, &qualifier);
    append_column(out, qualifier, "working_", column);
    text_append(out, " - ");
    column = split_qualifier(from, &qualifier);
    append_column(out, qualifier, "working_", column);
    text_append(out, ")");
}

static const char *parameter_text(const MetricQuery *query, const Parameter *parameter)
{
    for (size_t i = 0; i < query->parameter_count; i++)
        if (strcmp(query->parameters[i].name, parameter->name) == 0)
            return query->parameters[i].value;
    return parameter->fallback;
}

static Status append_parameter(Template *template, const Parameter *parameter, TextBuilder *out)
{
    const char *text = parameter_text(template->query, parameter);
    double number = 0;
    if (parameter->type == PARAMETER_TEXT)
        return template_bind(template, parameter->name, value_text(text), "VARCHAR", out);
    if (!text_to_double(text_of(text), &number))
        return error_set(template->error, STATUS_INVALID_ARGUMENT, _("the parameter \"%s\" takes a number"), parameter->name);
    if (parameter->type == PARAMETER_INTEGER)
        return template_bind(template, parameter->name, value_integer((int64_t)number), "BIGINT", out);
    return template_bind(template, parameter->name, value_number(number), "DOUBLE PRECISION", out);
}

static Status append_setting(Template *template, Text placeholder, Text name, TextBuilder *out)
{
    const char *setting = text_string(template->arena, name);
    const char *value = template->input->setting(template->input->setting_context, setting);
    if (!value)
        return refuse(template, placeholder, _("there is no such setting"));
    return template_bind(template, arena_format(template->arena, "setting:%s", setting), value_text(value), "VARCHAR", out);
}

bool template_mentions(const char *sql, const char *text)
{
    if (strstr(sql, text))
        return true;
    static const char opening[] = "{include:";
    for (const char *at = strstr(sql, opening); at; at = strstr(at + 1, opening)) {
        char file[PLACEHOLDER_LIMIT];
        Text rest, name = text_cut(text_of(at + strlen(opening)), '}', &rest);
        snprintf(file, sizeof file, "%.*s.sql", (int)(name.length < 100 ? name.length : 100), name.bytes);
        const EmbeddedFile *shared = embedded_find(metric_shared, metric_shared_count, file);
        if (shared && strstr((const char *)shared->bytes, text))
            return true;
    }
    return false;
}

/* `{include:name}`: a piece of SQL that several metrics share, metrics/shared/name.sql. */
static Status append_include(Template *template, Text placeholder, Text name, TextBuilder *out)
{
    const char *file = arena_format(template->arena, "%.*s.sql", (int)name.length, name.bytes);
    const EmbeddedFile *shared = embedded_find(metric_shared, metric_shared_count, file);
    if (!shared)
        return refuse(template, placeholder, _("there is no such file in metrics/shared"));
    if (template->depth >= INCLUDE_DEPTH_LIMIT)
        return refuse(template, placeholder, _("shared pieces include one another"));
    template->depth++;
    Status status = template_expand(template, (Text){(const char *)shared->bytes, (size_t)(shared->end - shared->bytes)}, out);
    template->depth--;
    return status;
}

/* `{same:a:b}`: " AND a.slice IS NOT DISTINCT FROM b.slice" for each slice: joins two results of one split. */
static void append_same(const Template *template, Text aliases, TextBuilder *out)
{
    const char *names[QUERY_SLICES_LIMIT + QUERY_FILTERS_LIMIT];
    size_t count = template_slices(template, names, sizeof names / sizeof names[0]);
    Text right, left = text_cut(aliases, ':', &right);
    for (size_t i = 0; i < count; i++) {
        text_append(out, " AND ");
        text_append_bytes(out, left.bytes, left.length);
        text_append(out, ".");
        text_append_identifier(out, names[i]);
        text_append(out, " IS NOT DISTINCT FROM ");
        text_append_bytes(out, right.bytes, right.length);
        text_append(out, ".");
        text_append_identifier(out, names[i]);
    }
}

/* `{sliced:age}`: whether the question asks for this slice. */
static void append_sliced(const Template *template, Text slice, TextBuilder *out)
{
    bool sliced = false;
    for (size_t i = 0; i < template->query->by_count; i++)
        sliced = sliced || text_equals(slice, template->query->by[i]);
    text_append(out, sliced ? "true" : "false");
}

static Status word_slices(Template *template, Text placeholder, Text argument, TextBuilder *out)
{
    (void)placeholder;
    append_slices(template, argument, out);
    return STATUS_OK;
}

static Status word_same(Template *template, Text placeholder, Text argument, TextBuilder *out)
{
    (void)placeholder;
    append_same(template, argument, out);
    return STATUS_OK;
}

static Status word_sliced(Template *template, Text placeholder, Text argument, TextBuilder *out)
{
    (void)placeholder;
    append_sliced(template, argument, out);
    return STATUS_OK;
}

static Status word_period(Template *template, Text placeholder, Text argument, TextBuilder *out)
{
    (void)argument;
    template->uses_period = true;
    if (template->marks)
        return append_mark(template, placeholder, out);
    text_append(out, "period");
    return STATUS_OK;
}

static Status word_period_column(Template *template, Text placeholder, Text argument, TextBuilder *out)
{
    (void)placeholder, (void)argument;
    const char *column = template_period_column(template);
    text_append(out, column ? column : "day");
    return STATUS_OK;
}

static Status word_rate(Template *template, Text placeholder, Text argument, TextBuilder *out)
{
    (void)argument;
    template->uses_period = template->uses_rate = true;
    if (template->marks)
        return append_mark(template, placeholder, out);
    text_append(out, "fx");
    return STATUS_OK;
}

static Status word_today(Template *template, Text placeholder, Text argument, TextBuilder *out)
{
    (void)placeholder, (void)argument;
    return template_bind(template, ":today", value_day(template->input->today), "DATE", out);
}

static Status word_money(Template *template, Text placeholder, Text argument, TextBuilder *out)
{
    (void)placeholder;
    append_money(template, argument, out);
    return STATUS_OK;
}

static Status word_working_seconds(Template *template, Text placeholder, Text argument, TextBuilder *out)
{
    (void)template, (void)placeholder;
    append_working(argument, out);
    return STATUS_OK;
}

/* The placeholders that are words of the format (docs/metric-files.md); all others name a parameter or a kind. */
typedef struct PlaceholderWord {
    const char *name;
    bool argument; /* must have one */
    Status (*append)(Template *template, Text placeholder, Text argument, TextBuilder *out);
} PlaceholderWord;

static const PlaceholderWord words[] = {
    {"slices", false, word_slices},
    {"period", false, word_period},
    {"period_column", false, word_period_column},
    {"rate", false, word_rate},
    {"today", false, word_today},
    {"money", true, word_money},
    {"working_seconds", true, word_working_seconds},
    {"setting", true, append_setting},
    {"include", true, append_include},
    {"sliced", true, word_sliced},
    {"same", true, word_same},
};

/* One placeholder, without its braces. */
static Status append_placeholder(Template *template, Text placeholder, TextBuilder *out)
{
    Text argument, word = text_cut(placeholder, ':', &argument);
    char *name = text_string(template->arena, word);
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (strcmp(words[i].name, name) == 0 && (argument.length || !words[i].argument))
            return words[i].append(template, placeholder, argument, out);
    const Parameter *parameter = metric_parameter(template->query->metric, name);
    if (parameter && !argument.bytes)
        return append_parameter(template, parameter, out);
    const Kind *kind = schema_kind(name);
    if (!kind)
        return refuse(template, placeholder, _("this is neither a parameter of the header nor a kind of fact"));
    if (template->marks)
        return append_mark(template, placeholder, out);
    if (text_equals(argument, "all"))
        return template_table(template, kind, out);
    bool whole = text_equals(argument, "*");
    const char *axis = argument.length && !whole ? text_string(template->arena, argument) : NULL;
    return template_source(template, kind, axis, whole, out);
}

/* Notes the time columns that {working_seconds:a:b} reads, so that every {kind} brings their sums. */
static Status collect_working(Template *template, Text sql)
{
    static const char opening[] = "{working_seconds:";
    const char *at = sql.bytes, *end = sql.bytes + sql.length;
    while (at < end && (at = memmem(at, (size_t)(end - at), opening, strlen(opening))) != NULL) {
        at += strlen(opening);
        const char *close = memchr(at, '}', (size_t)(end - at));
        if (!close)
            return STATUS_OK;
        Text second, first = text_cut((Text){at, (size_t)(close - at)}, ':', &second), qualifier;
        Text columns[] = {split_qualifier(first, &qualifier), split_qualifier(second, &qualifier)};
        for (size_t i = 0; i < 2; i++) {
            const char *name = text_string(template->arena, columns[i]);
            if (listed(template->working, template->working_count, name))
                continue;
            if (!columns[i].length || template->working_count >= WORKING_COLUMNS_LIMIT)
                return refuse(template, (Text){at, (size_t)(close - at)}, _("two time columns are expected, \"from:to\""));
            template->working[template->working_count++] = name;
        }
        at = close;
    }
    return STATUS_OK;
}

Status template_expand(Template *template, Text sql, TextBuilder *out)
{
    TRY(collect_working(template, sql));
    while (sql.length) {
        Text rest, plain = text_cut(sql, '{', &rest);
        text_append_bytes(out, plain.bytes, plain.length);
        if (!rest.bytes)
            break;
        Text after, placeholder = text_cut(rest, '}', &after);
        if (!after.bytes || placeholder.length > PLACEHOLDER_LIMIT)
            return refuse(template, (Text){placeholder.bytes, placeholder.length > 40 ? 40 : placeholder.length},
                          _("the closing brace is missing"));
        TRY(append_placeholder(template, placeholder, out));
        sql = after;
    }
    return STATUS_OK;
}
