#include "account/sign_in.h"

#include "account/password.h"
#include "account/totp.h"
#include "base/translate.h"

#include <string.h>

typedef struct Found {
    int64_t account;  /* 0: there is none who may sign in */
    const char *hash; /* NULL: no password */
    bool totp;
} Found;

#define FOUND_COLUMNS "SELECT account, password, totp_at IS NOT NULL FROM account WHERE disabled_at IS NULL AND "

static Status find(Records *records, Arena *arena, const char *sql, Value parameter, Found *ret_found, Error *error)
{
    RecordsTable table;
    TRY(records_query(records, arena, sql, &parameter, 1, &table, error));
    *ret_found = (Found){0};
    if (table.rows) {
        Value hash = records_value(&table, 0, 1), totp = records_value(&table, 0, 2);
        ret_found->account = records_value(&table, 0, 0).integer;
        ret_found->hash = hash.type == VALUE_TEXT ? hash.text.bytes : NULL;
        ret_found->totp = totp.type == VALUE_BOOLEAN ? totp.boolean : totp.integer != 0;
    }
    return STATUS_OK;
}

/* The password is known now, and its hash of older costs can be made anew. */
static void renew_hash(Records *records, int64_t account, const char *password)
{
    char hash[PASSWORD_CAPACITY];
    Error ignored;
    if (password_hash(password, hash, &ignored) != STATUS_OK)
        return;
    Value row[2] = {value_integer(account), value_text(hash)};
    (void)!records_execute(records, "UPDATE account SET password = $2 WHERE account = $1", row, 2, NULL, &ignored);
}

/* Slow. A longer one than may be set matches nothing, and is not worth its time. */
static bool matches(const char *password, const char *hash)
{
    bool possible = strlen(password) <= (size_t)PASSWORD_MOST * 4;
    return password_matches(possible ? password : "", possible ? hash : NULL);
}

/* What stands behind the password, where the account asks for it. */
static Status check_code(Records *records, const Found *found, const char *code, Error *error)
{
    if (!found->totp)
        return STATUS_OK;
    if (code)
        return totp_use(records, found->account, code, error);
    error_set(error, STATUS_UNAUTHENTICATED, "%s", _("this account asks for a one-time code, too"));
    error_where(error, "code");
    return error->status;
}

Status sign_in_check(Records *records, Throttle *throttle, Arena *arena, const SignIn *who, SignedIn *ret_who,
                     int *ret_wait, Error *error)
{
    const char *mail = account_mail(arena, who->mail);
    Found found;
    TRY(throttle_admit(throttle, mail ? mail : "", who->address, account_now(), ret_wait, error));
    TRY(find(records, arena, FOUND_COLUMNS "mail = $1", value_text(mail ? mail : ""), &found, error));
    Status status = STATUS_OK;
    if (!matches(who->password, found.hash))
        status = error_set(error, STATUS_UNAUTHENTICATED, "%s", _("mail or password is not right"));
    else
        status = check_code(records, &found, who->code, error);
    bool asked = status == STATUS_UNAUTHENTICATED && !who->code && found.totp && error->where[0];
    if (status == STATUS_UNAUTHENTICATED && !asked)
        throttle_failed(throttle, mail ? mail : "", who->address, account_now());
    TRY(status);
    throttle_succeeded(throttle, mail ? mail : "", who->address, account_now());
    if (password_is_dated(found.hash))
        renew_hash(records, found.account, who->password);
    *ret_who = (SignedIn){.account = found.account, .second_factor = found.totp};
    return STATUS_OK;
}

Status sign_in_confirm(Records *records, Throttle *throttle, Arena *arena, int64_t account, const SignIn *who,
                       int *ret_wait, Error *error)
{
    const char *name = arena_format(arena, "%lld", (long long)account);
    Found found;
    TRY(throttle_admit(throttle, name, who->address, account_now(), ret_wait, error));
    TRY(find(records, arena, FOUND_COLUMNS "account = $1", value_integer(account), &found, error));
    bool by_code = !who->password, right = by_code ? found.totp : matches(who->password, found.hash);
    if (right && by_code) {
        Status status = totp_use(records, account, who->code ? who->code : "", error);
        right = status == STATUS_OK;
        if (!right && status != STATUS_UNAUTHENTICATED)
            return status;
    }
    if (right) {
        throttle_succeeded(throttle, name, who->address, account_now());
        return STATUS_OK;
    }
    throttle_failed(throttle, name, who->address, account_now());
    error_set(error, STATUS_FORBIDDEN, "%s",
              by_code ? _("this one-time code is not right, or was used already") : _("this is not your password"));
    error_where(error, by_code ? "code" : "password");
    return error->status;
}
