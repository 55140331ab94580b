#include "http/exchange.h"

#include "base/translate.h"
#include "http/arrival.h"
#include "http/authenticate.h"
#include "http/dispatch.h"
#include "http/loops.h"
#include "http/refusals.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <limits.h>
#include <unistd.h>

typedef enum Phase {
    PHASE_HEAD,    /* nothing but the first line has been looked at */
    PHASE_BODY,    /* the body is being read */
    PHASE_DISCARD, /* refused; what the client still sends is thrown away */
    PHASE_ANSWER,  /* the answer is there, or a job is preparing it */
} Phase;

enum {
    DISCARD_LIMIT = 1 << 20,     /* bytes of a refused body that are read, so that its sender sees the answer */
    MEMORY_CEILING = 1 << 30,    /* bytes that one request may hold */
    HEADERS_KEPT = 6,
};

typedef struct Exchange {
    Job job; /* first: a job's address is its exchange's */
    Server *server;
    struct MHD_Connection *connection;
    Connection *open; /* the same as connections.h sees it; NULL: not known */
    Phase phase;
    double started;
    size_t row; /* of the meter */
    unsigned status;
    const char *language, *if_none_match;
    bool gzip;
    Client client;
    Caller caller;
    const Endpoint *endpoint;
    Arena *arena;
    Request request;
    TextBuilder body;
    int file;          /* BODY_FILE; -1: none */
    char *file_path;
    int64_t received, limit;
    Response refusal;  /* headers that go with an error */
    Error error;
    Answer *answer;
    size_t uri_length;
    char uri[];
} Exchange;

void *exchange_begin(void *server_, const char *uri, struct MHD_Connection *connection)
{
    Server *server = server_;
    size_t length = strlen(uri);
    Exchange *exchange = calloc(1, sizeof *exchange + length + 1);
    if (!exchange)
        abort();
    exchange->server = server;
    exchange->connection = connection;
    exchange->open = arrival_connection(connection);
    connection_enter(exchange->open, CONNECTION_HEAD, 0);
    exchange->file = -1;
    exchange->caller.principal = &principal_nobody;
    exchange->row = endpoint_count + METER_UNKNOWN;
    exchange->started = monotonic_seconds();
    exchange->uri_length = length;
    memcpy(exchange->uri, uri, length + 1);
    atomic_fetch_add(&server->exchanges, 1);
    return exchange;
}

void exchange_end(void *server_, struct MHD_Connection *connection, void **context,
                  enum MHD_RequestTerminationCode code)
{
    (void)connection, (void)code;
    Server *server = server_;
    Exchange *exchange = *context;
    if (!exchange)
        return;
    connection_enter(exchange->open, CONNECTION_IDLE, 0);
    meter_observe(server->meter, exchange->row, exchange->status, monotonic_seconds() - exchange->started);
    if (exchange->file >= 0)
        close(exchange->file);
    if (exchange->file_path)
        unlink(exchange->file_path);
    if (exchange->body.bytes)
        text_builder_free(&exchange->body);
    answer_drop(exchange->answer);
    directory_release(exchange->caller.principal);
    arena_free(exchange->arena);
    free(exchange);
    *context = NULL;
    atomic_fetch_sub(&server->exchanges, 1);
}

static const char *header(const Exchange *exchange, const char *name)
{
    return MHD_lookup_connection_value(exchange->connection, MHD_HEADER_KIND, name);
}

/* Sends the exchange's answer, whose reference it gives up. */
static enum MHD_Result send_answer(Exchange *exchange, Answer *answer)
{
    bool endless = answer_is_endless(answer);
    connection_enter(exchange->open, endless ? CONNECTION_STREAM : CONNECTION_ANSWER, answer_size(answer));
    bool sent = answer_send(answer, exchange->connection, exchange->if_none_match, &exchange->status);
    answer_drop(answer);
    return sent ? MHD_YES : MHD_NO;
}

static Text path_of(const Exchange *exchange)
{
    Text query;
    return text_cut((Text){exchange->uri, exchange->uri_length}, '?', &query);
}

/* What tells one answer from another: the address, the language, the coding, and whose eyes it is for. Into `target`, for the look-up
 * before anything is allocated; empty when it does not fit. */
