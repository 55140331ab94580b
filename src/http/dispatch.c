#include "http/dispatch.h"

#include "account/audit.h"
#include "base/translate.h"
#include "http/refusals.h"
#include "render/json.h"

#include <strings.h>

enum { BODY_CEILING = 256 << 20 };

const char *request_path(const Request *request, const char *name)
{
    const char *value = words_find(request->path_words, name);
    return value ? value : "";
}

const char *request_query(const Request *request, const char *name)
{
    return words_find(request->query_words, name);
}

size_t request_query_all(const Request *request, const char *name, const char *const **ret_values)
{
    const char **values = ARENA_ARRAY(request->arena, request->query_words.count + 1, const char *);
    size_t count = 0;
    for (size_t i = 0; i < request->query_words.count; i++)
        if (strcmp(request->query_words.items[i].name, name) == 0)
            values[count++] = request->query_words.items[i].value;
    *ret_values = values;
    return count;
}

const char *request_header(const Request *request, const char *name)
{
    for (size_t i = 0; i < request->header_words.count; i++)
        if (strcasecmp(request->header_words.items[i].name, name) == 0)
            return request->header_words.items[i].value;
    return NULL;
}

size_t meter_row(const Endpoint *endpoint)
{
    for (size_t i = 0; i < endpoint_count; i++)
        if (endpoints[i] == endpoint)
            return i;
    return endpoint_count + METER_UNKNOWN;
}

/* An interrupted query says that it was cancelled; the one who waits wants to know why. */
static void say_why(JobEnd end, const Server *server, Error *error)
{
    switch (end) {
    case JOB_TIMED_OUT:
        error_set(error, STATUS_TIMEOUT, _("the query took longer than %g seconds and was stopped"),
                  server->options.query_limit);
        error_hint(error, "%s", _("ask for fewer days or slices"));
        break;
    case JOB_STOPPED:
        error_set(error, STATUS_STORE_BUSY, "%s", _("the server is stopping"));
        break;
    case JOB_CANCELLED:
    case JOB_GONE:
        error_set(error, STATUS_CANCELLED, "%s", _("the query was cancelled"));
        break;
    case JOB_GOES_ON:
        break;
    }
}

static Status run_handler(Server *server, const Endpoint *endpoint, Request *request, Response *response,
                          Generation *ret_generation, Error *error)
{
    request->server = server;
    request->store = server->store;
    request->registry = server->shipped;
    if (endpoint->run == RUN_AT_ONCE)
        return endpoint->handle(request, response, error);
    Snapshot *snapshot;
    TRY(snapshot_take(server->snapshots, &snapshot, error));
    request->organization = snapshot->organization;
    request->registry = snapshot->registry;
    Generation generation = {snapshot->generation, atomic_load(&server->goals)}; /* before it reads them */
    Status status = endpoint->handle(request, response, error);
    generation.goals = response->of_goals ? generation.goals : 0;
    *ret_generation = generation;
    snapshot_release(server->snapshots, snapshot);
    return status;
}

/* One line, whatever the message quotes: a line break of a client must not begin another. */
static void log_failure(const Request *request, const Error *error)
{
    char message[sizeof error->message];
    memcpy(message, error->message, sizeof message);
    for (char *at = message; *at; at++)
        if ((unsigned char)*at < ' ' || *at == 0x7F)
            *at = '?';
    fprintf(stderr, "mizan: %s %s %s: %s\n", request->client, request->method, request->path, message);
}

/* Every place of the store's path in `text` becomes the word that the command line has for it. */
static void hide_path(const char *path, char *text)
{
    static const char word[] = "STORE";
    size_t length = strlen(path), put = sizeof word - 1;
    if (length < put)
        return;
    for (char *found; (found = strstr(text, path)) != NULL;) {
        memcpy(found, word, put);
        memmove(found + put, found + length, strlen(found + length) + 1);
    }
}

void dispatch_hide(const Server *server, Error *error)
{
    const char *path = store_path(server->store);
    if (error->status == STATUS_INTERNAL) {
        error_set(error, STATUS_INTERNAL, "%s", _("something failed in the server"));
        error_hint(error, "%s", _("whoever runs it finds what it was in its own log"));
        return;
    }
    hide_path(path, error->message);
    hide_path(path, error->where);
    hide_path(path, error->value);
    hide_path(path, error->hint);
}

Answer *dispatch_dress(const Server *server, Answer *answer)
{
    if (server->options.tls)
        answer_over_tls(answer);
    return answer;
}

/* What is logged and cannot be is not answered either: the one who asked must know. */
static Status keep_in_log(const Server *server, const Endpoint *endpoint, const Request *request, const Response *response,
                          Status status, Error *error)
{
    if (!endpoint->audit || response->audit_nothing)
        return status;
    bool refused = status_http(status) == 403 || status == STATUS_UNAUTHENTICATED;
    AuditEntry entry = {.action = endpoint->audit,
                        .target = response->audit_target ? response->audit_target : request->path,
                        .detail = status == STATUS_OK ? response->audit_detail : status_name(status),
                        .outcome = status == STATUS_OK ? AUDIT_DONE : refused ? AUDIT_REFUSED : AUDIT_FAILED,
                        .name = request->principal->account ? NULL : response->audit_name,
                        .origin = request->client};
    Error problem = {0};
    if (audit_append(server->store, request->principal, &entry, &problem) == STATUS_OK)
        return status;
    fprintf(stderr, "mizan: the log of who did what: %s\n", problem.message);
    return status != STATUS_OK ? status : error_set(error, problem.status, _("it was done, but the log could not be written: %s"), problem.message);
}

/* What changes goals, or who may answer for them: answers about goals that are kept are not given any more. */
static bool changes_goals(const Endpoint *endpoint, const Response *response)
{
    bool by_permission = endpoint->permission == PERMISSION_GOALS || endpoint->permission == PERMISSION_MEMBERS;
    return endpoint->audit && !response->audit_nothing && (by_permission || endpoint->goals);
}

Answer *dispatch(Server *server, const Endpoint *endpoint, Request *request, FactsSession *session,
                 const _Atomic JobEnd *end, bool gzip, Generation *ret_generation, bool *ret_keep)
{
    translate_set_language(request->language);
    Response response = {.body = text_builder(BODY_CEILING)};
    Error error = {0};
    request->session = session;
    Status status = STATUS_CANCELLED;
    if (!end || *end == JOB_GOES_ON)
        status = run_handler(server, endpoint, request, &response, ret_generation, &error);
    if (status == STATUS_OK && response.body.overflowed) {
        status = error_set(&error, STATUS_TOO_LARGE, "%s", _("the answer would be too large"));
        error_hint(&error, "%s", _("ask for fewer days, slices or rows"));
    }
    status = keep_in_log(server, endpoint, request, &response, status, &error);
    *ret_keep = status == STATUS_OK && response.cacheable;
    if (changes_goals(endpoint, &response)) /* also after a failure: part of it may have been done */
        atomic_fetch_add(&server->goals, 1);
    if (status == STATUS_OK)
        return dispatch_dress(server, answer_new(&response, gzip));
    text_builder_free(&response.body);
    if (status == STATUS_CANCELLED && end)
        say_why(*end, server, &error);
    if (status_http(error.status) == 500)
        log_failure(request, &error);
    if (error.status == STATUS_FORBIDDEN && !endpoint->audit)
        refusals_note(server->refusals, request->principal, error.where[0] ? error.where : "rights", request->method,
                      text_of(request->path), request->client);
    dispatch_hide(server, &error);
    return dispatch_dress(server, answer_problem(&error, request->path, &response));
}
