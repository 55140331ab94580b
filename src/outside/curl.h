/* What the files of this folder that speak to libcurl share. */
#ifndef OUTSIDE_CURL_H
#define OUTSIDE_CURL_H

#include "base/error.h"
#include "outside/guard.h"

#include <curl/curl.h>

/* Of one transfer: may it connect inside, is it without encryption, and was it kept from connecting? What is not
 * encrypted goes to internal addresses alone, the own machine's among them. */
typedef struct Gate {
    bool internal, plain; /* `plain` is set behind outside_open() */
    bool refused, unencrypted; /* kept from connecting; for that */
} Gate;

/* A handle that connects through the gate, follows nothing, knows no proxy, and gives up after a while. */
Status outside_open(const Guard *guard, const char *host, Gate *gate, CURL **ret_curl, Error *error) MUST_CHECK;
/* The error of a transfer that did not succeed. */
Status outside_fail(CURLcode code, const Gate *gate, const char *host, Error *error);

#endif
