/* Signing in and out, and who one is. */
#include "http/account_answer.h"

#include "account/sign_in.h"
#include "base/translate.h"
#include "http/authenticate.h"
#include "http/body.h"

/* Who tried and could not; what was typed as the mail may be anything. */
static Status log_refused(Request *request, const SignIn *who, const Error *why)
{
    Error ignored;
    AuditEntry entry = {.action = "sign-in", .name = who->mail, .outcome = AUDIT_REFUSED, .origin = request->client,
                        .detail = why->status == STATUS_TOO_MANY ? "too many attempts" : why->where[0] ? "code" : "password"};
    return audit_append(request->store, NULL, &entry, &ignored);
}

static Status sign_in(Request *request, Response *response, Error *error)
{
    static const char *const members[] = {"mail", "password", "code", NULL};
    struct json_t *body CLEANUP(body_cleanup) = NULL;
    SignIn who = {.address = request->client_group};
    SignedIn found = {0};
    TRY(body_parse_object(request->body, &body, error));
    TRY(body_check_members(body, members, error));
    TRY(body_text(body, "mail", /* required= */ true, &who.mail, error));
    TRY(body_text(body, "password", /* required= */ true, &who.password, error));
    TRY(body_text(body, "code", /* required= */ false, &who.code, error));
    Status status = sign_in_check(store_records(request->store), request->server->throttle, request->arena, &who, &found,
                                  &response->retry_after, error);
    /* Attempts that are not even looked at are not written either: a flood would fill the disk. */
    if (status == STATUS_UNAUTHENTICATED)
        (void)!log_refused(request, &who, error);
    TRY(status);
    TRY(sign_in_as(request, &(Proof){found.account, found.second_factor, account_now()}, response, error));
    return log_account(request, "sign-in", found.account, NULL, error);
}

/* The password or a code again: what is asked for next may ask for it, and a session without its second factor gets it. */
static Status confirm(Request *request, Response *response, Error *error)
{
    static const char *const members[] = {"password", "code", NULL};
    struct json_t *body CLEANUP(body_cleanup) = NULL;
    Principal who = *request->principal;
    const char *password, *code;
    TRY(require_session(request, error));
    TRY(body_parse_object(request->body, &body, error));
    TRY(body_check_members(body, members, error));
    TRY(body_text(body, "password", /* required= */ false, &password, error));
    TRY(body_text(body, "code", /* required= */ false, &code, error));
    if (!password && !code) {
        error_set(error, STATUS_INVALID_ARGUMENT, "%s", _("the password or a one-time code is missing"));
        error_where(error, "password");
        return error->status;
    }
    if (password)
        TRY(confirm_by(request, &(SignIn){.password = password, .address = request->client_group}, response, error));
    if (code)
        TRY(confirm_by(request, &(SignIn){.code = code, .address = request->client_group}, response, error));
    TRY(session_prove(store_records(request->store), who.session, code != NULL, error));
    TRY(account_changed(request, who.account, error));
    TRY(log_account(request, "session.confirm", who.account, code ? "code" : NULL, error));
    who.needs_factor = who.needs_factor && !code;
    JsonWriter writer = json_writer(&response->body);
    write_me(request, &writer, &who);
    return STATUS_OK;
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
    TRY(log_account(request, "sign-out", who->account, NULL, error));
    response->status = 204;
    response->cookie = session_cookie(request, NULL);
    response->clear = true;
    return STATUS_OK;
}

extern const Endpoint endpoint_sign_in, endpoint_session, endpoint_sign_out, endpoint_session_confirm;
static const char *const media[] = {"application/json", NULL};
const Endpoint endpoint_sign_in = {
    .method = "POST", .path = "/api/v1/session", .permission = PERMISSION_PUBLIC, .run = RUN_SECRET, .body = BODY_MEMORY,
    .body_limit = 4096, .media = media, .handle = sign_in,
};
const Endpoint endpoint_session = {
    .method = "GET", .path = "/api/v1/session", .permission = PERMISSION_SIGNED_IN, .run = RUN_AT_ONCE,
    .before_factor = true, .handle = show,
};
const Endpoint endpoint_sign_out = {
    .method = "DELETE", .path = "/api/v1/session", .permission = PERMISSION_SIGNED_IN, .run = RUN_WORKER,
    .before_factor = true, .handle = sign_out,
};
const Endpoint endpoint_session_confirm = {
    .method = "POST", .path = "/api/v1/session/confirm", .permission = PERMISSION_SIGNED_IN, .run = RUN_SECRET,
    .before_factor = true, .body = BODY_MEMORY, .body_limit = 4096, .media = media, .handle = confirm,
};
