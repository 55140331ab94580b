/* Metrics of the organization's own: tried, added, changed, retired. */
#include "cli/logbook.h"
#include "cli/metric_words.h"
#include "cli/output.h"

#include "base/translate.h"
#include "goal/metric_use.h"
#include "metric/own.h"
#include "render/result.h"

#include <string.h>

enum { SHOWN_MOST = 12 };

/* What was read and checked, and the store that it was checked against. */
typedef struct Draft {
    KpiDoor *door;
    Text text;
    MetricRegistry *registry;
    const Metric *metric;
    MetricResult result;
} Draft;

static Status with_draft(CommandContext *context, KpiDoor *door, Status (*work)(CommandContext *context, Draft *draft))
{
    Draft draft = {.door = door};
    TRY(kpi_door_open(context, door));
    Status status = metric_words_check(context, door, &draft.text, &draft.registry, &draft.metric, &draft.result);
    if (status == STATUS_OK)
        status = work(context, &draft);
    metric_registry_free(draft.registry);
    return status;
}

/* ---- check ---- */

static Status print(CommandContext *context, Draft *draft)
{
    MetricResult *result = &draft->result;
    size_t beyond = result->row_count > SHOWN_MOST ? result->row_count - SHOWN_MOST : 0;
    result->rows += beyond;
    result->row_count -= beyond;
    TextBuilder out CLEANUP(text_builder_free) = output_begin();
    TRY(render_result_table(context->arena, &out, result, context->error));
    return output_print(context, &out);
}

static Status check(CommandContext *context, KpiDoor *door)
{
    return with_draft(context, door, print);
}

static Status run_check(CommandContext *context)
{
    return kpi_door_run(context, check);
}

/* ---- add ---- */

static Status keep(CommandContext *context, Draft *draft)
{
    const char *id = draft->metric->id;
    Records *records = store_records(draft->door->store);
    TRY(own_add(records, id, draft->text, kpi_author(context->arena), argument_value(context->arguments, "reason"), context->error));
    TRY(logbook_append(context, records, "metric.add", id, NULL));
    fprintf(stderr, _("added \"%s\"; its values: mizan metric value %s %s\n"), id, operand(context->arguments, 0), id);
    return STATUS_OK;
}

static Status add(CommandContext *context, KpiDoor *door)
{
    return with_draft(context, door, keep);
}

static Status run_add(CommandContext *context)
{
    return kpi_door_run(context, add);
}

/* ---- change ---- */

/* The revision that is replaced: the one that was looked at, else the latest. */
static Status read_revision(const CommandContext *context, const Draft *draft, int64_t *ret_revision)
{
    const Metric *stored;
    const char *text = argument_value(context->arguments, "revision");
    long number;
    TRY(metric_registry_find(draft->door->registry, draft->metric->id, &stored, context->error));
    *ret_revision = stored->revision;
    if (!text)
        return STATUS_OK;
    if (!text_to_long(text_of(text), &number) || number < 1)
        return error_set(context->error, STATUS_INVALID_ARGUMENT, "%s", _("a revision is a number from 1 on"));
    *ret_revision = number;
    return STATUS_OK;
}

static Status replace(CommandContext *context, Draft *draft)
{
    int64_t revision;
    const char *id = draft->metric->id;
    Records *records = store_records(draft->door->store);
    KpiAsker asker = draft->door->asker;
    asker.registry = draft->registry;
    TRY(read_revision(context, draft, &revision));
    TRY(metric_use_fits(&asker, id, context->error));
    TRY(own_change(records, id, revision, draft->text, kpi_author(context->arena), argument_value(context->arguments, "reason"),
                   context->error));
    return logbook_append(context, records, "metric.change", id, NULL);
}

static Status change(CommandContext *context, KpiDoor *door)
{
    return with_draft(context, door, replace);
}

static Status run_change(CommandContext *context)
{
    return kpi_door_run(context, change);
}

/* ---- retire ---- */

static Status retire(CommandContext *context, KpiDoor *door)
{
    const char *id = operand(context->arguments, 1);
    TRY(kpi_door_open(context, door));
    TRY(metric_use_retire(door->store, id, kpi_author(context->arena), argument_value(context->arguments, "reason"), context->error));
    return logbook_append(context, store_records(door->store), "metric.retire", id, NULL);
}

static Status run_retire(CommandContext *context)
{
    return kpi_door_run(context, retire);
}

static const Option none[] = {{0}};
static const Option reason[] = {
    {.name = "reason", .argument = "TEXT", .help = N_("why, kept in its history"), .flag_only = true},
    {0},
};
static const Option change_options[] = {
    {.name = "revision", .argument = "NUMBER", .help = N_("the revision that the change was made to; the latest by default"), .flag_only = true},
    {.name = "reason", .argument = "TEXT", .help = N_("why, kept in its history"), .flag_only = true},
    {0},
};

extern const Command command_metric_check, command_metric_add, command_metric_change, command_metric_retire;
const Command command_metric_check = {
    .name = "metric check", .synopsis = "STORE FILE.sql", .help = N_("try a metric of one's own: what is wrong with it, or what it comes to"),
    .details = N_("The file is a header and a SELECT, as \"mizan metric show --definition ID\" prints those of the shipped metrics. It "
                  "may read facts through {kind} alone, and calendar and working_hours. \"-\" reads standard input."),
    .operands_min = 2, .operands_max = 2, .options = none, .run = run_check,
};
const Command command_metric_add = {
    .name = "metric add", .synopsis = "STORE FILE.sql", .help = N_("define a metric of one's own"),
    .operands_min = 2, .operands_max = 2, .options = reason, .run = run_add,
};
const Command command_metric_change = {
    .name = "metric change", .synopsis = "STORE FILE.sql", .help = N_("give a metric of one's own another definition"),
    .details = N_("Refused where a KPI or key result could no longer be measured by it. Earlier definitions stay in its history."),
    .operands_min = 2, .operands_max = 2, .options = change_options, .run = run_change,
};
const Command command_metric_retire = {
    .name = "metric retire", .synopsis = "STORE ID", .help = N_("take a metric of one's own out of the catalogue"),
    .details = N_("Refused while a KPI or an open objective is measured by it."),
    .operands_min = 2, .operands_max = 2, .options = reason, .run = run_retire,
};
