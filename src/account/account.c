#include "account/account.h"

#include "account/work.h"
#include "base/translate.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { NAME_MOST = 100, MAIL_MOST = 254 };

static const char *const dimensions[] = {"brand", "team", "segment"};
enum { DIMENSIONS = 3 };

#define ACCOUNT_COLUMNS                                                                                        \
    "account, name, mail, role, language, password IS NOT NULL, totp_at IS NOT NULL, disabled_at IS NOT NULL, " \
    "created_at, coalesce(signed_in_at, 0), calendar, digits FROM account"

int64_t account_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    return (int64_t)now.tv_sec * ACCOUNT_SECOND + now.tv_nsec / 1000;
}

static bool has_mail_form(const char *mail)
{
    size_t length = strlen(mail);
    const char *at = strchr(mail, '@');
    return length >= 3 && length <= MAIL_MOST && at && at != mail && at[1] && !strchr(at + 1, '@');
}

const char *account_mail(Arena *arena, const char *mail)
{
    char *copy = text_string(arena, text_trim(text_of(mail)));
    if (!has_mail_form(copy))
        return NULL;
    for (char *c = copy; *c; c++) {
        if ((unsigned char)*c <= ' ' || *c == 0x7f || strchr("<>,;\"", *c))
            return NULL;
        if (*c >= 'A' && *c <= 'Z')
            *c = (char)(*c - 'A' + 'a');
    }
    return copy;
}

Status account_check_name(const char *name, Error *error)
{
    size_t characters = 0;
    bool good = *name && text_trim(text_of(name)).length == strlen(name);
    for (Text rest = text_of(name); rest.length && good; characters++) {
        size_t length = text_character(rest);
        good = length && (unsigned char)rest.bytes[0] >= ' ' && rest.bytes[0] != 0x7f;
        rest = (Text){rest.bytes + length, rest.length - length};
    }
    if (good && characters <= NAME_MOST)
        return STATUS_OK;
    error_set(error, STATUS_INVALID_ARGUMENT, "%s", _("a name has 1 to 100 characters, none of them invisible"));
    error_where(error, "name");
    error_value(error, name, strlen(name));
    return error->status;
}