static Text cache_key(const Exchange *exchange, char *target, size_t capacity)
{
    const Principal *who = exchange->caller.principal;
    int length = snprintf(target, capacity, "%s%c%d.%x.%s %s", exchange->language, exchange->gzip ? 'z' : '-',
                          (int)who->role, (unsigned)who->scopes, who->rows_key, exchange->uri);
    return length > 0 && (size_t)length < capacity ? (Text){target, (size_t)length} : (Text){target, 0};
}

static bool has_body(const Exchange *exchange)
{
    const char *length = header(exchange, MHD_HTTP_HEADER_CONTENT_LENGTH);
    return (length && strcmp(length, "0") != 0) || header(exchange, MHD_HTTP_HEADER_TRANSFER_ENCODING);
}

static bool is_reading(const char *method)
{
    return strcmp(method, MHD_HTTP_METHOD_GET) == 0 || strcmp(method, MHD_HTTP_METHOD_HEAD) == 0;
}

/* Who tried what may not be: for the log of who did what. */
static void note_refusal(const Exchange *exchange, Text path)
{
    const Error *error = &exchange->error;
    bool wrong = error->status == STATUS_UNAUTHENTICATED && exchange->caller.wrong;
    if (error->status != STATUS_FORBIDDEN && !wrong)
        return;
    const char *why = wrong ? "token" : !error->where[0] ? "origin" : strcmp(error->where, "Host") == 0 ? "host" : error->where;
    char client[CLIENT_TEXT];
    client_format(&exchange->client, client);
    refusals_note(exchange->server->refusals, exchange->caller.principal, why, exchange->request.method ? exchange->request.method : "",
                  path, client);
}

/* Answers with the exchange's error: at once, or once the rest of a small body is read. */
static enum MHD_Result refuse(Exchange *exchange)
{
    const char *length = header(exchange, MHD_HTTP_HEADER_CONTENT_LENGTH);
    long bytes = 0;
    bool large = header(exchange, MHD_HTTP_HEADER_TRANSFER_ENCODING) ||
                 (length && (!text_to_long(text_of(length), &bytes) || bytes > DISCARD_LIMIT)) ||
                 header(exchange, MHD_HTTP_HEADER_EXPECT);
    if (exchange->phase == PHASE_HEAD && has_body(exchange) && !large) {
        exchange->phase = PHASE_DISCARD;
        connection_enter(exchange->open, CONNECTION_BODY, 0);
        return MHD_YES;
    }
    bool early = exchange->phase == PHASE_HEAD && has_body(exchange);
    exchange->phase = PHASE_ANSWER;
    translate_set_language(exchange->language);
    char path[512];
    Text where = path_of(exchange);
    snprintf(path, sizeof path, "%.*s", (int)(where.length < INT_MAX ? where.length : INT_MAX), where.bytes);
    note_refusal(exchange, text_of(path));
    dispatch_hide(exchange->server, &exchange->error);
    Answer *answer = dispatch_dress(exchange->server, answer_problem(&exchange->error, path, &exchange->refusal));
    if (early)
        answer_closes(answer);
    return send_answer(exchange, answer);
}

/* The type before the parameters: "application/json" of "application/json; charset=utf-8". */
static Status check_media(const Exchange *exchange, const Endpoint *endpoint, Error *error)
{
    const char *given = header(exchange, MHD_HTTP_HEADER_CONTENT_TYPE);
    if (!endpoint->media || !has_body(exchange))
        return STATUS_OK;
    Text parameters;
    Text type = text_trim(text_cut(text_of(given), ';', &parameters));
    for (const char *const *media = endpoint->media; *media; media++)
        if (text_equals(type, *media))
            return STATUS_OK;
    error_set(error, STATUS_UNSUPPORTED, _("a body of the type \"%.*s\" is not understood here"), (int)type.length,
              type.bytes ? type.bytes : "");
    error_where(error, "Content-Type");
    error_hint(error, _("possible: %s"), endpoint->media[0]);
    return error->status;
}

