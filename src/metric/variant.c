/* The variants of a metric: formula, interval, unit and SELECT of each. */
#include "metric/builder.h"

#include "base/translate.h"

#include <string.h>

typedef struct IntervalRow {
    const char *name, *method;
    int arguments;
} IntervalRow;

static const IntervalRow interval_rows[] = {
    [INTERVAL_NONE] = {"none", "none", 0},
    [INTERVAL_WILSON] = {"wilson", "wilson", 2},
    [INTERVAL_NPS] = {"nps", "adjusted-wald", 3},
    [INTERVAL_NPS_WALD] = {"nps_wald", "wald", 3},
    [INTERVAL_MEAN] = {"mean", "student-t", 3},
};

const char *interval_name(IntervalKind kind)
{
    return interval_rows[kind].method;
}

typedef struct NameCheck {
    const Metric *metric;
    const Variant *variant;
    const char *unknown;
} NameCheck;

static void check_name(void *context, const char *name, ComponentTime time)
{
    NameCheck *check = context;
    const Component *component = metric_component(check->metric, name);
    const Parameter *parameter = metric_parameter(check->metric, name);
    bool known = (component && component_in_variant(component, check->variant)) ||
                 (parameter && parameter->type != PARAMETER_TEXT && time == COMPONENT_NOW);
    if (!known)
        check->unknown = name;
}

static Status read_formula(const Builder *builder, const HeaderLine *line, Text text, const Variant *variant,
                           const Expression **ret_expression)
{
    Status status = expression_parse(builder->arena, text, ret_expression, builder->error);
    if (status != STATUS_OK) {
        char place[128];
        memcpy(place, builder->error->where, sizeof place - 1);
        place[sizeof place - 1] = '\0';
        error_where(builder->error, _("%s, line %zu, %s"), builder->file->name, line ? line->line : 0, place);
        return status;
    }
    NameCheck check = {.metric = builder->metric, .variant = variant};
    expression_names(*ret_expression, check_name, &check);
    if (check.unknown)
        return header_error(builder->file, line, builder->error, _("\"%s\" is no component of the variant \"%s\""),
                            check.unknown, variant->name);
    return STATUS_OK;
}

/* "wilson(x, n)": the method and its arguments. */
static Status read_interval(const Builder *builder, const HeaderLine *line, Variant *variant)
{
    Text inside, method = text_trim(text_cut(line->value, '(', &inside));
    if (!line->value.length || text_equals(method, "none")) {
        variant->interval = INTERVAL_NONE;
        return STATUS_OK;
    }
    int kind = INTERVAL_NONE;
    for (int i = 0; i < (int)COUNT(interval_rows); i++)
        if (text_equals(method, interval_rows[i].name))
            kind = i;
    if (kind == INTERVAL_NONE || !inside.length || inside.bytes[inside.length - 1] != ')')
        return header_error(builder->file, line, builder->error,
                            _("an interval is none, wilson(x, n), nps(p, pa, d), nps_wald(p, pa, d) or mean(sum, squares, n)"));
    inside.length--;
    int count = 0;
    while (inside.length) {
        Text rest, argument = text_trim(text_cut(inside, ',', &rest));
        if (count < 3)
            TRY(read_formula(builder, line, argument, variant, &variant->interval_arguments[count]));
        count++;
        inside = rest;
    }
    if (count != interval_rows[kind].arguments)
        return header_error(builder->file, line, builder->error, _("%s takes %d arguments"), interval_rows[kind].name,
                            interval_rows[kind].arguments);
    variant->interval = (IntervalKind)kind;
    return STATUS_OK;
}

/* The line of a key under the variant, else the file's own, which stays for other variants. */
static HeaderLine *variant_line(const Builder *builder, HeaderLine *line, const char *key)
{
    HeaderLine *own = line ? header_line(line->children, line->child_count, key) : NULL;
    if (own)
        return own;
    for (size_t i = 0; i < builder->file->line_count; i++) {
        if (text_equals(builder->file->lines[i].key, key)) {
            builder->file->lines[i].used = true;
            return &builder->file->lines[i];
        }
    }
    return NULL;
}

static Status read_variant_select(const Builder *builder, HeaderLine *line, Variant *variant)
{
    HeaderLine *select = line ? header_line(line->children, line->child_count, "select") : NULL;
    variant->select = &builder->metric->selects[0];
    if (!select)
        return STATUS_OK;
    for (size_t i = 0; i < builder->metric->select_count; i++) {
        if (text_equals(select->value, builder->metric->selects[i].name)) {
            variant->select = &builder->metric->selects[i];
            return STATUS_OK;
        }
    }
    return header_error(builder->file, select, builder->error, _("there is no SELECT of this name in the file"));
}

static Status read_variant(const Builder *builder, HeaderLine *line, Variant *variant)
{
    variant->name = line ? text_string(builder->arena, line->name) : "default";
    variant->title = line ? text_string(builder->arena, line->value) : builder->metric->title;
    HeaderLine *help = line ? header_line(line->children, line->child_count, "help") : NULL;
    variant->help = help ? text_string(builder->arena, help->value) : "";
    int unit = 0, better = 0;
    TRY(builder_choose(builder, variant_line(builder, line, "unit"), "unit", unit_names, COUNT(unit_names), &unit));
    TRY(builder_choose(builder, variant_line(builder, line, "better"), "better", better_names, COUNT(better_names), &better));
    variant->unit = (Unit)unit;
    variant->better = (Better)better;
    TRY(read_variant_select(builder, line, variant));
    HeaderLine *value = variant_line(builder, line, "value");
    if (!value)
        return header_error(builder->file, line, builder->error, _("the header lacks \"%s\""), "value");
    variant->formula = text_string(builder->arena, value->value);
    TRY(read_formula(builder, value, value->value, variant, &variant->value));
    HeaderLine *interval = variant_line(builder, line, "interval");
    if (interval)
        TRY(read_interval(builder, interval, variant));
    HeaderLine *sample = variant_line(builder, line, "sample");
    if (sample) {
        variant->sample = text_string(builder->arena, sample->value);
        const Component *component = metric_component(builder->metric, variant->sample);
        if (!component || !component_in_variant(component, variant))
            return header_error(builder->file, sample, builder->error, _("\"%s\" is no component of the variant \"%s\""),
                                variant->sample, variant->name);
    }
    return line ? header_check_used(builder->file, line->children, line->child_count, builder->error) : STATUS_OK;
}

Status builder_read_variants(Builder *builder)
{
    MetricFile *file = builder->file;
    size_t count = builder_count_key(file, "variant"), at = 0;
    Variant *variants = ARENA_ARRAY(builder->arena, count + 1, Variant);
    for (size_t i = 0; i < file->line_count; i++) {
        if (!text_equals(file->lines[i].key, "variant"))
            continue;
        file->lines[i].used = true;
        TRY(read_variant(builder, &file->lines[i], &variants[at++]));
    }
    if (!count)
        TRY(read_variant(builder, NULL, &variants[at++]));
    builder->metric->variants = variants;
    builder->metric->variant_count = at;
    for (size_t c = 0; c < builder->metric->component_count; c++) {
        for (const char *const *name = builder->metric->components[c].variants; name && *name; name++)
            if (!metric_variant(builder->metric, *name))
                return header_error(file, NULL, builder->error, _("the component \"%s\" is for a variant \"%s\" that there is not"),
                                    builder->metric->components[c].name, *name);
    }
    return STATUS_OK;
}
