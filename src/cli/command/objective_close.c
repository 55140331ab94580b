#include "cli/kpi_options.h"
#include "cli/logbook.h"

#include "base/translate.h"
#include "goal/objective.h"

static Status close_one(CommandContext *context, KpiDoor *door)
{
    Objective objective;
    ObjectiveState state;
    TRY(kpi_door_open(context, door));
    TRY(objective_find(door->store, context->arena, operand(context->arguments, 1), &objective, context->error));
    TRY(objective_evaluate(&door->asker, context->arena, &objective, &state, context->error));
    TRY(objective_close(door->store, &state, argument_value(context->arguments, "learned"), kpi_author(context->arena), context->error));
    return logbook_append(context, store_records(door->store), "objective.close", objective.id, NULL);
}

static Status run(CommandContext *context)
{
    return kpi_door_run(context, close_one);
}

static const Option options[] = {
    {.name = "learned", .argument = "TEXT", .help = N_("what was learned; a sentence is enough"), .flag_only = true},
    {0},
};

extern const Command command_objective_close;
const Command command_objective_close = {
    .name = "objective close", .synopsis = "STORE ID", .help = N_("close an objective with the score that it has now"),
    .operands_min = 2, .operands_max = 2, .options = options, .run = run,
};
