/*
 * What is to be known of a request before its end point is looked for: for whom it is, and who asks.
 */
#ifndef HTTP_ARRIVAL_H
#define HTTP_ARRIVAL_H

#include "http/parts.h"

struct MHD_Connection;

/* The connection that a request came by; NULL where the library has none. */
Connection *arrival_connection(struct MHD_Connection *connection);

/* Whether the request is for this server (Host) and can mean one thing only (its length). `*ret_status`: of the
 * answer where not: 400 or 421. */
Status arrival_check(const Server *server, struct MHD_Connection *connection, Text path, int *ret_status,
                     Error *error) MUST_CHECK;

/* Who asks, through trusted proxies. */
Status arrival_client(const Server *server, struct MHD_Connection *connection, Client *ret_client,
                      Error *error) MUST_CHECK;

/* Whether the client comes over TLS, from the own machine, or may come without: STATUS_FORBIDDEN where not. /healthz
 * answers to all. */
Status arrival_secure(const Server *server, const Client *client, Text path, Error *error) MUST_CHECK;

#endif
