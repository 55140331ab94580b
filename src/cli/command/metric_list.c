#include "cli/metric_words.h"
#include "cli/output.h"

#include "base/translate.h"
#include "render/result.h"
#include "render/table.h"

#include <string.h>

/* The metrics that all operands are found in, in the catalogue's order. */
typedef struct Found {
    const Metric **metrics;
    size_t count;
} Found;

static Status find(CommandContext *context, const MetricRegistry *registry, int first, Found *ret_found)
{
    Found found = {ARENA_ARRAY(context->arena, metric_registry_count(registry) + 1, const Metric *), 0};
    const char *wanted = "";
    for (size_t i = (size_t)first; i < operand_count(context->arguments); i++)
        wanted = arena_format(context->arena, "%s %s", wanted, operand(context->arguments, i));
    for (size_t i = 0; i < metric_registry_count(registry); i++) {
        bool matches;
        TRY(metric_matches(context->arena, metric_registry_at(registry, i), wanted, &matches, context->error));
        if (matches)
            found.metrics[found.count++] = metric_registry_at(registry, i);
    }
    *ret_found = found;
    return STATUS_OK;
}

static void print_json(Found found, TextBuilder *out)
{
    JsonWriter writer = json_writer(out);
    json_array(&writer);
    for (size_t i = 0; i < found.count; i++)
        render_metric_json(&writer, found.metrics[i], /* whole= */ false);
    json_array_end(&writer);
}

static void print_table(CommandContext *context, Found found, TextBuilder *out)
{
    const TableColumn columns[] = {{_("Metric"), false}, {_("Title"), false}, {_("Unit"), false}, {_("Better"), false},
                                   {_("Perspective"), false}, {_("Variants"), false}};
    enum { COLUMNS = 6 };
    size_t count = found.count;
    const char **cells = ARENA_ARRAY(context->arena, (count + 1) * COLUMNS, const char *);
    for (size_t i = 0; i < count; i++) {
        const Metric *metric = found.metrics[i];
        const char **row = cells + i * COLUMNS;
        row[0] = metric->id;
        row[1] = metric_title(metric);
        row[2] = unit_name(metric->variants[0].unit);
        row[3] = better_name(metric->variants[0].better);
        row[4] = perspective_name(metric->perspective);
        row[5] = metric->variants[0].name;
        for (size_t v = 1; v < metric->variant_count; v++)
            row[5] = arena_format(context->arena, "%s, %s", row[5], metric->variants[v].name);
    }
    render_table(out, columns, COLUMNS, cells, count);
}

static Status print(CommandContext *context, Found found, bool json)
{
    TextBuilder out = output_begin();
    if (json)
        print_json(found, &out);
    else
        print_table(context, found, &out);
    return output_print(context, &out);
}

static Status run(CommandContext *context)
{
    MetricRegistry *registry;
    int words;
    bool json;
    TRY(output_json(context, &json));
    TRY(metric_words_registry(context, &registry, &words));
    Found found = {0};
    Status status = find(context, registry, words, &found);
    if (status == STATUS_OK && !found.count)
        fprintf(stderr, _("note: %s\n"), _("no metric has all these words; \"mizan metric list\" without words lists all"));
    if (status == STATUS_OK)
        status = print(context, found, json);
    metric_registry_free(registry);
    return status;
}

static const Option options[] = {
    OPTION_FORMAT,
    {0},
};

extern const Command command_metric_list;
const Command command_metric_list = {
    .name = "metric list", .synopsis = "[STORE] [WORD...]", .help = N_("list the metrics, or those that words are found in"),
    .details = N_("Of a store its own metrics too."),
    .operands_min = 0, .operands_max = -1, .options = options, .run = run,
};
