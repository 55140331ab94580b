#include "http/server.h"

#include "base/translate.h"
#include "http/authenticate.h"
#include "http/loops.h"
#include "http/flow.h"
#include "http/pace.h"
#include "http/post.h"
#include "http/refusals.h"
#include "http/upkeep.h"
#include "http/warm.h"

#include <errno.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <pthread.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <unistd.h>

enum {
    NICENESS = 10, /* of the engine's threads, below the network's */
    BACKLOG = 1024,
    PATIENCE_SECONDS = 20,
    EXTRA_WORKERS = 8,
    QUEUE = 256,
    SECRET_QUEUE = 64,
    ADDRESS_LENGTH = 300,
};

struct Listener {
    int socket;
    char address[ADDRESS_LENGTH];
    bool tls;
    char unix_path[sizeof(((struct sockaddr_un *)0)->sun_path)]; /* removed at the end; "" for TCP */
};

const char *listener_address(const Listener *listener)
{
    return listener->address;
}

void listener_close(Listener *listener)
{
    if (!listener)
        return;
    close(listener->socket);
    if (listener->unix_path[0])
        unlink(listener->unix_path);
    free(listener);
}

static Status begin_listening(int descriptor, const struct sockaddr *address, socklen_t length, const char *name,
                              Error *error)
{
    if (bind(descriptor, address, length) == 0 && listen(descriptor, BACKLOG) == 0)
        return STATUS_OK;
    int reason = errno;
    Status status = error_set_errno(error, reason, _("cannot listen on %s"), name);
    if (reason == EADDRINUSE)
        error_hint(error, "%s", _("another program listens there; choose another port with --listen"));
    return status;
}

static Status listen_unix(const char *path, Listener *listener, Error *error)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    if (strlen(path) >= sizeof address.sun_path)
        return error_set(error, STATUS_INVALID_ARGUMENT, _("the path of a socket has at most %zu bytes"),
                         sizeof address.sun_path - 1);
    snprintf(address.sun_path, sizeof address.sun_path, "%s", path);
    struct stat found;
    if (stat(path, &found) == 0 && S_ISSOCK(found.st_mode))
        unlink(path); /* of a server that was killed: who holds the store is the lock's affair */
    listener->socket = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (listener->socket < 0)
        return error_set_errno(error, errno, "socket");
    TRY(begin_listening(listener->socket, (struct sockaddr *)&address, sizeof address, path, error));
    /* The program's umask keeps others out of all files; a proxy of the same group must get in here. */
    if (chmod(path, 0660) != 0)
        return error_set_errno(error, errno, "%s", path);
    memcpy(listener->unix_path, address.sun_path, sizeof listener->unix_path);
    snprintf(listener->address, sizeof listener->address, "unix:%s", path);
    return STATUS_OK;
}

/* Splits "host:port", "[v6]:port" or "port". */
static Status split_address(const char *text, char *host, size_t capacity, const char **ret_port, Error *error)
{
    const char *colon = strrchr(text, ':');
    const char *port = colon ? colon + 1 : text;
    long number;
    bool numeric = text_to_long(text_of(port), &number);
    if (!numeric || number < 0 || number > 65535) {
        error_set(error, STATUS_INVALID_ARGUMENT, "%s",
                  numeric ? _("a port is a number from 1 to 65535, or 0 for any that is free")
                          : _("an address to listen on is HOST:PORT or unix:PATH"));
        error_value(error, text, strlen(text));
        return error->status;
    }
    size_t length = colon ? (size_t)(colon - text) : 0;
    if (length >= 2 && text[0] == '[' && text[length - 1] == ']') {
        text++;
        length -= 2;
    }
    snprintf(host, capacity, "%.*s", (int)length, text);
    if (!length)
        snprintf(host, capacity, "127.0.0.1");
    *ret_port = port;
    return STATUS_OK;
}

