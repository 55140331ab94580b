#include "cli/metric_words.h"
#include "cli/output.h"

#include "base/translate.h"
#include "render/result.h"

#include <string.h>

static void append_line(TextBuilder *out, const char *title, const char *text)
{
    if (*text)
        text_append_format(out, "%s: %s\n", title, text);
}

static const char *slice_list(Arena *arena, const Metric *metric)
{
    const char *list = "";
    for (size_t i = 0; i < metric->slice_count; i++)
        list = arena_format(arena, "%s%s%s", list, i ? ", " : "", metric->slices[i].name);
    return list;
}

static void append_variants(TextBuilder *out, const Metric *metric)
{
    text_append_format(out, "\n%s:\n", _("Variants"));
    for (size_t i = 0; i < metric->variant_count; i++) {
        const Variant *variant = &metric->variants[i];
        text_append_format(out, "  %s%s  %s\n", variant->name, i ? "" : " *", variant_title(metric, variant));
        text_append_format(out, "      %s = %s  [%s, %s: %s]\n", metric->id, variant->formula, unit_name(variant->unit),
                           _("interval"), interval_name(variant->interval));
        if (*variant->help)
            text_append_format(out, "      %s\n", _(variant->help));
    }
}

static void append_components(TextBuilder *out, const Metric *metric)
{
    text_append_format(out, "\n%s:\n", _("Components"));
    for (size_t i = 0; i < metric->component_count; i++)
        if (!metric->components[i].excluded)
            text_append_format(out, "  %s  %s\n", metric->components[i].name, _(metric->components[i].title));
    bool first = true;
    for (size_t i = 0; i < metric->component_count; i++) {
        if (!metric->components[i].excluded)
            continue;
        if (first)
            text_append_format(out, "\n%s:\n", _("Left out"));
        first = false;
        text_append_format(out, "  %s  %s\n", metric->components[i].name, _(metric->components[i].title));
    }
    for (size_t i = 0; i < metric->parameter_count; i++) {
        const Parameter *parameter = &metric->parameters[i];
        if (!i)
            text_append_format(out, "\n%s:\n", _("Parameters (--set NAME=VALUE)"));
        text_append_format(out, "  %s = %s  %s\n", parameter->name, *parameter->fallback ? parameter->fallback : "\"\"",
                           _(parameter->title));
    }
}

static void print_text(Arena *arena, const Metric *metric, bool with_sql, TextBuilder *out)
{
    text_append_format(out, "%s (%s)\n%s\n\n", metric_title(metric), metric->id, metric_help(metric));
    append_line(out, _("Perspective"), perspective_name(metric->perspective));
    append_line(out, _("Better"), better_name(metric->variants[0].better));
    append_line(out, _("Kind"), metric->result ? _("result, lagging (KRI)") : _("performance, leading"));
    append_line(out, _("Slices"), slice_list(arena, metric));
    append_line(out, _("Source"), metric->reference);
    append_variants(out, metric);
    append_components(out, metric);
    for (size_t i = 0; with_sql && i < metric->select_count; i++)
        text_append_format(out, "\nSELECT %s (%s):\n%s\n", metric->selects[i].name, grain_name(metric->selects[i].grain),
                           metric->selects[i].sql);
}

static Status run(CommandContext *context)
{
    MetricRegistry *registry;
    const Metric *metric;
    int words, operands = (int)operand_count(context->arguments);
    TRY(metric_words_registry(context, &registry, &words));
    const char *format = argument_value(context->arguments, "format");
    TextBuilder out CLEANUP(text_builder_free) = output_begin();
    Status status = metric_registry_find(registry, operand(context->arguments, words < operands ? words : 0), &metric, context->error);
    if (status == STATUS_OK && format && strcmp(format, "json") == 0) {
        JsonWriter writer = json_writer(&out);
        render_metric_json(&writer, metric, /* whole= */ true);
    } else if (status == STATUS_OK && argument_given(context->arguments, "definition")) {
        text_append_bytes(&out, metric->text.bytes, metric->text.length);
    } else if (status == STATUS_OK && (!format || strcmp(format, "text") == 0)) {
        print_text(context->arena, metric, argument_given(context->arguments, "sql"), &out);
    } else if (status == STATUS_OK) {
        status = error_set(context->error, STATUS_INVALID_ARGUMENT, _("the format is text or json, not \"%s\""), format);
    }
    if (status == STATUS_OK)
        status = output_print(context, &out);
    metric_registry_free(registry);
    return status;
}

static const Option options[] = {
    {.name = "format", .argument = "FORMAT", .help = N_("text (default) or json")},
    {.name = "sql", .help = N_("print the SELECTs of the components too")},
    {.name = "definition", .help = N_("print the definition alone, as a start for a metric of one's own")},
    {0},
};

extern const Command command_metric_show;
const Command command_metric_show = {
    .name = "metric show", .synopsis = "[STORE] ID", .help = N_("say how a metric is computed"),
    .details = N_("Of a store its own metrics too."), .operands_min = 1, .operands_max = 2, .options = options, .run = run,
};
