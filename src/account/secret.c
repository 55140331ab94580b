#include "account/secret.h"

#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

void secret_prepare(void)
{
    if (sodium_init() < 0)
        abort(); /* no randomness, no secrets */
}

void secret_make(const char *prefix, char secret[SECRET_CAPACITY])
{
    unsigned char bytes[SECRET_HASH_BYTES];
    char encoded[SECRET_CAPACITY];
    secret_prepare();
    randombytes_buf(bytes, sizeof bytes);
    sodium_bin2base64(encoded, sizeof encoded, bytes, sizeof bytes, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    snprintf(secret, SECRET_CAPACITY, "%.20s%.43s", prefix, encoded);
    sodium_memzero(bytes, sizeof bytes);
    sodium_memzero(encoded, sizeof encoded);
}

bool secret_has_form(Text text, const char *prefix)
{
    size_t length = strlen(prefix);
    if (text.length != length + SECRET_CHARACTERS || memcmp(text.bytes, prefix, length) != 0)
        return false;
    for (size_t i = length; i < text.length; i++)
        if (!memchr(alphabet, text.bytes[i], sizeof alphabet - 1))
            return false;
    return true;
}

void secret_digest(Text secret, unsigned char digest[SECRET_HASH_BYTES])
{
    crypto_generichash(digest, SECRET_HASH_BYTES, (const unsigned char *)secret.bytes, secret.length, NULL, 0);
}

void secret_hash(Text secret, char hash[SECRET_HASH_CAPACITY])
{
    unsigned char digest[SECRET_HASH_BYTES];
    secret_digest(secret, digest);
    sodium_bin2hex(hash, SECRET_HASH_CAPACITY, digest, sizeof digest);
}

bool secret_read_hash(Text hash, unsigned char digest[SECRET_HASH_BYTES])
{
    size_t length = 0;
    return sodium_hex2bin(digest, SECRET_HASH_BYTES, hash.bytes, hash.length, NULL, &length, NULL) == 0 &&
           length == SECRET_HASH_BYTES && hash.length == 2 * SECRET_HASH_BYTES;
}

int64_t secret_number(void)
{
    uint64_t number = 0;
    secret_prepare();
    while (number == 0) {
        randombytes_buf(&number, sizeof number);
        number >>= 11;
    }
    return (int64_t)number;
}
