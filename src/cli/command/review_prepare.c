#include "cli/goal_options.h"
#include "cli/review_options.h"

#include "base/translate.h"
#include "render/review.h"

static Status read_span(const CommandContext *context, const KpiDoor *door, ReviewSpan *ret_span)
{
    ReviewKind kind;
    bool given;
    int32_t day = 0;
    TRY(operand_kind(context, 1, &kind));
    TRY(option_day(context, "of", &given, &day));
    return given ? review_span_of(&door->organization, kind, day, ret_span, context->error)
                 : review_span_due(&door->organization, kind, ret_span, context->error);
}

/* The review of these days, where there is one. */
static Status find(const CommandContext *context, const KpiDoor *door, const ReviewSpan *span, int64_t *ret_number)
{
    Review *reviews;
    size_t count;
    TRY(review_list(door->store, context->arena, &reviews, &count, context->error));
    *ret_number = 0;
    for (size_t i = 0; i < count; i++)
        if (reviews[i].span.kind == span->kind && reviews[i].span.from == span->from)
            *ret_number = reviews[i].number;
    return STATUS_OK;
}

static Status prepare_first(CommandContext *context, KpiDoor *door, const ReviewSpan *span, int64_t *ret_number)
{
    Status status = review_prepare(&door->asker, span, kpi_author(context->arena), ret_number, context->error);
    const char *day = argument_value(context->arguments, "of");
    if (status == STATUS_ALREADY_EXISTS)
        error_hint(context->error, _("while it is open and nothing was decided, take its numbers anew: mizan review prepare %s %s%s%s --again"),
                   operand(context->arguments, 0), operand(context->arguments, 1), day ? " --of " : "", day ? day : "");
    return status;
}

static Status prepare(CommandContext *context, KpiDoor *door)
{
    ReviewSpan span;
    int64_t number = 0;
    TRY(kpi_door_open(context, door));
    TRY(read_span(context, door, &span));
    if (argument_given(context->arguments, "again"))
        TRY(find(context, door, &span, &number));
    if (number)
        TRY(review_prepare_again(&door->asker, number, kpi_author(context->arena), context->error));
    else
        TRY(prepare_first(context, door, &span, &number));
    fprintf(context->out, "%lld\n", (long long)number);
    fprintf(stderr, "%s\n", review_title(context->arena, &span, door->organization.calendar));
    return review_log(context, door, "review.prepare", number);
}

static Status run(CommandContext *context)
{
    return kpi_door_run(context, prepare);
}

static const Option options[] = {
    {.name = "of", .argument = "DAY", .help = N_("the week or month that this day lies in; by default the one whose meeting was last due")},
    {.name = "again", .help = N_("take the numbers as they are now, while nothing was decided upon those that are there")},
    {0},
};

extern const Command command_review_prepare;
const Command command_review_prepare = {
    .name = "review prepare", .synopsis = "STORE weekly|monthly",
    .help = N_("freeze the numbers for the meeting of a week or a month; prints the review's number"),
    .details = N_("A server does so by itself on the day of the meeting (settings --weekly-review and --monthly-review)."),
    .operands_min = 2, .operands_max = 2, .options = options, .run = run,
};
