#include "cli/logbook.h"
#include "cli/objective_options.h"

#include "base/translate.h"

static Status change(CommandContext *context, KpiDoor *door)
{
    Objective objective;
    int64_t revision;
    TRY(kpi_door_open(context, door));
    TRY(objective_find(door->store, context->arena, operand(context->arguments, 1), &objective, context->error));
    const Objective before = objective;
    TRY(option_revision(context, &revision));
    TRY(objective_options_read(context, door, &objective));
    if (argument_given(context->arguments, "aspirational"))
        objective.committed = false;
    objective.revision = revision ? revision : before.revision;
    TRY(objective_check(&objective, &before, door->organization.today, context->error));
    TRY(owner_check(&door->asker, "--owner", objective.owner, before.owner, context->error));
    TRY(objective_change(door->store, &objective, kpi_author(context->arena), argument_value(context->arguments, "reason"),
                         context->error));
    return logbook_append(context, store_records(door->store), "objective.change", objective.id, NULL);
}

static Status run(CommandContext *context)
{
    return kpi_door_run(context, change);
}

static const Option options[] = {
    OBJECTIVE_OPTIONS
    {.name = "aspirational", .help = N_("an aspiration and not a promise"), .flag_only = true},
    CHANGE_OPTIONS
    {0},
};

extern const Command command_objective_change;
const Command command_objective_change = {
    .name = "objective change", .synopsis = "STORE ID", .help = N_("change what is given of an objective"),
    .operands_min = 2, .operands_max = 2, .options = options, .run = run,
};
