/* Changes the name, the mail and how an account's person likes to read. */
#include "cli/accounts.h"

#include "base/translate.h"

#include <string.h>

/* The word of an option; "organization" (of digits "language") takes the choice back. */
static const char *word(const CommandContext *context, const char *name, const char *back, const char *now)
{
    const char *given = argument_value(context->arguments, name);
    return !given ? now : strcmp(given, back) == 0 ? NULL : given;
}

static Status work(CommandContext *context, Records *records)
{
    Account account;
    TRY(accounts_operand(context, records, 1, &account));
    const char *mail = argument_value(context->arguments, "mail");
    Reading reading = {word(context, "language", "organization", account.reading.language),
                       word(context, "calendar", "organization", account.reading.calendar),
                       word(context, "digits", "language", account.reading.digits)};
    if (mail)
        TRY(account_set_mail(records, account.id, mail, context->error));
    return account_set_own(records, account.id, argument_value(context->arguments, "name"), &reading, context->error);
}

static Status run(CommandContext *context)
{
    return accounts_run(context, "account.change", work);
}

static const Option options[] = {
    {.name = "name", .argument = "NAME", .help = N_("as the person is called"), .flag_only = true},
    {.name = "mail", .argument = "ADDRESS", .help = N_("the mail address, by which one signs in"), .flag_only = true},
    {.name = "language", .argument = "CODE", .help = N_("en, ar, fa or ru; organization: as the organization has it"), .flag_only = true},
    {.name = "calendar", .argument = "NAME", .help = N_("gregorian, persian or islamic; organization: as the organization has it"), .flag_only = true},
    {.name = "digits", .argument = "SYSTEM", .help = N_("latn, arab or arabext; language: as the language writes them"), .flag_only = true},
    {0},
};

extern const Command command_account_change;
const Command command_account_change = {
    .name = "account change", .synopsis = "STORE ACCOUNT", .help = N_("change an account's name, mail or language"),
    .details = N_("ACCOUNT is the number, the mail address or the name. What is not given stays as it is."),
    .operands_min = 2, .operands_max = 2, .options = options, .run = run,
};
