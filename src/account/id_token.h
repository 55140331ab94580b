/*
 * ID tokens of OpenID Connect (OpenID Connect Core 1.0, sections 2 and 3.1.3.7): JSON Web Tokens signed with RS256 or
 * ES256 (RFC 7515, 7518) by a key of the provider's set (RFC 7517). Pure functions of bytes from outside; GnuTLS does
 * the cryptography.
 */
#ifndef ACCOUNT_ID_TOKEN_H
#define ACCOUNT_ID_TOKEN_H

#include "base/error.h"
#include "base/text.h"

#include <stdbool.h>
#include <stdint.h>

typedef struct IdExpected {
    const char *issuer, *client, *nonce;
    const char *acr;  /* one of these words, with spaces between, must be how they signed in; "": no matter how */
    int64_t now; /* seconds since 1970 */
} IdExpected;

typedef struct IdClaims {
    const char *subject;
    const char *mail, *name; /* NULL: not said */
    bool mail_verified;
    const char *how;  /* "acr=..., amr=...": how they signed in there, as far as it is said; NULL: it is not */
    bool second_factor;  /* more than one factor, as the acr that was asked for, or amr (RFC 8176) says */
    int64_t signed_in_at; /* auth_time, seconds since 1970; 0: not said */
} IdClaims;

enum { ID_TOKEN_MOST = 16384, ID_CLOCK_SECONDS = 60 };

/* The claims of a token that is signed by one of `keys` (a JWK set) and is for us, now. STATUS_UNAUTHENTICATED where it
 * is not; the message says why, for the log. Any other algorithm, "none" among them, is refused. */
Status id_token_read(Arena *arena, Text token, Text keys, const IdExpected *expected, IdClaims *ret_claims,
                     Error *error) MUST_CHECK;

#endif
