#include "cli/accounts.h"

#include "base/translate.h"

#include <string.h>

enum { DAYS_MOST = 3650, DAYS_DEFAULT = 90 };

static Status read_expiry(CommandContext *context, int64_t *ret_expires_at)
{
    const char *word = argument_value(context->arguments, "days");
    long days = DAYS_DEFAULT;
    if (word && strcmp(word, "never") == 0) {
        *ret_expires_at = 0;
        return STATUS_OK;
    }
    if (word && (!text_to_long(text_of(word), &days) || days < 1 || days > DAYS_MOST)) {
        error_set(context->error, STATUS_INVALID_ARGUMENT, _("--days is a number from 1 to %d, or never"), DAYS_MOST);
        error_value(context->error, word, strlen(word));
        return context->error->status;
    }
    *ret_expires_at = account_now() + (int64_t)days * 24 * 3600 * ACCOUNT_SECOND;
    return STATUS_OK;
}

static Status work(CommandContext *context, Records *records)
{
    const char *name = argument_value(context->arguments, "name"), *scopes = argument_value(context->arguments, "scopes");
    NewToken made = {.name = name ? name : "command line"};
    Account account;
    char secret[SECRET_CAPACITY];
    int64_t id;
    TRY(accounts_operand(context, records, 1, &account));
    TRY(read_expiry(context, &made.expires_at));
    TRY(scopes_read(text_of(scopes), &made.scopes, context->error));
    made.account = account.id;
    TRY(token_make(records, &made, secret, &id, context->error));
    fprintf(context->out, "%s\n", secret);
    fprintf(stderr, "mizan: %s\n", _("this is shown once: keep it where only its program reads it"));
    return STATUS_OK;
}

static Status run(CommandContext *context)
{
    return accounts_run(context, "token.add", work);
}

static const Option options[] = {
    {.name = "name", .argument = "NAME", .help = N_("what the token is for"), .flag_only = true},
    {.name = "scopes", .argument = "SCOPES",
     .help = N_("what it is limited to: read-values, read-facts, write-facts, query, goals, comment, settings, members, audit, "
                "personal-data; commas between (default: all that the account may)"),
     .flag_only = true},
    {.name = "days", .argument = "DAYS", .help = N_("how long it is valid: 1 to 3650 or never (default 90)"), .flag_only = true},
    {0},
};

extern const Command command_token_add;
const Command command_token_add = {
    .name = "token add", .synopsis = "STORE ACCOUNT", .help = N_("make a token for the API"),
    .details = N_("A program sends it with each request: \"Authorization: Bearer mzn_...\". It can do what its account may, "
                  "and no more than its scopes; it cannot change passwords, tokens or sessions."),
    .operands_min = 2, .operands_max = 2, .options = options, .run = run,
};
