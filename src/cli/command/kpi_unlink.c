#include "cli/kpi_options.h"
#include "cli/logbook.h"

#include "base/translate.h"

static Status take_apart(CommandContext *context, KpiDoor *door)
{
    TRY(kpi_door_open(context, door));
    TRY(kpi_unlink(door->store, operand(context->arguments, 1), operand(context->arguments, 2), context->error));
    return logbook_append(context, store_records(door->store), "kpi.unlink", operand(context->arguments, 1), NULL);
}

static Status run(CommandContext *context)
{
    return kpi_door_run(context, take_apart);
}

static const Option options[] = {{0}};

extern const Command command_kpi_unlink;
const Command command_kpi_unlink = {
    .name = "kpi unlink", .synopsis = "STORE ID RESULT", .help = N_("take back that a KPI drives another"),
    .operands_min = 3, .operands_max = 3, .options = options, .run = run,
};
