/*
 * An exchange: one request on its way through the server. The functions are what the network library calls.
 */
#ifndef HTTP_EXCHANGE_H
#define HTTP_EXCHANGE_H

#include "http/parts.h"

#include <microhttpd.h>

/* The request's first line has come; the result is what the other two get as `*context`. */
void *exchange_begin(void *server, const char *uri, struct MHD_Connection *connection);

/* Called with the headers, with each piece of the body, at its end, and again once an answer is there. */
enum MHD_Result exchange_continue(void *server, struct MHD_Connection *connection, const char *url,
                                  const char *method, const char *version, const char *upload,
                                  size_t *upload_size, void **context);

void exchange_end(void *server, struct MHD_Connection *connection, void **context,
                  enum MHD_RequestTerminationCode code);

#endif
