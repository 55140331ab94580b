#include "cli/objective_options.h"

#include "base/translate.h"
#include "goal/history.h"

static void print_change(CommandContext *context, const ObjectiveChange *change)
{
    char at[28];
    instant_format(change->at, at);
    fprintf(context->out, "%lld  %s  %s  %s%s%s\n", (long long)change->revision, at, change->by, change->what,
            change->reason ? ": " : "", change->reason ? change->reason : "");
    for (size_t i = 0; i < change->field_count; i++)
        fprintf(context->out, "    %s: \"%s\" -> \"%s\"\n", change->fields[i].field, change->fields[i].before, change->fields[i].after);
}

static void print_check_in(CommandContext *context, const KeyResult *result, const CheckIn *made)
{
    char at[28];
    instant_format(made->at, at);
    fprintf(context->out, "%lld. %s  %s  %s", (long long)result->number, result->title, at, made->by);
    if (made->value.defined)
        fprintf(context->out, "  %.15g", made->value.number);
    if (made->confidence.defined)
        fprintf(context->out, _("  confidence %.2f"), made->confidence.number);
    fprintf(context->out, "%s%s\n", made->words ? "  " : "", made->words ? made->words : "");
}

static Status print_check_ins(CommandContext *context, Store *store, const char *id)
{
    KeyResult *results;
    size_t count, made_count;
    TRY(key_result_list(store, context->arena, id, &results, &count, context->error));
    for (size_t i = 0; i < count; i++) {
        CheckIn *made;
        TRY(check_in_list(store, context->arena, id, results[i].number, &made, &made_count, context->error));
        for (size_t c = 0; c < made_count; c++)
            print_check_in(context, &results[i], &made[c]);
    }
    return STATUS_OK;
}

static Status show(CommandContext *context, KpiDoor *door)
{
    Objective objective;
    ObjectiveChange *changes;
    size_t count;
    const char *id = operand(context->arguments, 1);
    TRY(kpi_door_open(context, door));
    TRY(objective_find(door->store, context->arena, id, &objective, context->error));
    TRY(objective_history(door->store, context->arena, id, &changes, &count, context->error));
    for (size_t i = 0; i < count; i++)
        print_change(context, &changes[i]);
    return print_check_ins(context, door->store, id);
}

static Status run(CommandContext *context)
{
    return kpi_door_run(context, show);
}

static const Option options[] = {{0}};

extern const Command command_objective_history;
const Command command_objective_history = {
    .name = "objective history", .synopsis = "STORE ID", .help = N_("show who changed what of an objective, and its check-ins"),
    .operands_min = 2, .operands_max = 2, .options = options, .run = run,
};
