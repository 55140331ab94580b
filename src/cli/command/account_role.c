#include "cli/accounts.h"

#include "base/translate.h"

static Status work(CommandContext *context, Records *records)
{
    Account account;
    Role role;
    RowScope rows = {0};
    TRY(accounts_operand(context, records, 1, &account));
    TRY(accounts_role(context, operand(context->arguments, 2), &role));
    TRY(accounts_rows(context, &rows));
    TRY(account_set_role(records, account.id, role, context->error));
    if (row_scope_is_all(&rows) && !argument_given(context->arguments, "all-rows"))
        return STATUS_OK;
    return account_set_rows(records, account.id, &rows, context->error);
}

static Status run(CommandContext *context)
{
    return accounts_run(context, "account.role", work);
}

static const Option options[] = {
    ACCOUNT_ROW_OPTIONS,
    {.name = "all-rows", .help = N_("take away every limit on rows"), .flag_only = true},
    {0},
};

extern const Command command_account_role;
const Command command_account_role = {
    .name = "account role", .synopsis = "STORE ACCOUNT ROLE", .help = N_("change what an account may do and see"),
    .details = N_("ROLE is owner, administrator, analyst, manager, member or viewer. Holds at once, also for those who are "
                  "signed in. Without --brand, --team, --segment and --all-rows the rows stay as they are."),
    .operands_min = 3, .operands_max = 3, .options = options, .run = run,
};
