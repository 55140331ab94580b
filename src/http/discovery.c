#include "http/discovery.h"

#include "account/account.h"
#include "base/translate.h"
#include "http/body.h"
#include "outside/fetch.h"

#include <string.h>

static Status fail(Error *error)
{
    error_set(error, STATUS_IO, "%s", _("the provider does not describe itself as it should"));
    error_hint(error, "%s", _("the issuer is the address that /.well-known/openid-configuration is added to"));
    return error->status;
}

static Status fetch_object(const Guard *guard, Arena *arena, const char *url, struct json_t **ret_document, Error *error)
{
    Text text;
    Error unread;
    TRY(fetch(guard, arena, &(Fetch){.url = url}, &text, error));
    return body_parse_object(text, ret_document, &unread) == STATUS_OK ? STATUS_OK : fail(error);
}

static Status fetch_description(const Guard *guard, Arena *arena, const char *issuer, struct json_t **ret_document, Error *error)
{
    size_t length = strlen(issuer);
    bool slash = length && issuer[length - 1] == '/';
    const char *url = arena_format(arena, "%s%s.well-known/openid-configuration", issuer, slash ? "" : "/");
    Status status = fetch_object(guard, arena, url, ret_document, error);
    if (status == STATUS_IO && !error->hint[0])
        error_hint(error, _("%s was asked"), url);
    return status;
}

static Status read_address(const struct json_t *document, const char *name, char target[ADDRESS_CAPACITY], Error *error)
{
    const char *text;
    Error absent;
    if (body_text(document, name, /* required= */ true, &text, &absent) == STATUS_OK &&
        (size_t)snprintf(target, ADDRESS_CAPACITY, "%s", text) < ADDRESS_CAPACITY)
        return STATUS_OK;
    target[0] = '\0';
    fail(error);
    error_hint(error, _("its description lacks \"%s\""), name);
    return error->status;
}

static Status read_addresses(const struct json_t *document, const char *issuer, Discovery *ret_discovery, Error *error)
{
    TRY(read_address(document, "issuer", ret_discovery->issuer, error));
    TRY(read_address(document, "authorization_endpoint", ret_discovery->authorize, error));
    TRY(read_address(document, "token_endpoint", ret_discovery->token, error));
    TRY(read_address(document, "jwks_uri", ret_discovery->keys, error));
    if (strcmp(ret_discovery->issuer, issuer) == 0)
        return STATUS_OK;
    error_set(error, STATUS_IO, "%s", _("the provider calls itself otherwise"));
    error_hint(error, _("write the issuer as it does, to the last sign: %s"), ret_discovery->issuer);
    return error->status;
}

Status discovery_ask(const Guard *guard, Arena *arena, const char *issuer, Discovery *ret_discovery, Error *error)
{
    struct json_t *document CLEANUP(body_cleanup) = NULL;
    Discovery found = {.until = account_now() + (int64_t)DISCOVERY_SECONDS * ACCOUNT_SECOND};
    TRY(fetch_description(guard, arena, issuer, &document, error));
    TRY(read_addresses(document, issuer, &found, error));
    *ret_discovery = found;
    return STATUS_OK;
}

/* A list that a provider need not give: what is no list of words counts as none. */
static size_t words(const struct json_t *document, const char *name, Arena *arena, const char ***ret_words)
{
    size_t count = 0;
    Error unread;
    if (body_texts(document, name, arena, ret_words, &count, &unread) != STATUS_OK)
        return 0;
    count = count < DISCOVERY_WORDS ? count : DISCOVERY_WORDS;
    for (size_t i = 0; i < count; i++)
        (*ret_words)[i] = arena_string(arena, (*ret_words)[i]);
    return count;
}

static Status check_algorithms(const DiscoveryMore *more, Error *error)
{
    bool known = more->algorithm_count == 0;
    for (size_t i = 0; i < more->algorithm_count; i++)
        known = known || strcmp(more->algorithms[i], "RS256") == 0 || strcmp(more->algorithms[i], "ES256") == 0;
    return known ? STATUS_OK : error_set(error, STATUS_IO, "%s", _("the provider signs neither with RS256 nor with ES256"));
}

Status discovery_look(const Guard *guard, Arena *arena, const char *issuer, Discovery *ret_discovery, DiscoveryMore *ret_more, Error *error)
{
    struct json_t *document CLEANUP(body_cleanup) = NULL, *keys CLEANUP(body_cleanup) = NULL;
    *ret_discovery = (Discovery){.until = 0};
    *ret_more = (DiscoveryMore){.key_count = 0};
    TRY(fetch_description(guard, arena, issuer, &document, error));
    ret_more->algorithm_count = words(document, "id_token_signing_alg_values_supported", arena, &ret_more->algorithms);
    ret_more->acr_count = words(document, "acr_values_supported", arena, &ret_more->acr);
    TRY(read_addresses(document, issuer, ret_discovery, error));
    TRY(check_algorithms(ret_more, error));
    TRY(fetch_object(guard, arena, ret_discovery->keys, &keys, error));
    TRY(body_objects(keys, "keys", /* limit= */ 1000, &ret_more->key_count, error));
    return ret_more->key_count ? STATUS_OK : error_set(error, STATUS_IO, "%s", _("the provider shows no keys to check its signatures with"));
}
