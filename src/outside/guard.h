/*
 * What keeps addresses that people type from leading inside: to this machine, its network, a cloud's own services.
 *
 * The address is judged where the connection is opened, after the name was resolved: what was looked at is what is
 * connected to, whatever the name means a moment later. Internal addresses are for hosts that the one who starts the
 * program has allowed (`mizan serve --allow-internal HOST`).
 */
#ifndef OUTSIDE_GUARD_H
#define OUTSIDE_GUARD_H

#include <stdbool.h>
#include <stddef.h>

struct sockaddr;

typedef struct Guard {
    const char *const *internal; /* names and addresses as they are typed that may be internal; "*": all */
    size_t count;
} Guard;

/* Whether the address is one of the public internet: none that IANA's registries of special-purpose addresses (RFC
 * 6890 and what followed) keep for other use. IPv4 within IPv6 (mapped, NAT64, 6to4) is judged as IPv4. */
bool guard_is_public(const struct sockaddr *address);
bool guard_allows_internal(const Guard *guard, const char *host);

#endif
