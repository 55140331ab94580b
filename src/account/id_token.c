#include "account/id_token.h"

#include "base/attributes.h"

#include <gnutls/abstract.h>
#include <gnutls/crypto.h>
#include <jansson.h>
#include <sodium.h>
#include <string.h>

enum { ES256_HALF = 32, RSA_LEAST = 256, RSA_MOST = 1024 };

typedef struct Bytes {
    unsigned char *bytes;
    size_t length;
} Bytes;

/* Words for the log of who maintains the connection, not for readers of the page: not translated. */
static Status refuse(Error *error, const char *why)
{
    return error_set(error, STATUS_UNAUTHENTICATED, "the provider's token is not accepted: %s", why);
}

static bool decode(Arena *arena, Text text, Bytes *ret_bytes)
{
    Bytes bytes = {arena_alloc(arena, text.length + 1), 0};
    if (sodium_base642bin(bytes.bytes, text.length + 1, text.bytes, text.length, NULL, &bytes.length, NULL,
                          sodium_base64_VARIANT_URLSAFE_NO_PADDING) != 0)
        return false;
    *ret_bytes = bytes;
    return true;
}

static void json_cleanup(json_t **json)
{
    json_decref(*json);
}

static void key_cleanup(gnutls_pubkey_t *key)
{
    if (*key)
        gnutls_pubkey_deinit(*key);
}

static const char *text_of_member(const json_t *object, const char *name)
{
    return json_string_value(json_object_get(object, name));
}

static bool is(const char *text, const char *expected)
{
    return text && strcmp(text, expected) == 0;
}

static bool decode_member(Arena *arena, const json_t *object, const char *name, Bytes *ret_bytes)
{
    const char *text = text_of_member(object, name);
    return text && decode(arena, text_of(text), ret_bytes);
}

static gnutls_datum_t datum(Bytes bytes)
{
    return (gnutls_datum_t){bytes.bytes, (unsigned)bytes.length};
}

static bool import_key(Arena *arena, const json_t *jwk, bool elliptic, gnutls_pubkey_t key)
{
    Bytes one, two;
    if (elliptic) {
        if (!is(text_of_member(jwk, "crv"), "P-256") || !decode_member(arena, jwk, "x", &one) ||
            !decode_member(arena, jwk, "y", &two) || one.length != ES256_HALF || two.length != ES256_HALF)
            return false;
        gnutls_datum_t x = datum(one), y = datum(two);
        return gnutls_pubkey_import_ecc_raw(key, GNUTLS_ECC_CURVE_SECP256R1, &x, &y) == 0;
    }
    if (!decode_member(arena, jwk, "n", &one) || !decode_member(arena, jwk, "e", &two) || one.length < RSA_LEAST ||
        one.length > RSA_MOST)
        return false;
    gnutls_datum_t n = datum(one), e = datum(two);
    return gnutls_pubkey_import_rsa_raw(key, &n, &e) == 0;
}

static bool verifies(gnutls_pubkey_t key, bool elliptic, Text input, Bytes signature)
{
    gnutls_datum_t data = {(unsigned char *)(uintptr_t)input.bytes, (unsigned)input.length}, plain = datum(signature);
    if (!elliptic)
        return gnutls_pubkey_verify_data2(key, GNUTLS_SIGN_RSA_SHA256, 0, &data, &plain) >= 0;
    if (signature.length != (size_t)2 * ES256_HALF)
        return false;
    gnutls_datum_t r = {signature.bytes, ES256_HALF}, s = {signature.bytes + ES256_HALF, ES256_HALF}, encoded = {0};
    if (gnutls_encode_rs_value(&encoded, &r, &s) != 0)
        return false;
    bool good = gnutls_pubkey_verify_data2(key, GNUTLS_SIGN_ECDSA_SHA256, 0, &data, &encoded) >= 0;
    free(encoded.data); /* as gnutls_free() does, which is a variable: none is to be had of a lazy library */
    return good;
}

