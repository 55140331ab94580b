#include "http/flow.h"

#include "base/translate.h"
#include "http/body.h"
#include "http/discovery.h"
#include "outside/fetch.h"

#include <pthread.h>
#include <sodium.h>

enum { FLOWS = 256 };
#define RETURN_PATH "/api/v1/provider/return"

typedef struct Flow {
    char state[SECRET_CAPACITY], nonce[SECRET_CAPACITY], verifier[SECRET_CAPACITY], browser[SECRET_CAPACITY];
    int64_t until; /* microseconds; 0: free */
    bool again;    /* the provider has to ask the person anew */
} Flow;

struct Flows {
    pthread_mutex_t lock;
    Flow flows[FLOWS];
    Discovery discovery;
};

Flows *flows_new(void)
{
    Flows *flows = calloc(1, sizeof *flows);
    if (!flows)
        abort();
    pthread_mutex_init(&flows->lock, NULL);
    return flows;
}

void flows_free(Flows *flows)
{
    if (!flows)
        return;
    pthread_mutex_destroy(&flows->lock);
    free(flows);
}

static Status discover(Server *server, Arena *arena, const Provider *provider, Discovery *ret_discovery, Error *error)
{
    Flows *flows = server->flows;
    pthread_mutex_lock(&flows->lock);
    *ret_discovery = flows->discovery;
    pthread_mutex_unlock(&flows->lock);
    if (ret_discovery->until > account_now() && strcmp(ret_discovery->issuer, provider->issuer) == 0)
        return STATUS_OK;
    TRY(discovery_ask(&server->options.guard, arena, provider->issuer, ret_discovery, error));
    pthread_mutex_lock(&flows->lock);
    flows->discovery = *ret_discovery;
    pthread_mutex_unlock(&flows->lock);
    return STATUS_OK;
}

/* Keeps what was begun in the place of the one that is over soonest. */
static void keep(Flows *flows, const Flow *flow)
{
    pthread_mutex_lock(&flows->lock);
    Flow *place = &flows->flows[0];
    for (size_t i = 1; i < FLOWS; i++)
        if (flows->flows[i].until < place->until)
            place = &flows->flows[i];
    *place = *flow;
    pthread_mutex_unlock(&flows->lock);
}

/* Takes it out: each state is good for one return, whoever comes with it. */
static bool take(Flows *flows, const char *state, Flow *ret_flow)
{
    bool found = false;
    pthread_mutex_lock(&flows->lock);
    for (size_t i = 0; i < FLOWS && !found; i++) {
        Flow *flow = &flows->flows[i];
        if (flow->until > account_now() && strcmp(flow->state, state) == 0) {
            *ret_flow = *flow;
            *flow = (Flow){.until = 0};
            found = true;
        }
    }
    pthread_mutex_unlock(&flows->lock);
    return found;
}

static const char *return_address(Arena *arena, const Provider *provider)
{
    size_t length = strlen(provider->page);
    bool slash = length && provider->page[length - 1] == '/';
    return arena_format(arena, "%.*s" RETURN_PATH, (int)(length - slash), provider->page);
}

