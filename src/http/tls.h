/*
 * The certificate that the server shows, and its key. Alone, with network.c, in knowing TLS.
 */
#ifndef HTTP_TLS_H
#define HTTP_TLS_H

#include "base/error.h"

typedef struct Tls Tls;
typedef void TlsCallback(void);

/* Versions and ciphers, in the words of GnuTLS: TLS 1.2 and 1.3, forward secrecy, authenticated encryption. */
extern const char tls_priorities[];

/* Reads a certificate with its chain, the server's own first, and its key, both in PEM; they must belong together.
 * One may be open at a time: the network library's question for it carries no context. */
Status tls_open(const char *certificate_file, const char *key_file, Tls **ret_tls, Error *error) MUST_CHECK;
/* Reads the files anew; what was open stays where they are not fit. Connections there are go on. */
Status tls_reload(Tls *tls, Error *error) MUST_CHECK;
/* Once no connection is left. NULL is allowed. */
void tls_close(Tls *tls);

/* Answers the library's question which certificate to show: a gnutls_certificate_retrieve_function2, as an option
 * of the network library takes it. */
TlsCallback *tls_callback(void);

#endif
