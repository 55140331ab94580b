/* API tokens: one's own, and everyone's. */
#include "http/account_answer.h"

#include "base/translate.h"
#include "http/body.h"

enum { DAYS_DEFAULT = 90, DAYS_MOST = 3650 };

static Status write_list(Request *request, int64_t account, Response *response, Error *error)
{
    Token *tokens;
    size_t count;
    TRY(token_list(store_records(request->store), request->arena, account, &tokens, &count, error));
    JsonWriter writer = json_writer(&response->body);
    json_object(&writer);
    json_key(&writer, "tokens");
    json_array(&writer);
    for (size_t i = 0; i < count; i++)
        write_token(&writer, request->arena, &tokens[i]);
    json_array_end(&writer);
    json_object_end(&writer);
    return STATUS_OK;
}

static Status list_mine(Request *request, Response *response, Error *error)
{
    return write_list(request, request->principal->account, response, error);
}

static Status list_all(Request *request, Response *response, Error *error)
{
    return write_list(request, 0, response, error);
}

static Status read_token(const struct json_t *body, Arena *arena, NewToken *token, Error *error)
{
    static const char *const members[] = {"name", "scopes", "days", NULL};
    const char **names;
    size_t count;
    int64_t days;
    TRY(body_check_members(body, members, error));
    TRY(body_text(body, "name", /* required= */ true, &token->name, error));
    TRY(body_texts(body, "scopes", arena, &names, &count, error));
    TRY(body_integer(body, "days", 0, DAYS_MOST, DAYS_DEFAULT, &days, error));
    for (size_t i = 0; i < count; i++) {
        uint32_t scope;
        TRY(scopes_read(text_of(names[i]), &scope, error));
        token->scopes |= scope;
    }
    token->expires_at = days ? account_now() + days * 24 * 3600 * ACCOUNT_SECOND : 0;
    return STATUS_OK;
}

static Status make(Request *request, Response *response, Error *error)
{
    struct json_t *body CLEANUP(body_cleanup) = NULL;
    NewToken made = {.account = request->principal->account};
    char secret[SECRET_CAPACITY];
    int64_t id;
    TRY(require_recent(request, error));
    TRY(body_parse_object(request->body, &body, error));
    TRY(read_token(body, request->arena, &made, error));
    TRY(token_make(store_records(request->store), &made, secret, &id, error));
    TRY(account_changed(request, made.account, error));
    TRY(log_account(request, "token.make", made.account, made.name, error));
    JsonWriter writer = json_writer(&response->body);
    json_object(&writer);
    json_member_integer(&writer, "token", id);
    json_member_text(&writer, "secret", secret);
    write_instant(&writer, "expires_at", made.expires_at);
    json_object_end(&writer);
    response->status = 201;
    return STATUS_OK;
}

/* `account` 0: whosever it is. */
static Status revoke(Request *request, int64_t account, Response *response, Error *error)
{
    int64_t token, owner;
    TRY(path_number(request, "token", &token, error));
    TRY(token_revoke(store_records(request->store), account, token, &owner, error));
    TRY(account_changed(request, owner, error));
    response->status = 204;
    return log_account(request, "token.revoke", owner, NULL, error);
}

static Status revoke_mine(Request *request, Response *response, Error *error)
{
    TRY(require_session(request, error));
    return revoke(request, request->principal->account, response, error);
}

static Status revoke_any(Request *request, Response *response, Error *error)
{
    return revoke(request, 0, response, error);
}

extern const Endpoint endpoint_my_tokens, endpoint_my_token_make, endpoint_my_token_revoke, endpoint_tokens,
    endpoint_token_revoke;
static const char *const media[] = {"application/json", NULL};
const Endpoint endpoint_my_tokens = {
    .method = "GET", .path = "/api/v1/me/tokens", .permission = PERMISSION_SIGNED_IN, .run = RUN_WORKER, .handle = list_mine,
};
const Endpoint endpoint_my_token_make = {
    .method = "POST", .path = "/api/v1/me/tokens", .permission = PERMISSION_SIGNED_IN, .run = RUN_WORKER,
    .body = BODY_MEMORY, .body_limit = 4096, .media = media, .handle = make,
};
const Endpoint endpoint_my_token_revoke = {
    .method = "DELETE", .path = "/api/v1/me/tokens/{token}", .permission = PERMISSION_SIGNED_IN, .run = RUN_WORKER,
    .handle = revoke_mine,
};
const Endpoint endpoint_tokens = {
    .method = "GET", .path = "/api/v1/tokens", .permission = PERMISSION_MEMBERS, .run = RUN_WORKER, .handle = list_all,
};
const Endpoint endpoint_token_revoke = {
    .method = "DELETE", .path = "/api/v1/tokens/{token}", .permission = PERMISSION_MEMBERS, .run = RUN_WORKER,
    .handle = revoke_any,
};
