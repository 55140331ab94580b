#include "cli/accounts.h"

#include "base/translate.h"

#include <string.h>

static Status work(CommandContext *context, Records *records)
{
    const char *word = operand(context->arguments, 1);
    long number;
    if (!text_to_long(text_of(word), &number)) {
        error_set(context->error, STATUS_INVALID_ARGUMENT, "%s", _("a token is named by its number: mizan token list STORE"));
        error_value(context->error, word, strlen(word));
        return context->error->status;
    }
    return token_revoke(records, /* account= */ 0, number, NULL, context->error);
}

static Status run(CommandContext *context)
{
    return accounts_run(context, "token.revoke", work);
}

static const Option options[] = {{0}};

extern const Command command_token_revoke;
const Command command_token_revoke = {
    .name = "token revoke", .synopsis = "STORE TOKEN", .help = N_("make a token worthless, at once"),
    .operands_min = 2, .operands_max = 2, .options = options, .run = run,
};
