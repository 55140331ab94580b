#include "store/folder.h"

#include "base/translate.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <libgen.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

char *folder_file(Arena *arena, const char *folder, const char *name)
{
    return arena_format(arena, "%s/%s", folder, name);
}

bool folder_has(const char *folder, const char *name)
{
    char path[PATH_MAX];
    int length = snprintf(path, sizeof path, "%s/%s", folder, name);
    return length > 0 && (size_t)length < sizeof path && access(path, F_OK) == 0;
}

Status folder_require_vacant(const char *path, Error *error)
{
    DIR *folder = opendir(path);
    if (!folder && errno == ENOENT)
        return STATUS_OK;
    if (!folder && errno == ENOTDIR)
        return error_set(error, STATUS_ALREADY_EXISTS, _("%s is there and is not a folder"), path);
    if (!folder)
        return error_set_errno(error, errno, "%s", path);
    bool vacant = true;
    for (struct dirent *entry = readdir(folder); entry && vacant; entry = readdir(folder))
        vacant = strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0;
    closedir(folder);
    if (vacant)
        return STATUS_OK;
    bool store = folder_has(path, "facts.duckdb") && folder_has(path, "records.sqlite");
    error_set(error, STATUS_ALREADY_EXISTS, store ? _("%s is a store already") : _("the folder %s is not empty"), path);
    error_hint(error, "%s", _("nothing in it was changed; name a folder that is not there yet, or an empty one"));
    return STATUS_ALREADY_EXISTS;
}

Status folder_make(const char *path, Error *error)
{
    if (mkdir(path, 0700) == 0 || errno == EEXIST)
        return STATUS_OK;
    int number = errno;
    error_set_errno(error, number, _("the folder %s cannot be made"), path);
    if (number == ENOENT)
        error_hint(error, "%s", _("make the folder above it first"));
    return error->status;
}

static int remove_entry(const char *path, const struct stat *status, int kind, struct FTW *place)
{
    (void)status;
    (void)kind;
    return place->level > 0 ? remove(path) : 0;
}

Status folder_empty(const char *path, bool self, Error *error)
{
    if (nftw(path, remove_entry, 16, FTW_DEPTH | FTW_PHYS) != 0 && errno != ENOENT)
        return error_set_errno(error, errno, _("the folder %s cannot be emptied"), path);
    if (self && rmdir(path) != 0 && errno != ENOENT)
        return error_set_errno(error, errno, _("the folder %s cannot be removed"), path);
    return STATUS_OK;
}

Status folder_sync(const char *path, Error *error)
{
    int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    /* Some file systems cannot sync a folder and say EINVAL: they keep names in their own way. */
    bool synced = fd >= 0 && (fsync(fd) == 0 || errno == EINVAL);
    int number = errno;
    if (fd >= 0)
        close(fd);
    return synced ? STATUS_OK : error_set_errno(error, number, "%s", path);
}

static int copy_bytes(int from, int to)
{
    ssize_t moved;
    while ((moved = copy_file_range(from, NULL, to, NULL, 1 << 30, 0)) > 0)
        ;
    if (moved == 0 && lseek(to, 0, SEEK_CUR) > 0)
        return fsync(to);
    /* Some file systems cannot: what is left goes by hand. */
    char buffer[1 << 16];
    for (;;) {
        ssize_t have = read(from, buffer, sizeof buffer);
        if (have <= 0)
            return have == 0 ? fsync(to) : -1;
        for (ssize_t done = 0; done < have;) {
            ssize_t wrote = write(to, buffer + done, (size_t)(have - done));
            if (wrote < 0)
                return -1;
            done += wrote;
        }
    }
}

Status folder_copy(const char *from, const char *to, Error *error)
{
    int source = open(from, O_RDONLY | O_CLOEXEC);
    if (source < 0)
        return error_set_errno(error, errno, "%s", from);
    int target = open(to, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    int failed = target < 0 ? -1 : copy_bytes(source, target);
    int number = errno;
    close(source);
    if (target >= 0 && close(target) != 0 && failed == 0) {
        failed = -1;
        number = errno;
    }
    if (failed == 0)
        return STATUS_OK;
    if (target >= 0)
        unlink(to);
    return error_set_errno(error, number, _("%s cannot be written"), to);
}

void folder_stamp(char stamp[32])
{
    time_t now = time(NULL);
    struct tm parts;
    gmtime_r(&now, &parts);
    strftime(stamp, 32, "%Y%m%dT%H%M%SZ", &parts);
}
