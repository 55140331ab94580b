#include "cli/goal_options.h"
#include "cli/kpi_options.h"

#include "base/translate.h"
#include "render/scorecard.h"

static Status audit(CommandContext *context, KpiDoor *door)
{
    ScorecardFinding *findings;
    size_t count;
    bool json;
    TRY(option_json(context, &json));
    TRY(kpi_door_open(context, door));
    TRY(scorecard_audit(&door->asker, context->arena, &findings, &count, context->error));
    TextBuilder out CLEANUP(text_builder_free) = text_builder((size_t)64 << 20);
    if (json) {
        JsonWriter writer = json_writer(&out);
        render_findings_json(&writer, findings, count);
        text_append(&out, "\n");
    } else {
        render_findings_text(&out, findings, count);
    }
    fwrite(out.bytes, 1, out.length, context->out);
    return STATUS_OK;
}

static Status run(CommandContext *context)
{
    return kpi_door_run(context, audit);
}

static const Option options[] = {
    {.name = "format", .argument = "FORMAT", .help = N_("table (default) or json")},
    {0},
};

extern const Command command_scorecard_audit;
const Command command_scorecard_audit = {
    .name = "scorecard audit", .synopsis = "STORE", .help = N_("what makes the scorecard lopsided, by what evidence, and how to mend it"),
    .operands_min = 1, .operands_max = 1, .options = options, .run = run,
};
