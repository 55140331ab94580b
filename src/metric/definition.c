#include "metric/definition.h"

#include "metric/builder.h"

#include "base/translate.h"

#include <string.h>

const char *const unit_names[8] = {
    [UNIT_PERCENT] = "percent", [UNIT_POINTS] = "points", [UNIT_SCORE] = "score", [UNIT_SECONDS] = "seconds",
    [UNIT_COUNT] = "count",     [UNIT_RATIO] = "ratio",   [UNIT_MONEY] = "money", [UNIT_HOURS] = "hours",
};
static const char *const grain_names[] = {[GRAIN_DAY] = "day", [GRAIN_ROW] = "row", [GRAIN_PERIOD] = "period"};
const char *const better_names[3] = {
    [BETTER_UP] = "up", [BETTER_DOWN] = "down", [BETTER_NEITHER] = "neither"};
static const char *const perspective_names[] = {
    [PERSPECTIVE_FINANCIAL] = "financial", [PERSPECTIVE_CUSTOMERS] = "customers",
    [PERSPECTIVE_PROCESSES] = "processes", [PERSPECTIVE_LEARNING] = "learning"};
static const char *const indicator_names[] = {"performance", "result"};
static const char *const parameter_type_names[] = {
    [PARAMETER_INTEGER] = "integer", [PARAMETER_NUMBER] = "number", [PARAMETER_TEXT] = "text"};

const char *unit_name(Unit unit)
{
    return unit_names[unit];
}

const char *grain_name(Grain grain)
{
    return grain_names[grain];
}

const char *better_name(Better better)
{
    return better_names[better];
}

const char *perspective_name(Perspective perspective)
{
    return perspective_names[perspective];
}

bool perspective_parse(const char *name, Perspective *ret_perspective)
{
    for (size_t i = 0; i < COUNT(perspective_names); i++)
        if (strcmp(perspective_names[i], name) == 0) {
            *ret_perspective = (Perspective)i;
            return true;
        }
    return false;
}

/* One of a list of words, by its place in the list. */
Status builder_choose(const Builder *builder, HeaderLine *line, const char *key, const char *const *names,
                     size_t count, int *ret_index)
{
    if (!line)
        return header_error(builder->file, NULL, builder->error, _("the header lacks \"%s\""), key);
    for (size_t i = 0; i < count; i++) {
        if (text_equals(line->value, names[i])) {
            *ret_index = (int)i;
            return STATUS_OK;
        }
    }
    char *given = text_string(builder->arena, line->value);
    header_error(builder->file, line, builder->error, _("\"%s\" is no %s"), given, key);
    const char *nearest = text_nearest(given, names, count);
    error_hint(builder->error, _("did you mean \"%s\"?"), nearest ? nearest : names[0]);
    return builder->error->status;
}

static Status require_text(const Builder *builder, const char *key, const char **ret_text)
{
    HeaderLine *line = header_line(builder->file->lines, builder->file->line_count, key);
    if (!line || !line->value.length)
        return header_error(builder->file, line, builder->error, _("the header lacks \"%s\""), key);
    *ret_text = text_string(builder->arena, line->value);
    return STATUS_OK;
}

size_t builder_count_key(const MetricFile *file, const char *key)
{
    size_t count = 0;
    for (size_t i = 0; i < file->line_count; i++)
        count += text_equals(file->lines[i].key, key);
    return count;
}

/* "a, b, c" as an array of strings that ends with NULL. */
static const char **split_list(Arena *arena, Text text, size_t *ret_count)
{
    size_t commas = 0;
    for (size_t i = 0; i < text.length; i++)
        commas += text.bytes[i] == ',';
    const char **items = ARENA_ARRAY(arena, commas + 2, const char *);
    *ret_count = 0;
    while (text.length) {
        Text rest, item = text_trim(text_cut(text, ',', &rest));
        if (item.length)
            items[(*ret_count)++] = text_string(arena, item);
        text = rest;
    }
    return items;
}

static Status read_sources(Builder *builder)
{
    HeaderLine *line = header_line(builder->file->lines, builder->file->line_count, "source");
    size_t count;
    if (!line)
        return header_error(builder->file, NULL, builder->error, _("the header lacks \"%s\""), "source");
    const char **names = split_list(builder->arena, line->value, &count);
    const Kind **kinds = ARENA_ARRAY(builder->arena, count + 1, const Kind *);
    for (size_t i = 0; i < count; i++) {
        kinds[i] = schema_kind(names[i]);
        if (!kinds[i])
            return header_error(builder->file, line, builder->error, _("there is no kind of fact \"%s\""), names[i]);
    }
    if (!count)
        return header_error(builder->file, line, builder->error, _("the header lacks \"%s\""), "source");
    builder->metric->sources = kinds;
    builder->metric->source_count = count;
    return STATUS_OK;
}

