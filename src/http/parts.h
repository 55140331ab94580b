/*
 * The parts of a running server, for this folder's own files and for end points about the server itself.
 */
#ifndef HTTP_PARTS_H
#define HTTP_PARTS_H

#include "account/directory.h"
#include "account/throttle.h"
#include "http/cache.h"
#include "http/cards.h"
#include "http/connections.h"
#include "http/jobs.h"
#include "http/meter.h"
#include "http/router.h"
#include "http/server.h"
#include "http/snapshot.h"
#include "http/streams.h"
#include "http/uploads.h"
#include "http/web.h"

#include <stdatomic.h>

typedef struct Loops Loops;
struct Warm;

struct Server {
    Store *store;
    MetricRegistry *shipped; /* the metrics that came with the program; requests have those of their snapshot */
    ServerOptions options;
    Jobs *jobs;
    Cache *cache;
    Meter *meter;
    Snapshots *snapshots;
    atomic_uint_fast64_t goals; /* how often goals were changed, from 1 */
    WebFiles *web;
    Cards *cards;
    Uploads *uploads;
    struct Warm *warm; /* http/warm.h */
    struct Upkeep *upkeep; /* http/upkeep.h */
    Directory *directory;
    Throttle *throttle;
    struct Post *post; /* http/post.h */
    struct Pace *pace; /* http/pace.h */
    struct Flows *flows; /* http/flow.h */
    struct Refusals *refusals; /* http/refusals.h */
    char cookie[24];   /* the name of the sessions' cookie without TLS */
    atomic_bool used;  /* someone has looked at the page or asked the API */
    Connections *connections;
    Streams *streams;
    Loops *loops; /* http/loops.h */
    double started;           /* monotonic seconds */
    atomic_int exchanges;     /* requests begun and not yet ended */
    atomic_bool stopping;
    atomic_ullong sequence;   /* of query ids and of files */
};

/* Rows of the meter behind those of the end points. */
enum { METER_STATIC, METER_UNKNOWN, METER_MORE };

/* What a kept answer has to be of now. Takes nanoseconds. */
Generation server_generation(Server *server);

#endif
