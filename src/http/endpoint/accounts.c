/* Members: who has an account, what they may do and see; invitations. */
#include "http/account_answer.h"

#include "base/translate.h"
#include "http/body.h"
#include "http/post.h"

/* Owners are made, changed and given links by owners alone: else an administrator could become one. */
static Status require_right(const Request *request, Role role, Error *error)
{
    if (role < ROLE_OWNER || principal_may(request->principal, PERMISSION_OWNER))
        return STATUS_OK;
    error_set(error, STATUS_FORBIDDEN, "%s", _("only an owner may do this"));
    error_where(error, "role");
    return error->status;
}

static Status read_role(const struct json_t *body, Role *role, bool *ret_given, Error *error)
{
    const char *name;
    TRY(body_text(body, "role", /* required= */ false, &name, error));
    *ret_given = name != NULL;
    if (!name || role_find(name, role))
        return STATUS_OK;
    error_set(error, STATUS_INVALID_ARGUMENT, "%s", _("there is no role of this name"));
    error_where(error, "role");
    error_value(error, name, strlen(name));
    return error->status;
}

/* The account that the path names; who asks may change it. */
static Status find_account(Request *request, Account *ret_account, Error *error)
{
    int64_t id;
    TRY(path_number(request, "account", &id, error));
    TRY(account_read(store_records(request->store), request->arena, id, ret_account, error));
    return require_right(request, ret_account->role, error);
}

static Status list(Request *request, Response *response, Error *error)
{
    Account *accounts;
    size_t count;
    TRY(account_list(store_records(request->store), request->arena, &accounts, &count, error));
    JsonWriter writer = json_writer(&response->body);
    json_object(&writer);
    json_key(&writer, "accounts");
    json_array(&writer);
    for (size_t i = 0; i < count; i++)
        write_account(&writer, &accounts[i]);
    json_array_end(&writer);
    json_object_end(&writer);
    return STATUS_OK;
}

static Status write_link(Request *request, const Account *account, bool ends_codes, Response *response, Error *error)
{
    char key[SECRET_CAPACITY];
    int64_t expires_at;
    LinkPurpose purpose = account->has_password ? LINK_RESET : LINK_INVITATION;
    bool mailed;
    NewLink made = {.purpose = purpose, .account = account->id, .ends_codes = ends_codes && account->has_password};
    TRY(link_make(store_records(request->store), &made, key, &expires_at, error));
    TRY(log_account(request, "link.make", account->id, made.ends_codes ? "reset, ends codes" : link_purpose_name(purpose), error));
    TRY(post_link(request->server, account, purpose, key, account->reading.language ? account->reading.language : request->organization->language,
                  &mailed, error));
    translate_set_language(request->language);
    JsonWriter writer = json_writer(&response->body);
    json_object(&writer);
    json_key(&writer, "account");
    write_account(&writer, account);
    json_member_text(&writer, "link", link_address(request, key));
    json_member_boolean(&writer, "mailed", mailed);
    write_instant(&writer, "expires_at", expires_at);
    json_object_end(&writer);
    response->status = 201;
    return STATUS_OK;
}

static Status invite(Request *request, Response *response, Error *error)
{
    static const char *const members[] = {"name", "mail", "role", "rows", NULL};
    struct json_t *body CLEANUP(body_cleanup) = NULL;
    NewAccount made = {.role = ROLE_VIEWER};
    RowScope rows;
    bool given;
    int64_t id;
    Account account;
    TRY(body_parse_object(request->body, &body, error));
    TRY(body_check_members(body, members, error));
    TRY(body_text(body, "name", /* required= */ true, &made.name, error));
    TRY(body_text(body, "mail", /* required= */ true, &made.mail, error));
    TRY(read_role(body, &made.role, &given, error));
    TRY(body_rows(body, request->arena, &rows, error));
    TRY(require_right(request, made.role, error));
    made.rows = &rows;
    TRY(account_add(store_records(request->store), &made, &id, error));
    TRY(log_account(request, "account.add", id, role_name(made.role), error));
    TRY(account_read(store_records(request->store), request->arena, id, &account, error));
    return write_link(request, &account, /* ends_codes= */ false, response, error);
}

static Status make_link(Request *request, Response *response, Error *error)
{
    Account account;
    const char *ends_codes = request_query(request, "end_codes");
    TRY(require_recent_person(request, error));
    TRY(find_account(request, &account, error));
    if (!account.disabled)
        return write_link(request, &account, ends_codes && strcmp(ends_codes, "true") == 0, response, error);
    return error_set(error, STATUS_CONFLICT, "%s", _("this account is disabled"));
}

static Status change_role(Request *request, const struct json_t *body, const Account *account, Error *error)
{
    Role role = account->role;
    bool given;
    TRY(read_role(body, &role, &given, error));
    if (!given || role == account->role)
        return STATUS_OK;
    TRY(require_right(request, role, error));
    TRY(account_set_role(store_records(request->store), account->id, role, error));
    return log_account(request, "account.role", account->id, role_name(role), error);
}

