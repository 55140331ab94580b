#include "http/minute_mail.h"

#include "account/account.h"
#include "base/translate.h"
#include "outside/mail.h"
#include "render/review.h"

#include <string.h>

static Status refuse(Error *error, const char *address, const char *message)
{
    error_set(error, STATUS_INVALID_ARGUMENT, "%s", message);
    error_where(error, "to");
    error_value(error, address, strlen(address));
    return STATUS_INVALID_ARGUMENT;
}

static Status find_recipient(Store *store, Arena *arena, const char *address, Account *ret_account, Error *error)
{
    Status status = account_find(store_records(store), arena, address, ret_account, error);
    if (status == STATUS_NOT_FOUND || (status == STATUS_OK && (!ret_account->mail || ret_account->disabled)))
        return refuse(error, address, _("this is not the mail address of a member"));
    TRY(status);
    return row_scope_is_all(&ret_account->rows) ? STATUS_OK
                                                : refuse(error, address, _("this member sees some rows alone, and the minute is of all"));
}

static Status queue_one(Store *store, Arena *arena, const MailServer *server, const Organization *organization,
                        const ReviewSheet *sheet, const Account *account, int64_t now, Error *error)
{
    CLEANUP(text_builder_free) TextBuilder body = text_builder((size_t)1 << 20);
    size_t length = strlen(server->page);
    translate_set_language(account->reading.language ? account->reading.language : organization->language);
    const MinuteStyle style = {organization->calendar, account->reading.digits, MINUTE_TEXT};
    render_minute(arena, &body, sheet, &style);
    text_append_format(&body, "%s%sreviews/%lld\n", server->page, length && server->page[length - 1] == '/' ? "" : "/",
                       (long long)sheet->review.number);
    if (body.overflowed)
        return error_set(error, STATUS_TOO_LARGE, "%s", _("the minute is too long for a mail"));
    Mail mail = {.to = account->mail, .subject = minute_title(arena, sheet, &style), .body = body.bytes};
    return mail_queue(store_records(store), &mail, now, error);
}

static Status queue_all(Store *store, Arena *arena, const MailServer *server, const Organization *organization,
                        const ReviewSheet *sheet, const Account *accounts, size_t count, Error *error)
{
    int64_t now;
    Status status = STATUS_OK;
    TRY(instant_now(&now));
    TRY(records_begin(store_records(store), error));
    for (size_t i = 0; i < count && status == STATUS_OK; i++)
        status = queue_one(store, arena, server, organization, sheet, &accounts[i], now, error);
    if (status == STATUS_OK)
        return records_commit(store_records(store), error);
    records_rollback(store_records(store));
    return status;
}

Status minute_mail_queue(Store *store, Arena *arena, const Organization *organization, const ReviewSheet *sheet,
                         const char *const *to, size_t count, Error *error)
{
    MailServer server;
    const char *language = translate_language();
    if (!sheet->whole)
        return error_set(error, STATUS_FORBIDDEN, "%s", _("the minute is sent by somebody who sees all rows"));
    if (count == 0 || count > MINUTE_RECIPIENTS_LIMIT) {
        error_set(error, STATUS_INVALID_ARGUMENT, _("a minute is sent to 1 to %d members"), MINUTE_RECIPIENTS_LIMIT);
        error_where(error, "to");
        return STATUS_INVALID_ARGUMENT;
    }
    Status status = mail_server_read(store_records(store), arena, &server, error);
    if (status == STATUS_NOT_FOUND) {
        error_set(error, STATUS_CONFLICT, "%s", _("no mail server is set"));
        error_hint(error, "%s", _("an administrator sets one in the settings"));
        return STATUS_CONFLICT;
    }
    TRY(status);
    Account *accounts = ARENA_ARRAY(arena, count, Account);
    for (size_t i = 0; i < count; i++)
        TRY(find_recipient(store, arena, to[i], &accounts[i], error));
    status = queue_all(store, arena, &server, organization, sheet, accounts, count, error);
    translate_set_language(language);
    return status;
}
