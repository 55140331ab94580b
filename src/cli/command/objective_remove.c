#include "cli/logbook.h"
#include "cli/objective_options.h"

#include "base/translate.h"

static Status take_out(CommandContext *context, KpiDoor *door)
{
    const char *id = operand(context->arguments, 1);
    TRY(kpi_door_open(context, door));
    TRY(objective_remove(door->store, id, kpi_author(context->arena), argument_value(context->arguments, "reason"), context->error));
    return logbook_append(context, store_records(door->store), "objective.remove", id, NULL);
}

static Status run(CommandContext *context)
{
    return kpi_door_run(context, take_out);
}

static const Option options[] = {
    {.name = "reason", .argument = "TEXT", .help = N_("kept in its history"), .flag_only = true},
    {0},
};

extern const Command command_objective_remove;
const Command command_objective_remove = {
    .name = "objective remove", .synopsis = "STORE ID", .help = N_("take an objective out of the lists; its history stays"),
    .operands_min = 2, .operands_max = 2, .options = options, .run = run,
};
