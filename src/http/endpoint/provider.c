/* Signing in at a provider of OpenID Connect, and which one it is. */
#include "http/account_answer.h"

#include "base/translate.h"
#include "http/body.h"
#include "http/discovery.h"
#include "http/flow.h"

#define COOKIE "mizan-provider"

static Status show_title(Request *request, Response *response, Error *error)
{
    Provider provider = {.title = NULL};
    Status status = provider_read(store_records(request->store), request->arena, &provider, error);
    if (status != STATUS_OK && status != STATUS_NOT_FOUND)
        return status;
    JsonWriter writer = json_writer(&response->body);
    json_object(&writer);
    json_member_text(&writer, "title", provider.title);
    json_object_end(&writer);
    return STATUS_OK;
}

static const char *cookie(const Request *request, const char *value, int seconds)
{
    return arena_format(request->arena, COOKIE "=%s; Path=/api/v1/provider; HttpOnly; SameSite=Lax; Max-Age=%d%s", value, seconds,
                        request->https ? "; Secure" : "");
}

static Status begin(Request *request, Response *response, Error *error)
{
    char browser[SECRET_CAPACITY];
    const char *again = request_query(request, "again");
    TRY(flow_begin(request->server, request->arena, again && strcmp(again, "true") == 0, &response->location, browser, error));
    response->status = 303;
    response->cookie = cookie(request, browser, FLOW_SECONDS);
    return STATUS_OK;
}

/* The value of our cookie within the header; NULL without. */
static const char *browser_of(const Request *request)
{
    Text rest = text_of(request_header(request, "Cookie"));
    while (rest.length) {
        Text value, pair = text_trim(text_cut(rest, ';', &rest));
        if (text_equals(text_cut(pair, '=', &value), COOKIE) && value.bytes)
            return text_string(request->arena, value);
    }
    return NULL;
}

static Status end(Request *request, Response *response, Error *error)
{
    const char *state = request_query(request, "state"), *code = request_query(request, "code");
    FlowEnd who;
    if (!state || !code) {
        error_set(error, STATUS_FORBIDDEN, "%s", _("the provider did not let you in"));
        const char *why = request_query(request, "error");
        if (why)
            error_value(error, why, strlen(why));
        return error->status;
    }
    TRY(flow_end(request->server, request->arena, state, code, browser_of(request), &who, error));
    TRY(sign_in_as(request, &(Proof){who.account, who.second_factor, who.proved_at}, response, error));
    TRY(log_account(request, "sign-in", who.account, who.how ? arena_format(request->arena, "provider: %s", who.how) : "provider", error));
    response->status = 303;
    response->location = who.again ? "/settings/account" : "/";
    return STATUS_OK;
}

static Status show(Request *request, Response *response, Error *error)
{
    Provider provider = {"", "", "", "", "", ""};
    Status status = provider_read(store_records(request->store), request->arena, &provider, error);
    if (status != STATUS_OK && status != STATUS_NOT_FOUND)
        return status;
    JsonWriter writer = json_writer(&response->body);
    json_object(&writer);
    json_member_text(&writer, "issuer", provider.issuer);
    json_member_text(&writer, "client", provider.client);
    json_member_boolean(&writer, "has_secret", *provider.secret != '\0');
    json_member_text(&writer, "title", provider.title);
    json_member_text(&writer, "acr", provider.acr);
    json_member_text(&writer, "page", provider.page);
    json_object_end(&writer);
    return STATUS_OK;
}

static Status change(Request *request, Response *response, Error *error)
{
    static const char *const members[] = {"issuer", "client", "secret", "title", "acr", "page", NULL};
    struct json_t *body CLEANUP(body_cleanup) = NULL;
    Provider provider;
    TRY(require_recent(request, error));
    TRY(body_parse_object(request->body, &body, error));
    TRY(body_check_members(body, members, error));
    TRY(body_text(body, "issuer", /* required= */ true, &provider.issuer, error));
    TRY(body_text(body, "client", /* required= */ true, &provider.client, error));
    TRY(body_text(body, "secret", /* required= */ false, &provider.secret, error));
    TRY(body_text(body, "title", /* required= */ true, &provider.title, error));
    TRY(body_text(body, "acr", /* required= */ false, &provider.acr, error));
    provider.acr = provider.acr ? provider.acr : "";
    TRY(body_text(body, "page", /* required= */ true, &provider.page, error));
    TRY(provider_write(store_records(request->store), &provider, error));
    TRY(log_account(request, "provider.change", 0, provider.issuer, error));
    return show(request, response, error);
}

