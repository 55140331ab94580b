#include "http/connections.h"

#include "base/translate.h"
#include "http/jobs.h"

#include <errno.h>
#include <netinet/in.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

enum {
    LOOK_MILLISECONDS = 250,
    BODY_PACE = 1024,   /* bytes a second that a body must keep on average, once patience is over */
    ANSWER_PACE = 16384, /* and an answer */
    IDLE_PATIENCES = 3, /* a connection between requests may wait so many times longer than a head */
    FULL_EIGHTHS = 7,   /* of the connections there may be: from here on idle ones are shut */
};

struct Connections {
    pthread_mutex_t lock;
    pthread_cond_t wake;
    pthread_t thread;
    bool stopping;
    Connection *first;
    size_t most;
    int64_t patience; /* milliseconds */
    ConnectionCounts counts;
};

static int64_t now_milliseconds(void)
{
    return (int64_t)(monotonic_seconds() * 1000);
}

static void shut(Connection *connection)
{
    (void)shutdown(connection->socket, SHUT_RDWR); /* the library's loop sees it and closes */
}

/* Shuts those whose time is over. The lock is held. */
static void shut_late(Connections *connections)
{
    int64_t now = now_milliseconds();
    for (Connection *connection = connections->first; connection; connection = connection->next) {
        int64_t deadline = connection->deadline;
        if (!deadline || now <= deadline)
            continue;
        connections->counts.late += connection->state != CONNECTION_IDLE;
        connection->deadline = now + connections->patience; /* asked once more if it does not go */
        shut(connection);
    }
}

/* Those of one client beside one another, the oldest first. */
static int compare_idle(const void *one_, const void *other_)
{
    const Connection *one = *(Connection *const *)one_, *other = *(Connection *const *)other_;
    int order = memcmp(one->peer.address.bytes, other->peer.address.bytes, sizeof one->peer.address.bytes);
    if (order)
        return order;
    return one->began < other->began ? -1 : one->began > other->began;
}

static size_t run_of(Connection *const *idle, size_t count, size_t from)
{
    size_t end = from + 1;
    while (end < count && ip_equal(&idle[end]->peer.address, &idle[from]->peer.address))
        end++;
    return end - from;
}

/* Shuts the oldest idle connections of the client that has most of them. The lock is held. */
static void shed(Connections *connections)
{
    size_t allowed = connections->most / 8 * FULL_EIGHTHS, count = 0;
    if (connections->counts.open <= allowed)
        return;
    size_t surplus = connections->counts.open - allowed;
    Connection **idle = calloc(connections->counts.open, sizeof(Connection *));
    for (Connection *connection = connections->first; idle && connection; connection = connection->next)
        if (connection->state == CONNECTION_IDLE)
            idle[count++] = connection;
    if (count)
        qsort(idle, count, sizeof(Connection *), compare_idle);
    size_t best = 0, best_length = 0;
    for (size_t i = 0; i < count;) {
        size_t length = run_of(idle, count, i);
        if (length > best_length) {
            best = i;
            best_length = length;
        }
        i += length;
    }
    for (size_t i = 0; i < best_length && i < surplus; i++) {
        shut(idle[best + i]);
        connections->counts.shed++;
    }
    free(idle);
}

static void *watch(void *argument)
{
    Connections *connections = argument;
    pthread_mutex_lock(&connections->lock);
    while (!connections->stopping) {
        shut_late(connections);
        shed(connections);
        struct timespec until;
        clock_gettime(CLOCK_MONOTONIC, &until);
        until.tv_nsec += LOOK_MILLISECONDS * 1000000L;
        until.tv_sec += until.tv_nsec / 1000000000L;
        until.tv_nsec %= 1000000000L;
        (void)pthread_cond_timedwait(&connections->wake, &connections->lock, &until);
    }
    pthread_mutex_unlock(&connections->lock);
    return NULL;
}

