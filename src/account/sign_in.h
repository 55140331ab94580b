/*
 * Signing in with mail and password. Slow by intent (account/password.h): never on a connection's thread.
 */
#ifndef ACCOUNT_SIGN_IN_H
#define ACCOUNT_SIGN_IN_H

#include "account/account.h"

typedef struct SignIn {
    const char *mail, *password;
    const char *address; /* where from; NULL: a local socket */
} SignIn;

/* The account that mail and password belong to. STATUS_UNAUTHENTICATED in the same words and the same time, whether
 * there is no such account, it is disabled, it has no password or another one. */
Status sign_in_check(Records *records, Arena *arena, const SignIn *who, int64_t *ret_account, Error *error) MUST_CHECK;

#endif
