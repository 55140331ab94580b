/* link add, list, revoke: links that only read. */
#include "cli/accounts.h"
#include "cli/output.h"
#include "cli/talk.h"

#include "base/translate.h"
#include "render/table.h"

#include <string.h>

static Status read_days(CommandContext *context, int64_t *ret_days)
{
    const char *word = argument_value(context->arguments, "days");
    long days = READ_LINK_DAYS;
    if (word && (!text_to_long(text_of(word), &days) || days < 1 || days > READ_LINK_DAYS_MOST)) {
        error_set(context->error, STATUS_INVALID_ARGUMENT, _("a link is valid for 1 to %d days"), READ_LINK_DAYS_MOST);
        error_where(context->error, "--days");
        error_value(context->error, word, strlen(word));
        return context->error->status;
    }
    *ret_days = days;
    return STATUS_OK;
}

static Status add(CommandContext *context, Talk *talk)
{
    const char *label = argument_value(context->arguments, "label");
    int64_t days = READ_LINK_DAYS;
    char secret[SECRET_CAPACITY];
    ReadLink made;
    TRY(read_days(context, &days));
    TRY(read_link_add(talk->records, &talk->who, &talk->subject, label ? label : "command line", days, secret, &made, context->error));
    const char *address = store_served_at(operand(context->arguments, 0), context->arena);
    fprintf(context->out, "%s/shared#%s\n", address && strncmp(address, "unix:", 5) != 0 ? address : "", secret);
    fprintf(stderr, "mizan: ");
    fprintf(stderr, _("this is shown once; it shows %s to whoever has it until %s UTC"), subject_name(context->arena, &talk->subject),
            accounts_time(context->arena, made.expires_at));
    fprintf(stderr, "\n");
    return STATUS_OK;
}

static const char *state_text(const ReadLink *link)
{
    return link->revoked_at ? _("revoked") : link->live ? _("valid") : _("over");
}

static Status print_table(CommandContext *context, const ReadLink *links, size_t count)
{
    enum { COLUMNS = 7 };
    const TableColumn columns[COLUMNS] = {{_("Link"), true}, {_("Name"), false}, {_("Account"), false}, {_("State"), false},
                                          {_("Valid until"), false}, {_("Used"), false}, {_("Times"), true}};
    const char **cells = ARENA_ARRAY(context->arena, (count + 1) * COLUMNS, const char *);
    for (size_t i = 0; i < count; i++) {
        const char **row = cells + i * COLUMNS;
        row[0] = arena_format(context->arena, "%lld", (long long)links[i].id);
        row[1] = links[i].label;
        row[2] = links[i].account_name;
        row[3] = state_text(&links[i]);
        row[4] = accounts_time(context->arena, links[i].expires_at);
        row[5] = accounts_time(context->arena, links[i].used_at);
        row[6] = arena_format(context->arena, "%lld", (long long)links[i].uses);
    }
    TextBuilder out = output_begin();
    render_table(&out, columns, COLUMNS, cells, count);
    return output_print(context, &out);
}

static Status list(CommandContext *context, Talk *talk)
{
    ReadLink *links;
    size_t count;
    bool json;
    TRY(output_json(context, &json));
    TRY(read_link_list(talk->records, context->arena, &talk->subject, talk->who.account, &links, &count, context->error));
    if (!json)
        return print_table(context, links, count);
    TextBuilder out = output_begin();
    JsonWriter writer = json_writer(&out);
    json_array(&writer);
    for (size_t i = 0; i < count; i++)
        render_read_link_json(&writer, &links[i]);
    json_array_end(&writer);
    return output_print(context, &out);
}

static Status revoke(CommandContext *context, Talk *talk)
{
    const char *word = operand(context->arguments, 1);
    long id;
    if (!text_to_long(text_of(word), &id)) {
        error_set(context->error, STATUS_INVALID_ARGUMENT, "%s", _("a link is named by its number"));
        error_value(context->error, word, strlen(word));
        return context->error->status;
    }
    return read_link_revoke(talk->records, talk->who.account, id, context->error);
}

static Status run_add(CommandContext *context)
{
    static const TalkWork work = {.action = "link.share", .permission = PERMISSION_GOALS, .account = true, .subject = true, .work = add};
    return talk_run(context, &work);
}

static Status run_list(CommandContext *context)
{
    static const TalkWork work = {.permission = PERMISSION_GOALS, .subject = true, .work = list};
    return talk_run(context, &work);
}

static Status run_revoke(CommandContext *context)
{
    static const TalkWork work = {.action = "link.revoke", .permission = PERMISSION_GOALS, .work = revoke};
    return talk_run(context, &work);
}

static const Option add_options[] = {
    OPTION_SPEAKER,
    {.name = "label", .argument = "TEXT", .help = N_("for whom or what the link is"), .flag_only = true},
    {.name = "days", .argument = "DAYS", .help = N_("how long it is valid: 1 to 365 (default 30)"), .flag_only = true},
    {0},
};
static const Option list_options[] = {
    OPTION_SPEAKER,
    OPTION_FORMAT,
    {0},
};
static const Option options[] = {OPTION_SPEAKER, {0}};

extern const Command command_link_add, command_link_list, command_link_revoke;
const Command command_link_add = {
    .name = "link add", .synopsis = "STORE KIND:ID", .help = N_("make a link that only reads, for who has no account"),
    .details = N_("Whoever has the link sees the KPI as the account of --as sees it, and nothing else. It ends at its day, when it is revoked, "
                  "and when that account may no longer see the KPI."),
    .operands_min = 2, .operands_max = 2, .options = add_options, .run = run_add,
};
const Command command_link_list = {
    .name = "link list", .synopsis = "STORE KIND:ID", .help = N_("show the links to a KPI, and when they were last used"),
    .operands_min = 2, .operands_max = 2, .options = list_options, .run = run_list,
};
const Command command_link_revoke = {
    .name = "link revoke", .synopsis = "STORE LINK", .help = N_("end a link"),
    .operands_min = 2, .operands_max = 2, .options = options, .run = run_revoke,
};