/* Whether the key may have made the signature: its type, its use, its name where the token says one. */
static bool fits(const json_t *jwk, bool elliptic, const char *kid)
{
    const char *use = text_of_member(jwk, "use"), *algorithm = text_of_member(jwk, "alg"), *name = text_of_member(jwk, "kid");
    return is(text_of_member(jwk, "kty"), elliptic ? "EC" : "RSA") && (!use || is(use, "sig")) &&
           (!algorithm || is(algorithm, elliptic ? "ES256" : "RS256")) && (!kid || is(name, kid));
}

static bool is_signed(Arena *arena, const json_t *keys, const json_t *head, Text input, Bytes signature)
{
    bool elliptic = is(text_of_member(head, "alg"), "ES256");
    const char *kid = text_of_member(head, "kid");
    const json_t *list = json_object_get(keys, "keys");
    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *jwk = json_array_get(list, i);
        gnutls_pubkey_t key CLEANUP(key_cleanup) = NULL;
        if (fits(jwk, elliptic, kid) && gnutls_pubkey_init(&key) == 0 && import_key(arena, jwk, elliptic, key) &&
            verifies(key, elliptic, input, signature))
            return true;
    }
    return false;
}

/* "aud" is our name, or a list with it; of several, "azp" says for whom the token was made. */
static bool is_for(const json_t *claims, const char *client)
{
    const json_t *audience = json_object_get(claims, "aud");
    const char *party = text_of_member(claims, "azp");
    bool found = is(json_string_value(audience), client);
    for (size_t i = 0; i < json_array_size(audience); i++)
        found = found || is(json_string_value(json_array_get(audience, i)), client);
    return found && (json_array_size(audience) < 2 || party) && (!party || is(party, client));
}

/* The provider has to say that they signed in in one of the ways that are asked for: what it does not say did not happen. */
static bool is_among(const char *acr, Text wanted)
{
    bool found = wanted.length == 0;
    while (acr && wanted.length && !found)
        found = text_equals(text_cut(wanted, ' ', &wanted), acr);
    return found;
}

static Status check_claims(const json_t *claims, const IdExpected *expected, Error *error)
{
    const json_t *expires = json_object_get(claims, "exp"), *issued = json_object_get(claims, "iat"),
                 *begins = json_object_get(claims, "nbf");
    if (!is(text_of_member(claims, "iss"), expected->issuer))
        return refuse(error, "another issuer");
    if (!is_for(claims, expected->client))
        return refuse(error, "it is for somebody else");
    if (!is(text_of_member(claims, "nonce"), expected->nonce))
        return refuse(error, "the nonce is not ours");
    if (!json_is_number(expires) || json_number_value(expires) + ID_CLOCK_SECONDS <= (double)expected->now)
        return refuse(error, "it is over");
    if (!json_is_number(issued) || json_number_value(issued) > (double)expected->now + ID_CLOCK_SECONDS ||
        (begins && json_number_value(begins) > (double)expected->now + ID_CLOCK_SECONDS))
        return refuse(error, "it is of the future: see that the clocks are right");
    if (!is_among(text_of_member(claims, "acr"), text_of(expected->acr)))
        return refuse(error, "they did not sign in there in the way that is asked for (acr)");
    const char *subject = text_of_member(claims, "sub");
    if (!subject || !*subject || strlen(subject) > 255)
        return refuse(error, "it names nobody");
    return STATUS_OK;
}

static json_t *parse_object(Bytes bytes)
{
    json_error_t problem;
    json_t *object = json_loadb((const char *)bytes.bytes, bytes.length, JSON_REJECT_DUPLICATES, &problem);
    if (object && json_is_object(object))
        return object;
    json_decref(object);
    return NULL;
}

static const char *kept(Arena *arena, const json_t *claims, const char *name)
{
    const char *text = text_of_member(claims, name);
    return text ? arena_string(arena, text) : NULL;
}

