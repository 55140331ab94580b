/*
 * Streams: open pages that are told when something has changed (server-sent events, WHATWG HTML, section 9.2).
 *
 * A stream holds no thread and no text: what it has been told of are numbers, and what there is to say is written
 * when its socket takes it. One that is slow misses the steps between, never the last state. Any thread.
 *
 *   event: facts      {"generation": "..."}   facts, settings or goals were committed, or the day changed
 *   event: settings   {}                      the organization's settings changed
 *   event: talk       {}                      something was said, shared or read
 *   event: import     {"imports": [...]}      imports that run, twice a second while there are any, and once when none is left
 */
#ifndef HTTP_STREAMS_H
#define HTTP_STREAMS_H

#include "http/jobs.h"

#include <stdint.h>
#include <sys/types.h>

typedef struct Streams Streams;
typedef struct Stream Stream;
struct MHD_Connection;

/* Whose a stream is. Zeros: not by that. */
typedef struct StreamOwner {
    int64_t account, session, token;
    const char *group; /* where there is no account: what counts as one client (http/client.h); not kept */
    bool imports;      /* may know of imports */
} StreamOwner;

enum { STREAMS_OF_ONE = 12, STREAMS_MOST = 2000 };

Streams *streams_new(void);
void streams_free(Streams *streams); /* once all are closed; NULL is allowed */

/* A stream for a connection. STATUS_STORE_BUSY: this owner has STREAMS_OF_ONE, or there are STREAMS_MOST, or the
 * server stops. */
Status stream_open(Streams *streams, const StreamOwner *owner, struct MHD_Connection *connection, Stream **ret_stream,
                   Error *error) MUST_CHECK;
/* For the network library: what is to be said now, at most `capacity` bytes; waits where there is nothing, ends the
 * stream where it is to be closed. */
ssize_t stream_read(void *stream, uint64_t position, char *target, size_t capacity);
void stream_close(void *stream);

/* To be called some times a second: sees a new generation and running imports, keeps connections awake. */
void streams_tick(Streams *streams, uint64_t generation, Jobs *jobs);
void streams_settings_changed(Streams *streams);
void streams_talk_changed(Streams *streams);

/* Ends the streams of a session, a token or an account: those whose owner has each number that is not 0 here. At
 * sign-out and revocation; all zeros ends none, NULL ends all. */
void streams_end(Streams *streams, const StreamOwner *owner);
/* Ends all, takes no more: the server stops. */
void streams_end_all(Streams *streams);
size_t streams_count(Streams *streams);

#endif