static void write_address(Listener *listener)
{
    struct sockaddr_storage bound = {0};
    socklen_t length = sizeof bound;
    char host[64] = "", port[8] = "";
    if (getsockname(listener->socket, (struct sockaddr *)&bound, &length) == 0)
        (void)getnameinfo((struct sockaddr *)&bound, length, host, sizeof host, port, sizeof port,
                          NI_NUMERICHOST | NI_NUMERICSERV);
    bool brackets = strchr(host, ':') != NULL;
    snprintf(listener->address, sizeof listener->address, "%s://%s%s%s:%s", listener->tls ? "https" : "http",
             brackets ? "[" : "", host,
             brackets ? "]" : "", port);
}

static Status listen_tcp(const char *text, Listener *listener, Error *error)
{
    char host[256];
    const char *port = "";
    TRY(split_address(text, host, sizeof host, &port, error));
    struct addrinfo hints = {.ai_socktype = SOCK_STREAM, .ai_flags = AI_PASSIVE | AI_NUMERICSERV}, *found;
    int result = getaddrinfo(host, port, &hints, &found);
    if (result)
        return error_set(error, STATUS_INVALID_ARGUMENT, _("there is no address %s: %s"), host, gai_strerror(result));
    int yes = 1;
    Status status = STATUS_OK;
    listener->socket = socket(found->ai_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (listener->socket < 0)
        status = error_set_errno(error, errno, "socket");
    else
        (void)setsockopt(listener->socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    /* Answers are small and whole: they must not wait for more. Connections inherit it. */
    if (status == STATUS_OK)
        (void)setsockopt(listener->socket, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    if (status == STATUS_OK)
        status = begin_listening(listener->socket, found->ai_addr, found->ai_addrlen, text, error);
    freeaddrinfo(found);
    if (status == STATUS_OK)
        write_address(listener);
    return status;
}

Status listener_open(const char *address, bool tls, Listener **ret_listener, Error *error)
{
    Listener *listener = calloc(1, sizeof *listener);
    if (!listener)
        return error_set(error, STATUS_OUT_OF_MEMORY, "%s", _("out of memory"));
    listener->socket = -1;
    listener->tls = tls;
    Status status = strncmp(address, "unix:", 5) == 0 ? listen_unix(address + 5, listener, error)
                                                      : listen_tcp(address, listener, error);
    if (status == STATUS_OK)
        *ret_listener = listener;
    else
        listener_close(listener);
    return status;
}

typedef struct Opening {
    const char *path;
    const StoreOptions *options;
    Store *store;
    Status status;
    Error *error;
} Opening;

static void *open_store(void *argument)
{
    Opening *opening = argument;
    (void)setpriority(PRIO_PROCESS, (id_t)syscall(SYS_gettid), NICENESS);
    opening->status = store_open(opening->path, opening->options, &opening->store, opening->error);
    return NULL;
}

Status server_open_store(const char *path, const StoreOptions *options, Store **ret_store, Error *error)
{
    Opening opening = {.path = path, .options = options, .error = error};
    pthread_t thread;
    int result = pthread_create(&thread, NULL, open_store, &opening);
    if (result)
        return error_set_errno(error, result, "%s", _("a thread could not be started"));
    pthread_join(thread, NULL);
    if (opening.status == STATUS_OK)
        *ret_store = opening.store;
    return opening.status;
}

static void fill_options(ServerOptions *options)
{
    if (!options->workers)
        options->workers = 4;
    if (options->query_limit <= 0)
        options->query_limit = 30;
    if (!options->upload_limit)
        options->upload_limit = (int64_t)2 << 30;
    if (!options->cache_limit)
        options->cache_limit = (size_t)64 << 20;
    if (options->patience <= 0)
        options->patience = PATIENCE_SECONDS;
}

static void free_server(Server *server)
{
    connections_stop(server->connections);
    jobs_free(server->jobs);
    warm_free(server->warm);
    upkeep_free(server->upkeep);
    directory_close(server->directory);
    throttle_free(server->throttle);
    streams_free(server->streams);
    post_free(server->post);
    pace_free(server->pace);
    flows_free(server->flows);
    refusals_free(server->refusals);
    cards_free(server->cards);
    uploads_free(server->uploads);
    cache_free(server->cache);
    meter_free(server->meter);
    web_files_free(server->web);
    snapshots_free(server->snapshots);
    metric_registry_free(server->shipped);
    free(server);
}

Generation server_generation(Server *server)
{
    return (Generation){snapshots_generation(server->snapshots), atomic_load(&server->goals)};
}

/* Both in one number, as open pages are told: the factor spreads the second over all bits. */
static uint64_t server_told(Server *server)
{
    Generation now = server_generation(server);
    return now.store ^ (now.goals * 0x9e3779b97f4a7c15U);
}

/* What is to be looked at again and again, on the watchdog's thread. */
static void tick(void *server_)
{
    Server *server = server_;
    warm_tick(server->warm);
    streams_tick(server->streams, server_told(server), server->jobs);
}

static Status start_parts(Server *server, Listener *listener, Error *error)
{
    TRY(metric_registry_load(&server->shipped, error));
    atomic_init(&server->goals, 1);
    server->cache = cache_new(server->options.cache_limit);
    server->meter = meter_new(endpoint_count + METER_MORE);
    server->snapshots = snapshots_new(server->store, server->shipped);
    server->web = web_files_new(server->options.tls);
    server->cards = cards_new();
    server->streams = streams_new();
    server->warm = warm_new(server);
    server->uploads = uploads_new();
    if (!server->uploads)
        return error_set(error, STATUS_OUT_OF_MEMORY, "%s", _("out of memory"));
    server->upkeep = upkeep_new(server);
    server->throttle = throttle_new();
    server->post = post_new();
    server->pace = pace_new();
    server->flows = flows_new();
    server->refusals = refusals_new();
    session_cookie_name(server, listener_address(listener));
    TRY(directory_open(store_records(server->store), &server->directory, error));
    int quarter = server->options.workers / 4;
    JobsOptions jobs = {.workers = server->options.workers, .extra = EXTRA_WORKERS, .queue = QUEUE,
                        .secrets = quarter ? quarter : 1, .secret_queue = SECRET_QUEUE, .niceness = NICENESS,
                        .tick = tick, .tick_context = server};
    TRY(jobs_start(store_facts(server->store), &jobs, &server->jobs, error));
    Status status = loops_start(server, listener->socket, &server->loops, error);
    if (status != STATUS_OK)
        jobs_stop(server->jobs, /* grace= */ 0);
    return status;
}

Status server_start(Store *store, Listener *listener, const ServerOptions *options, Server **ret_server, Error *error)
{
    Server *server = calloc(1, sizeof *server);
    if (!server)
        return error_set(error, STATUS_OUT_OF_MEMORY, "%s", _("out of memory"));
    server->store = store;
    server->options = *options;
    server->started = monotonic_seconds();
    fill_options(&server->options);
    Status status = start_parts(server, listener, error);
    if (status == STATUS_OK)
        *ret_server = server;
    else
        free_server(server);
    return status;
}

Status server_accounts_changed(Server *server, Error *error)
{
    TRY(directory_refresh(server->directory, 0, error));
    atomic_fetch_add(&server->goals, 1); /* an owner may have gone */
    streams_end(server->streams, NULL);
    return STATUS_OK;
}

void server_talk_changed(Server *server)
{
    streams_talk_changed(server->streams);
}

bool server_has_accounts(const Server *server)
{
    return directory_has_accounts(server->directory);
}

void server_stop(Server *server, double grace)
{
    double until = monotonic_seconds() + grace;
    atomic_store(&server->stopping, true);
    loops_quiesce(server->loops);
    streams_end_all(server->streams);
    jobs_stop(server->jobs, grace);
    /* What is answered may still be on its way to a slow client. */
    struct timespec pause = {.tv_nsec = 10 * 1000000L};
    double at_least = monotonic_seconds() + 0.5;
    while (server->exchanges > 0 && monotonic_seconds() < (until > at_least ? until : at_least))
        nanosleep(&pause, NULL);
    loops_stop(server->loops);
    upkeep_end(server);
    free_server(server);
}
