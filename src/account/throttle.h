/*
 * What slows those who guess passwords, and nobody else.
 *
 * Failures are counted by account and address, by address, and by account. From some number on, each failure doubles
 * the time until the next attempt is looked at; an attempt before that is refused at once, without a thread waiting
 * and without a password being hashed. The count of an account alone (a guesser with many addresses) does not concern
 * addresses from which somebody has signed in to it. Counts are forgotten an hour after the last failure. In memory:
 * a restart begins anew. Any thread.
 */
#ifndef ACCOUNT_THROTTLE_H
#define ACCOUNT_THROTTLE_H

#include "base/error.h"

#include <stdint.h>

typedef struct Throttle Throttle;

enum {
    THROTTLE_FREE_PAIR = 5,      /* failures of an account from one address before the first delay */
    THROTTLE_FREE_ADDRESS = 50,  /* of an address, whatever the account: there may be an office behind it */
    THROTTLE_FREE_ACCOUNT = 100, /* of an account, from anywhere */
    THROTTLE_LONGEST = 900,      /* seconds */
    THROTTLE_FORGET = 3600,      /* seconds */
};

Throttle *throttle_new(void);
void throttle_free(Throttle *throttle); /* NULL is allowed */

/* `now` in microseconds. STATUS_TOO_MANY with the seconds to wait; else STATUS_OK. `address`: one client's. */
Status throttle_admit(Throttle *throttle, const char *account, const char *address, int64_t now, int *ret_wait,
                      Error *error) MUST_CHECK;
void throttle_failed(Throttle *throttle, const char *account, const char *address, int64_t now);
void throttle_succeeded(Throttle *throttle, const char *account, const char *address, int64_t now);

#endif
