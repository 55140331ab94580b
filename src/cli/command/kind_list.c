#include "cli/command.h"
#include "cli/output.h"

#include "base/translate.h"
#include "render/kind.h"
#include "render/table.h"

#include <string.h>

static void print_table(CommandContext *context, TextBuilder *out)
{
    enum { COLUMNS = 3 };
    const TableColumn columns[COLUMNS] = {{_("Kind"), false}, {_("Title"), false}, {_("Holds"), false}};
    const char **cells = ARENA_ARRAY(context->arena, schema_kind_count * COLUMNS, const char *);
    for (size_t i = 0; i < schema_kind_count; i++) {
        cells[i * COLUMNS] = schema_kinds[i]->name;
        cells[i * COLUMNS + 1] = _(schema_kinds[i]->title);
        cells[i * COLUMNS + 2] = _(schema_kinds[i]->help);
    }
    render_table(out, columns, COLUMNS, cells, schema_kind_count);
}

static void print_json(TextBuilder *out)
{
    JsonWriter writer = json_writer(out);
    json_array(&writer);
    for (size_t i = 0; i < schema_kind_count; i++)
        render_kind_json(&writer, schema_kinds[i]);
    json_array_end(&writer);
}

/* docs/facts.md: a test holds the file to this. */
static void print_markdown(TextBuilder *out)
{
    text_append(out, "<!-- Written by `mizan kind list --format markdown`; change src/schema instead. -->\n\n# Facts and dimensions\n\n"
                     "What `mizan import STORE KIND FILE` takes, field by field. A column is found by the field's name or by a header "
                     "known; a mapping (docs/import.md) names any other.\n");
    for (size_t i = 0; i < schema_kind_count; i++)
        render_kind_markdown(out, schema_kinds[i]);
}

static Status run(CommandContext *context)
{
    const char *format = argument_value(context->arguments, "format");
    TextBuilder out CLEANUP(text_builder_free) = output_begin();
    Status status = STATUS_OK;
    if (!format || strcmp(format, "table") == 0)
        print_table(context, &out);
    else if (strcmp(format, "json") == 0)
        print_json(&out);
    else if (strcmp(format, "markdown") == 0)
        print_markdown(&out);
    else
        status = error_set(context->error, STATUS_INVALID_ARGUMENT, _("the format is table, json or markdown, not \"%s\""), format);
    if (status == STATUS_OK)
        status = output_print(context, &out);
    return status;
}

static const Option options[] = {
    {.name = "format", .argument = "FORMAT", .help = N_("table (default), json or markdown; the last two with every field")},
    {0},
};

extern const Command command_kind_list;
const Command command_kind_list = {
    .name = "kind list", .synopsis = "", .help = N_("list the kinds of facts and dimensions"),
    .operands_min = 0, .operands_max = 0, .options = options, .run = run,
};
