/*
 * The end points of the API. An end point is one file in endpoint/ and one row in endpoints.c.
 */
#ifndef HTTP_ENDPOINT_H
#define HTTP_ENDPOINT_H

#include "base/arena.h"
#include "base/error.h"
#include "base/text.h"
#include "store/store.h"

/* A request as a handler sees it: complete, its body read, its path matched. Lives in `arena`. */
typedef struct Request {
    Arena *arena;
    Store *store;
    FactsSession *session;  /* this worker's; NULL on end points answered at once */
    const char *method, *path;
    Text body;
    const char *body_file;  /* uploads: where the body was put; NULL: it is in `body` */
    const char *language;   /* of the answer: from Accept-Language, else the organization's */
    const struct Connection *connection; /* for request_path(), request_query(), request_header() */
} Request;

const char *request_path(const Request *request, const char *name);   /* of "/metrics/{id}"; never NULL */
const char *request_query(const Request *request, const char *name);  /* of ?name=value; NULL without */
const char *request_header(const Request *request, const char *name); /* NULL without */

/* What a handler answers with. The body is built by a JsonWriter (render/json.h) or given whole. */
typedef struct Response {
    int status;               /* 200 unless set */
    const char *content_type; /* "application/json" unless set */
    const char *location;     /* for 201 and 202; NULL otherwise */
    const char *disposition;  /* Content-Disposition; NULL otherwise */
    TextBuilder body;
    bool cacheable;           /* same request, same store_version(): same answer */
} Response;

typedef enum EndpointRun {
    RUN_AT_ONCE, /* on the connection's thread: must not touch facts and must take microseconds */
    RUN_WORKER,  /* on the pool, with a session, a time limit and cancellation */
} EndpointRun;

typedef struct Endpoint {
    const char *method, *path; /* "GET", "/api/v1/metrics/{id}" */
    EndpointRun run;
    size_t body_limit;         /* bytes; 0: no body */
    Status (*handle)(Request *request, Response *response, Error *error); /* on failure: a problem document */
} Endpoint;

extern const Endpoint endpoints[];
extern const size_t endpoint_count;

#endif
