#include "cli/accounts.h"

#include "base/translate.h"
#include "cli/logbook.h"
#include "calendar/day.h"

#include <string.h>

Status accounts_run(CommandContext *context, const char *action, Status (*work)(CommandContext *context, Records *records))
{
    const char *path = operand(context->arguments, 0);
    Records *records;
    TRY(store_open_records(path, &records, context->error));
    Status status = work(context, records);
    if (status == STATUS_OK && action)
        status = logbook_append(context, records, action, operand(context->arguments, 1), NULL);
    store_close_records(records);
    if (status != STATUS_OK || !action)
        return status;
    Error error;
    status = store_accounts_changed_by_other(path, &error);
    if (status == STATUS_OK || status == STATUS_NOT_FOUND)
        return STATUS_OK;
    *context->error = error;
    return status;
}

Status accounts_operand(CommandContext *context, Records *records, size_t index, Account *ret_account)
{
    return account_find(records, context->arena, operand(context->arguments, index), ret_account, context->error);
}

Status accounts_role(CommandContext *context, const char *word, Role *ret_role)
{
    if (role_find(word, ret_role))
        return STATUS_OK;
    error_set(context->error, STATUS_INVALID_ARGUMENT, "%s", _("there is no role of this name"));
    error_value(context->error, word, strlen(word));
    error_hint(context->error, _("possible: %s"), "owner, administrator, analyst, manager, member, viewer");
    return context->error->status;
}

static Status read_list(CommandContext *context, const char *option, ScopeList *ret_list)
{
    const char *const *given;
    size_t count = argument_values(context->arguments, option, &given);
    const char **values = ARENA_ARRAY(context->arena, count + 1, const char *);
    for (size_t i = 0; i < count; i++)
        values[i] = given[i];
    return account_make_scope(values, count, ret_list, context->error);
}

Status accounts_rows(CommandContext *context, RowScope *ret_rows)
{
    TRY(read_list(context, "brand", &ret_rows->brands));
    TRY(read_list(context, "team", &ret_rows->teams));
    return read_list(context, "segment", &ret_rows->segments);
}

const char *accounts_time(Arena *arena, int64_t instant)
{
    char text[32];
    if (!instant)
        return "";
    instant_format(instant, text);
    text[10] = ' ';
    return arena_copy(arena, text, 16);
}

const char *accounts_rows_text(Arena *arena, const RowScope *rows)
{
    const ScopeList *lists[] = {&rows->brands, &rows->teams, &rows->segments};
    static const char *const names[] = {"brand", "team", "segment"};
    const char *text = "";
    for (size_t i = 0; i < 3; i++)
        for (size_t j = 0; j < lists[i]->count; j++)
            text = arena_format(arena, "%s%s%s=%s", text, *text ? ", " : "", names[i], lists[i]->values[j]);
    return text;
}

const char *accounts_teams_text(Arena *arena, const ScopeList *teams)
{
    const char *text = "";
    for (size_t i = 0; i < teams->count; i++)
        text = arena_format(arena, "%s%s%s", text, *text ? ", " : "", teams->values[i]);
    return text;
}

const char *accounts_state(const Account *account)
{
    return account->disabled ? _("disabled") : account->has_password ? _("active") : _("invited");
}

Status accounts_print_link(CommandContext *context, Records *records, const Account *account, bool ends_codes)
{
    char key[SECRET_CAPACITY];
    int64_t expires_at;
    LinkPurpose purpose = account->has_password ? LINK_RESET : LINK_INVITATION;
    NewLink made = {.purpose = purpose, .account = account->id, .ends_codes = ends_codes && account->has_password};
    TRY(link_make(records, &made, key, &expires_at, context->error));
    const char *address = store_served_at(operand(context->arguments, 0), context->arena);
    if (!address || strncmp(address, "unix:", 5) == 0)
        address = "";
    fprintf(context->out, "%s/welcome#key=%s\n", address, key);
    fprintf(stderr, "mizan: ");
    fprintf(stderr, _("the link sets the password of %s, once, until %s UTC"), account->name,
            accounts_time(context->arena, expires_at));
    fprintf(stderr, "\n");
    return STATUS_OK;
}
