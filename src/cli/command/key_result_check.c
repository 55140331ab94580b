#include "cli/logbook.h"
#include "cli/objective_options.h"

#include "base/translate.h"
#include "goal/objective.h"

static Status check(CommandContext *context, KpiDoor *door)
{
    KeyResult result;
    CheckIn check_in = {.by = kpi_author(context->arena), .words = argument_value(context->arguments, "words")};
    TRY(kpi_door_open(context, door));
    TRY(key_result_find(door->store, context->arena, operand(context->arguments, 1), operand_number(context, 2), &result, context->error));
    TRY(option_number(context, "value", &check_in.value.defined, &check_in.value.number));
    TRY(option_number(context, "confidence", &check_in.confidence.defined, &check_in.confidence.number));
    TRY(check_in_add(door->store, operand(context->arguments, 1), &result, &check_in, context->error));
    return logbook_append(context, store_records(door->store), "check-in.add", operand(context->arguments, 1), NULL);
}

static Status run(CommandContext *context)
{
    return kpi_door_run(context, check);
}

static const Option options[] = {
    {.name = "value", .argument = "NUMBER", .help = N_("where a number stands; 1 for a milestone that is reached"), .flag_only = true},
    {.name = "confidence", .argument = "0..1", .help = N_("how sure it is that the target is reached"), .flag_only = true},
    {.name = "words", .argument = "TEXT", .help = N_("what the number does not say"), .flag_only = true},
    {0},
};

extern const Command command_key_result_check;
const Command command_key_result_check = {
    .name = "key-result check", .synopsis = "STORE OBJECTIVE NUMBER", .help = N_("check in on a key result"),
    .operands_min = 3, .operands_max = 3, .options = options, .run = run,
};
