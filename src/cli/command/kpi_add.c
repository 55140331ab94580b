#include "cli/kpi_options.h"
#include "cli/logbook.h"

#include "base/translate.h"
#include "goal/owner.h"

static Status add(CommandContext *context, KpiDoor *door)
{
    Kpi kpi = {.id = operand(context->arguments, 1)};
    TRY(kpi_door_open(context, door));
    TRY(kpi_options_read(context, &door->organization, door->registry, &kpi));
    kpi_settle(&kpi, door->registry);
    TRY(kpi_check(&kpi, door->registry, &door->organization, context->error));
    TRY(owner_check(&door->asker, "--owner", kpi.owner, /* before= */ NULL, context->error));
    TRY(kpi_add(door->store, &kpi, kpi_author(context->arena), context->error));
    TRY(logbook_append(context, store_records(door->store), "kpi.add", kpi.id, NULL));
    fprintf(stderr, _("added \"%s\"; step 4, its target: mizan kpi target %s %s --at-least NUMBER\n"), kpi.id,
            operand(context->arguments, 0), kpi.id);
    return STATUS_OK;
}

static Status run(CommandContext *context)
{
    return kpi_door_run(context, add);
}

static const Option options[] = {KPI_OPTIONS{0}};

extern const Command command_kpi_add;
const Command command_kpi_add = {
    .name = "kpi add", .synopsis = "STORE ID", .help = N_("commit to a metric as a KPI, in six steps"),
    .details = N_("The steps are the goal, the criterion, the metric, the target (\"mizan kpi target\"), the frequency and the "
                  "measurement system. The id is by which links and commands name it: first-response."),
    .operands_min = 2, .operands_max = 2, .options = options, .run = run,
};
