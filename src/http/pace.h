/*
 * How often one client may do what costs and needs no account: so many times a minute, counted in memory. Any thread.
 */
#ifndef HTTP_PACE_H
#define HTTP_PACE_H

#include "base/error.h"

#include <stdbool.h>
#include <stdint.h>

typedef struct Pace Pace;

enum { PACE_A_MINUTE = 60 };

Pace *pace_new(void);
void pace_free(Pace *pace); /* NULL is allowed */
/* One more of the client (http/client.h: what counts as one) at the time `now`, microseconds. STATUS_TOO_MANY with the
 * seconds to wait where there were PACE_A_MINUTE in this minute. */
Status pace_step(Pace *pace, const char *client, int64_t now, int *ret_wait, Error *error) MUST_CHECK;

#endif
