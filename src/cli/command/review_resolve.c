#include "cli/goal_options.h"
#include "cli/review_options.h"

#include "base/translate.h"

static Status read_state(const CommandContext *context, ReviewAction *action)
{
    const char *state = operand(context->arguments, 3);
    if (action_state_parse(state, &action->state))
        return STATUS_OK;
    error_set(context->error, STATUS_INVALID_ARGUMENT, _("an action is not \"%s\""), state);
    error_hint(context->error, _("there are: %s"), "open, done, dropped, carried");
    return STATUS_INVALID_ARGUMENT;
}

static Status resolve(CommandContext *context, KpiDoor *door)
{
    ReviewAction action;
    int64_t review, number;
    bool given;
    TRY(review_operand(context, 1, _("a review"), &review));
    TRY(review_operand(context, 2, _("an action"), &number));
    TRY(kpi_door_open(context, door));
    TRY(review_action_find(door->store, context->arena, number, &action, context->error));
    TRY(read_state(context, &action));
    TRY(option_day(context, "due", &given, &action.due));
    if (argument_given(context->arguments, "outcome"))
        action.outcome = argument_value(context->arguments, "outcome");
    TRY(review_action_change(&door->asker, &action, review, kpi_author(context->arena), context->error));
    return review_log(context, door, "review.action", review);
}

static Status run(CommandContext *context)
{
    return kpi_door_run(context, resolve);
}

static const Option options[] = {
    {.name = "due", .argument = "DAY", .help = N_("another day: of an action that is carried over into the review"), .flag_only = true},
    {.name = "outcome", .argument = "TEXT", .help = N_("what became of it"), .flag_only = true},
    {0},
};

extern const Command command_review_resolve;
const Command command_review_resolve = {
    .name = "review resolve", .synopsis = "STORE NUMBER ACTION done|dropped|carried|open",
    .help = N_("say in a review what became of an action"),
    .operands_min = 4, .operands_max = 4, .options = options, .run = run,
};
