/* Links that only read: making, listing, revoking; and what is behind one, for whoever has it. */
#include "http/account_answer.h"
#include "http/body.h"
#include "http/pace.h"
#include "http/parts.h"
#include "http/subject_answer.h"

#include "base/translate.h"

/* Who manages members sees and ends everybody's; others their own. */
static int64_t whose(const Request *request)
{
    return principal_may(request->principal, PERMISSION_MEMBERS) ? 0 : request->principal->account;
}

static Status list(Request *request, Response *response, Error *error)
{
    Subject subject;
    ReadLink *links;
    size_t count;
    TRY(path_subject(request, response, /* open= */ false, &subject, error));
    TRY(read_link_list(store_records(request->store), request->arena, &subject, whose(request), &links, &count, error));
    JsonWriter writer = json_writer(&response->body);
    json_object(&writer);
    json_key(&writer, "links");
    json_array(&writer);
    for (size_t i = 0; i < count; i++)
        render_read_link_json(&writer, &links[i]);
    json_array_end(&writer);
    json_object_end(&writer);
    return STATUS_OK;
}

static Status make(Request *request, Response *response, Error *error)
{
    static const char *const members[] = {"label", "days", NULL};
    struct json_t *body CLEANUP(body_cleanup) = NULL;
    Subject subject;
    const char *label;
    int64_t days;
    char secret[SECRET_CAPACITY];
    ReadLink link;
    TRY(path_subject(request, response, /* open= */ false, &subject, error));
    TRY(body_parse_object(request->body, &body, error));
    TRY(body_check_members(body, members, error));
    TRY(body_text(body, "label", /* required= */ true, &label, error));
    TRY(body_integer(body, "days", 1, READ_LINK_DAYS_MOST, READ_LINK_DAYS, &days, error));
    TRY(read_link_add(store_records(request->store), request->principal, &subject, label, days, secret, &link, error));
    response->audit_detail = arena_format(request->arena, "link %lld, %lld days: %s", (long long)link.id, (long long)days, label);
    JsonWriter writer = json_writer(&response->body);
    json_object(&writer);
    json_key(&writer, "link");
    render_read_link_json(&writer, &link);
    json_member_text(&writer, "secret", secret);
    json_member_text(&writer, "address", read_link_address(request, secret));
    json_object_end(&writer);
    response->status = 201;
    return STATUS_OK;
}

static Status revoke(Request *request, Response *response, Error *error)
{
    int64_t id;
    TRY(path_number(request, "link", &id, error));
    response->audit_target = arena_format(request->arena, "link %lld", (long long)id);
    TRY(read_link_revoke(store_records(request->store), whose(request), id, error));
    response->status = 204;
    return STATUS_OK;
}

/* ---- whoever has one ---- */

/* Guesses are counted by who makes them: the "account" of these counts is their address, so that nobody's guessing
 * shuts others out. */
static Status admit(Request *request, const char *guesser, Response *response, Error *error)
{
    Server *server = request->server;
    Status status = pace_step(server->pace, request->client_group, account_now(), &response->retry_after, error);
    if (status == STATUS_OK)
        status = throttle_admit(server->throttle, guesser, request->client_group, account_now(), &response->retry_after, error);
    response->audit_nothing = status != STATUS_OK; /* turned away unread */
    return status;
}

static Status open_link(Request *request, Response *response, Error *error)
{
    static const char *const members[] = {"key", NULL};
    struct json_t *body CLEANUP(body_cleanup) = NULL;
    const char *key, *guesser = arena_format(request->arena, "link of %s", request->client_group);
    ReadLink link;
    Principal who;
    Subject subject;
    bool known;
    TRY(admit(request, guesser, response, error));
    TRY(body_parse_object(request->body, &body, error));
    TRY(body_check_members(body, members, error));
    TRY(body_text(body, "key", /* required= */ true, &key, error));
    Status status = read_link_open(store_records(request->store), request->arena, key, &link, &who, &subject, &known, error);
    if (status != STATUS_OK && !known)
        throttle_failed(request->server->throttle, guesser, request->client_group, account_now());
    TRY(status);
    response->audit_target = arena_format(request->arena, "link %lld", (long long)link.id);
    JsonWriter writer = json_writer(&response->body);
    json_object(&writer);
    render_subject_members(&writer, &subject);
    json_member_text(&writer, "organization", request->organization->name);
    json_member_text(&writer, "shared_by", link.account_name);
    json_member_text(&writer, "calendar", calendar_system_name(request->organization->calendar));
    write_instant(&writer, "expires_at", link.expires_at);
    TRY(write_subject(request, &who, &subject, /* whole= */ true, &writer, error));
    json_object_end(&writer);
    return STATUS_OK;
}

extern const Endpoint endpoint_links, endpoint_link_make, endpoint_link_revoke, endpoint_link_open;
static const char *const media[] = {"application/json", NULL};
const Endpoint endpoint_links = {
    .method = "GET", .path = "/api/v1/links/{kind}/{id}", .permission = PERMISSION_GOALS, .run = RUN_WORKER, .handle = list,
};
const Endpoint endpoint_link_make = {
    .method = "POST", .path = "/api/v1/links/{kind}/{id}", .permission = PERMISSION_GOALS, .audit = "link.share", .run = RUN_WORKER,
    .body = BODY_MEMORY, .body_limit = 4096, .media = media, .handle = make,
};
const Endpoint endpoint_link_revoke = {
    .method = "DELETE", .path = "/api/v1/links/{link}", .permission = PERMISSION_GOALS, .audit = "link.revoke", .run = RUN_WORKER,
    .handle = revoke,
};
const Endpoint endpoint_link_open = {
    .method = "POST", .path = "/api/v1/shared", .permission = PERMISSION_PUBLIC, .audit = "link.open", .run = RUN_WORKER,
    .body = BODY_MEMORY, .body_limit = 4096, .media = media, .handle = open_link,
};
