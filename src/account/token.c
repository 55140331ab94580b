#include "account/session.h"

#include "base/translate.h"

#include <string.h>

Status scopes_read(Text names, uint32_t *ret_scopes, Error *error)
{
    uint32_t scopes = 0;
    for (Text rest = names; rest.length;) {
        Text word = text_trim(text_cut(rest, ',', &rest));
        char name[32];
        Permission permission;
        snprintf(name, sizeof name, "%.*s", (int)(word.length < sizeof name ? word.length : sizeof name - 1), word.bytes);
        if (!permission_find(name, &permission)) {
            const char *known[PERMISSION_COUNT];
            size_t count = 0;
            for (int i = PERMISSION_READ_VALUES; i < PERMISSION_COUNT; i++)
                known[count++] = permission_name((Permission)i);
            const char *nearest = text_nearest(name, known, count);
            error_set(error, STATUS_INVALID_ARGUMENT, "%s", _("there is no scope of this name"));
            error_where(error, "scopes");
            error_value(error, word.bytes, word.length);
            error_hint(error, _("did you mean \"%s\"?"), nearest ? nearest : permission_name(PERMISSION_READ_VALUES));
            return error->status;
        }
        scopes |= 1U << permission;
    }
    *ret_scopes = scopes;
    return STATUS_OK;
}

const char *scopes_write(Arena *arena, uint32_t scopes)
{
    const char *names = "";
    for (int i = PERMISSION_READ_VALUES; i < PERMISSION_COUNT; i++)
        if (scopes & (1U << i))
            names = arena_format(arena, "%s%s%s", names, *names ? "," : "", permission_name((Permission)i));
    return names;
}

Status token_make(Records *records, const NewToken *token, char secret[SECRET_CAPACITY], int64_t *ret_token, Error *error)
{
    CLEANUP(arena_cleanup) Arena *arena = arena_new(0);
    char hash[SECRET_HASH_CAPACITY], made[SECRET_CAPACITY];
    TRY(account_check_name(token->name, error));
    secret_make(TOKEN_PREFIX, made);
    secret_hash(text_of(made), hash);
    int64_t id = secret_number();
    Value row[7] = {value_integer(id), value_text(hash), value_integer(token->account), value_text(token->name),
                    value_text(scopes_write(arena, token->scopes)), value_time(account_now()),
                    token->expires_at ? value_time(token->expires_at) : value_null()};
    TRY(records_execute(records,
                        "INSERT INTO token (token, hash, account, name, scopes, created_at, expires_at) "
                        "VALUES ($1, $2, $3, $4, $5, $6, $7)",
                        row, 7, NULL, error));
    memcpy(secret, made, sizeof made);
    *ret_token = id;
    return STATUS_OK;
}

Status token_list(Records *records, Arena *arena, int64_t account, Token **ret_tokens, size_t *ret_count, Error *error)
{
    Value parameter = value_integer(account);
    RecordsTable table;
    TRY(records_query(records, arena,
                      "SELECT t.token, t.account, t.created_at, coalesce(t.expires_at, 0), coalesce(t.used_at, 0), "
                      "coalesce(t.revoked_at, 0), t.name, a.name, t.scopes FROM token t JOIN account a "
                      "ON a.account = t.account WHERE $1 = 0 OR t.account = $1 ORDER BY t.created_at, t.token",
                      &parameter, 1, &table, error));
    Token *tokens = ARENA_ARRAY(arena, table.rows + 1, Token);
    for (size_t i = 0; i < table.rows; i++) {
        tokens[i] = (Token){
            .id = records_value(&table, i, 0).integer,
            .account = records_value(&table, i, 1).integer,
            .created_at = records_value(&table, i, 2).time,
            .expires_at = records_value(&table, i, 3).integer,
            .used_at = records_value(&table, i, 4).integer,
            .revoked_at = records_value(&table, i, 5).integer,
            .name = records_value(&table, i, 6).text.bytes,
            .account_name = records_value(&table, i, 7).text.bytes,
        };
        TRY(scopes_read(records_value(&table, i, 8).text, &tokens[i].scopes, error));
    }
    *ret_tokens = tokens;
    *ret_count = table.rows;
    return STATUS_OK;
}

Status token_revoke(Records *records, int64_t account, int64_t token, int64_t *ret_account, Error *error)
{
    CLEANUP(arena_cleanup) Arena *arena = arena_new(0);
    Value parameters[3] = {value_integer(token), value_integer(account), value_time(account_now())};
    RecordsTable table;
    TRY(records_query(records, arena, "SELECT account FROM token WHERE token = $1 AND ($2 = 0 OR account = $2)", parameters,
                      2, &table, error));
    if (!table.rows)
        return error_set(error, STATUS_NOT_FOUND, "%s", _("there is no such token"));
    TRY(records_execute(records, "UPDATE token SET revoked_at = coalesce(revoked_at, $3) WHERE token = $1", parameters, 3,
                        NULL, error));
    if (ret_account)
        *ret_account = records_value(&table, 0, 0).integer;
    return STATUS_OK;
}
