#include "store/lock.h"

#include "base/text.h"
#include "base/translate.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

/* The file's lines: process, program, what it does with the store. */
static Status busy(int lock, Error *error)
{
    char bytes[512];
    ssize_t length = pread(lock, bytes, sizeof bytes - 1, 0);
    bytes[length > 0 ? length : 0] = '\0';
    Text rest = text_of(bytes);
    Text process = text_cut(rest, '\n', &rest);
    (void)text_cut(rest, '\n', &rest); /* the program */
    Text holder = text_cut(rest, '\n', &rest);
    if (process.length == 0) /* it has the lock and has not written yet */
        return error_set(error, STATUS_STORE_BUSY, _("the store is held by another process"));
    error_set(error, STATUS_STORE_BUSY, _("the store is held by process %.*s (%.*s)"), (int)process.length,
              process.bytes, (int)holder.length, holder.bytes);
    if (text_starts_with(holder, "serve"))
        error_hint(error, _("ask the running server through its API, or stop it first"));
    else
        error_hint(error, _("wait until it is done, or stop it first"));
    return STATUS_STORE_BUSY;
}

Status lock_take(const char *store, const char *holder, int *ret_lock, Error *error)
{
    char path[PATH_MAX];
    int length = snprintf(path, sizeof path, "%s/lock", store);
    if (length < 0 || (size_t)length >= sizeof path)
        return error_set(error, STATUS_INVALID_ARGUMENT, _("the store's path is too long"));
    int lock = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (lock < 0)
        return error_set_errno(error, errno, _("the store %s cannot be written"), store);
    if (flock(lock, LOCK_EX | LOCK_NB) != 0) {
        int number = errno;
        Status status = number == EWOULDBLOCK ? busy(lock, error) : error_set_errno(error, number, "%s", path);
        close(lock);
        return status;
    }
    char text[512];
    length = snprintf(text, sizeof text, "%ld\n%s\n%s\n", (long)getpid(), program_invocation_short_name,
                      holder ? holder : "command");
    if (length >= (int)sizeof text)
        length = sizeof text - 1;
    /* The words are for people; the lock holds without them, also on a full disk. */
    if (ftruncate(lock, 0) == 0 && pwrite(lock, text, (size_t)length, 0) != length)
        length = 0;
    *ret_lock = lock;
    return STATUS_OK;
}

void lock_release(int lock)
{
    if (lock < 0)
        return;
    if (ftruncate(lock, 0) == 0)
        flock(lock, LOCK_UN);
    close(lock);
}
