#include "cli/accounts.h"

#include "base/translate.h"

static Status disable(CommandContext *context, Records *records)
{
    Account account;
    TRY(accounts_operand(context, records, 1, &account));
    return account_set_disabled(records, account.id, /* disabled= */ true, context->error);
}

static Status enable(CommandContext *context, Records *records)
{
    Account account;
    TRY(accounts_operand(context, records, 1, &account));
    return account_set_disabled(records, account.id, /* disabled= */ false, context->error);
}

static Status run_disable(CommandContext *context)
{
    return accounts_run(context, "account.disable", disable);
}

static Status run_enable(CommandContext *context)
{
    return accounts_run(context, "account.enable", enable);
}

static const Option options[] = {{0}};

extern const Command command_account_disable, command_account_enable;
const Command command_account_disable = {
    .name = "account disable", .synopsis = "STORE ACCOUNT", .help = N_("end an account's sessions and let nobody in by it"),
    .details = N_("Its tokens do nothing while it is disabled. What it did keeps its name."),
    .operands_min = 2, .operands_max = 2, .options = options, .run = run_disable,
};
const Command command_account_enable = {
    .name = "account enable", .synopsis = "STORE ACCOUNT", .help = N_("let a disabled account in again"),
    .operands_min = 2, .operands_max = 2, .options = options, .run = run_enable,
};
