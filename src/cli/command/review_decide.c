/* Decisions and notes: the same but for what they are called. */
#include "cli/review_options.h"

#include "base/translate.h"

static Status add(CommandContext *context, KpiDoor *door, bool decision)
{
    ReviewEntry entry = {.decision = decision, .kpi = argument_value(context->arguments, "kpi"),
                         .words = operand(context->arguments, 2)};
    int64_t review, number;
    TRY(review_operand(context, 1, _("a review"), &review));
    TRY(kpi_door_open(context, door));
    TRY(review_entry_add(door->store, review, &entry, kpi_author(context->arena), &number, context->error));
    fprintf(context->out, "%lld\n", (long long)number);
    return review_log(context, door, decision ? "review.decide" : "review.note", review);
}

static Status decide(CommandContext *context, KpiDoor *door)
{
    return add(context, door, true);
}

static Status note(CommandContext *context, KpiDoor *door)
{
    return add(context, door, false);
}

static Status run_decide(CommandContext *context)
{
    return kpi_door_run(context, decide);
}

static Status run_note(CommandContext *context)
{
    return kpi_door_run(context, note);
}

static const Option options[] = {
    {.name = "kpi", .argument = "ID", .help = N_("the KPI that it is about; all of the review by default"), .flag_only = true},
    {0},
};

extern const Command command_review_decide, command_review_note;
const Command command_review_decide = {
    .name = "review decide", .synopsis = "STORE NUMBER WORDS", .help = N_("write down a decision; prints its number"),
    .operands_min = 3, .operands_max = 3, .options = options, .run = run_decide,
};
const Command command_review_note = {
    .name = "review note", .synopsis = "STORE NUMBER WORDS", .help = N_("write down a note; prints its number"),
    .operands_min = 3, .operands_max = 3, .options = options, .run = run_note,
};
