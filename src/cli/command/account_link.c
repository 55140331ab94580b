#include "cli/accounts.h"

#include "base/translate.h"

static Status work(CommandContext *context, Records *records)
{
    Account account;
    TRY(accounts_operand(context, records, 1, &account));
    return accounts_print_link(context, records, &account, argument_given(context->arguments, "end-codes"));
}

static Status run(CommandContext *context)
{
    return accounts_run(context, "account.link", work);
}

static const Option options[] = {
    {.name = "end-codes", .flag_only = true, .help = N_("using it takes the account's one-time codes away: for who has lost them, too")},
    {0},
};

extern const Command command_account_link;
const Command command_account_link = {
    .name = "account link", .synopsis = "STORE ACCOUNT", .help = N_("print a link that sets an account's password"),
    .details = N_("It works once: within an hour where the account has a password, else within seven days. Links before it "
                  "work no more. Where the account has one-time codes, one is asked for behind the password."),
    .operands_min = 2, .operands_max = 2, .options = options, .run = run,
};
