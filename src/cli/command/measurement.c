/* Measurements entered by hand, and who entered them. */
#include "cli/kpi_options.h"
#include "cli/logbook.h"
#include "cli/output.h"

#include "base/translate.h"
#include "calendar/day.h"
#include "import/entry.h"
#include "render/table.h"

#include <string.h>

static Status refuse(const CommandContext *context, size_t index, const char *message)
{
    const char *word = operand(context->arguments, index);
    error_set(context->error, STATUS_INVALID_ARGUMENT, "%s", message);
    error_value(context->error, word, strlen(word));
    return STATUS_INVALID_ARGUMENT;
}

static Status read_entry(const CommandContext *context, Entry *entry)
{
    const Arguments *arguments = context->arguments;
    const char *sample = argument_value(arguments, "sample");
    long number = 0;
    *entry = (Entry){.measure = operand(arguments, 1),
                     .brand = argument_value(arguments, "brand"),
                     .team = argument_value(arguments, "team"),
                     .currency = argument_value(arguments, "currency"),
                     .reason = argument_value(arguments, "reason")};
    if (!day_parse(text_of(operand(arguments, 2)), &entry->day))
        return refuse(context, 2, _("a day is written as 2026-11-21"));
    if (!text_to_double(text_of(operand(arguments, 3)), &entry->value))
        return refuse(context, 3, _("the value is a number"));
    if (sample && !text_to_long(text_of(sample), &number))
        return error_set(context->error, STATUS_INVALID_ARGUMENT, "%s", _("the sample is a number from 0 on"));
    entry->sample = number;
    return STATUS_OK;
}

static Status add(CommandContext *context, KpiDoor *door)
{
    Entry entry;
    EntryOutcome outcome;
    TRY(read_entry(context, &entry));
    TRY(kpi_door_open(context, door));
    TRY(entry_add(door->store, door->session, context->arena, &entry, door->organization.today, kpi_author(context->arena), &outcome,
                  context->error));
    if (!outcome.batch) {
        fputs(_("the value is there already\n"), stderr);
        return STATUS_OK;
    }
    const char *detail = arena_format(context->arena, "%s %s: %.17g, import %lld%s", entry.measure, operand(context->arguments, 2),
                                      entry.value, (long long)outcome.batch, outcome.corrected ? ", corrected" : "");
    return logbook_append(context, store_records(door->store), "measurement.enter", entry.measure, detail);
}

static Status run_add(CommandContext *context)
{
    return kpi_door_run(context, add);
}

/* ---- list ---- */

enum { COLUMNS = 8 };

static void fill_row(Arena *arena, const EnteredValue *value, const EntryVersion *version, const char *note, const char **row)
{
    char day[16], at[32] = "";
    day_format(value->day, day);
    if (version->at)
        instant_format(version->at, at);
    row[0] = value->measure;
    row[1] = arena_string(arena, day);
    row[2] = value->brand;
    row[3] = value->team;
    row[4] = arena_format(arena, "%g", version->value);
    row[5] = version->by ? version->by : "";
    row[6] = arena_string(arena, at);
    row[7] = version->reason ? arena_format(arena, "%s%s%s", note, *note ? ": " : "", version->reason) : note;
}

static Status list(CommandContext *context, KpiDoor *door)
{
    EnteredValue *values;
    size_t count, rows = 0, at = 0;
    const char *measure = operand_count(context->arguments) > 1 ? operand(context->arguments, 1) : NULL;
    TRY(kpi_door_open(context, door));
    TRY(entry_list(door->store, door->session, context->arena, measure, NULL, &values, &count, context->error));
    for (size_t i = 0; i < count; i++)
        rows += 1 + values[i].earlier_count;
    const char **cells = ARENA_ARRAY(context->arena, rows * COLUMNS + 1, const char *);
    for (size_t i = 0; i < count; i++) {
        fill_row(context->arena, &values[i], &values[i].now, "", cells + at++ * COLUMNS);
        for (size_t j = 0; j < values[i].earlier_count; j++)
            fill_row(context->arena, &values[i], &values[i].earlier[j], _("earlier"), cells + at++ * COLUMNS);
    }
    const TableColumn columns[COLUMNS] = {{_("Measure"), false}, {_("Day"), false},        {_("Brand"), false},      {_("Team"), false},
                                          {_("Value"), true},    {_("Entered by"), false}, {_("Entered at"), false}, {_("Notes"), false}};
    TextBuilder out = output_begin();
    render_table(&out, columns, COLUMNS, cells, rows);
    return output_print(context, &out);
}

static Status run_list(CommandContext *context)
{
    return kpi_door_run(context, list);
}

static const Option add_options[] = {
    {.name = "brand", .argument = "NAME", .help = N_("the brand it holds for; all by default"), .flag_only = true},
    {.name = "team", .argument = "NAME", .help = N_("the team it holds for; all by default"), .flag_only = true},
    {.name = "sample", .argument = "NUMBER", .help = N_("how many were asked"), .flag_only = true},
    {.name = "currency", .argument = "CODE", .help = N_("of money: its currency"), .flag_only = true},
    {.name = "reason", .argument = "TEXT", .help = N_("why an earlier value is corrected"), .flag_only = true},
    {0},
};
static const Option none[] = {{0}};

extern const Command command_measurement_add, command_measurement_list;
const Command command_measurement_add = {
    .name = "measurement add", .synopsis = "STORE MEASURE DAY VALUE", .help = N_("enter a value that no system has, or correct one"),
    .details = N_("It counts at once in the metrics that read the measure. What it was before stays, with who entered it and when."),
    .operands_min = 4, .operands_max = 4, .options = add_options, .run = run_add,
};
const Command command_measurement_list = {
    .name = "measurement list", .synopsis = "STORE [MEASURE]", .help = N_("list what was entered by hand, by whom, and what it was before"),
    .operands_min = 1, .operands_max = 2, .options = none, .run = run_list,
};
