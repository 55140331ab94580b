#include "account/sign_in.h"

#include "account/password.h"
#include "base/translate.h"

#include <string.h>

/* The account's number and its hash, NULL where there is none who may sign in. */
static Status find_hash(Records *records, Arena *arena, const char *mail, int64_t *ret_account, const char **ret_hash,
                        Error *error)
{
    Value parameter = value_text(mail ? mail : "");
    RecordsTable table;
    TRY(records_query(records, arena,
                      "SELECT account, password FROM account WHERE mail = $1 AND disabled_at IS NULL AND password IS NOT NULL",
                      &parameter, 1, &table, error));
    *ret_account = table.rows ? records_value(&table, 0, 0).integer : 0;
    *ret_hash = table.rows ? records_value(&table, 0, 1).text.bytes : NULL;
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

Status sign_in_check(Records *records, Arena *arena, const SignIn *who, int64_t *ret_account, Error *error)
{
    int64_t account;
    const char *hash;
    TRY(find_hash(records, arena, account_mail(arena, who->mail), &account, &hash, error));
    /* A longer one than may be set matches nothing, and is not worth its time. */
    bool possible = strlen(who->password) <= (size_t)PASSWORD_MOST * 4;
    if (!password_matches(possible ? who->password : "", possible ? hash : NULL)) {
        error_set(error, STATUS_UNAUTHENTICATED, "%s", _("mail or password is not right"));
        return error->status;
    }
    if (password_is_dated(hash))
        renew_hash(records, account, who->password);
    *ret_account = account;
    return STATUS_OK;
}
