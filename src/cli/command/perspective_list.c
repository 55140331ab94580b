#include "cli/kpi_options.h"
#include "cli/output.h"

#include "base/translate.h"
#include "render/scorecard.h"

static Status list(CommandContext *context, KpiDoor *door)
{
    ScorecardPerspective *perspectives;
    size_t count;
    bool json;
    TRY(output_json(context, &json));
    TRY(kpi_door_open(context, door));
    TRY(perspective_list(door->store, context->arena, &perspectives, &count, context->error));
    TextBuilder out = output_begin();
    if (json) {
        JsonWriter writer = json_writer(&out);
        json_array(&writer);
        for (size_t i = 0; i < count; i++)
            render_perspective_json(&writer, &perspectives[i]);
        json_array_end(&writer);
    } else {
        render_perspective_table(context->arena, &out, perspectives, count);
    }
    return output_print(context, &out);
}

static Status run(CommandContext *context)
{
    return kpi_door_run(context, list);
}

static const Option options[] = {
    OPTION_FORMAT,
    {0},
};

extern const Command command_perspective_list;
const Command command_perspective_list = {
    .name = "perspective list", .synopsis = "STORE", .help = N_("show the scorecard's perspectives, from the top down, with their weights"),
    .operands_min = 1, .operands_max = 1, .options = options, .run = run,
};
