#include "cli/kpi_options.h"
#include "cli/logbook.h"
#include "cli/output.h"

#include "base/translate.h"
#include "render/scorecard.h"

static Status show(CommandContext *context, KpiDoor *door)
{
    StrategyMap map;
    bool json;
    TRY(output_json(context, &json));
    TRY(kpi_door_open(context, door));
    TRY(logbook_as(context, store_records(door->store), PERMISSION_READ_VALUES, &door->asker.rows));
    TRY(strategy_map(&door->asker, context->arena, &map, context->error));
    if (map.link_count == 0 && !json) {
        fprintf(stderr, _("no KPI drives another yet; begin with: mizan kpi link %s ID RESULT\n"), operand(context->arguments, 0));
        return STATUS_OK;
    }
    TextBuilder out = output_begin();
    if (json) {
        JsonWriter writer = json_writer(&out);
        render_map_json(&writer, &map);
    } else {
        render_map_table(context->arena, &out, &map);
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

extern const Command command_scorecard_map;
const Command command_scorecard_map = {
    .name = "scorecard map", .synopsis = "STORE", .help = N_("which KPI is said to drive which, and whether the facts show it"),
    .details = N_("\"mizan kpi link\" draws an arrow of the map, \"mizan kpi unlink\" takes it away. Beside each stands how the changes "
                  "of both have gone together at the lag where they do most: r, the pairs of changes, and p, the probability of such "
                  "an r by chance."),
    .operands_min = 1, .operands_max = 1, .options = options, .run = run,
};
