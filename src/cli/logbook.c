#include "cli/logbook.h"

#include "account/account.h"
#include "base/translate.h"

Status logbook_append(const CommandContext *context, Records *records, const char *action, const char *target, const char *detail)
{
    AuditEntry entry = {.action = action, .target = target, .detail = detail, .origin = audit_command_origin(context->arena)};
    return audit_append_records(records, &principal_console, &entry, context->error);
}

Status logbook_as(const CommandContext *context, Records *records, Permission permission, const RowScope **ret_rows)
{
    const char *who = argument_value(context->arguments, "as");
    *ret_rows = NULL;
    if (!who)
        return STATUS_OK;
    Account account;
    TRY(account_find(records, context->arena, who, &account, context->error));
    Principal principal = {.account = account.id, .name = account.name, .role = account.disabled ? ROLE_NONE : account.role,
                           .rows = account.rows};
    if (!principal_may(&principal, permission))
        return error_set(context->error, STATUS_FORBIDDEN, _("%s may not do this (%s)"), account.name, role_name(principal.role));
    *ret_rows = row_scope_copy(context->arena, &account.rows);
    return STATUS_OK;
}
