#include "http/account_answer.h"

#include "account/sign_in.h"
#include "base/translate.h"
#include "calendar/day.h"
#include "http/authenticate.h"
#include "http/body.h"

void write_instant(JsonWriter *writer, const char *key, int64_t instant)
{
    char text[32];
    instant_format(instant, text);
    json_member_text(writer, key, instant ? text : NULL);
}

static void write_list(JsonWriter *writer, const char *key, const ScopeList *list)
{
    json_key(writer, key);
    json_array(writer);
    for (size_t i = 0; i < list->count; i++)
        json_text(writer, list->values[i]);
    json_array_end(writer);
}

static void write_scope(JsonWriter *writer, const RowScope *rows)
{
    json_key(writer, "rows");
    json_object(writer);
    write_list(writer, "brands", &rows->brands);
    write_list(writer, "teams", &rows->teams);
    write_list(writer, "segments", &rows->segments);
    json_object_end(writer);
}

void write_account(JsonWriter *writer, const Account *account)
{
    json_object(writer);
    json_member_integer(writer, "account", account->id);
    json_member_text(writer, "name", account->name);
    json_member_text(writer, "mail", account->mail);
    json_member_text(writer, "role", role_name(account->role));
    json_member_text(writer, "state", account->disabled ? "disabled" : account->has_password ? "active" : "invited");
    json_member_boolean(writer, "totp", account->has_totp);
    write_scope(writer, &account->rows);
    json_member_texts(writer, "works_in", account->teams.values, account->teams.count);
    write_instant(writer, "created_at", account->created_at);
    write_instant(writer, "signed_in_at", account->signed_in_at);
    json_object_end(writer);
}

void write_me(Request *request, JsonWriter *writer, const Principal *principal)
{
    (void)request;
    json_object(writer);
    json_member_integer(writer, "account", principal->account);
    json_member_text(writer, "name", principal->name);
    json_member_text(writer, "mail", principal->mail);
    json_member_text(writer, "role", role_name(principal->role));
    json_key(writer, "may");
    json_array(writer);
    for (int i = PERMISSION_READ_VALUES; i < PERMISSION_COUNT; i++)
        if (principal_may(principal, (Permission)i))
            json_text(writer, permission_name((Permission)i));
    json_array_end(writer);
    write_scope(writer, &principal->rows);
    json_member_boolean(writer, "password", principal->has_password);
    json_member_boolean(writer, "totp", principal->has_totp);
    json_member_text(writer, "needs", !principal->needs_factor ? NULL : principal->has_totp ? "code" : "enrolment");
    json_member_text(writer, "language", principal->reading.language);
    json_member_text(writer, "calendar", principal->reading.calendar);
    json_member_text(writer, "digits", principal->reading.digits);
    json_member_text(writer, "by", principal->token ? "token" : "session");
    json_object_end(writer);
}

Status account_changed(Request *request, int64_t account, Error *error)
{
    TRY(directory_refresh(request->server->directory, account, error));
    /* Pages that may still listen come again, and are asked anew who they are. */
    streams_end(request->server->streams, &(StreamOwner){.account = account});
    return STATUS_OK;
}

Status sign_in_as(Request *request, const Proof *proof, Response *response, Error *error)
{
    int64_t account = proof->account;
    Server *server = request->server;
    char secret[SECRET_CAPACITY];
    int64_t session;
    const Principal *before = request->principal;
    NewSession made = {.account = account, .address = request->client, .agent = request_header(request, "User-Agent"),
                       .second_factor = proof->second_factor, .proved_at = proof->at};
    TRY(session_make(store_records(request->store), &made, secret, &session, error));
    /* The one that the request came by ends: nobody who knew it gets into the new one. */
    if (before->session) {
        Error ignored;
        (void)!session_end(store_records(request->store), before->account, before->session, &ignored);
        if (before->account != account)
            TRY(account_changed(request, before->account, error));
    }
    TRY(account_changed(request, account, error));
    const Principal *now = directory_find(server->directory, text_of(secret), /* token= */ false);
    if (!now)
        return error_set(error, STATUS_FORBIDDEN, "%s", _("this account is disabled"));
    JsonWriter writer = json_writer(&response->body);
    write_me(request, &writer, now);
    directory_release(now);
    response->status = 201;
    response->cookie = session_cookie(request, secret);
    return STATUS_OK;
}

