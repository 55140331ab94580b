/* Links that work once: the first owner's, an invitation, another password. */
#include "http/account_answer.h"

#include "account/password.h"
#include "base/translate.h"
#include "http/body.h"

static Status check(Request *request, Response *response, Error *error)
{
    static const char *const members[] = {"key", NULL};
    struct json_t *body CLEANUP(body_cleanup) = NULL;
    const char *key;
    Link link;
    TRY(body_parse_object(request->body, &body, error));
    TRY(body_check_members(body, members, error));
    TRY(body_text(body, "key", /* required= */ true, &key, error));
    TRY(link_read(store_records(request->store), request->arena, key, &link, error));
    JsonWriter writer = json_writer(&response->body);
    json_object(&writer);
    json_member_text(&writer, "purpose", link_purpose_name(link.purpose));
    json_member_text(&writer, "name", link.account.name);
    json_member_text(&writer, "mail", link.account.mail);
    write_instant(&writer, "expires_at", link.expires_at);
    json_object_end(&writer);
    return STATUS_OK;
}

/* An owner needs a name and a mail; who was invited has them. */
static Status read_use(const struct json_t *body, Arena *arena, const Link *link, LinkUse *ret_use, Error *error)
{
    bool owner = link->purpose == LINK_WELCOME;
    LinkUse use = {0};
    TRY(body_text(body, "name", /* required= */ owner, &use.name, error));
    TRY(body_text(body, "mail", /* required= */ owner, &use.mail, error));
    if (use.name)
        TRY(account_check_name(use.name, error));
    if (owner && !account_mail(arena, use.mail)) {
        error_set(error, STATUS_INVALID_ARGUMENT, "%s", _("this is not a mail address"));
        error_where(error, "mail");
        error_value(error, use.mail, strlen(use.mail));
        return error->status;
    }
    *ret_use = use;
    return STATUS_OK;
}

static Status enter(Request *request, Response *response, Error *error)
{
    static const char *const members[] = {"key", "name", "mail", "password", NULL};
    struct json_t *body CLEANUP(body_cleanup) = NULL;
    const char *key, *password;
    char hash[PASSWORD_CAPACITY];
    Link link;
    LinkUse use;
    int64_t account;
    Records *records = store_records(request->store);
    TRY(body_parse_object(request->body, &body, error));
    TRY(body_check_members(body, members, error));
    TRY(body_text(body, "key", /* required= */ true, &key, error));
    TRY(body_text(body, "password", /* required= */ true, &password, error));
    TRY(link_read(records, request->arena, key, &link, error));
    TRY(read_use(body, request->arena, &link, &use, error));
    TRY(password_allowed(password, use.name ? use.name : link.account.name, use.mail ? use.mail : link.account.mail, error));
    TRY(password_hash(password, hash, error));
    use.password_hash = hash;
    TRY(link_use(records, &link, &use, &account, error));
    TRY(log_account(request, arena_format(request->arena, "link.%s", link_purpose_name(link.purpose)), account, NULL, error));
    if (link.ends_codes && link.account.has_totp)
        TRY(log_account(request, "totp.end", account, "link", error));
    /* A link stands for the password alone: codes that there are, or have to be, come next. */
    return sign_in_as(request, &(Proof){account, /* second_factor= */ false, account_now()}, response, error);
}

extern const Endpoint endpoint_welcome_check, endpoint_welcome;
static const char *const media[] = {"application/json", NULL};
const Endpoint endpoint_welcome_check = {
    .method = "POST", .path = "/api/v1/welcome/check", .permission = PERMISSION_PUBLIC, .run = RUN_WORKER,
    .body = BODY_MEMORY, .body_limit = 4096, .media = media, .handle = check,
};
const Endpoint endpoint_welcome = {
    .method = "POST", .path = "/api/v1/welcome", .permission = PERMISSION_PUBLIC, .run = RUN_SECRET,
    .body = BODY_MEMORY, .body_limit = 4096, .media = media, .handle = enter,
};
