#include "cli/goal_options.h"
#include "cli/review_options.h"

#include "base/translate.h"

static Status act(CommandContext *context, KpiDoor *door)
{
    const Arguments *arguments = context->arguments;
    ReviewAction action = {.words = operand(arguments, 2), .owner = argument_value(arguments, "owner"),
                           .kpi = argument_value(arguments, "kpi")};
    int64_t number;
    bool given;
    TRY(review_operand(context, 1, _("a review"), &action.review));
    TRY(option_day(context, "due", &given, &action.due));
    if (!given) {
        error_set(context->error, STATUS_INVALID_ARGUMENT, "%s", _("an action has a day by which it is done"));
        error_hint(context->error, "%s", "--due 2026-12-31");
        return context->error->status;
    }
    TRY(kpi_door_open(context, door));
    TRY(review_action_check(&door->asker, &action, context->error));
    TRY(review_action_add(door->store, &action, kpi_author(context->arena), &number, context->error));
    fprintf(context->out, "%lld\n", (long long)number);
    return review_log(context, door, "review.act", action.review);
}

static Status run(CommandContext *context)
{
    return kpi_door_run(context, act);
}

static const Option options[] = {
    {.name = "owner", .argument = "NAME", .help = N_("the one who answers for it"), .flag_only = true},
    {.name = "due", .argument = "DAY", .help = N_("the day by which it is done"), .flag_only = true},
    {.name = "kpi", .argument = "ID", .help = N_("the KPI that it is about; all of the review by default"), .flag_only = true},
    {0},
};

extern const Command command_review_act;
const Command command_review_act = {
    .name = "review act", .synopsis = "STORE NUMBER WORDS", .help = N_("write down an action with its owner and its day; prints its number"),
    .operands_min = 3, .operands_max = 3, .options = options, .run = run,
};
