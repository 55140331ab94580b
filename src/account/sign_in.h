/*
 * Signing in with mail and password. Slow by intent (account/password.h): never on a connection's thread.
 */
#ifndef ACCOUNT_SIGN_IN_H
#define ACCOUNT_SIGN_IN_H

#include "account/account.h"
#include "account/throttle.h"

typedef struct SignIn {
    const char *mail, *password; /* `password` NULL: the code alone, of sign_in_confirm() */
    const char *code;    /* a one-time code or a recovery code; NULL: none was given */
    const char *address; /* what counts as one client (http/client.h) */
} SignIn;

/* The account that mail and password belong to. STATUS_UNAUTHENTICATED in the same words and the same time, whether
 * there is no such account, it is disabled, it has no password or another one; with the place "code" where mail and
 * password are right and a code is missing or wrong. STATUS_TOO_MANY with `*ret_wait` seconds before anything is
 * looked at. */
typedef struct SignedIn {
    int64_t account;
    bool second_factor; /* a code was given, too */
} SignedIn;
Status sign_in_check(Records *records, Throttle *throttle, Arena *arena, const SignIn *who, SignedIn *ret_who,
                     int *ret_wait, Error *error) MUST_CHECK;
/* Whether the password, or where none is given the code, is the account's, with the same counting of failures: before
 * something that only its person may do. STATUS_FORBIDDEN with the place "password" or "code" where it is not. */
Status sign_in_confirm(Records *records, Throttle *throttle, Arena *arena, int64_t account, const SignIn *who,
                       int *ret_wait, Error *error) MUST_CHECK;

#endif
