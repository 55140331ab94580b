/* The log of who did what, the newest first; whole for export; and whether it is whole. */
#include "cli/logbook.h"
#include "cli/output.h"

#include "base/translate.h"
#include "calendar/day.h"
#include "render/audit.h"
#include "render/table.h"
#include "store/store.h"

#include <string.h>

enum { LIST_DEFAULT = 50, EXPORT_PAGE = 10000 };

static Status read_filter(const CommandContext *context, AuditFilter *ret_filter)
{
    const Arguments *arguments = context->arguments;
    AuditFilter filter = {.name = argument_value(arguments, "name"), .action = argument_value(arguments, "action"),
                          .outcome = argument_value(arguments, "outcome"), .limit = LIST_DEFAULT};
    const char *limit = argument_value(arguments, "limit");
    long number;
    if (limit && (!text_to_long(text_of(limit), &number) || number < 1 || number > RECORDS_ROWS_LIMIT)) {
        error_set(context->error, STATUS_INVALID_ARGUMENT, _("\"%s\" is a number from %ld to %ld"), "limit", 1L, (long)RECORDS_ROWS_LIMIT);
        error_value(context->error, limit, strlen(limit));
        return context->error->status;
    }
    if (limit)
        filter.limit = number;
    *ret_filter = filter;
    return STATUS_OK;
}

static Status print_list(CommandContext *context, Records *records)
{
    enum { SHOWN = 7 };
    static const int shown[SHOWN] = {AUDIT_NUMBER, AUDIT_AT, AUDIT_NAME, AUDIT_ACTION, AUDIT_TARGET, AUDIT_OUTCOME, AUDIT_ORIGIN};
    const TableColumn columns[SHOWN] = {{_("Number"), true}, {_("Time (UTC)"), false}, {_("Who"), false}, {_("What"), false},
                                        {_("On what"), false}, {_("Outcome"), false}, {_("From"), false}};
    AuditFilter filter;
    RecordsTable table;
    TRY(read_filter(context, &filter));
    TRY(audit_read(records, context->arena, &filter, &table, context->error));
    const char **cells = ARENA_ARRAY(context->arena, (table.rows + 1) * SHOWN, const char *);
    for (size_t row = 0; row < table.rows; row++) {
        for (size_t i = 0; i < SHOWN; i++) {
            Value value = records_value(&table, row, (size_t)shown[i]);
            char moment[32];
            if (value.type == VALUE_TIME)
                instant_format(value.time, moment);
            cells[row * SHOWN + i] = value.type == VALUE_TIME      ? arena_string(context->arena, moment)
                                     : value.type == VALUE_INTEGER ? arena_format(context->arena, "%lld", (long long)value.integer)
                                     : value.type == VALUE_TEXT    ? text_string(context->arena, value.text)
                                                                   : NULL;
        }
    }
    TextBuilder out = output_begin();
    render_table(&out, columns, SHOWN, cells, table.rows);
    return output_print(context, &out);
}

static Status print_page(CommandContext *context, Records *records, AuditFilter *filter, bool csv, bool *ret_more)
{
    Arena *arena CLEANUP(arena_cleanup) = arena_new(/* ceiling= */ 0);
    RecordsTable table;
    TRY(audit_read(records, arena, filter, &table, context->error));
    TextBuilder out CLEANUP(text_builder_free) = output_begin();
    if (csv)
        render_audit_csv(&out, &table);
    else
        render_audit_ndjson(&out, &table);
    TRY(output_check(context, &out));
    /* The names of the columns stand once. */
    const char *start = csv && filter->after ? strchr(out.bytes, '\n') + 1 : out.bytes;
    fwrite(start, 1, out.length - (size_t)(start - out.bytes), context->out);
    if (table.rows)
        filter->after = records_value(&table, table.rows - 1, AUDIT_NUMBER).integer;
    *ret_more = table.rows == (size_t)filter->limit;
    return STATUS_OK;
}

static Status print_export(CommandContext *context, Records *records)
{
    const char *format = argument_value(context->arguments, "format");
    bool csv = !format || strcmp(format, "csv") == 0;
    if (!csv && strcmp(format, "ndjson") != 0) {
        error_set(context->error, STATUS_INVALID_ARGUMENT, "%s", _("a format is csv or ndjson"));
        error_value(context->error, format, strlen(format));
        return context->error->status;
    }
    AuditFilter filter = {.oldest_first = true, .limit = EXPORT_PAGE};
    for (bool more = true; more;)
        TRY(print_page(context, records, &filter, csv, &more));
    return logbook_append(context, records, "audit.export", "audit", NULL);
}

static Status print_verified(CommandContext *context, Records *records)
{
    AuditState state;
    TRY(audit_verify(records, argument_value(context->arguments, "head"), &state, context->error));
    if (state.wrong) {
        error_set(context->error, STATUS_STORE_DAMAGED, _("the log is not whole: entry %lld: %s"), (long long)state.wrong, state.why);
        return context->error->status;
    }
    fprintf(context->out, _("The log is whole: %lld entries.\n"), (long long)state.entries);
    if (state.number)
        fprintf(context->out, _("Its head, to be kept elsewhere: %lld:%s\n"), (long long)state.number, state.digest);
    return STATUS_OK;
}

static Status with_records(CommandContext *context, Status (*work)(CommandContext *context, Records *records))
{
    Records *records;
    TRY(store_open_records(operand(context->arguments, 0), &records, context->error));
    Status status = work(context, records);
    store_close_records(records);
    return status;
}

static Status list(CommandContext *context)
{
    return with_records(context, print_list);
}

static Status export(CommandContext *context)
{
    return with_records(context, print_export);
}

static Status verify(CommandContext *context)
{
    return with_records(context, print_verified);
}

static const Option list_options[] = {
    {.name = "name", .argument = "NAME", .help = N_("of this account, or \"console\" for the command line"), .flag_only = true},
    {.name = "action", .argument = "ACTION", .help = N_("this action; \"person.\" for all that begin so"), .flag_only = true},
    {.name = "outcome", .argument = "OUTCOME", .help = N_("done, refused, failed or begun"), .flag_only = true},
    {.name = "limit", .argument = "NUMBER", .help = N_("how many, the newest first (default 50)"), .flag_only = true},
    {0},
};
static const Option export_options[] = {
    {.name = "format", .argument = "FORMAT", .help = N_("csv (default) or ndjson"), .flag_only = true},
    {0},
};
static const Option verify_options[] = {
    {.name = "head", .argument = "NUMBER:DIGEST", .help = N_("a head that was kept elsewhere: it has to be in the log"),
     .flag_only = true},
    {0},
};

extern const Command command_audit_list, command_audit_export, command_audit_verify;
const Command command_audit_list = {
    .name = "audit list", .synopsis = "STORE", .help = N_("who did what, also while the store is served"),
    .operands_min = 1, .operands_max = 1, .options = list_options, .run = list,
};
const Command command_audit_export = {
    .name = "audit export", .synopsis = "STORE", .help = N_("write the whole log of who did what"),
    .operands_min = 1, .operands_max = 1, .options = export_options, .run = export,
};
const Command command_audit_verify = {
    .name = "audit verify", .synopsis = "STORE", .help = N_("find out whether an entry of the log was changed or taken away"),
    .details = N_("Every entry has a digest over itself and the one before. The head that is printed, kept elsewhere, also shows\n"
                  "whether somebody made the whole log anew."),
    .operands_min = 1, .operands_max = 1, .options = verify_options, .run = verify,
};
