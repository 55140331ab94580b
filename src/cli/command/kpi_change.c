#include "cli/goal_options.h"
#include "cli/kpi_options.h"
#include "cli/logbook.h"

#include "base/translate.h"
#include "goal/owner.h"

/* The revision that the change is made to; the stored one where it is not said. */
static Status read_revision(const CommandContext *context, Kpi *kpi)
{
    bool given;
    double revision = (double)kpi->revision;
    TRY(option_number(context, "revision", &given, &revision));
    kpi->revision = (int64_t)revision;
    return STATUS_OK;
}

static Status change(CommandContext *context, KpiDoor *door)
{
    Kpi kpi;
    TRY(kpi_door_open(context, door));
    TRY(kpi_find(door->store, context->arena, operand(context->arguments, 1), &kpi, context->error));
    const char *before = kpi.owner;
    TRY(kpi_options_read(context, &door->organization, door->registry, &kpi));
    TRY(read_revision(context, &kpi));
    kpi_settle(&kpi, door->registry);
    TRY(kpi_check(&kpi, door->registry, &door->organization, context->error));
    TRY(owner_check(&door->asker, "--owner", kpi.owner, before, context->error));
    TRY(kpi_change(door->store, &kpi, kpi_author(context->arena), argument_value(context->arguments, "reason"), context->error));
    return logbook_append(context, store_records(door->store), "kpi.change", kpi.id, NULL);
}

static Status run(CommandContext *context)
{
    return kpi_door_run(context, change);
}

static const Option options[] = {
    KPI_OPTIONS
    {.name = "reason", .argument = "TEXT", .help = N_("why it is changed"), .flag_only = true},
    {.name = "revision", .argument = "NUMBER", .help = N_("refuse where another changed it since this revision"), .flag_only = true},
    {0},
};

extern const Command command_kpi_change;
const Command command_kpi_change = {
    .name = "kpi change", .synopsis = "STORE ID", .help = N_("change a KPI's definition; each form is kept with its reason"),
    .operands_min = 2, .operands_max = 2, .options = options, .run = run,
};
