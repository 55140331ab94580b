#include "cli/kpi_options.h"
#include "cli/output.h"

#include "base/translate.h"
#include "render/goal.h"

static Status print(CommandContext *context, const ObjectiveView *views, size_t count, bool json)
{
    TextBuilder out = output_begin();
    if (json) {
        JsonWriter writer = json_writer(&out);
        json_array(&writer);
        for (size_t i = 0; i < count; i++)
            render_objective_json(context->arena, &writer, &views[i]);
        json_array_end(&writer);
    } else {
        render_objective_table(context->arena, &out, views, count);
    }
    return output_print(context, &out);
}

static Status list(CommandContext *context, KpiDoor *door)
{
    Objective *objectives;
    size_t count;
    bool json;
    TRY(output_json(context, &json));
    TRY(kpi_door_open(context, door));
    TRY(objective_list(door->store, context->arena, argument_given(context->arguments, "all"), &objectives, &count,
                       context->error));
    if (count == 0 && !json) {
        fprintf(stderr, _("no objective yet; begin with: mizan objective add %s ID --title TEXT --to DAY\n"),
                operand(context->arguments, 0));
        return STATUS_OK;
    }
    ObjectiveView *views = ARENA_ARRAY(context->arena, count + 1, ObjectiveView);
    ObjectiveViewer viewer = objective_viewer(&door->asker, context->arena);
    for (size_t i = 0; i < count; i++)
        TRY(objective_view(&viewer, &objectives[i], /* effects= */ false, &views[i], context->error));
    return print(context, views, count, json);
}

static Status run(CommandContext *context)
{
    return kpi_door_run(context, list);
}

static const Option options[] = {
    {.name = "all", .help = N_("closed ones too")},
    OPTION_FORMAT,
    {0},
};

extern const Command command_objective_list;
const Command command_objective_list = {
    .name = "objective list", .synopsis = "STORE", .help = N_("show objectives and how far their key results have come"),
    .operands_min = 1, .operands_max = 1, .options = options, .run = run,
};
