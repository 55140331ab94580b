#include "cli/review_options.h"

#include "base/translate.h"

static Status close_one(CommandContext *context, KpiDoor *door)
{
    int64_t number;
    TRY(review_operand(context, 1, _("a review"), &number));
    TRY(kpi_door_open(context, door));
    TRY(review_close(door->store, number, kpi_author(context->arena), context->error));
    return review_log(context, door, "review.close", number);
}

static Status run(CommandContext *context)
{
    return kpi_door_run(context, close_one);
}

static const Option options[] = {{0}};

extern const Command command_review_close;
const Command command_review_close = {
    .name = "review close", .synopsis = "STORE NUMBER", .help = N_("end a review: its minute stays as it is"),
    .operands_min = 2, .operands_max = 2, .options = options, .run = run,
};
