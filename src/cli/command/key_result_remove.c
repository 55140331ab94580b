#include "cli/logbook.h"
#include "cli/objective_options.h"

#include "base/translate.h"

static Status take_out(CommandContext *context, KpiDoor *door)
{
    const char *id = operand(context->arguments, 1);
    TRY(kpi_door_open(context, door));
    TRY(key_result_remove(door->store, id, operand_number(context, 2), kpi_author(context->arena),
                          argument_value(context->arguments, "reason"), context->error));
    return logbook_append(context, store_records(door->store), "key-result.remove", id, NULL);
}

static Status run(CommandContext *context)
{
    return kpi_door_run(context, take_out);
}

static const Option options[] = {
    {.name = "reason", .argument = "TEXT", .help = N_("kept in its history"), .flag_only = true},
    {0},
};

extern const Command command_key_result_remove;
const Command command_key_result_remove = {
    .name = "key-result remove", .synopsis = "STORE OBJECTIVE NUMBER", .help = N_("take a key result out; its check-ins stay"),
    .operands_min = 3, .operands_max = 3, .options = options, .run = run,
};