static Status change_words(Request *request, const struct json_t *body, const Account *account, Error *error)
{
    Records *records = store_records(request->store);
    const char *name, *mail;
    TRY(body_text(body, "name", /* required= */ false, &name, error));
    TRY(body_text(body, "mail", /* required= */ false, &mail, error));
    if (name)
        TRY(account_set_name(records, account->id, name, error));
    if (mail)
        TRY(account_set_mail(records, account->id, mail, error));
    return name || mail ? log_account(request, "account.change", account->id, name ? "name" : "mail", error) : STATUS_OK;
}

static Status change_rows(Request *request, const struct json_t *body, const Account *account, Error *error)
{
    RowScope rows;
    bool disabled;
    TRY(body_truth(body, "disabled", account->disabled, &disabled, error));
    TRY(body_rows(body, request->arena, &rows, error));
    if (body_has(body, "rows")) {
        TRY(account_set_rows(store_records(request->store), account->id, &rows, error));
        TRY(log_account(request, "account.rows", account->id, NULL, error));
    }
    if (disabled == account->disabled)
        return STATUS_OK;
    TRY(account_set_disabled(store_records(request->store), account->id, disabled, error));
    return log_account(request, disabled ? "account.disable" : "account.enable", account->id, NULL, error);
}

/* "works_in": the teams that the account works in. */
static Status change_teams(Request *request, const struct json_t *body, const Account *account, Error *error)
{
    const char **values;
    size_t count;
    ScopeList teams;
    if (!body_has(body, "works_in"))
        return STATUS_OK;
    TRY(body_texts(body, "works_in", request->arena, &values, &count, error));
    TRY(account_make_scope(values, count, &teams, error));
    TRY(account_set_teams(store_records(request->store), account->id, &teams, error));
    return log_account(request, "account.teams", account->id, NULL, error);
}

static Status change(Request *request, Response *response, Error *error)
{
    static const char *const members[] = {"name", "mail", "role", "rows", "works_in", "disabled", NULL};
    struct json_t *body CLEANUP(body_cleanup) = NULL;
    Account account;
    TRY(require_recent_person(request, error));
    TRY(find_account(request, &account, error));
    TRY(body_parse_object(request->body, &body, error));
    TRY(body_check_members(body, members, error));
    Status status = change_words(request, body, &account, error);
    if (status == STATUS_OK)
        status = change_role(request, body, &account, error);
    if (status == STATUS_OK)
        status = change_rows(request, body, &account, error);
    if (status == STATUS_OK)
        status = change_teams(request, body, &account, error);
    /* What was changed before something was refused holds as well. */
    Error second;
    if (account_changed(request, account.id, status == STATUS_OK ? error : &second) != STATUS_OK && status == STATUS_OK)
        status = error->status;
    TRY(status);
    TRY(account_read(store_records(request->store), request->arena, account.id, &account, error));
    JsonWriter writer = json_writer(&response->body);
    write_account(&writer, &account);
    return STATUS_OK;
}

static Status end_sessions(Request *request, Response *response, Error *error)
{
    Account account;
    TRY(find_account(request, &account, error));
    TRY(session_end_others(store_records(request->store), account.id, /* keep= */ 0, error));
    TRY(account_changed(request, account.id, error));
    response->status = 204;
    return log_account(request, "session.end", account.id, "all", error);
}

extern const Endpoint endpoint_accounts, endpoint_account_invite, endpoint_account_change, endpoint_account_link,
    endpoint_account_sessions_end;
static const char *const media[] = {"application/json", NULL};
static const char *const link_parameters[] = {"end_codes", NULL};
const Endpoint endpoint_accounts = {
    .method = "GET", .path = "/api/v1/accounts", .permission = PERMISSION_MEMBERS, .run = RUN_WORKER, .handle = list,
};
const Endpoint endpoint_account_invite = {
    .method = "POST", .path = "/api/v1/accounts", .permission = PERMISSION_MEMBERS, .run = RUN_WORKER,
    .body = BODY_MEMORY, .body_limit = 64 * 1024, .media = media, .handle = invite,
};
const Endpoint endpoint_account_change = {
    .method = "PATCH", .path = "/api/v1/accounts/{account}", .permission = PERMISSION_MEMBERS, .run = RUN_WORKER,
    .body = BODY_MEMORY, .body_limit = 64 * 1024, .media = media, .handle = change,
};
const Endpoint endpoint_account_link = {
    .method = "POST", .path = "/api/v1/accounts/{account}/link", .permission = PERMISSION_MEMBERS, .run = RUN_WORKER,
    .parameters = link_parameters, .handle = make_link,
};
const Endpoint endpoint_account_sessions_end = {
    .method = "DELETE", .path = "/api/v1/accounts/{account}/sessions", .permission = PERMISSION_MEMBERS, .run = RUN_WORKER,
    .handle = end_sessions,
};
