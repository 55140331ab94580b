#include "cli/accounts.h"

#include "base/translate.h"

static Status work(CommandContext *context, Records *records)
{
    Account account;
    ScopeList teams;
    size_t count = operand_count(context->arguments) - 2;
    const char **values = ARENA_ARRAY(context->arena, count + 1, const char *);
    for (size_t i = 0; i < count; i++)
        values[i] = operand(context->arguments, i + 2);
    TRY(accounts_operand(context, records, 1, &account));
    TRY(account_make_scope(values, count, &teams, context->error));
    return account_set_teams(records, account.id, &teams, context->error);
}

static Status run(CommandContext *context)
{
    return accounts_run(context, "account.teams", work);
}

static const Option options[] = {{0}};

extern const Command command_account_team;
const Command command_account_team = {
    .name = "account team", .synopsis = "STORE ACCOUNT [TEAM...]", .help = N_("say in which teams an account works"),
    .details = N_("What is shared with a team is shared with those who work in it. In place of the teams said before; none takes all away. "
                  "Which rows the account sees does not change."),
    .operands_min = 2, .operands_max = -1, .options = options, .run = run,
};
