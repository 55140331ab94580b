#include "cli/command.h"
#include "cli/confinement.h"
#include "cli/logbook.h"

#include "base/translate.h"
#include "render/result.h"
#include "render/table.h"
#include "store/store.h"

#include <string.h>

enum { TABLE_ROWS = 1000, TABLE_COLUMNS = 64, ROW_LIMIT = 64 << 20 };

typedef struct Printer {
    CommandContext *context;
    FactsResult *result;
    size_t columns;
    TextBuilder line; /* what is not written yet */
} Printer;

static Status write_line(Printer *printer)
{
    Error *error = printer->context->error;
    if (printer->line.overflowed)
        return error_set(error, STATUS_TOO_LARGE, "%s", _("a row of the answer is larger than 64 MiB"));
    if (fwrite(printer->line.bytes, 1, printer->line.length, printer->context->out) != printer->line.length)
        return error_set(error, STATUS_IO, "%s", _("the output could not be written"));
    printer->line.length = 0;
    return STATUS_OK;
}

static Status print_csv(Printer *printer)
{
    for (size_t i = 0; i < printer->columns; i++) {
        text_append(&printer->line, i ? "," : "");
        render_value_csv(&printer->line, value_text(facts_result_name(printer->result, i)));
    }
    for (;;) {
        bool row;
        text_append(&printer->line, "\n");
        TRY(write_line(printer));
        TRY(facts_result_next(printer->result, &row, printer->context->error));
        if (!row)
            return STATUS_OK;
        for (size_t i = 0; i < printer->columns; i++) {
            text_append(&printer->line, i ? "," : "");
            render_value_csv(&printer->line, facts_result_value(printer->result, i));
        }
    }
}

/* An array of objects; a line each, so that tools that read lines can read it too. */
static Status print_json(Printer *printer)
{
    bool row;
    text_append(&printer->line, "[");
    for (const char *between = "\n";; between = ",\n") {
        TRY(facts_result_next(printer->result, &row, printer->context->error));
        text_append(&printer->line, row ? between : "\n]\n");
        if (!row)
            return write_line(printer);
        JsonWriter writer = json_writer(&printer->line);
        json_object(&writer);
        for (size_t i = 0; i < printer->columns; i++) {
            json_key(&writer, facts_result_name(printer->result, i));
            render_value_json(&writer, facts_result_value(printer->result, i));
        }
        json_object_end(&writer);
        TRY(write_line(printer));
    }
}

/* A value for a reader: as in CSV, without its quotes; line ends would break the table. */
static const char *cell_text(Arena *arena, Value value)
{
    if (value.type == VALUE_NULL)
        return NULL;
    TextBuilder text = text_builder(ROW_LIMIT);
    if (value.type == VALUE_TEXT)
        text_append_bytes(&text, value.text.bytes, value.text.length);
    else
        render_value_csv(&text, value);
    char *copy = arena_copy(arena, text.bytes, text.length);
    text_builder_free(&text);
    for (char *c = copy; *c; c++)
        if ((unsigned char)*c < ' ')
            *c = ' ';
    return copy;
}

static Status print_table(Printer *printer)
{
    Arena *arena = printer->context->arena;
    Error *error = printer->context->error;
    if (printer->columns > TABLE_COLUMNS) {
        error_set(error, STATUS_TOO_LARGE, _("a table has at most %d columns"), TABLE_COLUMNS);
        error_hint(error, "%s", _("--format csv or --format json writes them all"));
        return error->status;
    }
    TableColumn columns[TABLE_COLUMNS];
    for (size_t i = 0; i < printer->columns; i++) {
        ValueType type = facts_result_type(printer->result, i);
        columns[i] = (TableColumn){arena_string(arena, facts_result_name(printer->result, i)),
                                   type == VALUE_INTEGER || type == VALUE_NUMBER};
    }
    const char **cells = ARENA_ARRAY(arena, printer->columns * TABLE_ROWS + 1, const char *);
    size_t rows = 0;
    bool row;
    for (;; rows++) {
        TRY(facts_result_next(printer->result, &row, error));
        if (!row || rows == TABLE_ROWS)
            break;
        for (size_t i = 0; i < printer->columns; i++)
            cells[rows * printer->columns + i] = cell_text(arena, facts_result_value(printer->result, i));
    }
    render_table(&printer->line, columns, printer->columns, cells, rows);
    TRY(write_line(printer));
    if (row)
        fprintf(stderr, _("note: only the first %d rows are shown; --format csv writes them all\n"), TABLE_ROWS);
    return STATUS_OK;
}

typedef Status (*Print)(Printer *printer);

static Status read_format(const CommandContext *context, Print *ret_print)
{
    static const struct { const char *name; Print print; } formats[] = {
        {"table", print_table}, {"csv", print_csv}, {"json", print_json}};
    const char *text = argument_value(context->arguments, "format");
    *ret_print = print_table;
    if (!text)
        return STATUS_OK;
    for (size_t i = 0; i < sizeof formats / sizeof formats[0]; i++) {
        if (strcmp(text, formats[i].name) == 0) {
            *ret_print = formats[i].print;
            return STATUS_OK;
        }
    }
    error_set(context->error, STATUS_INVALID_ARGUMENT, _("there is no format \"%s\""), text);
    error_hint(context->error, "%s", _("there are: table, csv, json"));
    return context->error->status;
}

static Status answer(CommandContext *context, Store *store, Print print)
{
    FactsSession *session CLEANUP(facts_session_cleanup) = NULL;
    FactsResult *result CLEANUP(facts_result_cleanup) = NULL;
    TRY(facts_session_open(store_facts(store), &session, context->error));
    const RowScope *rows;
    TRY(logbook_as(context, store_records(store), PERMISSION_QUERY, &rows));
    TRY(facts_query_narrowed(session, operand(context->arguments, 1), rows, &result, context->error));
    Printer printer = {.context = context, .result = result, .columns = facts_result_columns(result),
                       .line = text_builder(ROW_LIMIT)};
    Status status = print(&printer);
    text_builder_free(&printer.line);
    return status;
}

static Status run(CommandContext *context)
{
    Print print;
    Store *store;
    TRY(read_format(context, &print));
    /* The engine's own guard is the first wall; behind it there is nothing to read but the store. */
    TRY(confine_to_store(context->arena, operand(context->arguments, 0), NULL, 0, context->error));
    TRY(store_open(operand(context->arguments, 0), &(StoreOptions){.holder = "query"}, &store, context->error));
    Status status = answer(context, store, print);
    store_close(store);
    return status;
}

static const Option options[] = {
    {.name = "format", .argument = "FORMAT", .help = N_("table (default), csv or json")},
    OPTION_AS,
    {0},
};

extern const Command command_query;
const Command command_query = {
    .name = "query", .synopsis = "STORE 'SELECT ...'", .help = N_("ask the facts a question in SQL, read only"),
    .details = N_("A table for each kind (ticket, answer, orders, ...), calendar and working_hours: \"SHOW TABLES\" names them,\n"
                  "\"DESCRIBE ticket\" says what one holds. Times are in UTC, day is in the organization's time zone."),
    .operands_min = 2, .operands_max = 2, .options = options, .run = run,
};
