#include "cli/goal_options.h"
#include "cli/kpi_options.h"
#include "cli/logbook.h"

#include "base/translate.h"
#include "render/scorecard.h"

static Status show(CommandContext *context, KpiDoor *door)
{
    Scorecard scorecard;
    bool json;
    TRY(option_json(context, &json));
    TRY(kpi_door_open(context, door));
    TRY(logbook_as(context, store_records(door->store), PERMISSION_READ_VALUES, &door->asker.rows));
    TRY(scorecard_evaluate(&door->asker, context->arena, &scorecard, context->error));
    TextBuilder out CLEANUP(text_builder_free) = text_builder((size_t)64 << 20);
    if (json) {
        JsonWriter writer = json_writer(&out);
        render_scorecard_json(&writer, &scorecard);
        text_append(&out, "\n");
    } else {
        render_scorecard_text(context->arena, &out, &scorecard);
    }
    fwrite(out.bytes, 1, out.length, context->out);
    return STATUS_OK;
}

static Status run(CommandContext *context)
{
    return kpi_door_run(context, show);
}

static const Option options[] = {
    {.name = "format", .argument = "FORMAT", .help = N_("table (default) or json")},
    OPTION_AS,
    {0},
};

extern const Command command_scorecard_show;
const Command command_scorecard_show = {
    .name = "scorecard show", .synopsis = "STORE", .help = N_("roll the KPIs up by perspective, with the rule and every number"),
    .operands_min = 1, .operands_max = 1, .options = options, .run = run,
};