static Status read_slices(Builder *builder)
{
    HeaderLine *line = header_line(builder->file->lines, builder->file->line_count, "slices");
    size_t count = 0;
    const char **names = split_list(builder->arena, line ? line->value : (Text){"", 0}, &count);
    SliceColumn *slices = ARENA_ARRAY(builder->arena, count + 1, SliceColumn);
    for (size_t i = 0; i < count; i++) {
        slices[i].own = strncmp(names[i], "own:", 4) == 0;
        slices[i].name = slices[i].own ? names[i] + 4 : names[i];
        bool known = slices[i].own;
        for (size_t s = 0; s < builder->metric->source_count; s++)
            known = known || schema_slice(builder->metric->sources[s], slices[i].name);
        if (!known)
            return header_error(builder->file, line, builder->error,
                                _("\"%s\" is no slice of any source; a column of the SELECT is written own:%s"),
                                slices[i].name, slices[i].name);
    }
    builder->metric->slices = slices;
    builder->metric->slice_count = count;
    return STATUS_OK;
}

static Status read_components(Builder *builder)
{
    MetricFile *file = builder->file;
    size_t count = builder_count_key(file, "component") + builder_count_key(file, "excluded");
    Component *components = ARENA_ARRAY(builder->arena, count + 1, Component);
    size_t at = 0;
    for (size_t i = 0; i < file->line_count; i++) {
        HeaderLine *line = &file->lines[i];
        bool excluded = text_equals(line->key, "excluded");
        if (!excluded && !text_equals(line->key, "component"))
            continue;
        line->used = true;
        Text sql = header_value(line->children, line->child_count, "sql");
        Text variants = header_value(line->children, line->child_count, "for");
        size_t variant_count;
        components[at] = (Component){.name = text_string(builder->arena, line->name),
                                     .title = text_string(builder->arena, line->value),
                                     .sql = sql.length ? text_string(builder->arena, sql) : NULL,
                                     .excluded = excluded};
        if (variants.length)
            components[at].variants = split_list(builder->arena, variants, &variant_count);
        if (!line->value.length)
            return header_error(file, line, builder->error, _("the component \"%s\" needs a title"), components[at].name);
        for (size_t j = 0; j < at; j++)
            if (strcmp(components[j].name, components[at].name) == 0)
                return header_error(file, line, builder->error, _("the component \"%s\" stands twice"), components[at].name);
        TRY(header_check_used(file, line->children, line->child_count, builder->error));
        at++;
    }
    if (!count)
        return header_error(file, NULL, builder->error, _("the header lacks \"%s\""), "component");
    builder->metric->components = components;
    builder->metric->component_count = count;
    return STATUS_OK;
}

static Status read_range(const Builder *builder, HeaderLine *line, Parameter *parameter)
{
    HeaderLine *minimum = header_line(line->children, line->child_count, "minimum");
    HeaderLine *maximum = header_line(line->children, line->child_count, "maximum");
    if (!minimum && !maximum)
        return STATUS_OK;
    if (!minimum || !maximum || !text_to_double(minimum->value, &parameter->minimum) ||
        !text_to_double(maximum->value, &parameter->maximum) || parameter->minimum >= parameter->maximum)
        return header_error(builder->file, line, builder->error,
                            _("the parameter \"%s\" needs both a minimum and a maximum, in order"), parameter->name);
    return STATUS_OK;
}

static Status read_parameter(const Builder *builder, HeaderLine *line, Parameter *parameter)
{
    int type = PARAMETER_NUMBER;
    HeaderLine *type_line = header_line(line->children, line->child_count, "type");
    TRY(builder_choose(builder, type_line, "type", parameter_type_names, COUNT(parameter_type_names), &type));
    Text fallback = header_value(line->children, line->child_count, "default");
    Text choices = header_value(line->children, line->child_count, "choices");
    *parameter = (Parameter){.name = text_string(builder->arena, line->name),
                             .title = text_string(builder->arena, line->value),
                             .fallback = text_string(builder->arena, fallback),
                             .type = (ParameterType)type};
    size_t choice_count;
    if (choices.length)
        parameter->choices = split_list(builder->arena, choices, &choice_count);
    TRY(read_range(builder, line, parameter));
    double number;
    if (type != PARAMETER_TEXT && !text_to_double(fallback, &number))
        return header_error(builder->file, line, builder->error, _("the default of \"%s\" is no number"), parameter->name);
    return header_check_used(builder->file, line->children, line->child_count, builder->error);
}

