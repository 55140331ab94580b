#include "cli/goal_options.h"
#include "cli/kpi_options.h"
#include "cli/logbook.h"

#include "base/translate.h"
#include "goal/objective.h"

/* What it is bound to decides its kind; without a binding it is a number that is entered. */
static Status read_binding(const CommandContext *context, KeyResult *result)
{
    const Arguments *arguments = context->arguments;
    result->kpi = argument_value(arguments, "kpi");
    result->metric = argument_value(arguments, "metric");
    result->variant = argument_value(arguments, "variant");
    result->filter_count = argument_values(arguments, "where", &result->filters);
    result->parameter_count = argument_values(arguments, "set", &result->parameters);
    bool milestone = argument_given(arguments, "milestone");
    if ((result->kpi != NULL) + (result->metric != NULL) + milestone > 1)
        return error_set(context->error, STATUS_INVALID_ARGUMENT, "%s",
                         _("a key result is bound to one thing: --kpi, --metric or --milestone"));
    result->kind = result->kpi      ? KEY_RESULT_KPI
                   : result->metric ? KEY_RESULT_METRIC
                   : milestone      ? KEY_RESULT_MILESTONE
                                    : KEY_RESULT_NUMBER;
    return STATUS_OK;
}

static Status read(const CommandContext *context, KeyResult *result)
{
    bool start, target, weight;
    *result = (KeyResult){.title = argument_value(context->arguments, "title"), .weight = 1};
    TRY(read_binding(context, result));
    TRY(option_number(context, "start", &start, &result->start));
    TRY(option_number(context, "target", &target, &result->target));
    TRY(option_number(context, "weight", &weight, &result->weight));
    if (result->kind == KEY_RESULT_MILESTONE) {
        result->start = 0;
        result->target = 1;
        return STATUS_OK;
    }
    if (start && target)
        return STATUS_OK;
    error_set(context->error, STATUS_INVALID_ARGUMENT, "%s", _("a key result goes from a start to a target"));
    error_hint(context->error, "%s", "--start 40 --target 60");
    return context->error->status;
}

static Status add(CommandContext *context, KpiDoor *door)
{
    KeyResult result;
    int64_t number;
    TRY(kpi_door_open(context, door));
    TRY(read(context, &result));
    TRY(key_result_add(&door->asker, operand(context->arguments, 1), &result, kpi_author(context->arena), &number,
                       context->error));
    TRY(logbook_append(context, store_records(door->store), "key-result.add", operand(context->arguments, 1), NULL));
    fprintf(context->out, "%lld\n", (long long)number);
    return STATUS_OK;
}

static Status run(CommandContext *context)
{
    return kpi_door_run(context, add);
}

static const Option options[] = {
    {.name = "title", .argument = "TEXT", .help = N_("what shows that the objective is reached"), .flag_only = true},
    {.name = "kpi", .argument = "ID", .help = N_("moves with this KPI"), .flag_only = true},
    {.name = "metric", .argument = "ID", .help = N_("moves with this metric over the objective's days"), .flag_only = true},
    {.name = "variant", .argument = "NAME", .help = N_("another form of the metric"), .flag_only = true},
    {.name = "set", .argument = "NAME=VALUE", .help = N_("a parameter of the metric"), .repeats = true},
    {.name = "where", .argument = "SLICE=VALUE", .help = N_("count only these facts"), .repeats = true},
    {.name = "milestone", .help = N_("reached or not: said at a check-in"), .flag_only = true},
    {.name = "start", .argument = "NUMBER", .help = N_("where it stands at the beginning"), .flag_only = true},
    {.name = "target", .argument = "NUMBER", .help = N_("where it is to get"), .flag_only = true},
    {.name = "weight", .argument = "NUMBER", .help = N_("how much it counts; 1 by default"), .flag_only = true},
    {0},
};

extern const Command command_key_result_add;
const Command command_key_result_add = {
    .name = "key-result add", .synopsis = "STORE OBJECTIVE", .help = N_("bind an objective to a number that shows it"),
    .operands_min = 2, .operands_max = 2, .options = options, .run = run,
};
