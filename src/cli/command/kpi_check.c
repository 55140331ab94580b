#include "cli/kpi_options.h"
#include "cli/output.h"

#include "base/translate.h"
#include "goal/smart.h"
#include "render/goal.h"

enum { CHECK_PERIODS = 24 };

static Status check(CommandContext *context, KpiDoor *door)
{
    Kpi kpi;
    KpiState state;
    SmartCheck found;
    bool json;
    TRY(output_json(context, &json));
    TRY(kpi_door_open(context, door));
    TRY(kpi_find(door->store, context->arena, operand(context->arguments, 1), &kpi, context->error));
    TRY(kpi_evaluate(&door->asker, context->arena, &kpi, CHECK_PERIODS, &state, context->error));
    TRY(smart_check(&door->asker, context->arena, &state, &found, context->error));
    TextBuilder out = output_begin();
    if (json) {
        JsonWriter writer = json_writer(&out);
        render_smart_json(&writer, &found);
    } else {
        render_smart_text(&out, &found);
    }
    return output_print(context, &out);
}

static Status run(CommandContext *context)
{
    return kpi_door_run(context, check);
}

static const Option options[] = {
    OPTION_FORMAT,
    {0},
};

extern const Command command_kpi_check;
const Command command_kpi_check = {
    .name = "kpi check", .synopsis = "STORE ID", .help = N_("audit a KPI: is it SMART, and by what evidence"),
    .operands_min = 2, .operands_max = 2, .options = options, .run = run,
};