Status connections_start(size_t most, double patience, Connections **ret_connections, Error *error)
{
    Connections *connections = calloc(1, sizeof *connections);
    if (!connections)
        return error_set(error, STATUS_OUT_OF_MEMORY, "%s", _("out of memory"));
    pthread_condattr_t monotonic;
    pthread_condattr_init(&monotonic);
    pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
    pthread_mutex_init(&connections->lock, NULL);
    pthread_cond_init(&connections->wake, &monotonic);
    pthread_condattr_destroy(&monotonic);
    connections->most = most;
    connections->patience = (int64_t)(patience * 1000);
    int result = pthread_create(&connections->thread, NULL, watch, connections);
    if (result) {
        free(connections);
        return error_set_errno(error, result, "%s", _("a thread could not be started"));
    }
    *ret_connections = connections;
    return STATUS_OK;
}

void connections_stop(Connections *connections)
{
    if (!connections)
        return;
    pthread_mutex_lock(&connections->lock);
    connections->stopping = true;
    pthread_cond_signal(&connections->wake);
    pthread_mutex_unlock(&connections->lock);
    pthread_join(connections->thread, NULL);
    pthread_mutex_destroy(&connections->lock);
    pthread_cond_destroy(&connections->wake);
    free(connections);
}

/* Who is at the other end of a socket: not known of a Unix socket. */
static Client read_peer(int socket)
{
    struct sockaddr_storage bytes = {0};
    socklen_t length = sizeof bytes;
    Client peer = {0};
    if (getpeername(socket, (struct sockaddr *)&bytes, &length) != 0)
        return peer;
    if (bytes.ss_family == AF_INET6) {
        memcpy(peer.address.bytes, &((struct sockaddr_in6 *)&bytes)->sin6_addr, sizeof peer.address.bytes);
        peer.known = true;
    } else if (bytes.ss_family == AF_INET) {
        peer.address.bytes[10] = peer.address.bytes[11] = 0xFF; /* the mapped form */
        memcpy(peer.address.bytes + 12, &((struct sockaddr_in *)&bytes)->sin_addr, 4);
        peer.known = true;
    }
    return peer;
}

Connection *connection_open(Connections *connections, int socket)
{
    Connection *connection = calloc(1, sizeof *connection);
    if (!connection)
        abort();
    connection->all = connections;
    connection->socket = socket;
    connection->peer = read_peer(socket);
    connection_enter(connection, CONNECTION_IDLE, 0);
    pthread_mutex_lock(&connections->lock);
    connection->next = connections->first;
    if (connection->next)
        connection->next->previous = connection;
    connections->first = connection;
    connections->counts.open++;
    pthread_mutex_unlock(&connections->lock);
    return connection;
}

void connection_close(Connection *connection)
{
    if (!connection)
        return;
    Connections *connections = connection->all;
    pthread_mutex_lock(&connections->lock);
    *(connection->previous ? &connection->previous->next : &connections->first) = connection->next;
    if (connection->next)
        connection->next->previous = connection->previous;
    connections->counts.open--;
    pthread_mutex_unlock(&connections->lock);
    free(connection);
}

void connection_enter(Connection *connection, ConnectionState state, uint64_t bytes)
{
    if (!connection)
        return;
    int64_t patience = connection->all->patience, now = now_milliseconds(), allowed = 0;
    switch (state) {
    case CONNECTION_IDLE:
        allowed = IDLE_PATIENCES * patience;
        break;
    case CONNECTION_HEAD:
    case CONNECTION_BODY:
        allowed = patience;
        break;
    case CONNECTION_ANSWER:
        allowed = patience + (int64_t)(bytes * 1000 / ANSWER_PACE);
        break;
    case CONNECTION_WORK:
    case CONNECTION_STREAM:
        break;
    }
    connection->state = state;
    connection->began = now;
    connection->deadline = allowed ? now + allowed : 0;
}

void connection_progress(Connection *connection, uint64_t received)
{
    if (connection && connection->state == CONNECTION_BODY)
        connection->deadline = connection->began + connection->all->patience + (int64_t)(received * 1000 / BODY_PACE);
}

ConnectionCounts connections_counts(Connections *connections)
{
    pthread_mutex_lock(&connections->lock);
    ConnectionCounts counts = connections->counts;
    pthread_mutex_unlock(&connections->lock);
    return counts;
}
