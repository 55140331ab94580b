#include "cli/logbook.h"
#include "cli/objective_options.h"

#include "base/translate.h"

static Status add(CommandContext *context, KpiDoor *door)
{
    Objective objective = {.id = operand(context->arguments, 1)};
    TRY(kpi_door_open(context, door));
    objective.from = door->organization.today;
    TRY(objective_options_read(context, door, &objective));
    TRY(objective_check(&objective, NULL, door->organization.today, context->error));
    TRY(owner_check(&door->asker, "--owner", objective.owner, /* before= */ NULL, context->error));
    TRY(objective_add(door->store, &objective, kpi_author(context->arena), context->error));
    return logbook_append(context, store_records(door->store), "objective.add", objective.id, NULL);
}

static Status run(CommandContext *context)
{
    return kpi_door_run(context, add);
}

static const Option options[] = {OBJECTIVE_OPTIONS {0}};

extern const Command command_objective_add;
const Command command_objective_add = {
    .name = "objective add", .synopsis = "STORE ID", .help = N_("set an objective with a deadline"),
    .operands_min = 2, .operands_max = 2, .options = options, .run = run,
};
