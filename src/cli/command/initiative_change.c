#include "cli/initiative_options.h"
#include "cli/logbook.h"

#include "base/translate.h"

static Status change(CommandContext *context, KpiDoor *door)
{
    Initiative initiative;
    int64_t revision;
    bool end;
    const char *id = operand(context->arguments, 1);
    TRY(kpi_door_open(context, door));
    TRY(initiative_find(door->store, context->arena, id, operand_number(context, 2), &initiative, context->error));
    TRY(option_revision(context, &revision));
    TRY(initiative_options_read(context, &initiative, &end));
    TRY(initiative_change(&door->asker, id, revision, &initiative, kpi_author(context->arena), context->error));
    return logbook_append(context, store_records(door->store), "initiative.change", id, NULL);
}

static Status run(CommandContext *context)
{
    return kpi_door_run(context, change);
}

static const Option options[] = {
    INITIATIVE_OPTIONS
    {.name = "revision", .argument = "NUMBER", .help = N_("the revision that was read: another's change since then is told"), .flag_only = true},
    {0},
};

extern const Command command_initiative_change;
const Command command_initiative_change = {
    .name = "initiative change", .synopsis = "STORE OBJECTIVE NUMBER", .help = N_("change what is given of an initiative, also its state"),
    .operands_min = 3, .operands_max = 3, .options = options, .run = run,
};
