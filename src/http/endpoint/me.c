/* The own account: its name, how its person likes to read, its sessions, its password. */
#include "http/account_answer.h"

#include "account/password.h"
#include "base/translate.h"
#include "http/authenticate.h"
#include "http/body.h"

static void write_session(JsonWriter *writer, const Session *session, int64_t current)
{
    json_object(writer);
    json_member_integer(writer, "session", session->id);
    json_member_boolean(writer, "current", session->id == current);
    json_member_text(writer, "address", session->address);
    json_member_text(writer, "agent", session->agent);
    write_instant(writer, "created_at", session->created_at);
    write_instant(writer, "seen_at", session->seen_at);
    write_instant(writer, "expires_at", session->expires_at);
    json_object_end(writer);
}

static Status list_sessions(Request *request, Response *response, Error *error)
{
    Session *sessions;
    size_t count;
    const Principal *who = request->principal;
    TRY(session_list(store_records(request->store), request->arena, who->account, &sessions, &count, error));
    JsonWriter writer = json_writer(&response->body);
    json_object(&writer);
    json_key(&writer, "sessions");
    json_array(&writer);
    for (size_t i = 0; i < count; i++)
        write_session(&writer, &sessions[i], who->session);
    json_array_end(&writer);
    json_object_end(&writer);
    return STATUS_OK;
}

static Status end_session(Request *request, Response *response, Error *error)
{
    int64_t session, account = request->principal->account;
    TRY(require_recent(request, error));
    TRY(path_number(request, "session", &session, error));
    TRY(session_end(store_records(request->store), account, session, error));
    TRY(account_changed(request, account, error));
    response->status = 204;
    return log_account(request, "session.end", account, NULL, error);
}

static Status end_others(Request *request, Response *response, Error *error)
{
    const Principal *who = request->principal;
    TRY(require_recent(request, error));
    TRY(session_end_others(store_records(request->store), who->account, who->session, error));
    TRY(account_changed(request, who->account, error));
    response->status = 204;
    return log_account(request, "session.end", who->account, "all others", error);
}

/* The word of a member: null takes it back, and what is not named stays as it is. */
static Status read_word(const struct json_t *body, const char *name, const char **word, Error *error)
{
    return body_has(body, name) ? body_text(body, name, /* required= */ false, word, error) : STATUS_OK;
}

static Status change_own(Request *request, Response *response, Error *error)
{
    static const char *const members[] = {"name", "language", "calendar", "digits", NULL};
    struct json_t *body CLEANUP(body_cleanup) = NULL;
    const Principal *who = request->principal;
    Reading reading = who->reading;
    const char *name;
    TRY(require_session(request, error));
    TRY(body_parse_object(request->body, &body, error));
    TRY(body_check_members(body, members, error));
    TRY(body_text(body, "name", /* required= */ false, &name, error));
    TRY(read_word(body, "language", &reading.language, error));
    TRY(read_word(body, "calendar", &reading.calendar, error));
    TRY(read_word(body, "digits", &reading.digits, error));
    TRY(account_set_own(store_records(request->store), who->account, name, &reading, error));
    TRY(log_account(request, "account.change", who->account, name ? "name" : "reading", error));
    TRY(directory_refresh(request->server->directory, who->account, error));
    Principal now = *who;
    now.name = name ? name : who->name;
    now.reading = reading;
    JsonWriter writer = json_writer(&response->body);
    write_me(request, &writer, &now);
    return STATUS_OK;
}

/* The session goes on under a new secret; all others end. */
static Status change_password(Request *request, Response *response, Error *error)
{
    static const char *const members[] = {"current", "password", NULL};
    struct json_t *body CLEANUP(body_cleanup) = NULL;
    const Principal *who = request->principal;
    const char *current, *password;
    char hash[PASSWORD_CAPACITY];
    TRY(require_session(request, error));
    TRY(body_parse_object(request->body, &body, error));
    TRY(body_check_members(body, members, error));
    TRY(body_text(body, "current", /* required= */ true, &current, error));
    TRY(body_text(body, "password", /* required= */ true, &password, error));
    TRY(password_allowed(password, who->name, who->mail, error));
    TRY(confirm_password(request, current, response, error));
    TRY(password_hash(password, hash, error));
    TRY(account_set_password(store_records(request->store), who->account, hash, who->session, error));
    TRY(log_account(request, "password.change", who->account, NULL, error));
    /* Who needed a second factor did not come here. */
    TRY(sign_in_as(request, &(Proof){who->account, who->has_totp, account_now()}, response, error));
    response->status = 200;
    return STATUS_OK;
}

extern const Endpoint endpoint_my_sessions, endpoint_my_session_end, endpoint_my_sessions_end, endpoint_my_password,
    endpoint_me_change;
static const char *const media[] = {"application/json", NULL};
const Endpoint endpoint_me_change = {
    .method = "PATCH", .path = "/api/v1/me", .permission = PERMISSION_SIGNED_IN, .run = RUN_WORKER, .body = BODY_MEMORY,
    .body_limit = 4096, .media = media, .handle = change_own,
};
const Endpoint endpoint_my_sessions = {
    .method = "GET", .path = "/api/v1/me/sessions", .permission = PERMISSION_SIGNED_IN, .run = RUN_WORKER,
    .handle = list_sessions,
};
const Endpoint endpoint_my_session_end = {
    .method = "DELETE", .path = "/api/v1/me/sessions/{session}", .permission = PERMISSION_SIGNED_IN, .run = RUN_WORKER,
    .handle = end_session,
};
const Endpoint endpoint_my_sessions_end = {
    .method = "DELETE", .path = "/api/v1/me/sessions", .permission = PERMISSION_SIGNED_IN, .run = RUN_WORKER,
    .handle = end_others,
};
const Endpoint endpoint_my_password = {
    .method = "PUT", .path = "/api/v1/me/password", .permission = PERMISSION_SIGNED_IN, .run = RUN_SECRET,
    .body = BODY_MEMORY, .body_limit = 4096, .media = media, .handle = change_password,
};
