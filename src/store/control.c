#include "store/control.h"

#include "base/translate.h"
#include "store/folder.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

enum { LINE_LIMIT = PATH_MAX + 64, READ_SECONDS = 10, PAUSE_MILLISECONDS = 100 };

struct ControlServer {
    Store *store;
    ControlHooks hooks;
    pthread_t thread;
    int folder, listener, stop;
};

static const char socket_name[] = "control";

/* A socket's address holds about 100 bytes; through the folder's descriptor any store's path fits. */
static void address_of(int folder, struct sockaddr_un *address)
{
    memset(address, 0, sizeof *address);
    address->sun_family = AF_UNIX;
    snprintf(address->sun_path, sizeof address->sun_path, "/proc/self/fd/%d/%s", folder, socket_name);
}

static bool write_all(int fd, const char *bytes, size_t length)
{
    while (length > 0) {
        ssize_t wrote = send(fd, bytes, length, MSG_NOSIGNAL);
        if (wrote <= 0)
            return false;
        bytes += wrote;
        length -= (size_t)wrote;
    }
    return true;
}

/* One line without its end; false when the other side left, was too slow or wrote too much. */
static bool read_line(int fd, char line[LINE_LIMIT])
{
    size_t length = 0;
    while (length < LINE_LIMIT - 1) {
        ssize_t have = recv(fd, line + length, LINE_LIMIT - 1 - length, 0);
        if (have <= 0)
            return false;
        length += (size_t)have;
        line[length] = '\0';
        char *end = strchr(line, '\n');
        if (end) {
            *end = '\0';
            return true;
        }
    }
    return false;
}

/* ---- the side that holds the store ---- */

static bool same_user(int client)
{
    struct ucred peer;
    socklen_t size = sizeof peer;
    if (getsockopt(client, SOL_SOCKET, SO_PEERCRED, &peer, &size) != 0)
        return false;
    return peer.uid == geteuid() || peer.uid == 0;
}

static Status tell_talk(const ControlServer *server)
{
    if (server->hooks.talk_changed)
        server->hooks.talk_changed(server->hooks.context);
    return STATUS_OK;
}

