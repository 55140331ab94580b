/*
 * Who asks: by an API token (Authorization: Bearer mzn_...) or by a session's cookie; and whether they may.
 *
 * The cookie is HttpOnly and SameSite=Lax; where the client comes by https it is Secure and named __Host-mizan,
 * else mizan-PORT, so that servers on several ports of one machine do not take each other's. What changes something
 * and comes with a cookie must come from a page of this server: browsers say where from (Origin, Sec-Fetch-Site),
 * and a request that says neither is refused.
 */
#ifndef HTTP_AUTHENTICATE_H
#define HTTP_AUTHENTICATE_H

#include "http/parts.h"

struct MHD_Connection;

typedef struct Caller {
    const Principal *principal; /* never NULL; released with directory_release() */
    bool by_cookie, wrong;      /* `wrong`: a token was given that is nobody's */
} Caller;

/* Waits for nothing. */
Caller authenticate(const Server *server, struct MHD_Connection *connection, bool https);
/* STATUS_UNAUTHENTICATED with a challenge in `refusal`, STATUS_FORBIDDEN, STATUS_SECOND_FACTOR. */
Status authorize(const Caller *caller, const Endpoint *endpoint, Response *refusal, Error *error) MUST_CHECK;
/* A page of another origin may not change anything here. */
Status check_origin(const Caller *caller, struct MHD_Connection *connection, const char *method, const Endpoint *endpoint,
                    Error *error) MUST_CHECK;

/* Set-Cookie for a session's secret; NULL: takes the cookie away. */
const char *session_cookie(const Request *request, const char *secret);
/* Names the cookie by the address that the server listens on. */
void session_cookie_name(Server *server, const char *address);

#endif
