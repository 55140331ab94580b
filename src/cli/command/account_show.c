#include "cli/accounts.h"

#include "base/translate.h"
#include "render/table.h"

static void line(CommandContext *context, const char *title, const char *value)
{
    fprintf(context->out, "%s: %s\n", title, value ? value : "");
}

static Status work(CommandContext *context, Records *records)
{
    Account account;
    Session *sessions;
    size_t count;
    TRY(accounts_operand(context, records, 1, &account));
    TRY(session_list(records, context->arena, account.id, &sessions, &count, context->error));
    line(context, _("Account"), arena_format(context->arena, "%lld", (long long)account.id));
    line(context, _("Name"), account.name);
    line(context, _("Mail"), account.mail);
    line(context, _("Role"), role_name(account.role));
    line(context, _("State"), accounts_state(&account));
    line(context, _("Rows"), accounts_rows_text(context->arena, &account.rows));
    line(context, _("Teams"), accounts_teams_text(context->arena, &account.teams));
    line(context, _("Language"), account.reading.language);
    line(context, _("Calendar"), account.reading.calendar);
    line(context, _("Digits"), account.reading.digits);
    line(context, _("One-time codes"), account.has_totp ? _("yes") : _("no"));
    line(context, _("Made"), accounts_time(context->arena, account.created_at));
    line(context, _("Signed in"), accounts_time(context->arena, account.signed_in_at));
    for (size_t i = 0; i < count; i++)
        line(context, _("Session"), arena_format(context->arena, "%s  %s  %s", accounts_time(context->arena, sessions[i].seen_at),
                                                 sessions[i].address ? sessions[i].address : "-",
                                                 sessions[i].agent ? sessions[i].agent : "-"));
    return STATUS_OK;
}

static Status run(CommandContext *context)
{
    return accounts_run(context, /* action= */ NULL, work);
}

static const Option options[] = {{0}};

extern const Command command_account_show;
const Command command_account_show = {
    .name = "account show", .synopsis = "STORE ACCOUNT", .help = N_("show an account and its sessions"),
    .details = N_("ACCOUNT is the number, the mail address or the name."),
    .operands_min = 2, .operands_max = 2, .options = options, .run = run,
};
