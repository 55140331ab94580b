/*
 * The network's threads: each runs the loop of the network library over its own connections; all accept from one
 * socket.
 */
#ifndef HTTP_LOOPS_H
#define HTTP_LOOPS_H

#include "http/parts.h"

/* Begins to accept on `socket`, which stays the caller's. `server` outlives the loops. */
Status loops_start(Server *server, int socket, Loops **ret_loops, Error *error) MUST_CHECK;
/* To be called after a connection was resumed, from any thread: its loop goes on with it at once. */
void loops_wake(Loops *loops);
/* Accepts no more; what is open goes on. */
void loops_quiesce(Loops *loops);
/* Closes all connections, ends the threads. No request may be suspended any more. NULL is allowed. */
void loops_stop(Loops *loops);

#endif