static int compare_values(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

Status account_make_scope(const char **values, size_t count, ScopeList *ret_list, Error *error)
{
    if (count > SCOPE_VALUES_LIMIT)
        return error_set(error, STATUS_TOO_LARGE, _("at most %d values limit a dimension"), (int)SCOPE_VALUES_LIMIT);
    if (count)
        qsort(values, count, sizeof *values, compare_values);
    size_t kept = 0;
    for (size_t i = 0; i < count; i++)
        if (!kept || strcmp(values[kept - 1], values[i]) != 0)
            values[kept++] = values[i];
    *ret_list = (ScopeList){values, kept};
    return STATUS_OK;
}

static Status write_rows(Records *records, int64_t id, const RowScope *rows, Error *error)
{
    const ScopeList *lists[DIMENSIONS] = {&rows->brands, &rows->teams, &rows->segments};
    Value account = value_integer(id);
    TRY(records_execute(records, "DELETE FROM account_row WHERE account = $1", &account, 1, NULL, error));
    for (size_t i = 0; i < DIMENSIONS; i++)
        for (size_t j = 0; j < lists[i]->count; j++) {
            Value row[3] = {account, value_text(dimensions[i]), value_text(lists[i]->values[j])};
            TRY(records_execute(records, "INSERT INTO account_row (account, dimension, value) VALUES ($1, $2, $3)", row,
                                3, NULL, error));
        }
    return STATUS_OK;
}

static Status refuse_taken_mail(Records *records, Arena *arena, const char *mail, int64_t but, Error *error)
{
    Value parameters[2] = {value_text(mail), value_integer(but)};
    RecordsTable table;
    TRY(records_query(records, arena, "SELECT account FROM account WHERE mail = $1 AND account <> $2", parameters, 2,
                      &table, error));
    if (!table.rows)
        return STATUS_OK;
    error_set(error, STATUS_ALREADY_EXISTS, "%s", _("there is an account with this mail already"));
    error_where(error, "mail");
    error_value(error, mail, strlen(mail));
    return error->status;
}

static Status read_mail(Arena *arena, const char *given, const char **ret_mail, Error *error)
{
    const char *mail = given ? account_mail(arena, given) : NULL;
    if (given && !mail) {
        error_set(error, STATUS_INVALID_ARGUMENT, "%s", _("this is not a mail address"));
        error_where(error, "mail");
        error_value(error, given, strlen(given));
        return error->status;
    }
    *ret_mail = mail;
    return STATUS_OK;
}

static Status insert(Records *records, Arena *arena, const NewAccount *account, const char *mail, int64_t *ret_id,
                     Error *error)
{
    if (mail)
        TRY(refuse_taken_mail(records, arena, mail, 0, error));
    RecordsTable table;
    TRY(records_query(records, arena, "SELECT coalesce(max(account), 0) + 1 FROM account", NULL, 0, &table, error));
    int64_t id = records_value(&table, 0, 0).integer;
    Value now = value_time(account_now());
    Value row[7] = {value_integer(id), value_text(account->name), value_text(mail), value_text(role_name(account->role)),
                    value_text(account->password_hash), account->password_hash ? now : value_null(), now};
    TRY(records_execute(records,
                        "INSERT INTO account (account, name, mail, role, password, password_at, created_at) "
                        "VALUES ($1, $2, $3, $4, $5, $6, $7)",
                        row, 7, NULL, error));
    if (account->rows)
        TRY(write_rows(records, id, account->rows, error));
    *ret_id = id;
    return STATUS_OK;
}

Status account_insert(Records *records, const NewAccount *account, int64_t *ret_id, Error *error)
{
    CLEANUP(arena_cleanup) Arena *arena = arena_new(0);
    const char *mail;
    TRY(account_check_name(account->name, error));
    TRY(read_mail(arena, account->mail, &mail, error));
    return insert(records, arena, account, mail, ret_id, error);
}

Status account_add(Records *records, const NewAccount *account, int64_t *ret_id, Error *error)
{
    int64_t id = 0;
    TRY(records_begin(records, error));
    TRY(work_finish(records, account_insert(records, account, &id, error), error));
    *ret_id = id;
    return STATUS_OK;
}

Status account_count(Records *records, int64_t *ret_count, Error *error)
{
    CLEANUP(arena_cleanup) Arena *arena = arena_new(0);
    RecordsTable table;
    TRY(records_query(records, arena, "SELECT count(*) FROM account", NULL, 0, &table, error));
    *ret_count = records_value(&table, 0, 0).integer;
    return STATUS_OK;
}

/* ---- reading ---- */

static const char *text_at(const RecordsTable *table, size_t row, size_t column)
{
    Value value = records_value(table, row, column);
    return value.type == VALUE_TEXT ? value.text.bytes : NULL;
}

static bool truth_at(const RecordsTable *table, size_t row, size_t column)
{
    return account_truth(records_value(table, row, column));
}

static Status read_rows(Records *records, Arena *arena, Account *account, Error *error)
{
    ScopeList *lists[DIMENSIONS] = {&account->rows.brands, &account->rows.teams, &account->rows.segments};
    for (size_t i = 0; i < DIMENSIONS; i++) {
        Value parameters[2] = {value_integer(account->id), value_text(dimensions[i])};
        RecordsTable table;
        TRY(records_query(records, arena, "SELECT value FROM account_row WHERE account = $1 AND dimension = $2",
                          parameters, 2, &table, error));
        const char **values = ARENA_ARRAY(arena, table.rows + 1, const char *);
        for (size_t j = 0; j < table.rows; j++)
            values[j] = text_at(&table, j, 0);
        TRY(account_make_scope(values, table.rows, lists[i], error));
    }
    return account_read_teams(records, arena, account->id, &account->teams, error);
}

static Status read_account(Records *records, Arena *arena, const RecordsTable *table, size_t row, Account *ret_account,
                           Error *error)
{
    Account account = {
        .id = records_value(table, row, 0).integer,
        .name = text_at(table, row, 1),
        .mail = text_at(table, row, 2),
        .reading = {text_at(table, row, 4), text_at(table, row, 10), text_at(table, row, 11)},
        .has_password = truth_at(table, row, 5),
        .has_totp = truth_at(table, row, 6),
        .disabled = truth_at(table, row, 7),
        .created_at = records_value(table, row, 8).time,
        .signed_in_at = records_value(table, row, 9).integer,
    };
    if (!role_find(text_at(table, row, 3), &account.role))
        return error_set(error, STATUS_STORE_DAMAGED, _("account %lld has no role"), (long long)account.id);
    TRY(read_rows(records, arena, &account, error));
    *ret_account = account;
    return STATUS_OK;
}

Status account_list(Records *records, Arena *arena, Account **ret_accounts, size_t *ret_count, Error *error)
{
    RecordsTable table;
    TRY(records_query(records, arena, "SELECT " ACCOUNT_COLUMNS " ORDER BY account", NULL, 0, &table, error));
    Account *accounts = ARENA_ARRAY(arena, table.rows + 1, Account);
    for (size_t i = 0; i < table.rows; i++)
        TRY(read_account(records, arena, &table, i, &accounts[i], error));
    *ret_accounts = accounts;
    *ret_count = table.rows;
    return STATUS_OK;
}

Status account_read(Records *records, Arena *arena, int64_t id, Account *ret_account, Error *error)
{
    Value parameter = value_integer(id);
    RecordsTable table;
    TRY(records_query(records, arena, "SELECT " ACCOUNT_COLUMNS " WHERE account = $1", &parameter, 1, &table, error));
    if (!table.rows)
        return error_set(error, STATUS_NOT_FOUND, _("there is no account %lld"), (long long)id);
    return read_account(records, arena, &table, 0, ret_account, error);
}

Status account_find(Records *records, Arena *arena, const char *who, Account *ret_account, Error *error)
{
    long number;
    if (text_to_long(text_of(who), &number))
        return account_read(records, arena, number, ret_account, error);
    const char *mail = account_mail(arena, who);
    Value parameter = value_text(mail ? mail : who);
    const char *sql = mail ? "SELECT " ACCOUNT_COLUMNS " WHERE mail = $1" : "SELECT " ACCOUNT_COLUMNS " WHERE name = $1";
    RecordsTable table;
    TRY(records_query(records, arena, sql, &parameter, 1, &table, error));
    if (table.rows == 1)
        return read_account(records, arena, &table, 0, ret_account, error);
    if (table.rows)
        error_set(error, STATUS_CONFLICT, "%s", _("several accounts have this name"));
    else
        error_set(error, STATUS_NOT_FOUND, "%s", _("there is no such account"));
    error_value(error, who, strlen(who));
    error_hint(error, "%s", _("an account is named by its number or mail: mizan account list STORE"));
    return error->status;
}

/* ---- changing ---- */

/* Within a transaction, behind the change. */
static Status require_owner(Records *records, Arena *arena, Error *error)
{
    RecordsTable table;
    TRY(records_query(records, arena, "SELECT count(*) FROM account WHERE role = 'owner' AND disabled_at IS NULL", NULL, 0,
                      &table, error));
    if (records_value(&table, 0, 0).integer > 0)
        return STATUS_OK;
    error_set(error, STATUS_CONFLICT, "%s", _("this is the last owner"));
    error_hint(error, "%s", _("make another account an owner first"));
    return error->status;
}

/* One statement about the account $1 with the value $2, and what must hold behind it. */
static Status change(Records *records, int64_t id, const char *sql, Value value, const char *then, Error *error)
{
    CLEANUP(arena_cleanup) Arena *arena = arena_new(0);
    Value parameters[2] = {value_integer(id), value};
    int64_t changed = 0;
    TRY(records_begin(records, error));
    Status status = records_execute(records, sql, parameters, 2, &changed, error);
    if (status == STATUS_OK && !changed)
        status = error_set(error, STATUS_NOT_FOUND, _("there is no account %lld"), (long long)id);
    if (status == STATUS_OK && then)
        status = records_execute(records, then, parameters, 1, NULL, error);
    if (status == STATUS_OK)
        status = require_owner(records, arena, error);
    return work_finish(records, status, error);
}

Status account_set_role(Records *records, int64_t id, Role role, Error *error)
{
    return change(records, id, "UPDATE account SET role = $2 WHERE account = $1", value_text(role_name(role)),
                  "DELETE FROM session WHERE account = $1", error);
}

Status account_set_disabled(Records *records, int64_t id, bool disabled, Error *error)
{
    return change(records, id, "UPDATE account SET disabled_at = $2 WHERE account = $1",
                  disabled ? value_time(account_now()) : value_null(),
                  disabled ? "DELETE FROM session WHERE account = $1" : NULL, error);
}

Status account_write_name(Records *records, int64_t id, const char *name, Error *error)
{
    TRY(account_check_name(name, error));
    Value row[2] = {value_integer(id), value_text(name)};
    return records_execute(records, "UPDATE account SET name = $2 WHERE account = $1", row, 2, NULL, error);
}

Status account_set_name(Records *records, int64_t id, const char *name, Error *error)
{
    TRY(account_check_name(name, error));
    return change(records, id, "UPDATE account SET name = $2 WHERE account = $1", value_text(name), NULL, error);
}

static bool is_one_of(const char *value, const char *const *known)
{
    while (value && *known && strcmp(value, *known) != 0)
        known++;
    return !value || *known;
}

static Status refuse_word(const char *where, const char *value, const char *message, Error *error)
{
    error_set(error, STATUS_INVALID_ARGUMENT, "%s", message);
    error_where(error, "%s", where);
    error_value(error, value, strlen(value));
    return error->status;
}

static Status check_reading(const Reading *reading, Error *error)
{
    static const char *const calendars[] = {"gregorian", "persian", "islamic", NULL};
    static const char *const digits[] = {"latn", "arab", "arabext", NULL};
    if (!is_one_of(reading->language, translate_languages))
        return refuse_word("language", reading->language, _("a language is en, ar, fa or ru"), error);
    if (!is_one_of(reading->calendar, calendars))
        return refuse_word("calendar", reading->calendar, _("a calendar is gregorian, persian or islamic"), error);
    if (!is_one_of(reading->digits, digits))
        return refuse_word("digits", reading->digits, _("digits are latn, arab or arabext"), error);
    return STATUS_OK;
}

Status account_set_own(Records *records, int64_t id, const char *name, const Reading *reading, Error *error)
{
    Value row[5] = {value_integer(id), value_text(name), value_text(reading->language), value_text(reading->calendar),
                    value_text(reading->digits)};
    int64_t changed = 0;
    if (name)
        TRY(account_check_name(name, error));
    TRY(check_reading(reading, error));
    TRY(records_execute(records,
                        "UPDATE account SET name = coalesce($2, name), language = $3, calendar = $4, digits = $5 "
                        "WHERE account = $1",
                        row, 5, &changed, error));
    return changed ? STATUS_OK : error_set(error, STATUS_NOT_FOUND, _("there is no account %lld"), (long long)id);
}

Status account_set_mail(Records *records, int64_t id, const char *mail, Error *error)
{
    CLEANUP(arena_cleanup) Arena *arena = arena_new(0);
    const char *written;
    TRY(read_mail(arena, mail, &written, error));
    if (written)
        TRY(refuse_taken_mail(records, arena, written, id, error));
    return change(records, id, "UPDATE account SET mail = $2 WHERE account = $1", value_text(written), NULL, error);
}

Status account_set_rows(Records *records, int64_t id, const RowScope *rows, Error *error)
{
    CLEANUP(arena_cleanup) Arena *arena = arena_new(0);
    Account account;
    TRY(account_read(records, arena, id, &account, error));
    TRY(records_begin(records, error));
    return work_finish(records, write_rows(records, id, rows, error), error);
}

Status account_write_password(Records *records, int64_t id, const char *hash, int64_t keep, Error *error)
{
    Value row[3] = {value_integer(id), value_text(hash), value_time(account_now())};
    TRY(records_execute(records, "UPDATE account SET password = $2, password_at = $3 WHERE account = $1", row, 3, NULL,
                        error));
    Value others[2] = {value_integer(id), value_integer(keep)};
    TRY(records_execute(records, "DELETE FROM session WHERE account = $1 AND session <> $2", others, 2, NULL, error));
    return records_execute(records, "DELETE FROM one_time_link WHERE account = $1 AND used_at IS NULL", others, 1, NULL,
                           error);
}

Status account_set_password(Records *records, int64_t id, const char *hash, int64_t keep, Error *error)
{
    TRY(records_begin(records, error));
    return work_finish(records, account_write_password(records, id, hash, keep, error), error);
}
