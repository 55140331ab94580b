#include "cli/command.h"
#include "cli/output.h"

#include "base/translate.h"
#include "calendar/day.h"
#include "render/table.h"
#include "store/store.h"

#include <inttypes.h>

enum { COLUMNS = 9, MOST = 1000 };

static const char *cell(Arena *arena, Value value)
{
    char text[32];
    if (value.type == VALUE_TEXT)
        return text_string(arena, value.text);
    if (value.type == VALUE_INTEGER)
        return arena_format(arena, "%" PRId64, value.integer);
    if (value.type != VALUE_TIME)
        return NULL;
    instant_format(value.time, text);
    return arena_string(arena, text);
}

static Status list(Store *store, CommandContext *context, Error *error)
{
    const Value limit = value_integer(MOST);
    RecordsTable table;
    TRY(records_query(store_records(store), context->arena,
                      "SELECT batch, kind, source, finished_at, rows_added, rows_changed, rows_unchanged, rows_rejected, undone_at "
                      "FROM import ORDER BY batch DESC LIMIT $1", &limit, 1, &table, error));
    const TableColumn columns[COLUMNS] = {{_("Batch"), true}, {_("Kind"), false}, {_("Source"), false}, {_("When"), false},
                                          {_("Added"), true}, {_("Changed"), true}, {_("Unchanged"), true},
                                          {_("Rejected"), true}, {_("Undone"), false}};
    const char **cells = ARENA_ARRAY(context->arena, (table.rows + 1) * COLUMNS, const char *);
    for (size_t i = 0; i < table.rows * COLUMNS; i++)
        cells[i] = cell(context->arena, records_value(&table, i / COLUMNS, i % COLUMNS));
    TextBuilder out = output_begin();
    render_table(&out, columns, COLUMNS, cells, table.rows);
    return output_print(context, &out);
}

static Status run(CommandContext *context)
{
    Store *store;
    TRY(store_open(operand(context->arguments, 0), &(StoreOptions){.holder = "batch list"}, &store, context->error));
    Status status = list(store, context, context->error);
    store_close(store);
    return status;
}

static const Option options[] = {{0}};

extern const Command command_batch_list;
const Command command_batch_list = {
    .name = "batch list", .synopsis = "STORE", .help = N_("list the imports there were, the latest first"),
    .operands_min = 1, .operands_max = 1, .options = options, .run = run,
};