static void write_words(JsonWriter *writer, const char *name, const char *const *words, size_t count)
{
    json_key(writer, name);
    json_array(writer);
    for (size_t i = 0; i < count; i++)
        json_text(writer, words[i]);
    json_array_end(writer);
}

/* Before or after it is kept: nothing is changed by looking. What the provider met us with is the answer, no error. */
static Status look(Request *request, Response *response, Error *error)
{
    static const char *const members[] = {"issuer", NULL};
    struct json_t *body CLEANUP(body_cleanup) = NULL;
    const char *issuer;
    Discovery found;
    DiscoveryMore more;
    Error problem = {0};
    TRY(body_parse_object(request->body, &body, error));
    TRY(body_check_members(body, members, error));
    TRY(body_text(body, "issuer", /* required= */ true, &issuer, error));
    Status status = discovery_look(&request->server->options.guard, request->arena, issuer, &found, &more, &problem);
    response->audit_detail = arena_format(request->arena, "%s%s%s", issuer, status == STATUS_OK ? "" : ": ", problem.message);
    JsonWriter writer = json_writer(&response->body);
    json_object(&writer);
    json_member_boolean(&writer, "works", status == STATUS_OK);
    json_member_text(&writer, "authorize", *found.authorize ? found.authorize : NULL);
    json_member_text(&writer, "token", *found.token ? found.token : NULL);
    json_member_text(&writer, "keys_at", *found.keys ? found.keys : NULL);
    json_member_integer(&writer, "keys", (int64_t)more.key_count);
    write_words(&writer, "algorithms", more.algorithms, more.algorithm_count);
    write_words(&writer, "acr_values", more.acr, more.acr_count);
    json_member_text(&writer, "problem", status == STATUS_OK ? NULL : problem.message);
    json_member_text(&writer, "hint", status == STATUS_OK || !problem.hint[0] ? NULL : problem.hint);
    json_object_end(&writer);
    return STATUS_OK;
}

extern const Endpoint endpoint_provider, endpoint_provider_begin, endpoint_provider_end, endpoint_provider_settings,
    endpoint_provider_change, endpoint_provider_look;
static const char *const media[] = {"application/json", NULL};
static const char *const begin_parameters[] = {"again", NULL};
static const char *const end_parameters[] = {"state", "code", "error", "error_description", "iss", "session_state", "scope", NULL};
const Endpoint endpoint_provider = {
    .method = "GET", .path = "/api/v1/provider", .permission = PERMISSION_PUBLIC, .run = RUN_WORKER, .handle = show_title,
};
const Endpoint endpoint_provider_begin = {
    .method = "GET", .path = "/api/v1/provider/begin", .permission = PERMISSION_PUBLIC, .run = RUN_LONG, .acts = true,
    .parameters = begin_parameters, .handle = begin,
};
const Endpoint endpoint_provider_end = {
    .method = "GET", .path = "/api/v1/provider/return", .permission = PERMISSION_PUBLIC, .run = RUN_LONG,
    .parameters = end_parameters, .handle = end,
};
/* Whoever sets the provider can come in as anybody: owners alone. */
const Endpoint endpoint_provider_settings = {
    .method = "GET", .path = "/api/v1/provider/settings", .permission = PERMISSION_OWNER, .run = RUN_WORKER, .handle = show,
};
const Endpoint endpoint_provider_change = {
    .method = "PUT", .path = "/api/v1/provider/settings", .permission = PERMISSION_OWNER, .run = RUN_WORKER,
    .body = BODY_MEMORY, .body_limit = 16 * 1024, .media = media, .handle = change,
};
const Endpoint endpoint_provider_look = {
    .method = "POST", .path = "/api/v1/provider/look", .permission = PERMISSION_OWNER, .audit = "provider.look", .run = RUN_LONG,
    .body = BODY_MEMORY, .body_limit = 4096, .media = media, .handle = look,
};
