#include "http/answer.h"

#include "http/streams.h"
#include "render/result.h"

#include <inttypes.h>
#include <microhttpd.h>
#include <stdatomic.h>
#include <sys/stat.h>
#include <zlib.h>

enum {
    GZIP_FROM = 1024, /* smaller bodies fit one packet anyway */
    GZIP_LEVEL = 6,
    STREAM_BUFFER = 4096,
    GZIP_WINDOW = 15 + 16, /* zlib: the largest window, with gzip's frame */
};

struct Answer {
    atomic_int references;
    struct MHD_Response *response;
    struct MHD_Response *not_modified; /* NULL: no tag */
    unsigned status;
    size_t size, row;
    bool endless;
    char etag[ETAG_LENGTH];
};

/* FNV-1a, 64 bits (RFC 9923): tells versions of one body apart, which is all that a tag is for. */
static uint64_t digest(const void *bytes, size_t length)
{
    uint64_t hash = 0xcbf29ce484222325U;
    const unsigned char *at = bytes;
    for (size_t i = 0; i < length; i++)
        hash = (hash ^ at[i]) * 0x100000001b3U;
    return hash;
}

static Answer *make(struct MHD_Response *response, unsigned status, size_t size)
{
    Answer *answer = calloc(1, sizeof *answer);
    if (!answer || !response)
        abort(); /* as the arena: out of memory ends the process */
    atomic_init(&answer->references, 1);
    answer->response = response;
    answer->status = status;
    answer->size = size;
    return answer;
}

void answer_header(Answer *answer, const char *name, const char *value)
{
    /* Refused only for values with line breaks: such a header is better left out. */
    (void)MHD_add_response_header(answer->response, name, value);
    bool body_only = strcasecmp(name, "Content-Type") == 0 || strcasecmp(name, "Content-Encoding") == 0;
    if (answer->not_modified && !body_only)
        (void)MHD_add_response_header(answer->not_modified, name, value);
}

/* Gives the answer a tag, and the 304 that goes with it. Headers that both carry are added after it. */
static void add_tag(Answer *answer, const void *bytes, size_t length)
{
    snprintf(answer->etag, sizeof answer->etag, "W/\"%016" PRIx64 "\"", digest(bytes, length));
    answer->not_modified = MHD_create_response_from_buffer(0, NULL, MHD_RESPMEM_PERSISTENT);
    if (!answer->not_modified)
        abort();
    answer_header(answer, MHD_HTTP_HEADER_ETAG, answer->etag);
}

/* The body as gzip, on the heap; NULL where it would not be smaller. */
static void *compress_body(const TextBuilder *body, size_t *ret_length)
{
    z_stream stream = {0};
    if (body->length < GZIP_FROM || body->length > UINT32_MAX ||
        deflateInit2(&stream, GZIP_LEVEL, Z_DEFLATED, GZIP_WINDOW, 8, Z_DEFAULT_STRATEGY) != Z_OK)
        return NULL;
    unsigned char *packed = malloc(body->length);
    if (!packed)
        abort();
    stream.next_in = (unsigned char *)body->bytes;
    stream.avail_in = (uInt)body->length;
    stream.next_out = packed;
    stream.avail_out = (uInt)body->length;
    bool whole = deflate(&stream, Z_FINISH) == Z_STREAM_END;
    *ret_length = stream.total_out;
    deflateEnd(&stream);
    if (whole)
        return packed;
    free(packed);
    return NULL;
}

/* What every answer of the API carries: it is data, to be shown by nobody's page but ours. */
static void add_common(Answer *answer, const char *type, bool kept)
{
    answer_header(answer, MHD_HTTP_HEADER_CONTENT_TYPE, type);
    answer_header(answer, MHD_HTTP_HEADER_CACHE_CONTROL, kept ? "private, no-cache" : "no-store");
    answer_header(answer, MHD_HTTP_HEADER_VARY, "Accept-Encoding, Accept-Language, Authorization, Cookie");
    answer_header(answer, "X-Content-Type-Options", "nosniff");
    answer_header(answer, "Content-Security-Policy", "default-src 'none'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'");
    answer_header(answer, "Referrer-Policy", "no-referrer");
    answer_header(answer, "Cross-Origin-Resource-Policy", "same-origin");
}

static unsigned status_of(const Response *response)
{
    return response->status ? (unsigned)response->status : MHD_HTTP_OK;
}

static Answer *from_file(Response *response)
{
    struct stat found;
    uint64_t size = fstat(response->file, &found) == 0 ? (uint64_t)found.st_size : 0;
    text_builder_free(&response->body);
    return make(MHD_create_response_from_fd64(size, response->file), status_of(response), /* size= */ 0);
}

static Answer *from_stream(Response *response)
{
    text_builder_free(&response->body);
    struct MHD_Response *sent = MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, STREAM_BUFFER, stream_read,
                                                                  response->stream, stream_close);
    Answer *answer = make(sent, status_of(response), /* size= */ 0);
    answer->endless = true;
    answer_header(answer, "X-Accel-Buffering", "no"); /* nginx would collect what is to be said at once */
    return answer;
}

