#include "cli/perspective_options.h"

#include "base/translate.h"

static Status take_away(CommandContext *context, KpiDoor *door)
{
    TRY(kpi_door_open(context, door));
    TRY(perspective_remove(door->store, operand(context->arguments, 1), context->error));
    return logbook_append(context, store_records(door->store), "perspective.remove", operand(context->arguments, 1), NULL);
}

static Status run(CommandContext *context)
{
    return kpi_door_run(context, take_away);
}

static const Option options[] = {{0}};

extern const Command command_perspective_remove;
const Command command_perspective_remove = {
    .name = "perspective remove", .synopsis = "STORE ID", .help = N_("take away a perspective that no KPI is in"),
    .operands_min = 2, .operands_max = 2, .options = options, .run = run,
};
