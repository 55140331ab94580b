#include "import/prepare.h"

#include "import/dialect.h"

#include "base/translate.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

enum { SAMPLE = 256 * 1024, PIECE = 1024 * 1024 };

/* Reads until `length` bytes are there or the file ends. */
static Status read_up_to(int file, const char *name, char *target, size_t length, size_t *ret_got, Error *error)
{
    size_t got = 0;
    while (got < length) {
        ssize_t more = read(file, target + got, length - got);
        if (more < 0 && errno == EINTR)
            continue;
        if (more < 0)
            return error_set_errno(error, errno, "%s", name);
        if (more == 0)
            break;
        got += (size_t)more;
    }
    *ret_got = got;
    return STATUS_OK;
}

static void close_file(int *file)
{
    if (*file >= 0)
        close(*file);
}

static Status scan_rest(int file, const char *name, Scanner *scanner, Error *error)
{
    Arena *arena CLEANUP(arena_cleanup) = arena_new(/* ceiling= */ 0);
    char *piece = arena_alloc(arena, PIECE);
    for (;;) {
        size_t got;
        TRY(read_up_to(file, name, piece, PIECE, &got, error));
        if (!got)
            return STATUS_OK;
        TRY(scanner_feed(scanner, (const unsigned char *)piece, got, error));
    }
}

Status prepare_text(Store *store, Arena *arena, const char *name, const Mapping *mapping, Prepared *ret_prepared,
                    Error *error)
{
    (void)store;
    (void)mapping;
    int file CLEANUP(close_file) = open(name, O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return error_set_errno(error, errno, "%s", name);
    char *sample = arena_alloc(arena, SAMPLE);
    size_t length;
    TRY(read_up_to(file, name, sample, SAMPLE, &length, error));
    size_t mark = length >= 3 && memcmp(sample, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    Prepared prepared = {.path = name, .encoding = "UTF-8"};
    prepared.delimiter = dialect_delimiter(sample + mark, length - mark, length < SAMPLE);
    prepared.header = dialect_record(arena, sample + mark, length - mark, prepared.delimiter, &prepared.header_count);
    Scanner scanner;
    scanner_start(&scanner, &(ScanOptions){.name = name, .delimiter = prepared.delimiter});
    TRY(scanner_feed(&scanner, (const unsigned char *)sample + mark, length - mark, error));
    TRY(scan_rest(file, name, &scanner, error));
    TRY(scanner_finish(&scanner, &prepared.scan, error));
    *ret_prepared = prepared;
    return STATUS_OK;
}
