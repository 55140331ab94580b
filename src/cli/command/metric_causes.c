#include "cli/kpi_options.h"
#include "cli/output.h"

#include "base/translate.h"
#include "render/cause.h"

enum { CAUSES_SHOWN = 20 };

static Status print(CommandContext *context, const MetricQuery *query, const CauseReport *report, bool json)
{
    TextBuilder out = output_begin();
    if (json) {
        JsonWriter writer = json_writer(&out);
        render_causes_json(&writer, query, report);
    } else if (!report->after.defined) {
        fprintf(stderr, "%s\n", _("there are not two periods in a row with a value, so there is no change to split"));
    } else {
        render_causes_table(context->arena, &out, query, report, CAUSES_SHOWN);
        for (size_t i = 0; i < report->skipped_count; i++)
            fprintf(stderr, _("not split by %s: its parts do not add up to the whole\n"), report->skipped[i]);
    }
    return output_print(context, &out);
}

static Status find(CommandContext *context, KpiDoor *door)
{
    bool json;
    MetricQuery query;
    CauseReport report;
    QueryWords words = {.id = operand(context->arguments, 1),
                        .variant = argument_value(context->arguments, "variant"),
                        .period = argument_value(context->arguments, "period"),
                        .calendar = argument_value(context->arguments, "calendar"),
                        .as_of = argument_value(context->arguments, "as-of")};
    words.filter_count = argument_values(context->arguments, "where", &words.filters);
    words.parameter_count = argument_values(context->arguments, "set", &words.parameters);
    TRY(output_json(context, &json));
    TRY(kpi_door_open(context, door));
    TRY(metric_query_parse(context->arena, door->registry, &door->organization, &words, &query, context->error));
    if (query.period == PERIOD_ALL)
        return error_set(context->error, STATUS_INVALID_ARGUMENT, "%s", _("a change is between two periods: day, week, month, quarter or year"));
    TRY(cause_find(door->store, door->session, context->arena, &door->organization, &query, &report, context->error));
    print(context, &query, &report, json);
    return STATUS_OK;
}

static Status run(CommandContext *context)
{
    return kpi_door_run(context, find);
}

static const Option options[] = {
    {.name = "variant", .argument = "NAME", .help = N_("another form of the metric; \"metric show\" names them")},
    {.name = "set", .argument = "NAME=VALUE", .help = N_("a parameter of the metric"), .repeats = true},
    {.name = "period", .argument = "LENGTH", .help = N_("day, week, month (default), quarter or year")},
    {.name = "calendar", .argument = "NAME", .help = N_("gregorian, persian, islamic or fiscal; the organization's by default")},
    {.name = "where", .argument = "SLICE=VALUE", .help = N_("count only these facts"), .repeats = true},
    {.name = "as-of", .argument = "DAY", .help = N_("answer as if this were today")},
    OPTION_FORMAT,
    {0},
};

extern const Command command_metric_causes;
const Command command_metric_causes = {
    .name = "metric causes", .synopsis = "STORE ID", .help = N_("split the latest change of a metric into what each slice did to it"),
    .details = N_("The effects of the values of one slice add up exactly to the change: what came of their own values, and what of "
                  "their share of the whole. The latest complete period is set against the one before it."),
    .operands_min = 2, .operands_max = 2, .options = options, .run = run,
};
