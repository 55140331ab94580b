/*
 * From a request to an answer: what is between the sockets and the handlers.
 */
#ifndef HTTP_DISPATCH_H
#define HTTP_DISPATCH_H

#include "http/parts.h"

/* Runs the handler of `endpoint` and makes its answer, an error's problem document included. `end` says why a
 * job was stopped, if it was. Never NULL. `*ret_keep`: the answer may be kept for the generation given. */
Answer *dispatch(Server *server, const Endpoint *endpoint, Request *request, FactsSession *session,
                 const _Atomic JobEnd *end, bool gzip, Generation *ret_generation, bool *ret_keep);

/* Adds what every answer of this server carries; gives the answer back. Before it is shared. */
/* Takes out of an error what is the machine's own affair: where the store lies, what an engine says of itself. */
void dispatch_hide(const Server *server, Error *error);
Answer *dispatch_dress(const Server *server, Answer *answer);

/* The row of an end point in the meter. */
size_t meter_row(const Endpoint *endpoint);

#endif
