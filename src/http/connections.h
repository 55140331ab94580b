/*
 * The open connections, and until when each must have gone on.
 *
 * The network library closes a connection that is silent for long; one that sends or takes a byte now and then it
 * keeps for ever. Here each state has a deadline that does not move with single bytes: the head of a request must be
 * whole, a body must keep a pace, an answer must be taken. One that is late is shut. Where connections run out,
 * idle ones are shut, first those of the client that has most. Any thread.
 */
#ifndef HTTP_CONNECTIONS_H
#define HTTP_CONNECTIONS_H

#include "http/client.h"

#include <stdatomic.h>
#include <stdint.h>

typedef struct Connections Connections;

typedef enum ConnectionState {
    CONNECTION_IDLE,    /* between requests, or before the first: may be shut when there are too many */
    CONNECTION_HEAD,    /* the first line has come */
    CONNECTION_BODY,
    CONNECTION_WORK,    /* ours: no deadline */
    CONNECTION_ANSWER,
    CONNECTION_STREAM,  /* events: no deadline, the network library sees a client that takes nothing */
} ConnectionState;

typedef struct Connection {
    struct Connections *all;
    struct Connection *next, *previous;
    int socket;
    Client peer; /* the other end: a client or a proxy */
    _Atomic ConnectionState state;
    atomic_int_fast64_t began, deadline; /* monotonic milliseconds; deadline 0: none */
} Connection;

typedef struct ConnectionCounts {
    size_t open;
    uint64_t late, shed; /* shut since the start */
} ConnectionCounts;

/* `most`: how many there may be; `patience`: seconds that the head of a request may take, from which the other
 * deadlines follow. Starts a thread that looks after them. */
Status connections_start(size_t most, double patience, Connections **ret_connections, Error *error) MUST_CHECK;
void connections_stop(Connections *connections); /* once all are closed; NULL is allowed */

/* A new one on `socket`, which stays the caller's; never NULL. */
Connection *connection_open(Connections *connections, int socket);
void connection_close(Connection *connection); /* before the socket is closed; NULL is allowed */

/* The state changes, and its time begins. `bytes`: of CONNECTION_ANSWER, those to be taken. NULL is allowed. */
void connection_enter(Connection *connection, ConnectionState state, uint64_t bytes);
/* So many bytes of the body are here. NULL is allowed. */
void connection_progress(Connection *connection, uint64_t received);

ConnectionCounts connections_counts(Connections *connections);

#endif
