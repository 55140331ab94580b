/*
 * Computes the overview's cards before someone asks: after the start and after changes, on one thread of the
 * pool, when no one waits.
 */
#ifndef HTTP_WARM_H
#define HTTP_WARM_H

#include "http/server.h"

typedef struct Warm Warm;

Warm *warm_new(Server *server);
void warm_free(Warm *warm); /* after the jobs have ended; NULL is allowed */

/* Looks whether there is something to do; the watchdog's tick. `warm` is a Warm. */
void warm_tick(void *warm);

#endif
