#include "account/password.h"

#include "account/common_password.h"
#include "account/secret.h"

#include "base/translate.h"

#include <sodium.h>
#include <string.h>
#include <strings.h>

enum { PASSES = 3 };
static const size_t memory_bytes = (size_t)32 << 20;

/* The hash of a password that nobody has, with the costs above: made once, when it is first needed. */
static const char *decoy(void)
{
    static _Thread_local char hash[PASSWORD_CAPACITY];
    Error error;
    if (!hash[0]) {
        char secret[SECRET_CAPACITY];
        secret_make("", secret);
        if (password_hash(secret, hash, &error) != STATUS_OK)
            hash[0] = '\0';
    }
    return hash;
}

static Status refuse(Error *error, const char *message)
{
    error_set(error, STATUS_INVALID_ARGUMENT, "%s", message);
    error_where(error, "password");
    error_hint(error, "%s", _("a few words that do not belong together make a good one"));
    return error->status;
}

Status password_allowed(const char *password, const char *name, const char *mail, Error *error)
{
    size_t characters = 0;
    Text rest = text_of(password);
    while (rest.length) {
        size_t length = text_character(rest);
        if (!length)
            return refuse(error, _("the password is not text (UTF-8)"));
        rest = (Text){rest.bytes + length, rest.length - length};
        characters++;
    }
    if (characters < PASSWORD_LEAST)
        return refuse(error, _("a password has at least 8 characters; 15 or more are better"));
    if (characters > PASSWORD_MOST)
        return refuse(error, _("a password has at most 128 characters"));
    bool own = (name && strcasecmp(password, name) == 0) || (mail && strcasecmp(password, mail) == 0);
    if (own)
        return refuse(error, _("the own name or mail is no password"));
    if (password_is_common(password))
        return refuse(error, _("this is one of the passwords that guessers try first"));
    return STATUS_OK;
}

Status password_hash(const char *password, char hash[PASSWORD_CAPACITY], Error *error)
{
    secret_prepare();
    if (crypto_pwhash_str_alg(hash, password, strlen(password), PASSES, memory_bytes, crypto_pwhash_ALG_ARGON2ID13) != 0)
        return error_set(error, STATUS_OUT_OF_MEMORY, "%s", _("out of memory"));
    return STATUS_OK;
}

bool password_matches(const char *password, const char *hash)
{
    secret_prepare();
    const char *compared = hash ? hash : decoy();
    bool same = crypto_pwhash_str_verify(compared, password, strlen(password)) == 0;
    return same && hash;
}

bool password_is_dated(const char *hash)
{
    return crypto_pwhash_str_needs_rehash(hash, PASSES, memory_bytes) != 0;
}
