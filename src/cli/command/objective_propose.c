#include "cli/logbook.h"
#include "cli/objective_options.h"
#include "cli/output.h"

#include "base/translate.h"
#include "render/proposal.h"

enum { PROPOSAL_PERIODS = 24 };

static Status save(CommandContext *context, KpiDoor *door, const Proposal *proposal)
{
    const char *id = argument_value(context->arguments, "id");
    Objective objective = proposal->objective;
    KeyResult *results = ARENA_ARRAY(context->arena, proposal->count, KeyResult);
    objective.id = id ? id : objective.id;
    objective.why = proposal_why(context->arena, proposal);
    for (size_t i = 0; i < proposal->count; i++)
        results[i] = proposal->results[i].result;
    TRY(objective_check(&objective, NULL, door->organization.today, context->error));
    TRY(objective_add_whole(&door->asker, &objective, results, proposal->count, kpi_author(context->arena), context->error));
    TRY(logbook_append(context, store_records(door->store), "objective.add", objective.id, NULL));
    fprintf(stderr, _("saved as \"%s\"\n"), objective.id);
    return STATUS_OK;
}

static Status print(CommandContext *context, const Proposal *proposal, bool json)
{
    TextBuilder out = output_begin();
    if (json) {
        JsonWriter writer = json_writer(&out);
        render_proposal_json(context->arena, &writer, proposal);
    } else {
        render_proposal_text(context->arena, &out, proposal);
    }
    return output_print(context, &out);
}

static Status propose(CommandContext *context, KpiDoor *door)
{
    Kpi kpi;
    KpiState state;
    Proposal proposal;
    bool json;
    TRY(output_json(context, &json));
    TRY(kpi_door_open(context, door));
    TRY(kpi_find(door->store, context->arena, operand(context->arguments, 1), &kpi, context->error));
    TRY(kpi_evaluate(&door->asker, context->arena, &kpi, PROPOSAL_PERIODS, &state, context->error));
    TRY(proposal_make(&door->asker, context->arena, &state, &proposal, context->error));
    print(context, &proposal, json);
    return argument_given(context->arguments, "save") ? save(context, door, &proposal) : STATUS_OK;
}

static Status run(CommandContext *context)
{
    return kpi_door_run(context, propose);
}

static const Option options[] = {
    {.name = "save", .help = N_("set it as it is proposed"), .flag_only = true},
    {.name = "id", .argument = "ID", .help = N_("the id that it is saved under"), .flag_only = true},
    OPTION_FORMAT,
    {0},
};

extern const Command command_objective_propose;
const Command command_objective_propose = {
    .name = "objective propose", .synopsis = "STORE KPI", .help = N_("draft an objective for a KPI that falls short, from its strongest causes"),
    .operands_min = 2, .operands_max = 2, .options = options, .run = run,
};