static Status check_length(Exchange *exchange, Error *error)
{
    const Endpoint *endpoint = exchange->endpoint;
    exchange->limit = endpoint->body == BODY_FILE ? exchange->server->options.upload_limit
                                                  : (int64_t)endpoint->body_limit;
    const char *length = header(exchange, MHD_HTTP_HEADER_CONTENT_LENGTH);
    long bytes = 0;
    if (!length || !text_to_long(text_of(length), &bytes) || bytes <= exchange->limit)
        return STATUS_OK;
    error_set(error, STATUS_TOO_LARGE, _("the body is larger than %" PRId64 " bytes"), exchange->limit);
    return error->status;
}

static Status make_file(Exchange *exchange, Error *error)
{
    Server *server = exchange->server;
    unsigned long long number = atomic_fetch_add(&server->sequence, 1);
    exchange->file_path = arena_format(exchange->arena, "%s/tmp/upload-%llu", store_path(server->store), number);
    exchange->file = open(exchange->file_path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (exchange->file < 0)
        return error_set_errno(error, errno, "%s", exchange->file_path);
    return STATUS_OK;
}

static void keep_headers(Exchange *exchange)
{
    static const char *const names[HEADERS_KEPT] = {"Content-Type", "Idempotency-Key", "Content-Encoding",
                                                     "User-Agent", "Host", "Cookie"};
    Word *words = ARENA_ARRAY(exchange->arena, HEADERS_KEPT, Word);
    size_t count = 0;
    for (size_t i = 0; i < HEADERS_KEPT; i++) {
        const char *value = header(exchange, names[i]);
        if (value)
            words[count++] = (Word){names[i], arena_string(exchange->arena, value)};
    }
    exchange->request.header_words = (Words){words, count};
}

/* Letters, digits and "._-": an id that can stand in an address and in a log. */
static bool is_id(const char *id)
{
    static const char allowed[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-";
    size_t length = strlen(id);
    return length > 0 && length <= JOB_ID_LENGTH && strspn(id, allowed) == length;
}

static Status name_job(Exchange *exchange, Error *error)
{
    const char *id = header(exchange, "Query-Id");
    if (id && !is_id(id)) {
        error_set(error, STATUS_INVALID_ARGUMENT, "%s", _("a query's id is 1 to 64 letters, digits and . _ -"));
        error_where(error, "Query-Id");
        error_value(error, id, strlen(id));
        return error->status;
    }
    unsigned long long number = atomic_fetch_add(&exchange->server->sequence, 1);
    if (id)
        snprintf(exchange->job.id, sizeof exchange->job.id, "%s", id);
    else
        snprintf(exchange->job.id, sizeof exchange->job.id, "q%llu", number);
    return STATUS_OK;
}

static void keep_client(Exchange *exchange)
{
    Request *request = &exchange->request;
    char text[CLIENT_TEXT];
    client_format(&exchange->client, text);
    request->client = arena_string(request->arena, text);
    client_format_group(&exchange->client, text);
    request->client_group = arena_string(request->arena, text);
    request->https = exchange->client.https;
}

/* Everything that can be said before the body is read. */
static Status admit(Exchange *exchange, const char *method, Error *error)
{
    Arena *arena = exchange->arena = arena_new(MEMORY_CEILING);
    Text query;
    Text path = text_cut((Text){exchange->uri, exchange->uri_length}, '?', &query);
    Request *request = &exchange->request;
    request->arena = arena;
    request->method = arena_string(arena, method);
    request->path = text_string(arena, path);
    request->language = exchange->language;
    request->connection = exchange->connection;
    request->principal = exchange->caller.principal;
    keep_client(exchange);
    Route route;
    TRY(router_find(arena, endpoints, endpoint_count, method, path, &route, &exchange->refusal.allow, error));
    exchange->endpoint = route.endpoint;
    exchange->row = meter_row(route.endpoint);
    request->path_words = route.path;
    TRY(check_origin(&exchange->caller, exchange->connection, method, route.endpoint, error));
    TRY(authorize(&exchange->caller, route.endpoint, &exchange->refusal, error));
    TRY(words_parse_query(arena, query, &request->query_words, error));
    TRY(words_check(request->query_words, route.endpoint->parameters, error));
    TRY(check_media(exchange, route.endpoint, error));
    TRY(check_length(exchange, error));
    TRY(name_job(exchange, error));
    if (route.endpoint->body == BODY_FILE)
        TRY(make_file(exchange, error));
    keep_headers(exchange);
    exchange->body = text_builder(route.endpoint->body_limit);
    return STATUS_OK;
}

/* The answer kept for this request, if the one who asks may have it; its row is that of its end point. */
static Answer *find_kept(const Exchange *exchange)
{
    Server *server = exchange->server;
    char space[1024];
    Text key = cache_key(exchange, space, sizeof space);
    Answer *kept = key.length ? cache_find(server->cache, key, server_generation(server)) : NULL;
    if (!kept || principal_may(exchange->caller.principal, endpoints[answer_row(kept)]->permission))
        return kept;
    answer_drop(kept);
    return NULL;
}

/* For whom the request is, and who asks. */
static Status arrive(Exchange *exchange, Text path)
{
    const Server *server = exchange->server;
    struct MHD_Connection *connection = exchange->connection;
    TRY(arrival_check(server, connection, path, &exchange->refusal.status, &exchange->error));
    TRY(arrival_client(server, connection, &exchange->client, &exchange->error));
    TRY(arrival_secure(server, &exchange->client, path, &exchange->error));
    if (text_starts_with(path, "/api/") || text_equals(path, "/metrics"))
        exchange->caller = authenticate(server, connection, exchange->client.https);
    return STATUS_OK;
}

/* The headers are there. Kept answers and files of the page are answered before anything is allocated. */
static enum MHD_Result take_head(Exchange *exchange, const char *method)
{
    Server *server = exchange->server;
    bool reads = is_reading(method) && !has_body(exchange);
    const char *codings = header(exchange, MHD_HTTP_HEADER_ACCEPT_ENCODING);
    exchange->language = negotiate_language(header(exchange, MHD_HTTP_HEADER_ACCEPT_LANGUAGE),
                                            snapshots_language(server->snapshots));
    exchange->gzip = negotiate_coding(codings, "gzip");
    if (reads)
        exchange->if_none_match = header(exchange, MHD_HTTP_HEADER_IF_NONE_MATCH);
    Text path = path_of(exchange);
    if (arrive(exchange, path) != STATUS_OK)
        return refuse(exchange);
    bool of_server = text_equals(path, "/healthz") || text_equals(path, "/metrics");
    if (!of_server)
        atomic_store_explicit(&server->used, true, memory_order_relaxed);
    bool of_api = text_starts_with(path, "/api/");
    Answer *kept = reads && of_api ? find_kept(exchange) : NULL;
    /* The answer is handed over at the request's end: one that comes earlier closes the connection. */
    exchange->phase = PHASE_ANSWER;
    if (kept) {
        exchange->row = answer_row(kept);
        exchange->answer = kept;
        return MHD_YES;
    }
    Answer *file = reads && !of_api && !of_server ? web_files_find(server->web, path, codings) : NULL;
    if (file) {
        exchange->row = endpoint_count + METER_STATIC;
        exchange->answer = answer_keep(file);
        return MHD_YES;
    }
    exchange->phase = PHASE_HEAD;
    translate_set_language(exchange->language);
    if (admit(exchange, method, &exchange->error) != STATUS_OK)
        return refuse(exchange);
    exchange->phase = PHASE_BODY;
    connection_enter(exchange->open, CONNECTION_BODY, 0);
    return MHD_YES;
}

static Status write_piece(Exchange *exchange, const char *bytes, size_t length, Error *error)
{
    while (length) {
        ssize_t written = write(exchange->file, bytes, length);
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return error_set_errno(error, errno, "%s", _("the upload could not be kept"));
        bytes += written;
        length -= (size_t)written;
    }
    return STATUS_OK;
}

/* Takes a piece of the body. An answer cannot be given before the body's end: an error waits for it. */
static enum MHD_Result take_piece(Exchange *exchange, const char *bytes, size_t length)
{
    exchange->received += (int64_t)length;
    connection_progress(exchange->open, (uint64_t)exchange->received);
    if (exchange->phase == PHASE_DISCARD)
        return exchange->received > exchange->limit + 16 * (int64_t)DISCARD_LIMIT ? MHD_NO : MHD_YES;
    Error *error = &exchange->error;
    Status status = STATUS_OK;
    if (exchange->received > exchange->limit && exchange->endpoint->body == BODY_NONE)
        status = error_set(error, STATUS_INVALID_ARGUMENT, "%s", _("this address takes no body"));
    else if (exchange->received > exchange->limit)
        status = error_set(error, STATUS_TOO_LARGE, _("the body is larger than %" PRId64 " bytes"), exchange->limit);
    else if (exchange->file >= 0)
        status = write_piece(exchange, bytes, length, error);
    else
        text_append_bytes(&exchange->body, bytes, length);
    if (status != STATUS_OK)
        exchange->phase = PHASE_DISCARD;
    return MHD_YES;
}

static void work(Job *job, FactsSession *session)
{
    Exchange *exchange = (Exchange *)job;
    Server *server = exchange->server;
    Generation generation = {0};
    bool keep = false;
    exchange->answer = dispatch(server, exchange->endpoint, &exchange->request, session, &job->end, exchange->gzip,
                                &generation, &keep);
    answer_set_row(exchange->answer, exchange->row);
    char space[1024];
    Text key = keep ? cache_key(exchange, space, sizeof space) : (Text){0};
    if (key.length)
        cache_put(server->cache, key, generation, exchange->answer);
}

static void done(Job *job)
{
    Exchange *exchange = (Exchange *)job;
    Loops *loops = exchange->server->loops; /* once it is resumed the exchange may end at any moment */
    MHD_resume_connection(exchange->connection);
    loops_wake(loops);
}

static enum MHD_Result submit(Exchange *exchange)
{
    Server *server = exchange->server;
    EndpointRun run = exchange->endpoint->run;
    const union MHD_ConnectionInfo *socket =
        MHD_get_connection_info(exchange->connection, MHD_CONNECTION_INFO_CONNECTION_FD);
    Job *job = &exchange->job;
    job->class = run == RUN_WORKER ? JOB_QUICK : run == RUN_IMPORT ? JOB_IMPORT : run == RUN_SECRET ? JOB_SECRET : JOB_SLOW;
    exchange->request.progress = &job->progress;
    job->limit = run == RUN_IMPORT ? 0 : server->options.query_limit;
    job->socket = socket ? socket->connect_fd : -1;
    job->label = exchange->uri;
    job->client = exchange->request.client_group;
    job->work = work;
    job->done = done;
    exchange->phase = PHASE_ANSWER;
    connection_enter(exchange->open, CONNECTION_WORK, 0);
    MHD_suspend_connection(exchange->connection);
    if (jobs_submit(server->jobs, job, &exchange->error) != STATUS_OK) {
        exchange->answer = dispatch_dress(server, answer_problem(&exchange->error, exchange->request.path, NULL));
        MHD_resume_connection(exchange->connection);
        loops_wake(server->loops);
    }
    return MHD_YES;
}

/* The request is whole. */
static enum MHD_Result run(Exchange *exchange)
{
    Request *request = &exchange->request;
    request->body = (Text){exchange->body.bytes, exchange->body.length};
    request->body_file = exchange->file_path;
    if (exchange->file >= 0) {
        close(exchange->file);
        exchange->file = -1;
    }
    if (exchange->endpoint->run != RUN_AT_ONCE)
        return submit(exchange);
    Generation generation;
    bool keep;
    exchange->phase = PHASE_ANSWER;
    return send_answer(exchange, dispatch(exchange->server, exchange->endpoint, request, /* session= */ NULL,
                                          /* end= */ NULL, exchange->gzip, &generation, &keep));
}

enum MHD_Result exchange_continue(void *server_, struct MHD_Connection *connection, const char *url,
                                  const char *method, const char *version, const char *upload,
                                  size_t *upload_size, void **context)
{
    (void)server_, (void)connection, (void)url, (void)version;
    Exchange *exchange = *context;
    switch (exchange->phase) {
    case PHASE_HEAD:
        return take_head(exchange, method);
    case PHASE_BODY:
    case PHASE_DISCARD:
        if (*upload_size) {
            enum MHD_Result result = take_piece(exchange, upload, *upload_size);
            *upload_size = 0;
            return result;
        }
        return exchange->phase == PHASE_BODY ? run(exchange) : refuse(exchange);
    case PHASE_ANSWER:
        if (exchange->answer) {
            Answer *answer = exchange->answer;
            exchange->answer = NULL;
            return send_answer(exchange, answer);
        }
        return MHD_YES;
    }
    return MHD_NO;
}
