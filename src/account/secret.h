/*
 * Secrets that the program makes: what is in a session's cookie, an API token, a link that works once.
 *
 * 256 random bits as 43 characters (base64url without padding). The store keeps their hash alone.
 */
#ifndef ACCOUNT_SECRET_H
#define ACCOUNT_SECRET_H

#include "base/text.h"

#include <stdbool.h>
#include <stdint.h>

enum { SECRET_CHARACTERS = 43, SECRET_CAPACITY = 64, SECRET_HASH_BYTES = 32, SECRET_HASH_CAPACITY = 65 };

#define TOKEN_PREFIX "mzn_"

/* Prepares the library below; before the other functions, and harmless when repeated. */
void secret_prepare(void);
/* A new secret behind `prefix`, which has at most 20 characters. */
void secret_make(const char *prefix, char secret[SECRET_CAPACITY]);
/* Whether the text has the form of secret_make()'s with the prefix. Bytes from outside. */
bool secret_has_form(Text text, const char *prefix);
/* BLAKE2b-256 (RFC 7693) of the secret. */
void secret_digest(Text secret, unsigned char digest[SECRET_HASH_BYTES]);
void secret_hash(Text secret, char hash[SECRET_HASH_CAPACITY]); /* the same in hexadecimal, as the store keeps it */
bool secret_read_hash(Text hash, unsigned char digest[SECRET_HASH_BYTES]);
/* A number for a row that nobody can guess from another: 1 to 2^53 - 1, exact in JSON. */
int64_t secret_number(void);

#endif
