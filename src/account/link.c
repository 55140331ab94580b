#include "account/session.h"

#include "account/totp.h"
#include "account/work.h"
#include "base/translate.h"

#include <string.h>

static const char *const purposes[] = {[LINK_WELCOME] = "welcome", [LINK_INVITATION] = "invitation", [LINK_RESET] = "reset"};
static const int lives[] = {[LINK_WELCOME] = LINK_WELCOME_SECONDS, [LINK_INVITATION] = LINK_INVITATION_SECONDS,
                            [LINK_RESET] = LINK_RESET_SECONDS};

const char *link_purpose_name(LinkPurpose purpose)
{
    return purposes[purpose];
}

static Status insert(Records *records, const Value row[7], Error *error)
{
    TRY(records_execute(records,
                        "DELETE FROM one_time_link WHERE purpose = $3 AND used_at IS NULL "
                        "AND coalesce(account, 0) = coalesce($4, 0)",
                        row, 7, NULL, error));
    return records_execute(records,
                           "INSERT INTO one_time_link (link, hash, purpose, account, created_at, expires_at, ends_codes) "
                           "VALUES ($1, $2, $3, $4, $5, $6, $7)",
                           row, 7, NULL, error);
}

Status link_make(Records *records, const NewLink *link, char secret[SECRET_CAPACITY], int64_t *ret_expires_at, Error *error)
{
    char hash[SECRET_HASH_CAPACITY], made[SECRET_CAPACITY];
    secret_make("", made);
    secret_hash(text_of(made), hash);
    int64_t now = account_now(), expires_at = now + (int64_t)lives[link->purpose] * ACCOUNT_SECOND;
    Value row[7] = {value_integer(secret_number()), value_text(hash), value_text(purposes[link->purpose]),
                    link->account ? value_integer(link->account) : value_null(), value_time(now), value_time(expires_at),
                    value_boolean(link->ends_codes)};
    TRY(records_begin(records, error));
    TRY(work_finish(records, insert(records, row, error), error));
    memcpy(secret, made, sizeof made);
    *ret_expires_at = expires_at;
    return STATUS_OK;
}

static Status no_link(Error *error)
{
    error_set(error, STATUS_NOT_FOUND, "%s", _("this link was used already, or is over"));
    error_hint(error, "%s", _("ask for a new one"));
    return error->status;
}

Status link_read(Records *records, Arena *arena, const char *secret, Link *ret_link, Error *error)
{
    if (!secret_has_form(text_of(secret), ""))
        return no_link(error);
    char hash[SECRET_HASH_CAPACITY];
    secret_hash(text_of(secret), hash);
    Value parameters[2] = {value_text(hash), value_time(account_now())};
    RecordsTable table;
    TRY(records_query(records, arena,
                      "SELECT link, purpose, coalesce(account, 0), expires_at, ends_codes FROM one_time_link "
                      "WHERE hash = $1 AND used_at IS NULL AND expires_at > $2",
                      parameters, 2, &table, error));
    if (!table.rows)
        return no_link(error);
    Link link = {.id = records_value(&table, 0, 0).integer, .expires_at = records_value(&table, 0, 3).time,
                 .ends_codes = account_truth(records_value(&table, 0, 4))};
    for (int i = LINK_WELCOME; i <= LINK_RESET; i++)
        if (text_equals(records_value(&table, 0, 1).text, purposes[i]))
            link.purpose = (LinkPurpose)i;
    int64_t account = records_value(&table, 0, 2).integer;
    if (account)
        TRY(account_read(records, arena, account, &link.account, error));
    if (link.account.disabled)
        return no_link(error);
    *ret_link = link;
    return STATUS_OK;
}

/* Marks it used; another who came between has done so. */
static Status take(Records *records, const Link *link, Error *error)
{
    Value parameters[2] = {value_integer(link->id), value_time(account_now())};
    int64_t changed = 0;
    TRY(records_execute(records, "UPDATE one_time_link SET used_at = $2 WHERE link = $1 AND used_at IS NULL", parameters, 2,
                        &changed, error));
    return changed ? STATUS_OK : no_link(error);
}

/* Within a transaction: where the name or the mail is refused, the link still works. */
static Status use_link(Records *records, const Link *link, const LinkUse *use, int64_t *ret_account, Error *error)
{
    TRY(take(records, link, error));
    if (link->purpose == LINK_WELCOME) {
        int64_t count;
        TRY(account_count(records, &count, error));
        if (count)
            return no_link(error);
        NewAccount owner = {.name = use->name, .mail = use->mail, .password_hash = use->password_hash, .role = ROLE_OWNER};
        return account_insert(records, &owner, ret_account, error);
    }
    if (use->name)
        TRY(account_write_name(records, link->account.id, use->name, error));
    TRY(account_write_password(records, link->account.id, use->password_hash, /* keep= */ 0, error));
    if (link->ends_codes)
        TRY(totp_write_end(records, link->account.id, error));
    *ret_account = link->account.id;
    return STATUS_OK;
}

Status link_use(Records *records, const Link *link, const LinkUse *use, int64_t *ret_account, Error *error)
{
    int64_t account = 0;
    TRY(records_begin(records, error));
    TRY(work_finish(records, use_link(records, link, use, &account, error), error));
    *ret_account = account;
    return STATUS_OK;
}
