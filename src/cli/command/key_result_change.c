#include "cli/logbook.h"
#include "cli/objective_options.h"

#include "base/translate.h"

static Status change(CommandContext *context, KpiDoor *door)
{
    KeyResult result;
    int64_t revision;
    bool given;
    const char *id = operand(context->arguments, 1), *title = argument_value(context->arguments, "title");
    TRY(kpi_door_open(context, door));
    TRY(key_result_find(door->store, context->arena, id, operand_number(context, 2), &result, context->error));
    TRY(option_revision(context, &revision));
    TRY(option_number(context, "start", &given, &result.start));
    TRY(option_number(context, "target", &given, &result.target));
    TRY(option_number(context, "weight", &given, &result.weight));
    result.title = title ? title : result.title;
    TRY(key_result_change(&door->asker, id, revision, &result, kpi_author(context->arena),
                          argument_value(context->arguments, "reason"), context->error));
    return logbook_append(context, store_records(door->store), "key-result.change", id, NULL);
}

static Status run(CommandContext *context)
{
    return kpi_door_run(context, change);
}

static const Option options[] = {
    {.name = "title", .argument = "TEXT", .help = N_("what shows that the objective is reached"), .flag_only = true},
    {.name = "start", .argument = "NUMBER", .help = N_("where it stands at the beginning"), .flag_only = true},
    {.name = "target", .argument = "NUMBER", .help = N_("where it is to get"), .flag_only = true},
    {.name = "weight", .argument = "NUMBER", .help = N_("how much it counts; 1 by default"), .flag_only = true},
    CHANGE_OPTIONS
    {0},
};

extern const Command command_key_result_change;
const Command command_key_result_change = {
    .name = "key-result change", .synopsis = "STORE OBJECTIVE NUMBER", .help = N_("change what is given of a key result"),
    .operands_min = 3, .operands_max = 3, .options = options, .run = run,
};