static Status read_parameters(Builder *builder)
{
    MetricFile *file = builder->file;
    size_t count = builder_count_key(file, "parameter"), at = 0;
    Parameter *parameters = ARENA_ARRAY(builder->arena, count + 1, Parameter);
    for (size_t i = 0; i < file->line_count; i++) {
        if (!text_equals(file->lines[i].key, "parameter"))
            continue;
        file->lines[i].used = true;
        TRY(read_parameter(builder, &file->lines[i], &parameters[at++]));
    }
    builder->metric->parameters = parameters;
    builder->metric->parameter_count = count;
    return STATUS_OK;
}

static Status read_selects(Builder *builder)
{
    MetricFile *file = builder->file;
    MetricSelect *selects = ARENA_ARRAY(builder->arena, file->select_count, MetricSelect);
    for (size_t i = 0; i < file->select_count; i++) {
        HeaderLine *grain = i ? header_line(file->selects[i].children, file->selects[i].child_count, "grain")
                              : header_line(file->lines, file->line_count, "grain");
        int index = GRAIN_DAY;
        if (grain)
            TRY(builder_choose(builder, grain, "grain", grain_names, COUNT(grain_names), &index));
        selects[i] = (MetricSelect){.name = text_string(builder->arena, file->selects[i].name),
                                    .grain = (Grain)index,
                                    .sql = text_string(builder->arena, file->selects[i].sql)};
        TRY(header_check_used(file, file->selects[i].children, file->selects[i].child_count, builder->error));
    }
    builder->metric->selects = selects;
    builder->metric->select_count = file->select_count;
    return STATUS_OK;
}

const Component *metric_component(const Metric *metric, const char *name)
{
    for (size_t i = 0; i < metric->component_count; i++)
        if (strcmp(metric->components[i].name, name) == 0)
            return &metric->components[i];
    return NULL;
}

const Parameter *metric_parameter(const Metric *metric, const char *name)
{
    for (size_t i = 0; i < metric->parameter_count; i++)
        if (strcmp(metric->parameters[i].name, name) == 0)
            return &metric->parameters[i];
    return NULL;
}

/* "undefined REASON: component" */
static Status read_undefined(Builder *builder)
{
    MetricFile *file = builder->file;
    size_t count = builder_count_key(file, "undefined"), at = 0;
    UndefinedRule *rules = ARENA_ARRAY(builder->arena, count + 1, UndefinedRule);
    for (size_t i = 0; i < file->line_count; i++) {
        HeaderLine *line = &file->lines[i];
        if (!text_equals(line->key, "undefined"))
            continue;
        line->used = true;
        rules[at].reason = text_string(builder->arena, line->name);
        rules[at].component = metric_component(builder->metric, text_string(builder->arena, line->value));
        if (!rules[at++].component)
            return header_error(file, line, builder->error, _("\"%.*s\" is no component"), (int)line->value.length,
                                line->value.bytes);
    }
    builder->metric->undefined = rules;
    builder->metric->undefined_count = count;
    return STATUS_OK;
}

/* "KIND [by DAY_COLUMN] [where CONDITION]" */
static Status read_rows(Builder *builder)
{
    HeaderLine *line = header_line(builder->file->lines, builder->file->line_count, "rows");
    builder->metric->rows_kind = builder->metric->sources[0];
    builder->metric->rows_day = "day";
    builder->metric->rows_where = "";
    if (!line)
        return STATUS_OK;
    Text rest, word = text_cut(line->value, ' ', &rest);
    builder->metric->rows_kind = schema_kind(text_string(builder->arena, word));
    if (!builder->metric->rows_kind)
        return header_error(builder->file, line, builder->error, _("rows names no kind of fact"));
    rest = text_trim(rest);
    if (text_starts_with(rest, "by ")) {
        Text after, column = text_cut((Text){rest.bytes + 3, rest.length - 3}, ' ', &after);
        builder->metric->rows_day = text_string(builder->arena, column);
        rest = text_trim(after);
    }
    if (text_starts_with(rest, "where "))
        builder->metric->rows_where = text_string(builder->arena, (Text){rest.bytes + 6, rest.length - 6});
    else if (rest.length)
        return header_error(builder->file, line, builder->error, _("rows is \"KIND [by DAY_COLUMN] [where CONDITION]\""));
    return STATUS_OK;
}

