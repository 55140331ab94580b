#include "cli/kpi_options.h"
#include "cli/logbook.h"
#include "cli/output.h"

#include "base/translate.h"
#include "render/scorecard.h"

static Status show(CommandContext *context, KpiDoor *door)
{
    Scorecard scorecard;
    bool json;
    TRY(output_json(context, &json));
    TRY(kpi_door_open(context, door));
    TRY(logbook_as(context, store_records(door->store), PERMISSION_READ_VALUES, &door->asker.rows));
    TRY(scorecard_evaluate(&door->asker, context->arena, &scorecard, context->error));
    TextBuilder out = output_begin();
    if (json) {
        JsonWriter writer = json_writer(&out);
        render_scorecard_json(&writer, &scorecard);
    } else {
        render_scorecard_text(context->arena, &out, &scorecard);
    }
    return output_print(context, &out);
}

static Status run(CommandContext *context)
{
    return kpi_door_run(context, show);
}

static const Option options[] = {
    OPTION_FORMAT,
    OPTION_AS,
    {0},
};

extern const Command command_scorecard_show;
const Command command_scorecard_show = {
    .name = "scorecard show", .synopsis = "STORE", .help = N_("roll the KPIs up by perspective, with the rule and every number"),
    .operands_min = 1, .operands_max = 1, .options = options, .run = run,
};
