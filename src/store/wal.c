#include "store/wal.h"

#include "base/arena.h"
#include "store/facts.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

static bool form_known(void)
{
    return strncmp(facts_engine_version(), "DuckDB 1.5.", 11) == 0;
}

Status wal_map(const char *facts_file, Wal *ret_wal, Error *error)
{
    *ret_wal = (Wal){0};
    CLEANUP(arena_cleanup) Arena *arena = arena_new(0);
    const char *path = arena_format(arena, "%s.wal", facts_file);
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return errno == ENOENT ? STATUS_OK : error_set_errno(error, errno, "%s", path);
    struct stat status;
    size_t size = fstat(fd, &status) == 0 ? (size_t)status.st_size : 0;
    void *bytes = size > WAL_HEAD && form_known() ? mmap(NULL, size, PROT_READ, MAP_PRIVATE, fd, 0) : MAP_FAILED;
    close(fd);
    if (bytes != MAP_FAILED)
        *ret_wal = (Wal){bytes, size};
    return STATUS_OK;
}

void wal_unmap(Wal *wal)
{
    if (wal->bytes)
        munmap((void *)wal->bytes, wal->size);
    *wal = (Wal){0};
}

uint64_t wal_number(const unsigned char *bytes, size_t length)
{
    uint64_t number = 0;
    while (length-- > 0)
        number = number << 8 | bytes[length];
    return number;
}

size_t wal_frame(const Wal *wal, size_t at)
{
    if (wal->size - at < WAL_FRAME_HEAD)
        return 0;
    uint64_t length = wal_number(wal->bytes + at, 8);
    return length < WAL_RECORD_LEAST || length > wal->size - at - WAL_FRAME_HEAD ? 0 : (size_t)length + WAL_FRAME_HEAD;
}
