#include "cli/objective_options.h"
#include "cli/output.h"

#include "base/translate.h"
#include "render/goal.h"

static Status show(CommandContext *context, KpiDoor *door)
{
    Objective objective;
    ObjectiveView view;
    bool json;
    TRY(output_json(context, &json));
    TRY(kpi_door_open(context, door));
    ObjectiveViewer viewer = objective_viewer(&door->asker, context->arena);
    TRY(objective_find(door->store, context->arena, operand(context->arguments, 1), &objective, context->error));
    TRY(objective_view(&viewer, &objective, /* effects= */ true, &view, context->error));
    TextBuilder out = output_begin();
    if (json) {
        JsonWriter writer = json_writer(&out);
        render_objective_json(context->arena, &writer, &view);
    } else {
        render_objective_text(context->arena, &out, &view);
    }
    return output_print(context, &out);
}

static Status run(CommandContext *context)
{
    return kpi_door_run(context, show);
}

static const Option options[] = {
    OPTION_FORMAT,
    {0},
};

extern const Command command_objective_show;
const Command command_objective_show = {
    .name = "objective show", .synopsis = "STORE ID", .help = N_("show an objective: how its score comes about, its links and initiatives"),
    .operands_min = 2, .operands_max = 2, .options = options, .run = run,
};
