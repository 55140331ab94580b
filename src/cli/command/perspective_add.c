#include "cli/perspective_options.h"

#include "base/translate.h"

static Status add(CommandContext *context, KpiDoor *door)
{
    ScorecardPerspective perspective = {.id = operand(context->arguments, 1), .weight = 1};
    TRY(perspective_options_read(context, &perspective));
    TRY(kpi_door_open(context, door));
    TRY(perspective_add(door->store, &perspective, context->error));
    return logbook_append(context, store_records(door->store), "perspective.add", perspective.id, NULL);
}

static Status run(CommandContext *context)
{
    return kpi_door_run(context, add);
}

static const Option options[] = {PERSPECTIVE_OPTIONS{0}};

extern const Command command_perspective_add;
const Command command_perspective_add = {
    .name = "perspective add", .synopsis = "STORE ID", .help = N_("look at the organization from one more side"),
    .operands_min = 2, .operands_max = 2, .options = options, .run = run,
};
