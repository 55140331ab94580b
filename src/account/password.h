/*
 * Passwords: Argon2id (RFC 9106) by libsodium.
 *
 * Three passes over 32 MiB, one lane: above the least of OWASP's cheat sheet (2 passes over 19 MiB) and about
 * 60 ms of one core. The costs stand in each hash, so that they can be raised: password_is_dated() says when a
 * hash should be made anew. Making and checking one is slow by intent: never on a connection's thread.
 */
#ifndef ACCOUNT_PASSWORD_H
#define ACCOUNT_PASSWORD_H

#include "base/error.h"
#include "base/text.h"

#include <stdbool.h>

enum { PASSWORD_LEAST = 8, PASSWORD_MOST = 128, PASSWORD_CAPACITY = 128 };

/* Whether it may be someone's password: 8 to 128 characters of UTF-8, not one that many have, not the own name or
 * mail (either may be NULL). What it is made of is nobody's affair. */
Status password_allowed(const char *password, const char *name, const char *mail, Error *error) MUST_CHECK;
/* STATUS_OUT_OF_MEMORY where its memory cannot be had. */
Status password_hash(const char *password, char hash[PASSWORD_CAPACITY], Error *error) MUST_CHECK;
/* `hash` NULL: takes as long and is false, so that nobody learns who has an account. */
bool password_matches(const char *password, const char *hash);
bool password_is_dated(const char *hash);

#endif
