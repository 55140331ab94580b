/* What a provider of OpenID Connect says of itself (OpenID Connect Discovery 1.0). */
#ifndef HTTP_DISCOVERY_H
#define HTTP_DISCOVERY_H

#include "base/arena.h"
#include "base/error.h"
#include "outside/guard.h"

#include <stdint.h>

enum { DISCOVERY_SECONDS = 600, DISCOVERY_WORDS = 50, ADDRESS_CAPACITY = 1024 };

typedef struct Discovery {
    char issuer[ADDRESS_CAPACITY], authorize[ADDRESS_CAPACITY], token[ADDRESS_CAPACITY], keys[ADDRESS_CAPACITY];
    int64_t until; /* microseconds: it may be used so long */
} Discovery;

/* What matters to who sets it up, beyond the addresses. Lists are cut at DISCOVERY_WORDS. */
typedef struct DiscoveryMore {
    const char **algorithms, **acr; /* what it signs with, and its ways of signing in: where it says so */
    size_t algorithm_count, acr_count;
    size_t key_count; /* public keys that it shows */
} DiscoveryMore;

/* Asks it. STATUS_IO where what answers is no provider, or calls itself otherwise: a sentence and what to do. */
Status discovery_ask(const Guard *guard, Arena *arena, const char *issuer, Discovery *ret_discovery, Error *error) MUST_CHECK;
/* The same for somebody who looks whether it would do: its keys are fetched too. `*ret_discovery` is filled as far as the
 * provider answered, empty texts else. */
Status discovery_look(const Guard *guard, Arena *arena, const char *issuer, Discovery *ret_discovery, DiscoveryMore *ret_more,
                      Error *error) MUST_CHECK;

#endif
