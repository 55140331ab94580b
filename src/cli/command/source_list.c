#include "cli/command.h"
#include "cli/output.h"

#include "base/translate.h"
#include "calendar/day.h"
#include "import/import.h"
#include "render/json.h"
#include "render/table.h"

#include <inttypes.h>
#include <string.h>

static const char *day_text(Arena *arena, const ImportSource *source)
{
    char text[32];
    if (!source->has_day)
        return NULL;
    day_format(source->last_day, text);
    return arena_string(arena, text);
}

static const char *time_text(Arena *arena, int64_t instant)
{
    char text[32];
    instant_format(instant, text);
    return arena_string(arena, text);
}

static void print_table(CommandContext *context, const ImportSource *sources, size_t count, TextBuilder *out)
{
    const TableColumn columns[] = {{_("Kind"), false}, {_("Source"), false}, {_("Last import"), false}, {_("Batch"), true},
                                   {_("Imports"), true}, {_("Rows"), true}, {_("Up to"), false}, {_("Rejected"), true}};
    enum { COLUMNS = 8 };
    Arena *arena = context->arena;
    const char **cells = ARENA_ARRAY(arena, (count + 1) * COLUMNS, const char *);
    for (size_t i = 0; i < count; i++) {
        const ImportSource *source = &sources[i];
        const char **row = cells + i * COLUMNS;
        row[0] = source->kind->name;
        row[1] = source->name;
        row[2] = time_text(arena, source->imported_at);
        row[3] = arena_format(arena, "%" PRId64, source->batch);
        row[4] = arena_format(arena, "%" PRId64, source->imports);
        row[5] = arena_format(arena, "%" PRId64, source->rows);
        row[6] = day_text(arena, source);
        row[7] = arena_format(arena, "%" PRId64, source->rejected);
    }
    render_table(out, columns, COLUMNS, cells, count);
}

static void print_json(CommandContext *context, const ImportSource *sources, size_t count, TextBuilder *out)
{
    JsonWriter writer = json_writer(out);
    json_array(&writer);
    for (size_t i = 0; i < count; i++) {
        json_object(&writer);
        json_member_text(&writer, "kind", sources[i].kind->name);
        json_member_text(&writer, "source", sources[i].name);
        json_member_text(&writer, "imported_at", time_text(context->arena, sources[i].imported_at));
        json_member_integer(&writer, "batch", sources[i].batch);
        json_member_integer(&writer, "imports", sources[i].imports);
        json_member_integer(&writer, "rows", sources[i].rows);
        json_member_text(&writer, "last_day", day_text(context->arena, &sources[i]));
        json_member_integer(&writer, "rejected", sources[i].rejected);
        json_object_end(&writer);
    }
    json_array_end(&writer);
}

static Status list(Store *store, CommandContext *context, bool json, Error *error)
{
    FactsSession *session CLEANUP(facts_session_cleanup) = NULL;
    TRY(facts_session_open(store_facts(store), &session, error));
    ImportSource *sources;
    size_t count;
    TRY(import_sources(session, context->arena, &sources, &count, error));
    TextBuilder out = output_begin();
    (json ? print_json : print_table)(context, sources, count, &out);
    return output_print(context, &out);
}

static Status run(CommandContext *context)
{
    bool json;
    TRY(output_json(context, &json));
    Store *store;
    TRY(store_open(operand(context->arguments, 0), &(StoreOptions){.holder = "source list"}, &store, context->error));
    Status status = list(store, context, json, context->error);
    store_close(store);
    return status;
}

static const Option options[] = {
    OPTION_FORMAT,
    {0},
};

extern const Command command_source_list;
const Command command_source_list = {
    .name = "source list", .synopsis = "STORE", .help = N_("say where the facts come from and how fresh each source is"),
    .details = N_("Files whose names differ in their folder and in numbers alone are one source."),
    .operands_min = 1, .operands_max = 1, .options = options, .run = run,
};
