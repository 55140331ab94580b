#include "cli/kpi_options.h"
#include "cli/output.h"

#include "base/translate.h"
#include "render/scorecard.h"

static Status audit(CommandContext *context, KpiDoor *door)
{
    ScorecardFinding *findings;
    size_t count;
    bool json;
    TRY(output_json(context, &json));
    TRY(kpi_door_open(context, door));
    TRY(scorecard_audit(&door->asker, context->arena, &findings, &count, context->error));
    TextBuilder out = output_begin();
    if (json) {
        JsonWriter writer = json_writer(&out);
        render_findings_json(&writer, findings, count);
    } else {
        render_findings_text(&out, findings, count);
    }
    return output_print(context, &out);
}

static Status run(CommandContext *context)
{
    return kpi_door_run(context, audit);
}

static const Option options[] = {
    OPTION_FORMAT,
    {0},
};

extern const Command command_scorecard_audit;
const Command command_scorecard_audit = {
    .name = "scorecard audit", .synopsis = "STORE", .help = N_("what makes the scorecard lopsided, by what evidence, and how to mend it"),
    .operands_min = 1, .operands_max = 1, .options = options, .run = run,
};
