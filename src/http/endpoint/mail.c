/* The mail server, and mail that waits. */
#include "http/account_answer.h"

#include "base/translate.h"
#include "http/body.h"
#include "http/post.h"
#include "outside/mail.h"

static Status write_server(Request *request, Response *response, Error *error)
{
    Records *records = store_records(request->store);
    MailServer server = {.host = "", .user = "", .password = "", .sender = "", .page = ""};
    MailState state;
    Status status = mail_server_read(records, request->arena, &server, error);
    if (status != STATUS_OK && status != STATUS_NOT_FOUND)
        return status;
    TRY(mail_state(records, request->arena, &state, error));
    JsonWriter writer = json_writer(&response->body);
    json_object(&writer);
    json_member_text(&writer, "host", server.host);
    json_member_integer(&writer, "port", server.port);
    json_member_text(&writer, "tls", mail_tls_name(server.tls));
    json_member_text(&writer, "user", server.user);
    json_member_boolean(&writer, "has_password", server.has_password);
    json_member_text(&writer, "sender", server.sender);
    json_member_text(&writer, "page", server.page);
    json_member_integer(&writer, "waiting", state.waiting);
    json_member_integer(&writer, "failed", state.failed);
    json_member_text(&writer, "problem", state.problem);
    json_object_end(&writer);
    return STATUS_OK;
}

static Status read_server(const struct json_t *body, MailServer *server, Error *error)
{
    static const char *const members[] = {"host", "port", "tls", "user", "password", "sender", "page", NULL};
    const char *tls;
    int64_t port;
    TRY(body_check_members(body, members, error));
    TRY(body_text(body, "host", /* required= */ true, &server->host, error));
    TRY(body_integer(body, "port", 1, 65535, 587, &port, error));
    TRY(body_text(body, "tls", /* required= */ false, &tls, error));
    TRY(body_text(body, "user", /* required= */ false, &server->user, error));
    TRY(body_text(body, "password", /* required= */ false, &server->password, error));
    TRY(body_text(body, "sender", /* required= */ true, &server->sender, error));
    TRY(body_text(body, "page", /* required= */ true, &server->page, error));
    server->port = (int)port;
    server->user = server->user ? server->user : "";
    server->tls = MAIL_STARTTLS;
    if (!tls || mail_tls_find(tls, &server->tls))
        return STATUS_OK;
    error_set(error, STATUS_INVALID_ARGUMENT, "%s", _("TLS is none, starttls or tls"));
    error_where(error, "tls");
    return error->status;
}

static Status change(Request *request, Response *response, Error *error)
{
    struct json_t *body CLEANUP(body_cleanup) = NULL;
    MailServer server = {0};
    /* Links that let people in go through it. */
    TRY(require_recent_person(request, error));
    TRY(body_parse_object(request->body, &body, error));
    TRY(read_server(body, &server, error));
    TRY(mail_server_write(store_records(request->store), &server, error));
    TRY(log_account(request, "mail.change", 0, server.host, error));
    return write_server(request, response, error);
}

/* To the one who asks alone, so that nobody else is written to by it. What the server met is the answer, no error. */
static Status send_test(Request *request, Response *response, Error *error)
{
    const Principal *who = request->principal;
    Error problem = {0};
    if (!who->mail) {
        error_set(error, STATUS_CONFLICT, "%s", _("your account has no mail address to send to"));
        return error->status;
    }
    Mail mail = {.to = who->mail, .subject = _("A test of Mizan’s mail"),
                 .body = _("This mail was asked for in the settings. It arrived: mail works.\n")};
    Status status = mail_send_now(store_records(request->store), &request->server->options.guard, &mail, account_now(), &problem);
    if (status == STATUS_NOT_FOUND) {
        *error = problem;
        return status;
    }
    response->audit_detail = status == STATUS_OK ? NULL : arena_string(request->arena, problem.message);
    JsonWriter writer = json_writer(&response->body);
    json_object(&writer);
    json_member_text(&writer, "to", who->mail);
    json_member_boolean(&writer, "sent", status == STATUS_OK);
    json_member_text(&writer, "problem", status == STATUS_OK ? NULL : problem.message);
    json_member_text(&writer, "hint", status == STATUS_OK || !problem.hint[0] ? NULL : problem.hint);
    json_object_end(&writer);
    return STATUS_OK;
}

static Status reset(Request *request, Response *response, Error *error)
{
    static const char *const members[] = {"mail", NULL};
    struct json_t *body CLEANUP(body_cleanup) = NULL;
    const char *given;
    TRY(body_parse_object(request->body, &body, error));
    TRY(body_check_members(body, members, error));
    TRY(body_text(body, "mail", /* required= */ true, &given, error));
    const char *mail = account_mail(request->arena, given);
    /* Each request counts, since nobody is to be flooded with mail. */
    const char *key = arena_format(request->arena, "reset %s", mail ? mail : "");
    Throttle *throttle = request->server->throttle;
    TRY(throttle_admit(throttle, key, request->client_group, account_now(), &response->retry_after, error));
    throttle_failed(throttle, key, request->client_group, account_now());
    if (mail)
        post_reset(request->server, mail, request->language);
    text_append(&response->body, "{}");
    response->status = 202;
    return STATUS_OK;
}

extern const Endpoint endpoint_mail, endpoint_mail_change, endpoint_mail_test, endpoint_password_reset;
static const char *const media[] = {"application/json", NULL};
const Endpoint endpoint_mail = {
    .method = "GET", .path = "/api/v1/mail", .permission = PERMISSION_SETTINGS, .run = RUN_WORKER, .handle = write_server,
};
const Endpoint endpoint_mail_change = {
    .method = "PUT", .path = "/api/v1/mail", .permission = PERMISSION_SETTINGS, .run = RUN_WORKER, .body = BODY_MEMORY,
    .body_limit = 16 * 1024, .media = media, .handle = change,
};
const Endpoint endpoint_mail_test = {
    .method = "POST", .path = "/api/v1/mail/test", .permission = PERMISSION_SETTINGS, .audit = "mail.test", .run = RUN_LONG,
    .handle = send_test,
};
const Endpoint endpoint_password_reset = {
    .method = "POST", .path = "/api/v1/password/reset", .permission = PERMISSION_PUBLIC, .run = RUN_WORKER,
    .body = BODY_MEMORY, .body_limit = 4096, .media = media, .handle = reset,
};