static Status read_numbers(Builder *builder)
{
    static const char *const keys[] = {"minimum sample", "suppress below"};
    double *const targets[] = {&builder->metric->minimum_sample, &builder->metric->suppress_below};
    for (size_t i = 0; i < COUNT(keys); i++) {
        HeaderLine *line = header_line(builder->file->lines, builder->file->line_count, keys[i]);
        if (line && (!text_to_double(line->value, targets[i]) || *targets[i] < 0))
            return header_error(builder->file, line, builder->error, _("\"%s\" is a number of at least 0"), keys[i]);
    }
    return STATUS_OK;
}

/* "title fa", "help ru": the author's own words in each language; NULL where there are none at all. */
static const char *const *read_words(const Builder *builder, const char *key)
{
    size_t languages = 0, given = 0;
    while (translate_languages[languages])
        languages++;
    const char **words = ARENA_ARRAY(builder->arena, languages + 1, const char *);
    for (size_t i = 0; i < languages; i++) {
        const char *name = arena_format(builder->arena, "%s %s", key, translate_languages[i]);
        Text text = header_value(builder->file->lines, builder->file->line_count, name);
        words[i] = text.length ? text_string(builder->arena, text) : NULL;
        given += text.length > 0;
    }
    return given ? words : NULL;
}

static const char *in_language(const char *const *words, const char *fallback)
{
    for (size_t i = 0; words && translate_languages[i]; i++)
        if (words[i] && strcmp(translate_languages[i], translate_language()) == 0)
            return words[i];
    return _(fallback);
}

const char *metric_title(const Metric *metric)
{
    return in_language(metric->titles, metric->title);
}

const char *metric_help(const Metric *metric)
{
    return in_language(metric->helps, metric->help);
}

Status metric_parse(Arena *arena, const char *name, Text text, Metric *ret_metric, Error *error)
{
    MetricFile file;
    Metric metric = {0};
    TRY(metric_file_read(arena, name, text, &file, error));
    Builder builder = {.arena = arena, .file = &file, .metric = &metric, .error = error};
    TRY(require_text(&builder, "id", &metric.id));
    TRY(require_text(&builder, "title", &metric.title));
    TRY(require_text(&builder, "help", &metric.help));
    metric.titles = read_words(&builder, "title");
    metric.helps = read_words(&builder, "help");
    metric.text = text;
    int perspective = 0, indicator = 0;
    TRY(builder_choose(&builder, header_line(file.lines, file.line_count, "perspective"), "perspective", perspective_names,
               COUNT(perspective_names), &perspective));
    TRY(builder_choose(&builder, header_line(file.lines, file.line_count, "indicator"), "indicator", indicator_names,
               COUNT(indicator_names), &indicator));
    metric.perspective = (Perspective)perspective;
    metric.result = indicator == 1;
    metric.reference = text_string(arena, header_value(file.lines, file.line_count, "reference"));
    metric.aliases = split_list(arena, header_value(file.lines, file.line_count, "aliases"), &metric.alias_count);
    TRY(read_numbers(&builder));
    TRY(read_sources(&builder));
    TRY(read_slices(&builder));
    TRY(read_components(&builder));
    TRY(read_undefined(&builder));
    TRY(read_parameters(&builder));
    TRY(read_selects(&builder));
    TRY(builder_read_variants(&builder));
    TRY(read_rows(&builder));
    TRY(header_check_used(&file, file.lines, file.line_count, error));
    metric.area = "";
    *ret_metric = metric;
    return STATUS_OK;
}

/* The only variant of a metric that names none is called as the metric is. */
const char *variant_title(const Metric *metric, const Variant *variant)
{
    return strcmp(variant->title, metric->title) == 0 ? metric_title(metric) : _(variant->title);
}

const Variant *metric_variant(const Metric *metric, const char *name)
{
    if (!name)
        return &metric->variants[0];
    for (size_t i = 0; i < metric->variant_count; i++)
        if (strcmp(metric->variants[i].name, name) == 0)
            return &metric->variants[i];
    return NULL;
}

bool component_in_variant(const Component *component, const Variant *variant)
{
    if (!component->variants)
        return true;
    for (const char *const *name = component->variants; *name; name++)
        if (strcmp(*name, variant->name) == 0)
            return true;
    return false;
}
