#include "account/provider.h"

#include "account/work.h"
#include "base/translate.h"
#include "store/seal.h"

#include <string.h>

#define SECRET_PLACE "provider secret"
enum { WORD_MOST = 500 };

Status provider_read(Records *records, Arena *arena, Provider *ret_provider, Error *error)
{
    RecordsTable table;
    TRY(records_query(records, arena, "SELECT name, value FROM provider_setting", NULL, 0, &table, error));
    Provider provider = {records_word(&table, "issuer"), records_word(&table, "client"), records_word(&table, "secret"), records_word(&table, "title"),
                         records_word(&table, "acr"), records_word(&table, "page")};
    if (!*provider.issuer)
        return error_set(error, STATUS_NOT_FOUND, "%s", _("no provider of accounts is set"));
    /* Without one that opens, the provider refuses us and says so. */
    Error unopened;
    if (seal_open(records, arena, SECRET_PLACE, provider.secret, &provider.secret, &unopened) != STATUS_OK)
        provider.secret = "";
    *ret_provider = provider;
    return STATUS_OK;
}

static bool is_address(const char *text)
{
    bool scheme = strncmp(text, "https://", 8) == 0 || strncmp(text, "http://", 7) == 0;
    for (const char *c = text; *c; c++)
        if ((unsigned char)*c <= ' ' || *c == 0x7f || strchr("\"<>?#@\\", *c))
            return false;
    return scheme && strlen(text) <= WORD_MOST;
}

static Status refuse(const char *where, const char *value, const char *words, Error *error)
{
    error_set(error, STATUS_INVALID_ARGUMENT, "%s", words);
    error_where(error, "%s", where);
    error_value(error, value, strlen(value));
    return error->status;
}

static Status check(const Provider *provider, Error *error)
{
    if (!*provider->issuer) /* none is to be set */
        return STATUS_OK;
    if (!is_address(provider->issuer))
        return refuse("issuer", provider->issuer, _("an address of another server begins with https://"), error);
    if (!is_address(provider->page))
        return refuse("page", provider->page, _("an address of another server begins with https://"), error);
    const struct {
        const char *where, *value;
        bool needed;
    } words[] = {{"client", provider->client, true}, {"title", provider->title, true}, {"acr", provider->acr, false}};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (words[i].needed && !*words[i].value)
            return refuse(words[i].where, words[i].value, _("it may not be empty"), error);
        if (strlen(words[i].value) > WORD_MOST)
            return refuse(words[i].where, words[i].value, _("this text is too long"), error);
    }
    return STATUS_OK;
}

static Status set_word(Records *records, const char *name, const char *value, Error *error)
{
    Value row[2] = {value_text(name), value_text(value)};
    return records_execute(records,
                           "INSERT INTO provider_setting (name, value) VALUES ($1, $2) "
                           "ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                           row, 2, NULL, error);
}

static Status write_words(Records *records, const Provider *provider, Error *error)
{
    TRY(set_word(records, "issuer", provider->issuer, error));
    TRY(set_word(records, "client", provider->client, error));
    TRY(set_word(records, "title", provider->title, error));
    TRY(set_word(records, "acr", provider->acr, error));
    TRY(set_word(records, "page", provider->page, error));
    if (!provider->secret)
        return STATUS_OK;
    CLEANUP(arena_cleanup) Arena *arena = arena_new(0);
    const char *kept;
    TRY(seal_text(records, arena, SECRET_PLACE, provider->secret, &kept, error));
    return set_word(records, "secret", kept, error);
}

Status provider_seal(Records *records, Error *error)
{
    CLEANUP(arena_cleanup) Arena *arena = arena_new(0);
    RecordsTable table;
    const char *kept;
    TRY(records_query(records, arena, "SELECT name, value FROM provider_setting", NULL, 0, &table, error));
    const char *secret = records_word(&table, "secret");
    if (!*secret || seal_is_sealed(secret))
        return STATUS_OK;
    TRY(seal_text(records, arena, SECRET_PLACE, secret, &kept, error));
    return set_word(records, "secret", kept, error);
}

Status provider_write(Records *records, const Provider *provider, Error *error)
{
    TRY(check(provider, error));
    TRY(records_begin(records, error));
    return work_finish(records, write_words(records, provider, error), error);
}

static Status find(Records *records, Arena *arena, const char *sql, const Value *parameters, size_t count, int64_t *ret_account,
                   Error *error)
{
    RecordsTable table;
    TRY(records_query(records, arena, sql, parameters, count, &table, error));
    *ret_account = table.rows ? records_value(&table, 0, 0).integer : 0;
    return STATUS_OK;
}

static Status known(Records *records, const char *issuer, const IdClaims *claims, int64_t *ret_account, Error *error)
{
    CLEANUP(arena_cleanup) Arena *arena = arena_new(0);
    Value row[4] = {value_text(issuer), value_text(claims->subject)};
    int64_t account;
    TRY(find(records, arena, "SELECT account FROM account_identity WHERE issuer = $1 AND subject = $2", row, 2, &account, error));
    const char *mail = claims->mail && claims->mail_verified ? account_mail(arena, claims->mail) : NULL;
    if (!account && mail) {
        Value parameter = value_text(mail);
        TRY(find(records, arena, "SELECT account FROM account WHERE mail = $1", &parameter, 1, &account, error));
        row[2] = value_integer(account);
        row[3] = value_time(account_now());
        if (account)
            TRY(records_execute(records,
                                "INSERT INTO account_identity (issuer, subject, account, created_at) VALUES ($1, $2, $3, $4)",
                                row, 4, NULL, error));
    }
    Value parameter = value_integer(account);
    TRY(find(records, arena, "SELECT account FROM account WHERE account = $1 AND disabled_at IS NULL", &parameter, 1, ret_account,
             error));
    if (*ret_account)
        return STATUS_OK;
    error_set(error, STATUS_FORBIDDEN, "%s", _("there is no account for you here"));
    error_hint(error, "%s", _("ask an administrator to invite you with the mail address that the provider knows"));
    return error->status;
}

Status provider_account(Records *records, const char *issuer, const IdClaims *claims, int64_t *ret_account, Error *error)
{
    TRY(records_begin(records, error));
    return work_finish(records, known(records, issuer, claims, ret_account, error), error);
}