/* For the log: "acr=..., amr=pwd+otp, auth_time=...". */
static const char *how_signed_in(Arena *arena, const json_t *claims)
{
    enum { MOST = 400 };
    TextBuilder text = text_builder(MOST);
    const char *acr = text_of_member(claims, "acr");
    const json_t *amr = json_object_get(claims, "amr"), *at = json_object_get(claims, "auth_time");
    if (acr)
        text_append_format(&text, "acr=%s", acr);
    for (size_t i = 0; i < json_array_size(amr); i++) {
        const char *method = json_string_value(json_array_get(amr, i));
        text_append_format(&text, "%s%s", i ? "+" : text.length ? ", amr=" : "amr=", method ? method : "?");
    }
    if (json_is_number(at))
        text_append_format(&text, "%sauth_time=%.0f", text.length ? ", " : "", json_number_value(at));
    const char *how = text.length && !text.overflowed ? arena_copy(arena, text.bytes, text.length) : NULL;
    text_builder_free(&text);
    return how;
}

/* RFC 8176: "mfa", or a word that is known beside something that is had. */
static bool has_two_factors(const json_t *amr)
{
    static const char *const known[] = {"pwd", "pin", "kba", NULL}, *const had[] = {"otp", "hwk", "swk", "sc", "pop", NULL};
    bool knows = false, has = false;
    for (size_t i = 0; i < json_array_size(amr); i++) {
        const char *method = json_string_value(json_array_get(amr, i));
        if (is(method, "mfa"))
            return true;
        for (size_t j = 0; known[j]; j++)
            knows = knows || is(method, known[j]);
        for (size_t j = 0; had[j]; j++)
            has = has || is(method, had[j]);
    }
    return knows && has;
}

static int64_t seconds_of(const json_t *claims, const char *name)
{
    const json_t *number = json_object_get(claims, name);
    double seconds = json_is_number(number) ? json_number_value(number) : 0;
    return seconds > 0 && seconds < 1e11 ? (int64_t)seconds : 0;
}

Status id_token_read(Arena *arena, Text token, Text keys, const IdExpected *expected, IdClaims *ret_claims, Error *error)
{
    Text rest, parts[3];
    Bytes head_bytes, claim_bytes, signature;
    parts[0] = text_cut(token, '.', &rest);
    parts[1] = text_cut(rest, '.', &rest);
    parts[2] = rest;
    if (token.length > ID_TOKEN_MOST || !parts[2].length || !decode(arena, parts[0], &head_bytes) ||
        !decode(arena, parts[1], &claim_bytes) || !decode(arena, parts[2], &signature))
        return refuse(error, "it is no token");
    json_t *head CLEANUP(json_cleanup) = parse_object(head_bytes), *claims CLEANUP(json_cleanup) = parse_object(claim_bytes);
    Bytes key_bytes = {(unsigned char *)(uintptr_t)keys.bytes, keys.length};
    json_t *set CLEANUP(json_cleanup) = keys.length ? parse_object(key_bytes) : NULL;
    if (!head || !claims || !set)
        return refuse(error, "it is no JSON");
    const char *algorithm = text_of_member(head, "alg");
    if ((!is(algorithm, "RS256") && !is(algorithm, "ES256")) || json_object_get(head, "crit"))
        return refuse(error, "another algorithm than RS256 and ES256");
    Text input = {token.bytes, (size_t)(parts[2].bytes - token.bytes) - 1};
    if (!is_signed(arena, set, head, input, signature))
        return refuse(error, "no key of the provider has signed it");
    TRY(check_claims(claims, expected, error));
    *ret_claims = (IdClaims){.subject = kept(arena, claims, "sub"), .mail = kept(arena, claims, "email"),
                             .name = kept(arena, claims, "name"),
                             .how = how_signed_in(arena, claims),
                             .second_factor = *expected->acr || has_two_factors(json_object_get(claims, "amr")),
                             .signed_in_at = seconds_of(claims, "auth_time"),
                             .mail_verified = json_is_true(json_object_get(claims, "email_verified"))};
    return STATUS_OK;
}
