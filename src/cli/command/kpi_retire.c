#include "cli/kpi_options.h"
#include "cli/logbook.h"

#include "base/translate.h"

static Status retire(CommandContext *context, KpiDoor *door)
{
    const char *id = operand(context->arguments, 1);
    TRY(kpi_door_open(context, door));
    TRY(kpi_retire(door->store, id, kpi_author(context->arena), argument_value(context->arguments, "reason"), context->error));
    return logbook_append(context, store_records(door->store), "kpi.retire", id, NULL);
}

static Status run(CommandContext *context)
{
    return kpi_door_run(context, retire);
}

static const Option options[] = {
    {.name = "reason", .argument = "TEXT", .help = N_("why it is no longer needed"), .flag_only = true},
    {0},
};

extern const Command command_kpi_retire;
const Command command_kpi_retire = {
    .name = "kpi retire", .synopsis = "STORE ID", .help = N_("take a KPI out of use; its history stays"),
    .operands_min = 2, .operands_max = 2, .options = options, .run = run,
};
