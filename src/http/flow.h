/*
 * Signing in at a provider of OpenID Connect: the authorization code flow with PKCE (RFC 6749, 7636; OpenID Connect
 * Core 1.0). What was begun and not yet ended is in memory, for ten minutes: the state is bound to the browser by a
 * cookie of its own, the ID token by a nonce, the code by the verifier.
 */
#ifndef HTTP_FLOW_H
#define HTTP_FLOW_H

#include "account/provider.h"
#include "account/secret.h"
#include "http/parts.h"

enum { FLOW_SECONDS = 600 };

/* Who came back from the provider. */
typedef struct FlowEnd {
    int64_t account;
    const char *how;    /* how they signed in there; NULL: not said */
    bool second_factor; /* with more than one factor */
    bool again;         /* as flow_begin() was told */
    int64_t proved_at;  /* when; microseconds, 0: not said */
} FlowEnd;

typedef struct Flows Flows;
Flows *flows_new(void);
void flows_free(Flows *flows); /* NULL is allowed */

/* The address at the provider to send the browser to, and the secret of its cookie. Asks the provider for what it is;
 * answers of some minutes ago do. `again`: the provider is to ask the person anew, and has to say that it did. */
Status flow_begin(Server *server, Arena *arena, bool again, const char **ret_address, char browser[SECRET_CAPACITY],
                  Error *error) MUST_CHECK;
/* The browser is back. STATUS_FORBIDDEN, STATUS_UNAUTHENTICATED, STATUS_IO. */
Status flow_end(Server *server, Arena *arena, const char *state, const char *code, const char *browser, FlowEnd *ret_end,
                Error *error) MUST_CHECK;

#endif
