#include "cli/kpi_options.h"
#include "cli/output.h"

#include "base/translate.h"
#include "render/goal.h"

static Status print(CommandContext *context, const KpiVersion *versions, size_t count, const KpiVersion *against, bool json)
{
    TextBuilder out = output_begin();
    if (json) {
        JsonWriter writer = json_writer(&out);
        render_versions_json(context->arena, &writer, versions, count, against);
    } else {
        render_versions_text(context->arena, &out, versions, count, against);
    }
    return output_print(context, &out);
}

static Status history(CommandContext *context, KpiDoor *door)
{
    Kpi kpi;
    KpiVersion *versions;
    const KpiVersion *against;
    size_t count;
    bool json;
    TRY(output_json(context, &json));
    TRY(kpi_door_open(context, door));
    TRY(kpi_find(door->store, context->arena, operand(context->arguments, 1), &kpi, context->error));
    TRY(kpi_versions(door->store, context->arena, kpi.id, &versions, &count, context->error));
    TRY(kpi_version_named(versions, count, argument_value(context->arguments, "against"), &against, context->error));
    print(context, versions, count, against, json);
    return STATUS_OK;
}

static Status run(CommandContext *context)
{
    return kpi_door_run(context, history);
}

static const Option options[] = {
    {.name = "against", .argument = "REVISION", .help = N_("compare each form with this one; with the one before by default")},
    OPTION_FORMAT,
    {0},
};

extern const Command command_kpi_history;
const Command command_kpi_history = {
    .name = "kpi history", .synopsis = "STORE ID", .help = N_("every form that a KPI's definition had: who changed what, when and why"),
    .operands_min = 2, .operands_max = 2, .options = options, .run = run,
};