/* S256 of RFC 7636: BASE64URL(SHA256(verifier)). */
static void challenge_of(const char *verifier, char challenge[SECRET_CAPACITY])
{
    unsigned char hash[crypto_hash_sha256_BYTES];
    crypto_hash_sha256(hash, (const unsigned char *)verifier, strlen(verifier));
    sodium_bin2base64(challenge, SECRET_CAPACITY, hash, sizeof hash, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}

Status flow_begin(Server *server, Arena *arena, bool again, const char **ret_address, char browser[SECRET_CAPACITY], Error *error)
{
    Provider provider;
    Discovery discovery;
    char challenge[SECRET_CAPACITY];
    TRY(provider_read(store_records(server->store), arena, &provider, error));
    TRY(discover(server, arena, &provider, &discovery, error));
    Flow flow = {.until = account_now() + (int64_t)FLOW_SECONDS * ACCOUNT_SECOND, .again = again};
    secret_make("", flow.state);
    secret_make("", flow.nonce);
    secret_make("", flow.verifier);
    secret_make("", flow.browser);
    challenge_of(flow.verifier, challenge);
    TextBuilder query = text_builder(8192);
    fetch_append(&query, "response_type", "code");
    fetch_append(&query, "client_id", provider.client);
    fetch_append(&query, "redirect_uri", return_address(arena, &provider));
    fetch_append(&query, "scope", "openid email profile");
    fetch_append(&query, "state", flow.state);
    fetch_append(&query, "nonce", flow.nonce);
    if (*provider.acr)
        fetch_append(&query, "acr_values", provider.acr);
    if (again) { /* OpenID Connect Core, section 3.1.2.1: `max_age` makes the token say when */
        fetch_append(&query, "prompt", "login");
        fetch_append(&query, "max_age", "0");
    }
    fetch_append(&query, "code_challenge", challenge);
    fetch_append(&query, "code_challenge_method", "S256");
    *ret_address = arena_format(arena, "%s%c%s", discovery.authorize, strchr(discovery.authorize, '?') ? '&' : '?', query.bytes);
    text_builder_free(&query);
    keep(server->flows, &flow);
    memcpy(browser, flow.browser, sizeof flow.browser);
    return STATUS_OK;
}

/* Hands the code in for the ID token. */
static Status exchange_code(Server *server, Arena *arena, const Provider *provider, const Discovery *discovery, const Flow *flow,
                            const char *code, const char **ret_token, Error *error)
{
    TextBuilder form = text_builder(8192), user = text_builder(2048), password = text_builder(2048);
    fetch_append(&form, "grant_type", "authorization_code");
    fetch_append(&form, "code", code);
    fetch_append(&form, "redirect_uri", return_address(arena, provider));
    fetch_append(&form, "code_verifier", flow->verifier);
    Fetch what = {.url = discovery->token};
    if (*provider->secret) { /* RFC 6749, section 2.3.1: both escaped as in a form */
        fetch_append(&user, "", provider->client);
        fetch_append(&password, "", provider->secret);
        what.user = arena_string(arena, user.bytes + 1);
        what.password = arena_string(arena, password.bytes + 1);
    } else {
        fetch_append(&form, "client_id", provider->client);
    }
    what.form = arena_string(arena, form.bytes);
    text_builder_free(&form);
    text_builder_free(&user);
    text_builder_free(&password);
    struct json_t *document CLEANUP(body_cleanup) = NULL;
    Text text;
    const char *token;
    TRY(fetch(&server->options.guard, arena, &what, &text, error));
    TRY(body_parse_object(text, &document, error));
    TRY(body_text(document, "id_token", /* required= */ true, &token, error));
    *ret_token = arena_string(arena, token);
    return STATUS_OK;
}

Status flow_end(Server *server, Arena *arena, const char *state, const char *code, const char *browser, FlowEnd *ret_end,
                Error *error)
{
    Flow flow;
    Provider provider;
    Discovery discovery;
    if (!take(server->flows, state, &flow) || !browser || strlen(browser) != strlen(flow.browser) ||
        sodium_memcmp(browser, flow.browser, strlen(flow.browser)) != 0)
        return error_set(error, STATUS_FORBIDDEN, "%s", _("this sign-in was not begun in this browser, or is over"));
    TRY(provider_read(store_records(server->store), arena, &provider, error));
    TRY(discover(server, arena, &provider, &discovery, error));
    const char *token;
    Text keys;
    IdClaims claims;
    IdExpected expected = {provider.issuer, provider.client, flow.nonce, provider.acr, account_now() / ACCOUNT_SECOND};
    TRY(exchange_code(server, arena, &provider, &discovery, &flow, code, &token, error));
    TRY(fetch(&server->options.guard, arena, &(Fetch){.url = discovery.keys}, &keys, error));
    TRY(id_token_read(arena, text_of(token), keys, &expected, &claims, error));
    FlowEnd end = {.how = claims.how, .second_factor = claims.second_factor, .again = flow.again,
                   .proved_at = claims.signed_in_at * ACCOUNT_SECOND};
    int64_t begun = flow.until - (int64_t)FLOW_SECONDS * ACCOUNT_SECOND, now = account_now();
    if (end.again && end.proved_at < begun - (int64_t)ID_CLOCK_SECONDS * ACCOUNT_SECOND)
        return error_set(error, STATUS_FORBIDDEN, "%s", _("the provider did not ask you to sign in again"));
    end.proved_at = end.proved_at > now ? now : end.proved_at;
    TRY(provider_account(store_records(server->store), provider.issuer, &claims, &end.account, error));
    *ret_end = end;
    return STATUS_OK;
}
