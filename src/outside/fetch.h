/*
 * Asking another server by HTTPS, through the guard. Nothing is followed, and answers have a limit.
 */
#ifndef OUTSIDE_FETCH_H
#define OUTSIDE_FETCH_H

#include "base/error.h"
#include "base/text.h"
#include "outside/guard.h"

enum { FETCH_LIMIT = 1 << 20 }; /* bytes of an answer */

typedef struct Fetch {
    const char *url;            /* https://; http:// only of a host that is allowed to be internal */
    const char *form;           /* a body to POST, application/x-www-form-urlencoded; NULL: GET */
    const char *user, *password; /* for HTTP Basic; NULL: none */
} Fetch;

/* The body of an answer with status 200. STATUS_IO where there is another, or none. */
Status fetch(const Guard *guard, Arena *arena, const Fetch *what, Text *ret_body, Error *error) MUST_CHECK;
/* `name=value` for a form or a query, escaped; begins with '&' unless it is the first. */
void fetch_append(TextBuilder *form, const char *name, const char *value);
/* The host of "https://host:port/..."; NULL where the address is not of the form that fetch() takes. */
const char *fetch_host(Arena *arena, const char *url);

#endif
