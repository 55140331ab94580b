/* Makes an account and prints the link by which its person sets a password. */
#include "cli/accounts.h"

#include "base/translate.h"

static Status work(CommandContext *context, Records *records)
{
    const Arguments *arguments = context->arguments;
    NewAccount made = {.mail = argument_value(arguments, "mail"), .name = operand(arguments, 1)};
    RowScope rows = {0};
    const char *role = argument_value(arguments, "role");
    TRY(accounts_role(context, role ? role : "viewer", &made.role));
    TRY(accounts_rows(context, &rows));
    made.rows = &rows;
    int64_t id;
    TRY(account_add(records, &made, &id, context->error));
    Account account;
    TRY(account_read(records, context->arena, id, &account, context->error));
    return accounts_print_link(context, records, &account, /* ends_codes= */ false);
}

static Status run(CommandContext *context)
{
    return accounts_run(context, "account.add", work);
}

static const Option options[] = {
    {.name = "mail", .argument = "ADDRESS", .help = N_("the mail address that the person signs in with"), .flag_only = true},
    {.name = "role", .argument = "ROLE", .help = N_("owner, administrator, analyst, manager, member or viewer (default)"),
     .flag_only = true},
    ACCOUNT_ROW_OPTIONS,
    {0},
};

extern const Command command_account_add;
const Command command_account_add = {
    .name = "account add", .synopsis = "STORE NAME", .help = N_("make an account, also while the store is served"),
    .details = N_("Prints a link that works once and within seven days: whoever opens it sets the account's password. "
                  "An account without a mail address cannot sign in; it is for tokens."),
    .operands_min = 2, .operands_max = 2, .options = options, .run = run,
};
