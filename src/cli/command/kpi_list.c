#include "cli/kpi_options.h"
#include "cli/output.h"

#include "base/translate.h"
#include "render/goal.h"

enum { LIST_PERIODS = 24 };

static Status print(CommandContext *context, const KpiState *states, size_t count, bool json)
{
    TextBuilder out = output_begin();
    if (json) {
        JsonWriter writer = json_writer(&out);
        json_array(&writer);
        for (size_t i = 0; i < count; i++)
            render_kpi_json(&writer, &states[i], /* whole= */ false);
        json_array_end(&writer);
    } else {
        render_kpi_table(context->arena, &out, states, count);
    }
    return output_print(context, &out);
}

static Status list(CommandContext *context, KpiDoor *door)
{
    Kpi *kpis;
    size_t count;
    bool json;
    TRY(output_json(context, &json));
    TRY(kpi_door_open(context, door));
    TRY(kpi_list(door->store, context->arena, /* retired= */ false, &kpis, &count, context->error));
    if (count == 0 && !json) {
        fprintf(stderr, _("no KPI yet; begin with: mizan kpi add %s ID --metric ID\n"), operand(context->arguments, 0));
        return STATUS_OK;
    }
    KpiState *states = ARENA_ARRAY(context->arena, count + 1, KpiState);
    for (size_t i = 0; i < count; i++)
        TRY(kpi_evaluate(&door->asker, context->arena, &kpis[i], LIST_PERIODS, &states[i], context->error));
    return print(context, states, count, json);
}

static Status run(CommandContext *context)
{
    return kpi_door_run(context, list);
}

static const Option options[] = {
    OPTION_FORMAT,
    {0},
};

extern const Command command_kpi_list;
const Command command_kpi_list = {
    .name = "kpi list", .synopsis = "STORE", .help = N_("show each KPI with its value, target and status"),
    .operands_min = 1, .operands_max = 1, .options = options, .run = run,
};
