#include "cli/perspective_options.h"

#include "base/translate.h"

static Status change(CommandContext *context, KpiDoor *door)
{
    ScorecardPerspective perspective;
    TRY(kpi_door_open(context, door));
    TRY(perspective_find(door->store, context->arena, operand(context->arguments, 1), &perspective, context->error));
    perspective.place = 0;
    TRY(perspective_options_read(context, &perspective));
    TRY(perspective_change(door->store, &perspective, NULL, 0, kpi_author(context->arena), context->error));
    return logbook_append(context, store_records(door->store), "perspective.change", perspective.id, NULL);
}

static Status run(CommandContext *context)
{
    return kpi_door_run(context, change);
}

static const Option options[] = {PERSPECTIVE_OPTIONS{0}};

extern const Command command_perspective_change;
const Command command_perspective_change = {
    .name = "perspective change", .synopsis = "STORE ID", .help = N_("give a perspective another name, weight or place"),
    .operands_min = 2, .operands_max = 2, .options = options, .run = run,
};
