#include "cli/logbook.h"
#include "cli/objective_options.h"

#include "base/translate.h"

static Status unlink_both(CommandContext *context, KpiDoor *door)
{
    ObjectiveLink link = {operand(context->arguments, 1), operand(context->arguments, 2),
                          argument_given(context->arguments, "depends") ? LINK_DEPENDS : LINK_CONTRIBUTES};
    TRY(kpi_door_open(context, door));
    TRY(objective_link_remove(door->store, &link, kpi_author(context->arena), context->error));
    return logbook_append(context, store_records(door->store), "objective.unlink", link.objective, NULL);
}

static Status run(CommandContext *context)
{
    return kpi_door_run(context, unlink_both);
}

static const Option options[] = {
    {.name = "depends", .help = N_("the first cannot be reached unless the other is"), .flag_only = true},
    {0},
};

extern const Command command_objective_unlink;
const Command command_objective_unlink = {
    .name = "objective unlink", .synopsis = "STORE ID OTHER", .help = N_("take away that an objective contributes to another"),
    .operands_min = 3, .operands_max = 3, .options = options, .run = run,
};
