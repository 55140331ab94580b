#include "http/tls.h"

#include "base/translate.h"

#include <errno.h>
#include <gnutls/abstract.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    CHAIN_MOST = 16,
    KEY_MOST = 64 << 10, /* bytes of a key's file */
    ID_MOST = 64,
};

const char tls_priorities[] = "NORMAL:-VERS-ALL:+VERS-TLS1.3:+VERS-TLS1.2:-KX-ALL:+ECDHE-ECDSA:+ECDHE-RSA:"
                              "-CIPHER-ALL:+AES-256-GCM:+CHACHA20-POLY1305:+AES-128-GCM:-MAC-ALL:+AEAD:%SERVER_PRECEDENCE";

/* What was read at one time. Earlier ones stay until the end: a handshake may be using them. */
typedef struct Credentials {
    struct Credentials *before;
    gnutls_pcert_st chain[CHAIN_MOST];
    unsigned count;
    gnutls_privkey_t key;
} Credentials;

struct Tls {
    const char *certificate_file, *key_file;
};

/* The library calls without a context. */
static Credentials *_Atomic current;

static void free_credentials(Credentials *credentials)
{
    for (unsigned i = 0; i < credentials->count; i++)
        gnutls_pcert_deinit(&credentials->chain[i]);
    if (credentials->key)
        gnutls_privkey_deinit(credentials->key);
    free(credentials);
}

static Status fail(Error *error, const char *file, int code)
{
    error_set(error, STATUS_INVALID_ARGUMENT, "%s: %s", file, gnutls_strerror(code));
    error_hint(error, "%s", _("a certificate with its chain and an unencrypted key, both in PEM, are needed"));
    return error->status;
}

/* The whole file; wiped and freed by the caller. */
static Status read_key_file(const char *path, char **ret_bytes, size_t *ret_length, Error *error)
{
    FILE *file = fopen(path, "re");
    if (!file)
        return error_set_errno(error, errno, "%s", path);
    char *bytes = calloc(1, KEY_MOST + 1);
    if (!bytes)
        abort();
    *ret_length = fread(bytes, 1, KEY_MOST, file);
    bool failed = ferror(file) != 0;
    fclose(file);
    if (failed) {
        free(bytes);
        return error_set(error, STATUS_IO, _("%s cannot be read"), path);
    }
    *ret_bytes = bytes;
    return STATUS_OK;
}

static Status read_key(const char *path, gnutls_privkey_t key, Error *error)
{
    char *bytes = NULL;
    size_t length = 0;
    TRY(read_key_file(path, &bytes, &length, error));
    gnutls_datum_t datum = {(unsigned char *)bytes, (unsigned)length};
    int code = gnutls_privkey_import_x509_raw(key, &datum, GNUTLS_X509_FMT_PEM, NULL, 0);
    explicit_bzero(bytes, length);
    free(bytes);
    return code < 0 ? fail(error, path, code) : STATUS_OK;
}

/* Whether the first certificate is of the key: the ids of their public keys are the same. */
static bool belong_together(const Credentials *credentials)
{
    unsigned char one[ID_MOST], other[ID_MOST];
    size_t one_length = sizeof one, other_length = sizeof other;
    gnutls_pubkey_t of_key;
    if (gnutls_pubkey_init(&of_key) < 0)
        return false;
    bool same = gnutls_pubkey_import_privkey(of_key, credentials->key, 0, 0) >= 0 &&
                gnutls_pubkey_get_key_id(of_key, GNUTLS_KEYID_USE_SHA256, one, &one_length) >= 0 &&
                gnutls_pubkey_get_key_id(credentials->chain[0].pubkey, GNUTLS_KEYID_USE_SHA256, other, &other_length) >= 0 &&
                one_length == other_length && memcmp(one, other, one_length) == 0;
    gnutls_pubkey_deinit(of_key);
    return same;
}

static Status read_credentials(const Tls *tls, Credentials *credentials, Error *error)
{
    unsigned count = CHAIN_MOST;
    int code = gnutls_pcert_list_import_x509_file(credentials->chain, &count, tls->certificate_file, GNUTLS_X509_FMT_PEM,
                                                  NULL, NULL, 0);
    if (code < 0 || count == 0)
        return fail(error, tls->certificate_file, code < 0 ? code : GNUTLS_E_NO_CERTIFICATE_FOUND);
    credentials->count = count;
    code = gnutls_privkey_init(&credentials->key);
    if (code < 0)
        return fail(error, tls->key_file, code);
    TRY(read_key(tls->key_file, credentials->key, error));
    if (belong_together(credentials))
        return STATUS_OK;
    return error_set(error, STATUS_INVALID_ARGUMENT, _("the key in %s is not that of the certificate in %s"), tls->key_file,
                     tls->certificate_file);
}

Status tls_reload(Tls *tls, Error *error)
{
    Credentials *credentials = calloc(1, sizeof *credentials);
    if (!credentials)
        abort();
    Status status = read_credentials(tls, credentials, error);
    if (status != STATUS_OK) {
        free_credentials(credentials);
        return status;
    }
    credentials->before = current;
    current = credentials;
    return STATUS_OK;
}

Status tls_open(const char *certificate_file, const char *key_file, Tls **ret_tls, Error *error)
{
    Tls *tls = calloc(1, sizeof *tls);
    if (!tls)
        abort();
    *tls = (Tls){certificate_file, key_file};
    Status status = tls_reload(tls, error);
    if (status == STATUS_OK)
        *ret_tls = tls;
    else
        free(tls);
    return status;
}

void tls_close(Tls *tls)
{
    if (!tls)
        return;
    for (Credentials *credentials = current, *before; credentials; credentials = before) {
        before = credentials->before;
        free_credentials(credentials);
    }
    current = NULL;
    free(tls);
}

/* The shape is the library's. What it is given stays ours. */
static int choose(gnutls_session_t session, const gnutls_datum_t *authorities, int authority_count,
                  const gnutls_pk_algorithm_t *algorithms, int algorithm_count, gnutls_pcert_st **ret_chain,
                  unsigned *ret_count, gnutls_privkey_t *ret_key)
{
    (void)session, (void)authorities, (void)authority_count, (void)algorithms, (void)algorithm_count;
    Credentials *credentials = current;
    *ret_chain = credentials->chain;
    *ret_count = credentials->count;
    *ret_key = credentials->key;
    return 0;
}

TlsCallback *tls_callback(void)
{
    gnutls_certificate_retrieve_function2 *callback = choose; /* checks the shape, which the cast gives up */
    return (TlsCallback *)callback;
}
