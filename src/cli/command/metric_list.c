#include "cli/command.h"

#include "base/translate.h"
#include "render/result.h"
#include "render/table.h"

#include <string.h>

static void print_json(CommandContext *context, const MetricRegistry *registry, TextBuilder *out)
{
    (void)context;
    JsonWriter writer = json_writer(out);
    json_array(&writer);
    for (size_t i = 0; i < metric_registry_count(registry); i++)
        render_metric_json(&writer, metric_registry_at(registry, i), /* whole= */ false);
    json_array_end(&writer);
    text_append(out, "\n");
}

static void print_table(CommandContext *context, const MetricRegistry *registry, TextBuilder *out)
{
    const TableColumn columns[] = {{_("Metric"), false}, {_("Title"), false}, {_("Unit"), false}, {_("Better"), false},
                                   {_("Perspective"), false}, {_("Variants"), false}};
    enum { COLUMNS = 6 };
    size_t count = metric_registry_count(registry);
    const char **cells = ARENA_ARRAY(context->arena, (count + 1) * COLUMNS, const char *);
    for (size_t i = 0; i < count; i++) {
        const Metric *metric = metric_registry_at(registry, i);
        const char **row = cells + i * COLUMNS;
        row[0] = metric->id;
        row[1] = _(metric->title);
        row[2] = unit_name(metric->variants[0].unit);
        row[3] = better_name(metric->variants[0].better);
        row[4] = perspective_name(metric->perspective);
        row[5] = metric->variants[0].name;
        for (size_t v = 1; v < metric->variant_count; v++)
            row[5] = arena_format(context->arena, "%s, %s", row[5], metric->variants[v].name);
    }
    render_table(out, columns, COLUMNS, cells, count);
}

static Status run(CommandContext *context)
{
    MetricRegistry *registry;
    TRY(metric_registry_load(&registry, context->error));
    TextBuilder out = text_builder((size_t)4 << 20);
    const char *format = argument_value(context->arguments, "format");
    Status status = STATUS_OK;
    if (!format || strcmp(format, "table") == 0)
        print_table(context, registry, &out);
    else if (strcmp(format, "json") == 0)
        print_json(context, registry, &out);
    else
        status = error_set(context->error, STATUS_INVALID_ARGUMENT, _("the format is table or json, not \"%s\""), format);
    if (status == STATUS_OK)
        fwrite(out.bytes, 1, out.length, context->out);
    text_builder_free(&out);
    metric_registry_free(registry);
    return status;
}

static const Option options[] = {
    {.name = "format", .argument = "FORMAT", .help = N_("table (default) or json")},
    {0},
};

extern const Command command_metric_list;
const Command command_metric_list = {
    .name = "metric list", .synopsis = "", .help = N_("list the metrics"),
    .operands_min = 0, .operands_max = 0, .options = options, .run = run,
};
