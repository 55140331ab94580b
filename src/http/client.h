/*
 * Who is at the other end: the client's address, and whether it came over TLS, seen through the proxies that are
 * trusted. Pure functions of bytes from outside.
 *
 * A proxy says for whom it asks in headers, and anybody can write such headers. So they are read only where the
 * connection comes from a trusted network, from the right: each trusted hop vouches for the one before it, and the
 * first that is not trusted is the client (RFC 7239, section 8.1).
 */
#ifndef HTTP_CLIENT_H
#define HTTP_CLIENT_H

#include "base/error.h"
#include "base/text.h"

#include <stdbool.h>

/* An IPv6 address; one of IPv4 in its mapped form, ::ffff:192.0.2.1 (RFC 4291, section 2.5.5.2). */
typedef struct IpAddress {
    unsigned char bytes[16];
} IpAddress;

typedef struct Network {
    bool unix_socket; /* whoever may open the socket that we listen on */
    IpAddress address;
    int bits; /* of the 128 that count */
} Network;

typedef struct Networks {
    const Network *items;
    size_t count;
} Networks;

enum { CLIENT_TEXT = 48 };

/* "192.0.2.1", "2001:db8::1", "[2001:db8::1]": nothing before it and nothing behind, no port. */
bool ip_parse(Text text, IpAddress *ret_address);
void ip_format(const IpAddress *address, char target[CLIENT_TEXT]); /* IPv4 in its own form */
bool ip_equal(const IpAddress *one, const IpAddress *other);
bool ip_is_own_machine(const IpAddress *address); /* 127.0.0.0/8, ::1 */

/* "10.0.0.0/8", "2001:db8::/32", "192.0.2.1", or "unix": the process behind a Unix socket. */
Status network_parse(const char *text, Network *ret_network, Error *error) MUST_CHECK;
bool network_holds(const Network *network, const IpAddress *address);

typedef struct Client {
    bool known; /* false: a Unix socket, or a proxy that hides the address */
    IpAddress address;
    bool https;
} Client;

/* What the proxies wrote, each header's lines joined by commas; empty where there is none. */
typedef struct Forwarding {
    Text forwarded;    /* Forwarded (RFC 7239) */
    Text for_list;     /* X-Forwarded-For */
    Text scheme_list;  /* X-Forwarded-Proto */
} Forwarding;

/* Whether the other end of a connection is a trusted proxy. */
bool client_is_proxy(const Client *peer, Networks trusted);

/* The client behind `peer`, the other end of the connection. What cannot be read ends the walk: the last hop that
 * could is the client. STATUS_INVALID_ARGUMENT where Forwarded and X-Forwarded-For are both there and name different
 * clients: a proxy writes one and hands the other through as its client made it. */
Status client_find(const Client *peer, Networks trusted, const Forwarding *said, Client *ret_client,
                   Error *error) MUST_CHECK;

/* The address as text for logs and the audit; "unix" where it is not known. */
void client_format(const Client *client, char target[CLIENT_TEXT]);
/* What counts as one client in lock-outs and limits: an IPv4 address, the /64 of an IPv6 address. */
void client_format_group(const Client *client, char target[CLIENT_TEXT]);

/* Whether the Host header (RFC 9110, section 7.2) names this server: an address, localhost, or one of `names`
 * ("*": any). A page that rebinds its own name to our address is told apart by that name. */
bool host_is_ours(Text host, const char *const *names, size_t count);

#endif
