#include "cli/review_options.h"

#include "account/account.h"
#include "base/translate.h"
#include "cli/logbook.h"

#include <string.h>

Status review_operand(const CommandContext *context, int index, const char *what, int64_t *ret_number)
{
    const char *word = operand(context->arguments, index);
    long number;
    if (text_to_long(text_of(word), &number) && number > 0) {
        *ret_number = number;
        return STATUS_OK;
    }
    error_set(context->error, STATUS_INVALID_ARGUMENT, _("%s is named by its number"), what);
    error_value(context->error, word, strlen(word));
    error_hint(context->error, "%s", _("\"mizan review list STORE\" and \"mizan review show STORE NUMBER\" say the numbers"));
    return STATUS_INVALID_ARGUMENT;
}

Status operand_kind(const CommandContext *context, int index, ReviewKind *ret_kind)
{
    const char *word = operand(context->arguments, index);
    if (review_kind_parse(word, ret_kind))
        return STATUS_OK;
    error_set(context->error, STATUS_INVALID_ARGUMENT, _("there are no \"%s\" reviews"), word);
    error_hint(context->error, _("there are: %s"), "weekly, monthly");
    return STATUS_INVALID_ARGUMENT;
}

Status review_reader(const CommandContext *context, KpiDoor *door, const char **ret_person)
{
    const char *as = argument_value(context->arguments, "as");
    Account account = {0};
    TRY(logbook_as(context, store_records(door->store), PERMISSION_READ_VALUES, &door->asker.rows));
    if (as)
        TRY(account_find(store_records(door->store), context->arena, as, &account, context->error));
    *ret_person = account.name;
    return STATUS_OK;
}

Status review_log(const CommandContext *context, const KpiDoor *door, const char *action, int64_t review)
{
    return logbook_append(context, store_records(door->store), action,
                          arena_format(context->arena, "%lld", (long long)review), NULL);
}
