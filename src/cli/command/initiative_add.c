#include "cli/initiative_options.h"
#include "cli/logbook.h"

#include "base/translate.h"

static Status add(CommandContext *context, KpiDoor *door)
{
    Initiative initiative = {.from = 0};
    int64_t number;
    bool end;
    const char *id = operand(context->arguments, 1);
    TRY(kpi_door_open(context, door));
    initiative.from = door->organization.today;
    TRY(initiative_options_read(context, &initiative, &end));
    if (!end) {
        error_set(context->error, STATUS_INVALID_ARGUMENT, "%s", _("an initiative has a last day"));
        error_hint(context->error, "%s", "--to 2026-12-31");
        return context->error->status;
    }
    TRY(initiative_add(&door->asker, id, &initiative, kpi_author(context->arena), &number, context->error));
    TRY(logbook_append(context, store_records(door->store), "initiative.add", id, NULL));
    fprintf(context->out, "%lld\n", (long long)number);
    return STATUS_OK;
}

static Status run(CommandContext *context)
{
    return kpi_door_run(context, add);
}

static const Option options[] = {
    INITIATIVE_OPTIONS
    {0},
};

extern const Command command_initiative_add;
const Command command_initiative_add = {
    .name = "initiative add", .synopsis = "STORE OBJECTIVE", .help = N_("name the work that should move a key result"),
    .operands_min = 2, .operands_max = 2, .options = options, .run = run,
};