Status require_session(const Request *request, Error *error)
{
    if (request->principal->session)
        return STATUS_OK;
    error_set(error, STATUS_FORBIDDEN, "%s", _("a token may not do this: sign in with your password"));
    return error->status;
}

Status require_recent(const Request *request, Error *error)
{
    const Principal *who = request->principal;
    TRY(require_session(request, error));
    int64_t past = account_now() - who->proved_at;
    if (past < (int64_t)PROOF_SECONDS * ACCOUNT_SECOND)
        return STATUS_OK;
    error_set(error, STATUS_REAUTHENTICATE, "%s", _("this needs your password again: you gave it longer than ten minutes ago"));
    error_hint(error, "%s", _("give it, then ask again"));
    return error->status;
}

Status require_recent_person(const Request *request, Error *error)
{
    return request->principal->session ? require_recent(request, error) : STATUS_OK;
}

Status confirm_by(Request *request, const SignIn *what, Response *response, Error *error)
{
    return sign_in_confirm(store_records(request->store), request->server->throttle, request->arena,
                           request->principal->account, what, &response->retry_after, error);
}

Status confirm_password(Request *request, const char *password, Response *response, Error *error)
{
    return confirm_by(request, &(SignIn){.password = password, .address = request->client_group}, response, error);
}

Status confirm_or_recent(Request *request, const char *password, Response *response, Error *error)
{
    return password ? confirm_password(request, password, response, error) : require_recent(request, error);
}

Status log_account(Request *request, const char *action, int64_t account, const char *detail, Error *error)
{
    AuditEntry entry = {.action = action, .detail = detail, .outcome = AUDIT_DONE, .origin = request->client};
    if (account)
        entry.target = arena_format(request->arena, "account %lld", (long long)account);
    return audit_append(request->store, request->principal, &entry, error);
}

Status path_number(const Request *request, const char *name, int64_t *ret_number, Error *error)
{
    const char *text = request_path(request, name);
    long number;
    if (!text_to_long(text_of(text), &number) || number < 1) {
        error_set(error, STATUS_NOT_FOUND, "%s", _("there is nothing with this number"));
        error_value(error, text, strlen(text));
        return error->status;
    }
    *ret_number = number;
    return STATUS_OK;
}

static Status read_scope_list(const struct json_t *rows, Arena *arena, const char *name, ScopeList *ret_list, Error *error)
{
    const char **values;
    size_t count;
    TRY(body_texts(rows, name, arena, &values, &count, error));
    return account_make_scope(values, count, ret_list, error);
}

Status body_rows(const struct json_t *body, Arena *arena, RowScope *ret_rows, Error *error)
{
    static const char *const members[] = {"brands", "teams", "segments", NULL};
    const struct json_t *rows = NULL;
    RowScope scope = {0};
    TRY(body_object(body, "rows", &rows, error));
    if (rows) {
        TRY(body_check_members(rows, members, error));
        TRY(read_scope_list(rows, arena, "brands", &scope.brands, error));
        TRY(read_scope_list(rows, arena, "teams", &scope.teams, error));
        TRY(read_scope_list(rows, arena, "segments", &scope.segments, error));
    }
    *ret_rows = scope;
    return STATUS_OK;
}

static const char *token_state(const Token *token)
{
    if (token->revoked_at)
        return "revoked";
    return token->expires_at && token->expires_at <= account_now() ? "expired" : "valid";
}

void write_token(JsonWriter *writer, Arena *arena, const Token *token)
{
    json_object(writer);
    json_member_integer(writer, "token", token->id);
    json_member_text(writer, "name", token->name);
    json_member_integer(writer, "account", token->account);
    json_member_text(writer, "account_name", token->account_name);
    json_key(writer, "scopes");
    json_array(writer);
    for (Text rest = text_of(scopes_write(arena, token->scopes)); rest.length;) {
        Text name = text_cut(rest, ',', &rest);
        json_text_bytes(writer, name.bytes, name.length);
    }
    json_array_end(writer);
    json_member_text(writer, "state", token_state(token));
    write_instant(writer, "created_at", token->created_at);
    write_instant(writer, "expires_at", token->expires_at);
    write_instant(writer, "used_at", token->used_at);
    json_object_end(writer);
}

const char *link_address(const Request *request, const char *key)
{
    const char *host = request_header(request, "Host");
    return arena_format(request->arena, "%s://%s/welcome#key=%s", request->https ? "https" : "http", host ? host : "localhost",
                        key);
}
