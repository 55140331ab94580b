#include "cli/kpi_options.h"
#include "cli/logbook.h"

#include "base/translate.h"
#include "goal/perspective.h"

#include <string.h>

static Status weigh(CommandContext *context, KpiDoor *door)
{
    Kpi kpi;
    double weight;
    const char *word = operand(context->arguments, 2);
    if (!text_to_double(text_of(word), &weight)) {
        error_set(context->error, STATUS_INVALID_ARGUMENT, "%s", _("a weight is a number from 0 on"));
        error_value(context->error, word, strlen(word));
        return STATUS_INVALID_ARGUMENT;
    }
    TRY(kpi_door_open(context, door));
    TRY(kpi_find(door->store, context->arena, operand(context->arguments, 1), &kpi, context->error));
    TRY(kpi_weigh(door->store, kpi.id, weight, kpi.revision, kpi_author(context->arena), context->error));
    return logbook_append(context, store_records(door->store), "kpi.weight", kpi.id, word);
}

static Status run(CommandContext *context)
{
    return kpi_door_run(context, weigh);
}

static const Option options[] = {{0}};

extern const Command command_kpi_weight;
const Command command_kpi_weight = {
    .name = "kpi weight", .synopsis = "STORE ID WEIGHT", .help = N_("say what a KPI counts within its perspective"),
    .details = N_("Weights are numbers from 0 on and need not sum to 1: a KPI of weight 2 counts as much as two of weight 1. "
                  "Those of a perspective may not all be 0."),
    .operands_min = 3, .operands_max = 3, .options = options, .run = run,
};
