#include "http/loops.h"

#include "base/translate.h"
#include "http/exchange.h"
#include "http/tls.h"

#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <sys/eventfd.h>
#include <sys/resource.h>
#include <unistd.h>

enum {
    LOOPS = 2,
    CONNECTIONS = 16384,
    CONNECTION_MEMORY = 8192, /* bytes that each open connection holds: the address and the headers fit in */
    SPARE_DESCRIPTORS = 256,  /* for files, beside those of connections */
    SILENCE = 4,              /* patiences without a byte after which the library closes; connections.h is stricter */
    WAIT_MILLISECONDS = 50,   /* until a loop looks at timeouts and whether it is to stop */
};

typedef struct Loop {
    struct MHD_Daemon *daemon;
    int events; /* the library's epoll descriptor */
    int wake;   /* an eventfd: a connection was resumed */
    pthread_t thread;
    bool running;
    atomic_bool *stopping;
} Loop;

struct Loops {
    atomic_bool stopping;
    Loop items[LOOPS];
};

/* How many connections there may be. Each is a descriptor: as many as the system allows this process. */
static size_t count_connections(void)
{
    struct rlimit limit;
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0)
        return CONNECTIONS;
    limit.rlim_cur = limit.rlim_max;
    (void)setrlimit(RLIMIT_NOFILE, &limit);
    if (limit.rlim_cur == RLIM_INFINITY || limit.rlim_cur >= CONNECTIONS + SPARE_DESCRIPTORS)
        return CONNECTIONS;
    return limit.rlim_cur > 2 * SPARE_DESCRIPTORS ? (size_t)limit.rlim_cur - SPARE_DESCRIPTORS : SPARE_DESCRIPTORS;
}

static void notify_connection(void *server_, struct MHD_Connection *connection, void **context,
                              enum MHD_ConnectionNotificationCode code)
{
    Server *server = server_;
    if (code == MHD_CONNECTION_NOTIFY_CLOSED) {
        connection_close(*context);
        *context = NULL;
        return;
    }
    const union MHD_ConnectionInfo *socket = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
    *context = socket ? connection_open(server->connections, socket->connect_fd) : NULL;
}

static void drop_message(void *context, const char *format, va_list arguments)
{
    (void)context, (void)format, (void)arguments; /* the library's words about broken clients */
}

/* The library would decode the address; we keep it as it came. */
static size_t keep_escapes(void *context, struct MHD_Connection *connection, char *text)
{
    (void)context, (void)connection;
    return strlen(text);
}

/* Until something comes, a connection was resumed, or the library has to look at its connections. */
static void wait_for_events(const Loop *loop)
{
    MHD_UNSIGNED_LONG_LONG timeout;
    int wait = WAIT_MILLISECONDS;
    if (MHD_get_timeout(loop->daemon, &timeout) == MHD_YES && timeout < WAIT_MILLISECONDS)
        wait = (int)timeout;
    struct pollfd descriptors[] = {{.fd = loop->events, .events = POLLIN}, {.fd = loop->wake, .events = POLLIN}};
    if (poll(descriptors, 2, wait) > 0 && descriptors[1].revents) {
        uint64_t count;
        (void)!read(loop->wake, &count, sizeof count);
    }
}

/* The loop is ours and not the library's own: that one (0.9.75) takes at most 128 events at once, and where there
 * were exactly so many it waits for further ones, as long as a silent connection may live, before it looks at them.
 * A loop of others is not told when a connection is resumed: loops_wake() does that. */
static void *run(void *loop_)
{
    Loop *loop = loop_;
    while (!*loop->stopping) {
        wait_for_events(loop);
        (void)MHD_run(loop->daemon);
    }
    return NULL;
}

static Status find_events(Loop *loop, Error *error)
{
    const union MHD_DaemonInfo *info = MHD_get_daemon_info(loop->daemon, MHD_DAEMON_INFO_EPOLL_FD);
    loop->events = info ? info->epoll_fd : -1;
    loop->wake = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    if (loop->events >= 0 && loop->wake >= 0)
        return STATUS_OK;
    return error_set_errno(error, loop->wake < 0 ? errno : ENOTSUP, "%s", _("the server could not be started"));
}

static Status start_loop(Server *server, int socket, size_t most, Loop *loop, Error *error)
{
    unsigned flags = MHD_USE_EPOLL | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_TURBO | MHD_USE_ERROR_LOG;
    if (server->options.tls)
        flags |= MHD_USE_TLS;
    loop->daemon = MHD_start_daemon(
        flags, 0, NULL, NULL, exchange_continue, server, MHD_OPTION_EXTERNAL_LOGGER, drop_message, NULL,
        MHD_OPTION_LISTEN_SOCKET, socket, MHD_OPTION_URI_LOG_CALLBACK, exchange_begin, server,
        MHD_OPTION_NOTIFY_COMPLETED, exchange_end, server, MHD_OPTION_UNESCAPE_CALLBACK, keep_escapes, NULL,
        MHD_OPTION_CONNECTION_LIMIT, (unsigned)most, MHD_OPTION_NOTIFY_CONNECTION, notify_connection, server,
        MHD_OPTION_STRICT_FOR_CLIENT, 1, MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)CONNECTION_MEMORY,
        MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)(SILENCE * server->options.patience) + 1,
        /* Without the flag the library passes these by. */
        MHD_OPTION_HTTPS_CERT_CALLBACK, tls_callback(), MHD_OPTION_HTTPS_PRIORITIES, tls_priorities, MHD_OPTION_END);
    if (!loop->daemon)
        return error_set(error, STATUS_IO, "%s", _("the server could not be started"));
    TRY(find_events(loop, error));
    int result = pthread_create(&loop->thread, NULL, run, loop);
    loop->running = result == 0;
    return result ? error_set_errno(error, result, "%s", _("a thread could not be started")) : STATUS_OK;
}

Status loops_start(Server *server, int socket, Loops **ret_loops, Error *error)
{
    size_t most = count_connections();
    TRY(connections_start(most, server->options.patience, &server->connections, error));
    Loops *loops = calloc(1, sizeof *loops);
    if (!loops)
        abort();
    *ret_loops = loops; /* before a thread runs: requests are answered from then on */
    Status status = STATUS_OK;
    for (size_t i = 0; i < LOOPS; i++)
        loops->items[i].wake = -1;
    for (size_t i = 0; i < LOOPS && status == STATUS_OK; i++) {
        loops->items[i].stopping = &loops->stopping;
        status = start_loop(server, socket, most / LOOPS, &loops->items[i], error);
    }
    if (status == STATUS_OK)
        return STATUS_OK;
    loops_quiesce(loops); /* the socket is not the library's to close */
    loops_stop(loops);
    *ret_loops = NULL;
    return status;
}

void loops_wake(Loops *loops)
{
    const uint64_t one = 1;
    for (size_t i = 0; i < LOOPS; i++)
        (void)!write(loops->items[i].wake, &one, sizeof one);
}

void loops_quiesce(Loops *loops)
{
    for (size_t i = 0; i < LOOPS; i++)
        if (loops->items[i].daemon)
            (void)MHD_quiesce_daemon(loops->items[i].daemon);
}

void loops_stop(Loops *loops)
{
    if (!loops)
        return;
    loops->stopping = true;
    for (size_t i = 0; i < LOOPS; i++) {
        Loop *loop = &loops->items[i];
        if (loop->running)
            pthread_join(loop->thread, NULL);
        if (loop->daemon)
            MHD_stop_daemon(loop->daemon);
        if (loop->wake >= 0)
            close(loop->wake);
    }
    free(loops);
}
