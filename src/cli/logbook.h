/* What commands share about the log of who did what, and about seeing as somebody else sees. */
#ifndef CLI_LOGBOOK_H
#define CLI_LOGBOOK_H

#include "account/audit.h"
#include "cli/command.h"

/* Appends that the command line did it: the words are kept as they are, so no secrets. */
Status logbook_append(const CommandContext *context, Records *records, const char *action, const char *target,
                      const char *detail) MUST_CHECK;

/* --as ACCOUNT: the rows that the account sees, in the arena; NULL without the option. STATUS_FORBIDDEN where it has not
 * the permission that the command stands for. */
#define OPTION_AS                                                                                             \
    {.name = "as", .argument = "ACCOUNT", .help = N_("answer as this account is answered: a number, a mail or a name"), \
     .flag_only = true}
Status logbook_as(const CommandContext *context, Records *records, Permission permission, const RowScope **ret_rows) MUST_CHECK;

#endif
