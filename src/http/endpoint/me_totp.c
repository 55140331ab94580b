/* One-time codes of the own account. */
#include "http/account_answer.h"

#include "account/totp.h"
#include "base/translate.h"
#include "http/parts.h"
#include "http/body.h"

/* The only member of the body. */
static Status read_member(Request *request, const char *name, bool required, struct json_t **body, const char **ret_text,
                          Error *error)
{
    const char *const members[] = {name, NULL};
    TRY(require_session(request, error));
    TRY(body_parse_object(request->body, body, error));
    TRY(body_check_members(*body, members, error));
    return body_text(*body, name, required, ret_text, error);
}

/* Who has codes and has not given one yet may not have others in their place. */
static Status check_place(const Principal *who, Error *error)
{
    if (!who->needs_factor || !who->has_totp)
        return STATUS_OK;
    error_set(error, STATUS_SECOND_FACTOR, "%s", _("this account asks for a one-time code, too"));
    error_hint(error, "%s", _("give the code that your app shows"));
    return error->status;
}

static Status begin(Request *request, Response *response, Error *error)
{
    struct json_t *body CLEANUP(body_cleanup) = NULL;
    const Principal *who = request->principal;
    const char *password;
    char secret[TOTP_SECRET_CAPACITY];
    TRY(read_member(request, "password", /* required= */ false, &body, &password, error));
    TRY(check_place(who, error));
    TRY(confirm_or_recent(request, password, response, error));
    TRY(totp_begin(store_records(request->store), who->account, secret, error));
    JsonWriter writer = json_writer(&response->body);
    json_object(&writer);
    json_member_text(&writer, "secret", secret);
    json_member_text(&writer, "address",
                     totp_address(request->arena, request->organization->name, who->mail ? who->mail : who->name, secret));
    json_object_end(&writer);
    return STATUS_OK;
}

static void write_codes(char codes[RECOVERY_CODES][RECOVERY_CAPACITY], Response *response)
{
    JsonWriter writer = json_writer(&response->body);
    json_object(&writer);
    json_key(&writer, "recovery_codes");
    json_array(&writer);
    for (size_t i = 0; i < RECOVERY_CODES; i++)
        json_text(&writer, codes[i]);
    json_array_end(&writer);
    json_object_end(&writer);
}

static Status confirm(Request *request, Response *response, Error *error)
{
    struct json_t *body CLEANUP(body_cleanup) = NULL;
    const Principal *who = request->principal;
    const char *code;
    char codes[RECOVERY_CODES][RECOVERY_CAPACITY];
    TRY(read_member(request, "code", /* required= */ true, &body, &code, error));
    TRY(check_place(who, error));
    TRY(totp_confirm(store_records(request->store), who->account, code, codes, error));
    TRY(session_prove(store_records(request->store), who->session, /* second_factor= */ true, error));
    TRY(account_changed(request, who->account, error));
    TRY(log_account(request, "totp.begin", who->account, NULL, error));
    write_codes(codes, response);
    return STATUS_OK;
}

static Status recover(Request *request, Response *response, Error *error)
{
    const Principal *who = request->principal;
    char codes[RECOVERY_CODES][RECOVERY_CAPACITY];
    TRY(require_recent(request, error));
    TRY(totp_recover(store_records(request->store), who->account, codes, error));
    TRY(log_account(request, "totp.recovery", who->account, NULL, error));
    write_codes(codes, response);
    return STATUS_OK;
}

static Status end(Request *request, Response *response, Error *error)
{
    struct json_t *body CLEANUP(body_cleanup) = NULL;
    const Principal *who = request->principal;
    const char *password;
    TRY(read_member(request, "password", /* required= */ false, &body, &password, error));
    TRY(confirm_or_recent(request, password, response, error));
    TRY(totp_end(store_records(request->store), who->account, error));
    TRY(account_changed(request, who->account, error));
    response->status = 204;
    return log_account(request, "totp.end", who->account, NULL, error);
}

extern const Endpoint endpoint_totp_begin, endpoint_totp_confirm, endpoint_totp_end, endpoint_totp_recover;
static const char *const media[] = {"application/json", NULL};
const Endpoint endpoint_totp_begin = {
    .method = "POST", .path = "/api/v1/me/totp", .permission = PERMISSION_SIGNED_IN, .run = RUN_SECRET, .before_factor = true,
    .body = BODY_MEMORY, .body_limit = 4096, .media = media, .handle = begin,
};
const Endpoint endpoint_totp_confirm = {
    .method = "PUT", .path = "/api/v1/me/totp", .permission = PERMISSION_SIGNED_IN, .run = RUN_WORKER, .before_factor = true,
    .body = BODY_MEMORY, .body_limit = 4096, .media = media, .handle = confirm,
};
const Endpoint endpoint_totp_end = {
    .method = "POST", .path = "/api/v1/me/totp/end", .permission = PERMISSION_SIGNED_IN, .run = RUN_SECRET,
    .body = BODY_MEMORY, .body_limit = 4096, .media = media, .handle = end,
};
const Endpoint endpoint_totp_recover = {
    .method = "POST", .path = "/api/v1/me/totp/recovery-codes", .permission = PERMISSION_SIGNED_IN, .run = RUN_WORKER,
    .handle = recover,
};
