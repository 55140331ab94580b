#include "cli/command.h"
#include "cli/output.h"

#include "base/suggest.h"
#include "base/translate.h"
#include "render/kind.h"
#include "render/table.h"

#include <string.h>

static Status find_kind(CommandContext *context, const Kind **ret_kind)
{
    const char *name = operand(context->arguments, 0);
    *ret_kind = schema_kind(name);
    if (*ret_kind)
        return STATUS_OK;
    const char **names = ARENA_ARRAY(context->arena, schema_kind_count, const char *);
    for (size_t i = 0; i < schema_kind_count; i++)
        names[i] = schema_kinds[i]->name;
    error_set(context->error, STATUS_NOT_FOUND, _("there is no kind of fact \"%s\""), name);
    if (!suggest_nearest(context->error, name, names, schema_kind_count))
        error_hint(context->error, "%s", _("\"mizan kind list\" lists the kinds"));
    return context->error->status;
}

static void print_fields(CommandContext *context, const Kind *kind, TextBuilder *out)
{
    enum { COLUMNS = 4 };
    const TableColumn columns[COLUMNS] = {{_("field"), false}, {_("type"), false}, {_("when absent"), false}, {_("holds"), false}};
    const char **cells = ARENA_ARRAY(context->arena, kind->field_count * COLUMNS, const char *);
    for (size_t i = 0; i < kind->field_count; i++) {
        const Field *field = &kind->fields[i];
        const char **row = cells + i * COLUMNS;
        row[0] = field->name;
        row[1] = schema_type_name(field->type);
        row[2] = field->fallback ? field->fallback : field->required ? _("required") : "";
        row[3] = field->help ? _(field->help) : "";
    }
    text_append_format(out, "%s (%s)\n%s\n\n", _(kind->title), kind->name, _(kind->help));
    render_table(out, columns, COLUMNS, cells, kind->field_count);
}

static Status run(CommandContext *context)
{
    const Kind *kind;
    TRY(find_kind(context, &kind));
    TextBuilder out = output_begin();
    print_fields(context, kind, &out);
    return output_print(context, &out);
}

static const Option options[] = {{0}};

extern const Command command_kind_show;
const Command command_kind_show = {
    .name = "kind show", .synopsis = "KIND", .help = N_("say what a kind of fact holds, field by field"),
    .operands_min = 1, .operands_max = 1, .options = options, .run = run,
};
