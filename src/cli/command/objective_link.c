#include "cli/kpi_options.h"
#include "cli/logbook.h"

#include "base/translate.h"
#include "goal/objective.h"

static Status link_both(CommandContext *context, KpiDoor *door)
{
    ObjectiveLink link = {operand(context->arguments, 1), operand(context->arguments, 2),
                          argument_given(context->arguments, "depends") ? LINK_DEPENDS : LINK_CONTRIBUTES};
    TRY(kpi_door_open(context, door));
    TRY(objective_link_add(door->store, &link, kpi_author(context->arena), context->error));
    return logbook_append(context, store_records(door->store), "objective.link", link.objective, NULL);
}

static Status run(CommandContext *context)
{
    return kpi_door_run(context, link_both);
}

static const Option options[] = {
    {.name = "depends", .help = N_("the first cannot be reached unless the other is"), .flag_only = true},
    {0},
};

extern const Command command_objective_link;
const Command command_objective_link = {
    .name = "objective link", .synopsis = "STORE ID OTHER", .help = N_("say that an objective contributes to another"),
    .operands_min = 3, .operands_max = 3, .options = options, .run = run,
};
