#include "cli/goal_options.h"
#include "cli/kpi_options.h"

#include "base/translate.h"
#include "render/scorecard.h"

static Status list(CommandContext *context, KpiDoor *door)
{
    ScorecardPerspective *perspectives;
    size_t count;
    bool json;
    TRY(option_json(context, &json));
    TRY(kpi_door_open(context, door));
    TRY(perspective_list(door->store, context->arena, &perspectives, &count, context->error));
    TextBuilder out CLEANUP(text_builder_free) = text_builder((size_t)1 << 20);
    if (json) {
        JsonWriter writer = json_writer(&out);
        json_array(&writer);
        for (size_t i = 0; i < count; i++)
            render_perspective_json(&writer, &perspectives[i]);
        json_array_end(&writer);
        text_append(&out, "\n");
    } else {
        render_perspective_table(context->arena, &out, perspectives, count);
    }
    fwrite(out.bytes, 1, out.length, context->out);
    return STATUS_OK;
}

static Status run(CommandContext *context)
{
    return kpi_door_run(context, list);
}

static const Option options[] = {
    {.name = "format", .argument = "FORMAT", .help = N_("table (default) or json")},
    {0},
};

extern const Command command_perspective_list;
const Command command_perspective_list = {
    .name = "perspective list", .synopsis = "STORE", .help = N_("show the scorecard's perspectives, from the top down, with their weights"),
    .operands_min = 1, .operands_max = 1, .options = options, .run = run,
};