static Answer *from_body(Response *response, bool gzip)
{
    TextBuilder body = response->body;
    response->body.bytes = NULL;
    size_t length = body.length;
    void *packed = gzip ? compress_body(&body, &length) : NULL;
    void *bytes = packed ? packed : body.bytes;
    struct MHD_Response *sent = MHD_create_response_from_buffer(length, bytes, MHD_RESPMEM_MUST_FREE);
    Answer *answer = make(sent, status_of(response), length);
    if (response->cacheable && answer->status == MHD_HTTP_OK)
        add_tag(answer, body.bytes, body.length);
    if (packed) {
        free(body.bytes);
        answer_header(answer, MHD_HTTP_HEADER_CONTENT_ENCODING, "gzip");
    }
    return answer;
}

Answer *answer_new(Response *response, bool gzip)
{
    Answer *answer = response->stream ? from_stream(response)
                     : response->has_file ? from_file(response) : from_body(response, gzip);
    add_common(answer, response->content_type ? response->content_type : "application/json",
               answer->not_modified != NULL);
    if (response->location)
        answer_header(answer, MHD_HTTP_HEADER_LOCATION, response->location);
    if (response->disposition)
        answer_header(answer, MHD_HTTP_HEADER_CONTENT_DISPOSITION, response->disposition);
    if (response->allow)
        answer_header(answer, MHD_HTTP_HEADER_ALLOW, response->allow);
    if (response->cookie)
        answer_header(answer, MHD_HTTP_HEADER_SET_COOKIE, response->cookie);
    if (response->challenge)
        answer_header(answer, MHD_HTTP_HEADER_WWW_AUTHENTICATE, response->challenge);
    if (response->clear)
        answer_header(answer, "Clear-Site-Data", "\"cache\"");
    if (response->retry_after) {
        char seconds[16];
        snprintf(seconds, sizeof seconds, "%d", response->retry_after);
        answer_header(answer, MHD_HTTP_HEADER_RETRY_AFTER, seconds);
    }
    return answer;
}

Answer *answer_problem(const Error *error, const char *path, const Response *response)
{
    enum { PROBLEM_CEILING = 16384 };
    Response problem = {.content_type = "application/problem+json", .body = text_builder(PROBLEM_CEILING)};
    if (response) {
        problem.allow = response->allow;
        problem.challenge = response->challenge;
        problem.retry_after = response->retry_after;
        problem.status = response->status;
    }
    if (!problem.status)
        problem.status = status_http(error->status);
    if (problem.status == MHD_HTTP_UNAUTHORIZED && !problem.challenge)
        problem.challenge = "Bearer realm=\"mizan\"";
    if ((problem.status == MHD_HTTP_SERVICE_UNAVAILABLE || problem.status == MHD_HTTP_TOO_MANY_REQUESTS) &&
        !problem.retry_after)
        problem.retry_after = 1;
    JsonWriter writer = json_writer(&problem.body);
    render_problem_json(&writer, error, path);
    return answer_new(&problem, /* gzip= */ false);
}

Answer *answer_constant(const unsigned char *bytes, size_t length, const char *type, const char *coding)
{
    struct MHD_Response *sent =
        MHD_create_response_from_buffer(length, (void *)(uintptr_t)bytes, MHD_RESPMEM_PERSISTENT);
    Answer *answer = make(sent, MHD_HTTP_OK, 0);
    add_tag(answer, bytes, length);
    answer_header(answer, MHD_HTTP_HEADER_CONTENT_TYPE, type);
    if (coding)
        answer_header(answer, MHD_HTTP_HEADER_CONTENT_ENCODING, coding);
    return answer;
}

void answer_over_tls(Answer *answer)
{
    answer_header(answer, "Strict-Transport-Security", "max-age=31536000; includeSubDomains");
}

void answer_closes(Answer *answer)
{
    answer_header(answer, MHD_HTTP_HEADER_CONNECTION, "close");
}

Answer *answer_keep(Answer *answer)
{
    atomic_fetch_add_explicit(&answer->references, 1, memory_order_relaxed);
    return answer;
}

void answer_drop(Answer *answer)
{
    if (!answer || atomic_fetch_sub_explicit(&answer->references, 1, memory_order_acq_rel) != 1)
        return;
    MHD_destroy_response(answer->response);
    if (answer->not_modified)
        MHD_destroy_response(answer->not_modified);
    free(answer);
}

void answer_set_row(Answer *answer, size_t row)
{
    answer->row = row;
}

bool answer_is_endless(const Answer *answer)
{
    return answer->endless;
}

size_t answer_row(const Answer *answer)
{
    return answer->row;
}

unsigned answer_status(const Answer *answer)
{
    return answer->status;
}

size_t answer_size(const Answer *answer)
{
    return answer->size;
}

/* Weak comparison (RFC 9110, section 8.8.3.2): the tags' opaque parts. */
static bool tag_matches(const Answer *answer, const char *if_none_match)
{
    return strcmp(if_none_match, "*") == 0 || strstr(if_none_match, answer->etag + 2) != NULL;
}

bool answer_send(Answer *answer, struct MHD_Connection *connection, const char *if_none_match,
                 unsigned *ret_status)
{
    bool same = answer->not_modified && if_none_match && tag_matches(answer, if_none_match);
    *ret_status = same ? MHD_HTTP_NOT_MODIFIED : answer->status;
    return MHD_queue_response(connection, *ret_status, same ? answer->not_modified : answer->response) == MHD_YES;
}
