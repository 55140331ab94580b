/*
 * The end points of the API. An end point is one file in endpoint/ and one row in endpoints.c.
 *
 * A handler gets a whole Request and fills a Response; it knows nothing of sockets. What a Request points to
 * lives as long as the request.
 */
#ifndef HTTP_ENDPOINT_H
#define HTTP_ENDPOINT_H

#include "account/principal.h"
#include "base/arena.h"
#include "base/error.h"
#include "base/text.h"
#include "http/words.h"
#include "metric/registry.h"
#include "organization/organization.h"
#include "store/store.h"

/* A request as a handler sees it: complete, its body read, its path matched. Lives in `arena`. */
typedef struct Request {
    Arena *arena;
    Store *store;
    FactsSession *session;            /* this worker's; NULL on end points answered at once */
    const Organization *organization; /* as of store_version(); NULL on end points answered at once */
    MetricRegistry *registry; /* the shipped metrics, and the own ones except on end points answered at once */
    struct Server *server;  /* http/parts.h: for end points about the server itself */
    const Principal *principal; /* who asks; never NULL: principal_nobody where none is signed in */
    const char *method, *path;
    Words path_words, query_words, header_words;
    Text body;
    const char *body_file;  /* uploads: where the body was put; NULL: it is in `body` */
    struct JobProgress *progress; /* http/jobs.h: where a long job says how far it is; NULL where answered at once */
    const char *language;   /* of the answer: from Accept-Language, else the organization's */
    /* Who asks, seen through trusted proxies (http/client.h): for logs and the audit; and what counts as one client
     * in lock-outs and limits. "unix" where no address is known. */
    const char *client, *client_group;
    bool https;             /* the client's connection is encrypted */
    struct MHD_Connection *connection; /* for streams alone (http/streams.h) */
} Request;

const char *request_path(const Request *request, const char *name);   /* of "/metrics/{id}"; never NULL */
const char *request_query(const Request *request, const char *name);  /* the last ?name=value; NULL without */
/* All values of a parameter that may repeat, in order; the count is returned. */
size_t request_query_all(const Request *request, const char *name, const char *const **ret_values);
/* A header that the server keeps for handlers: Content-Type, Idempotency-Key, Content-Encoding; NULL without. */
const char *request_header(const Request *request, const char *name);

/* What a handler answers with. The body is built by a JsonWriter (render/json.h) or given whole. */
typedef struct Response {
    int status;               /* 200 unless set; of failures: from the error's status unless set */
    const char *content_type; /* "application/json" unless set */
    const char *location;     /* for 201 and 202; NULL otherwise */
    const char *disposition;  /* Content-Disposition; NULL otherwise */
    const char *allow;        /* of 405; NULL otherwise */
    const char *cookie;       /* Set-Cookie (http/authenticate.h); NULL otherwise */
    const char *challenge;    /* WWW-Authenticate, of 401; NULL otherwise */
    bool clear;               /* the browser is to forget what it kept of us */
    int retry_after;          /* seconds, of 429 and 503; 0 otherwise */
    /* For the log, where the end point has `audit`: on what (the path unless set), what changed, and the name that
     * somebody gave who is not known yet. No secrets; lives as long as the request. */
    const char *audit_target, *audit_detail, *audit_name;
    bool audit_nothing;       /* nothing was done that has to be kept: a dry run */
    TextBuilder body;
    bool has_file;            /* the body is the open file below, which the response takes over */
    int file;
    struct Stream *stream;    /* an answer without end, in place of a body (http/streams.h); the response takes it over */
    bool of_goals;            /* of a cacheable answer: it says something of goals, and ends when they change */
    bool cacheable;           /* same request, same store_version(), same day, same role, scopes and rows: same answer */
} Response;

typedef enum EndpointRun {
    RUN_AT_ONCE, /* on the connection's thread: must not touch facts and must take microseconds */
    RUN_WORKER,  /* on the pool, with a session, a time limit and cancellation */
    RUN_LONG,    /* the same for what is expected to take long: never takes the pool's last places */
    RUN_SECRET,  /* for passwords, which are slow by intent: few at a time, few from one address */
    RUN_IMPORT,  /* writes facts: one at a time, others wait without a place; no time limit, but can be cancelled */
} EndpointRun;

typedef enum EndpointBody {
    BODY_NONE,
    BODY_MEMORY, /* read into memory, at most `body_limit` bytes */
    BODY_FILE,   /* put into a file of STORE/tmp, at most the server's upload limit */
} EndpointBody;

typedef struct Endpoint {
    const char *method, *path; /* "GET", "/api/v1/metrics/{id}" */
    Permission permission;     /* what the one who asks must hold; unset: owners alone */
    const char *audit;         /* the action in the log of who did what: "import.undo"; NULL: none is kept */
    bool acts;                 /* does more than it shows though it is read: no page of another site may lead to it */
    bool before_factor;        /* open to who is signed in and has yet to give or set up a second factor */
    bool goals;                /* changes goals though its permission is not that of setting them: a check-in */
    EndpointRun run;
    EndpointBody body;
    size_t body_limit;
    const char *const *parameters; /* of the query string, ends with NULL; NULL: it takes none */
    const char *const *media;      /* types of the body it takes, ends with NULL; NULL: any */
    Status (*handle)(Request *request, Response *response, Error *error); /* on failure: a problem document */
} Endpoint;

extern const Endpoint *const endpoints[];
extern const size_t endpoint_count;

#endif