static void answer(const ControlServer *server, int client)
{
    char line[LINE_LIMIT], text[LINE_LIMIT];
    struct timeval limit = {.tv_sec = READ_SECONDS};
    setsockopt(client, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
    setsockopt(client, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
    if (!same_user(client) || !read_line(client, line))
        return;
    Error error;
    Status status;
    if (strncmp(line, "backup /", 8) == 0)
        status = store_backup(server->store, line + strlen("backup "), &error);
    else if (strcmp(line, "accounts") == 0)
        status = server->hooks.accounts_changed ? server->hooks.accounts_changed(server->hooks.context, &error) : STATUS_OK;
    else if (strcmp(line, "talk") == 0)
        status = tell_talk(server);
    else
        status = error_set(&error, STATUS_INVALID_ARGUMENT, "not a request");
    if (status == STATUS_OK)
        snprintf(text, sizeof text, "ok\n");
    else
        snprintf(text, sizeof text, "error %s %s\n", status_name(status), error.message);
    write_all(client, text, strlen(text));
}

static void *serve(void *argument)
{
    ControlServer *server = argument;
    struct pollfd watched[2] = {{.fd = server->listener, .events = POLLIN}, {.fd = server->stop, .events = POLLIN}};
    for (;;) {
        if (poll(watched, 2, -1) < 0) {
            if (errno == EINTR)
                continue;
            return NULL;
        }
        if (watched[1].revents)
            return NULL;
        int client = accept4(server->listener, NULL, NULL, SOCK_CLOEXEC);
        if (client < 0) {
            /* Without descriptors the caller stays in the queue and would keep poll() awake. */
            if (errno != EAGAIN)
                (void)poll(&watched[1], 1, PAUSE_MILLISECONDS);
            continue;
        }
        answer(server, client);
        close(client);
    }
}

static void server_free(ControlServer *server)
{
    if (server->listener >= 0) {
        close(server->listener);
        unlinkat(server->folder, socket_name, 0);
    }
    if (server->stop >= 0)
        close(server->stop);
    if (server->folder >= 0)
        close(server->folder);
    free(server);
}

static bool server_listen(ControlServer *server)
{
    struct sockaddr_un address;
    server->folder = open(store_path(server->store), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    server->stop = eventfd(0, EFD_CLOEXEC);
    if (server->folder < 0 || server->stop < 0)
        return false;
    unlinkat(server->folder, socket_name, 0); /* of a process that was killed: we hold the lock */
    server->listener = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    address_of(server->folder, &address);
    /* Nobody else gets in between the two calls: the store's folder is its owner's alone, and each caller
     * is asked who it is. */
    return server->listener >= 0 &&
           bind(server->listener, (struct sockaddr *)&address, sizeof address) == 0 &&
           fchmodat(server->folder, socket_name, 0600, 0) == 0 && listen(server->listener, 8) == 0;
}

Status store_control_start(Store *store, const ControlHooks *hooks, ControlServer **ret_server, Error *error)
{
    ControlServer *server = calloc(1, sizeof *server);
    if (!server)
        return error_set(error, STATUS_OUT_OF_MEMORY, _("out of memory"));
    *server = (ControlServer){.store = store, .folder = -1, .listener = -1, .stop = -1};
    if (hooks)
        server->hooks = *hooks;
    if (!server_listen(server)) {
        Status status = error_set_errno(error, errno, "%s/%s", store_path(store), socket_name);
        server_free(server);
        return status;
    }
    int number = pthread_create(&server->thread, NULL, serve, server);
    if (number != 0) {
        server_free(server);
        return error_set_errno(error, number, "%s", socket_name);
    }
    *ret_server = server;
    return STATUS_OK;
}

void store_control_stop(ControlServer *server)
{
    if (!server)
        return;
    if (eventfd_write(server->stop, 1) == 0)
        pthread_join(server->thread, NULL);
    server_free(server);
}

/* ---- the side that asks ---- */

static void close_fd(int *fd)
{
    if (*fd >= 0)
        close(*fd);
}

static Status status_of_name(const char *name, size_t length)
{
    for (int status = STATUS_INVALID_ARGUMENT; status <= STATUS_INTERNAL; status++)
        if (strlen(status_name((Status)status)) == length && strncmp(status_name((Status)status), name, length) == 0)
            return (Status)status;
    return STATUS_INTERNAL;
}

static Status read_answer(int server, Error *error)
{
    char line[LINE_LIMIT];
    if (!read_line(server, line))
        return error_set(error, STATUS_IO, _("the process that holds the store gave no answer"));
    if (strcmp(line, "ok") == 0)
        return STATUS_OK;
    const char *code = strncmp(line, "error ", 6) == 0 ? line + 6 : line;
    size_t length = strcspn(code, " ");
    return error_set(error, status_of_name(code, length), "%s", code[length] ? code + length + 1 : code);
}

/* The other process has its own working folder. */
static Status absolute(const char *file, char path[PATH_MAX], Error *error)
{
    char folder[PATH_MAX];
    if (strchr(file, '\n'))
        return error_set(error, STATUS_INVALID_ARGUMENT, _("the path holds a line's end"));
    int length;
    if (file[0] == '/')
        length = snprintf(path, PATH_MAX, "%s", file);
    else if (!getcwd(folder, sizeof folder))
        return error_set_errno(error, errno, ".");
    else
        length = snprintf(path, PATH_MAX, "%s/%s", folder, file);
    if (length < 0 || length >= PATH_MAX)
        return error_set(error, STATUS_INVALID_ARGUMENT, _("the path is too long"));
    return STATUS_OK;
}

/* Sends the process that holds the store at `path` a line and reads its answer. */
static Status ask_holder(const char *path, const char *line, Error *error)
{
    CLEANUP(close_fd) int folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder < 0)
        return error_set_errno(error, errno, "%s", path);
    CLEANUP(close_fd) int server = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (server < 0)
        return error_set_errno(error, errno, "%s/%s", path, socket_name);
    struct sockaddr_un address;
    address_of(folder, &address);
    if (connect(server, (struct sockaddr *)&address, sizeof address) != 0) {
        if (errno == ENOENT || errno == ECONNREFUSED)
            return error_set(error, STATUS_NOT_FOUND, _("no process serves the store %s"), path);
        return error_set_errno(error, errno, "%s/%s", path, socket_name);
    }
    if (!write_all(server, line, strlen(line)))
        return error_set(error, STATUS_IO, _("the process that holds the store gave no answer"));
    return read_answer(server, error);
}

/* The process that serves may be kept to its store: the copy is made there and carried out from here. */
Status store_backup_by_holder(const char *path, const char *file, Error *error)
{
    char store[PATH_MAX], made[PATH_MAX], line[LINE_LIMIT];
    TRY(absolute(path, store, error));
    int length = snprintf(made, sizeof made, "%s/tmp/handed-%ld.mizan", store, (long)getpid());
    if (length < 0 || (size_t)length >= sizeof made)
        return error_set(error, STATUS_INVALID_ARGUMENT, _("the path is too long"));
    snprintf(line, sizeof line, "backup %s\n", made);
    TRY(ask_holder(path, line, error));
    Status status = STATUS_OK;
    if (access(file, F_OK) == 0)
        status = error_set(error, STATUS_ALREADY_EXISTS, _("%s is there already"), file);
    else if (renameat2(AT_FDCWD, made, AT_FDCWD, file, RENAME_NOREPLACE) != 0)
        status = folder_copy(made, file, error);
    (void)unlink(made);
    return status;
}

Status store_accounts_changed_by_other(const char *path, Error *error)
{
    return ask_holder(path, "accounts\n", error);
}

Status store_talk_changed_by_other(const char *path, Error *error)
{
    return ask_holder(path, "talk\n", error);
}
