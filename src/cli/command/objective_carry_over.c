#include "cli/logbook.h"
#include "cli/objective_options.h"

#include "base/translate.h"
#include "goal/span.h"

static Status carry_over(CommandContext *context, KpiDoor *door)
{
    Objective objective;
    ObjectiveState state;
    bool end;
    CarryOver carry = {.id = operand(context->arguments, 2), .title = argument_value(context->arguments, "title"),
                       .learned = argument_value(context->arguments, "learned")};
    TRY(kpi_door_open(context, door));
    TRY(objective_find(door->store, context->arena, operand(context->arguments, 1), &objective, context->error));
    TRY(objective_evaluate(&door->asker, context->arena, &objective, &state, context->error));
    TRY(span_after(&door->asker, context->arena, objective.from, objective.to, &carry.from, &carry.to, context->error));
    TRY(option_span(context, door, &carry.from, &carry.to, &end));
    TRY(objective_carry_over(&door->asker, context->arena, &state, &carry, kpi_author(context->arena), context->error));
    return logbook_append(context, store_records(door->store), "objective.carry-over", objective.id, carry.id);
}

static Status run(CommandContext *context)
{
    return kpi_door_run(context, carry_over);
}

static const Option options[] = {
    {.name = "title", .argument = "TEXT", .help = N_("another title for what goes on"), .flag_only = true},
    {.name = "learned", .argument = "TEXT", .help = N_("what was learned, where it is not closed yet"), .flag_only = true},
    SPAN_OPTIONS
    {0},
};

extern const Command command_objective_carry_over;
const Command command_objective_carry_over = {
    .name = "objective carry-over", .synopsis = "STORE ID NEW-ID",
    .help = N_("go on with what was not reached, from where it stands, in the period that follows"),
    .operands_min = 3, .operands_max = 3, .options = options, .run = run,
};
