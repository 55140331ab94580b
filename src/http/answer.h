/*
 * An answer: a response in the form that the network library sends, ready and constant, so that one may be
 * sent to many clients at once without copying.
 *
 * Counted: whoever keeps one holds a reference. All functions may be called from any thread.
 */
#ifndef HTTP_ANSWER_H
#define HTTP_ANSWER_H

#include "base/error.h"
#include "http/endpoint.h"
#include "http/negotiate.h"

#include <stddef.h>

struct MHD_Response;
struct MHD_Connection;

typedef struct Answer Answer;

enum { ETAG_LENGTH = 24 };

/* From a handler's response; takes over the body's bytes. `gzip`: the client takes it, and the body is
 * compressed where it is large enough to gain. Never NULL. */
Answer *answer_new(Response *response, bool gzip);
/* The problem document (RFC 9457) of an error, in the thread's language. `response` may carry a status that
 * differs from the error's, Allow and Retry-After; NULL: none. */
Answer *answer_problem(const Error *error, const char *path, const Response *response);
/* Constant bytes that outlive the program: files of the web app. `coding`: "gzip", "br" or NULL. The rest of
 * the headers is added with answer_header(). */
Answer *answer_constant(const unsigned char *bytes, size_t length, const char *type, const char *coding);
/* Tells browsers to ask by TLS alone from now on (RFC 6797): for servers that speak it. Before it is shared. */
void answer_over_tls(Answer *answer);
/* Before the answer is shared. */
void answer_header(Answer *answer, const char *name, const char *value);

Answer *answer_keep(Answer *answer);  /* one more reference; gives the answer back */
void answer_drop(Answer *answer);     /* NULL is allowed */

unsigned answer_status(const Answer *answer);
size_t answer_size(const Answer *answer); /* bytes held */
bool answer_is_endless(const Answer *answer); /* a stream: it ends when either side ends it */

/* The row of the meter that it counts in, kept with it. */
void answer_set_row(Answer *answer, size_t row);
size_t answer_row(const Answer *answer);

/* Hands the answer to a connection; 304 where `if_none_match` (may be NULL) has its tag. `*ret_status` is what
 * is sent. False when the library refused. */
bool answer_send(Answer *answer, struct MHD_Connection *connection, const char *if_none_match,
                 unsigned *ret_status);
/* For an answer before the whole request was read: the connection is closed after it. */
void answer_closes(Answer *answer);

#endif
