/* Signing in and out, and who one is. */
#include "http/account_answer.h"

#include "account/sign_in.h"
#include "base/translate.h"
#include "http/authenticate.h"
#include "http/body.h"

static Status sign_in(Request *request, Response *response, Error *error)
{
    static const char *const members[] = {"mail", "password", NULL};
    struct json_t *body CLEANUP(body_cleanup) = NULL;
    SignIn who = {.address = request->client};
    int64_t account;
    TRY(body_parse_object(request->body, &body, error));
    TRY(body_check_members(body, members, error));
    TRY(body_text(body, "mail", /* required= */ true, &who.mail, error));
    TRY(body_text(body, "password", /* required= */ true, &who.password, error));
    TRY(sign_in_check(store_records(request->store), request->arena, &who, &account, error));
    return sign_in_as(request, account, response, error);
}

static Status show(Request *request, Response *response, Error *error)
{
    (void)error;
    JsonWriter writer = json_writer(&response->body);
    write_me(request, &writer, request->principal);
    return STATUS_OK;
}

static Status sign_out(Request *request, Response *response, Error *error)
{
    const Principal *who = request->principal;
    TRY(require_session(request, error));
    TRY(session_end(store_records(request->store), who->account, who->session, error));
    TRY(account_changed(request, who->account, error));
    response->status = 204;
    response->cookie = session_cookie(request, NULL);
    response->clear = true;
    return STATUS_OK;
}

extern const Endpoint endpoint_sign_in, endpoint_session, endpoint_sign_out;
static const char *const media[] = {"application/json", NULL};
const Endpoint endpoint_sign_in = {
    .method = "POST", .path = "/api/v1/session", .permission = PERMISSION_PUBLIC, .run = RUN_SECRET, .body = BODY_MEMORY,
    .body_limit = 4096, .media = media, .handle = sign_in,
};
const Endpoint endpoint_session = {
    .method = "GET", .path = "/api/v1/session", .permission = PERMISSION_SIGNED_IN, .run = RUN_AT_ONCE, .handle = show,
};
const Endpoint endpoint_sign_out = {
    .method = "DELETE", .path = "/api/v1/session", .permission = PERMISSION_SIGNED_IN, .run = RUN_WORKER, .handle = sign_out,
};
