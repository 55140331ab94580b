/* What the commands about accounts and tokens share: the records beside a server that runs, and the words. */
#ifndef CLI_ACCOUNTS_H
#define CLI_ACCOUNTS_H

#include "account/session.h"
#include "cli/command.h"
#include "store/store.h"

/* Opens the records of the store that the first operand names and runs `work` with them; then a server that holds the
 * store learns of what was changed, and the log of the action ("account.add") on what the second operand names. NULL:
 * nothing is changed. */
Status accounts_run(CommandContext *context, const char *action, Status (*work)(CommandContext *context, Records *records))
    MUST_CHECK;
/* The account that the operand names: a number, a mail, a name. */
Status accounts_operand(CommandContext *context, Records *records, size_t index, Account *ret_account) MUST_CHECK;

/* The words --role, --brand, --team, --segment. */
#define ACCOUNT_ROW_OPTIONS                                                                                    \
    {.name = "brand", .argument = "NAME", .help = N_("see the rows of this brand alone; may repeat"), .repeats = true, \
     .flag_only = true},                                                                                       \
    {.name = "team", .argument = "NAME", .help = N_("see the rows of this team alone; may repeat"), .repeats = true,   \
     .flag_only = true},                                                                                       \
    {.name = "segment", .argument = "NAME", .help = N_("see the rows of this segment alone; may repeat"),      \
     .repeats = true, .flag_only = true}
Status accounts_role(CommandContext *context, const char *word, Role *ret_role) MUST_CHECK;
Status accounts_rows(CommandContext *context, RowScope *ret_rows) MUST_CHECK;

/* "2026-11-21 08:30"; "" for 0. */
const char *accounts_time(Arena *arena, int64_t instant);
/* The rows as one text: "brand=Noor, team=Support"; "" for all. */
const char *accounts_rows_text(Arena *arena, const RowScope *rows);
/* "Support, Sales"; "" for none. */
const char *accounts_teams_text(Arena *arena, const ScopeList *teams);
const char *accounts_state(const Account *account);
/* Makes a link of the account and prints it with the address at which the store is served. */
Status accounts_print_link(CommandContext *context, Records *records, const Account *account, bool ends_codes) MUST_CHECK;

#endif
