#include "cli/goal_options.h"
#include "cli/kpi_options.h"
#include "cli/logbook.h"

#include "base/translate.h"
#include "goal/objective.h"

static Status read(const CommandContext *context, const Organization *organization, Objective *objective)
{
    const Arguments *arguments = context->arguments;
    const char *level = argument_value(arguments, "level");
    bool from, to;
    *objective = (Objective){.id = operand(arguments, 1),
                             .title = argument_value(arguments, "title"),
                             .why = argument_value(arguments, "why"),
                             .unit = argument_value(arguments, "of"),
                             .owner = argument_value(arguments, "owner"),
                             .committed = argument_given(arguments, "committed"),
                             .from = organization->today};
    TRY(option_day(context, "from", &from, &objective->from));
    TRY(option_day(context, "to", &to, &objective->to));
    if (!to) {
        error_set(context->error, STATUS_INVALID_ARGUMENT, "%s", _("an objective has a deadline"));
        error_hint(context->error, "%s", "--to 2026-12-31");
        return context->error->status;
    }
    if (!level || objective_level_parse(level, &objective->level))
        return STATUS_OK;
    error_set(context->error, STATUS_INVALID_ARGUMENT, _("--%s does not know \"%s\""), "level", level);
    error_hint(context->error, _("there are: %s"), "company, department, team, person");
    return context->error->status;
}

static Status add(CommandContext *context, KpiDoor *door)
{
    Objective objective;
    TRY(kpi_door_open(context, door));
    TRY(read(context, &door->organization, &objective));
    TRY(objective_check(&objective, door->organization.today, context->error));
    TRY(owner_check(&door->asker, "--owner", objective.owner, /* before= */ NULL, context->error));
    TRY(objective_add(door->store, &objective, kpi_author(context->arena), context->error));
    return logbook_append(context, store_records(door->store), "objective.add", objective.id, NULL);
}

static Status run(CommandContext *context)
{
    return kpi_door_run(context, add);
}

static const Option options[] = {
    {.name = "title", .argument = "TEXT", .help = N_("what is to be reached"), .flag_only = true},
    {.name = "why", .argument = "TEXT", .help = N_("why it matters"), .flag_only = true},
    {.name = "level", .argument = "LEVEL", .help = N_("company (default), department, team or person"), .flag_only = true},
    {.name = "of", .argument = "NAME", .help = N_("which department, team or person"), .flag_only = true},
    {.name = "owner", .argument = "NAME", .help = N_("who answers for it"), .flag_only = true},
    {.name = "from", .argument = "DAY", .help = N_("its first day; today by default"), .flag_only = true},
    {.name = "to", .argument = "DAY", .help = N_("the deadline, included"), .flag_only = true},
    {.name = "committed", .help = N_("a promise and not an aspiration"), .flag_only = true},
    {0},
};

extern const Command command_objective_add;
const Command command_objective_add = {
    .name = "objective add", .synopsis = "STORE ID", .help = N_("set an objective with a deadline"),
    .operands_min = 2, .operands_max = 2, .options = options, .run = run,
};
