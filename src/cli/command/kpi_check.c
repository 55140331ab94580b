#include "cli/goal_options.h"
#include "cli/kpi_options.h"

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
    TRY(option_json(context, &json));
    TRY(kpi_door_open(context, door));
    TRY(kpi_find(door->store, context->arena, operand(context->arguments, 1), &kpi, context->error));
    TRY(kpi_evaluate(&door->asker, context->arena, &kpi, CHECK_PERIODS, &state, context->error));
    TRY(smart_check(&door->asker, context->arena, &state, &found, context->error));
    TextBuilder out = text_builder((size_t)1 << 20);
    if (json) {
        JsonWriter writer = json_writer(&out);
        render_smart_json(&writer, &found);
        text_append(&out, "\n");
    } else {
        render_smart_text(&out, &found);
    }
    fwrite(out.bytes, 1, out.length, context->out);
    text_builder_free(&out);
    return STATUS_OK;
}

static Status run(CommandContext *context)
{
    return kpi_door_run(context, check);
}

static const Option options[] = {
    {.name = "format", .argument = "FORMAT", .help = N_("table (default) or json")},
    {0},
};

extern const Command command_kpi_check;
const Command command_kpi_check = {
    .name = "kpi check", .synopsis = "STORE ID", .help = N_("audit a KPI: is it SMART, and by what evidence"),
    .operands_min = 2, .operands_max = 2, .options = options, .run = run,
};
