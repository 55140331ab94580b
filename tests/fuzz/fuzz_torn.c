/* fuzz uses: store base
 * The file of facts and its log as a crash, or a broken disk, left them: mending neither crashes nor touches anything
 * but checksums of blocks, and done again finds nothing to do. Input: length of the log (4 bytes), the log, the
 * fields of a head (40 bytes; the target adds what makes the head valid), the blocks; what lacks is zero.
 */
#include "fuzz.h"

#include "store/torn.h"
#include "store/wal.h"

#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { HEAD = 4096, BLOCKS_AT = 3 * HEAD, FIELDS = 40, BLOCK_AT = 32, FILE_BYTES = BLOCKS_AT + (512 << 10) };

static char folder[] = "/dev/shm/mizan-fuzz-XXXXXX", file[64], log_file[64];

static void remove_folder(void)
{
    unlink(file);
    unlink(log_file);
    rmdir(folder);
}

static void put(const char *path, const uint8_t *bytes, size_t length)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (fd < 0 || write(fd, bytes, length) != (ssize_t)length)
        abort();
    close(fd);
}

static void mend(unsigned char *bytes)
{
    Error error = {0};
    if (torn_mend(file, &error) != STATUS_OK)
        abort();
    int fd = open(file, O_RDONLY | O_CLOEXEC);
    if (fd < 0 || read(fd, bytes, FILE_BYTES) != FILE_BYTES)
        abort();
    close(fd);
}

static void make_head(unsigned char *head, const uint8_t *fields, size_t length)
{
    memcpy(head + 8, fields, length < FIELDS ? length : FIELDS);
    uint64_t sum = 5381;
    for (size_t at = 8; at < HEAD; at += 8)
        sum ^= wal_number(head + at, 8) * 0xbf58476d1ce4e5b9U;
    for (int i = 0; i < 8; i++)
        head[i] = (unsigned char)(sum >> 8 * i);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static unsigned char torn[FILE_BYTES], once[FILE_BYTES], twice[FILE_BYTES];
    static bool made;
    if (size < 4)
        return 0;
    if (!made) {
        if (!mkdtemp(folder))
            abort();
        snprintf(file, sizeof file, "%s/facts", folder);
        snprintf(log_file, sizeof log_file, "%s/facts.wal", folder);
        made = atexit(remove_folder) == 0;
    }
    size_t log_size = (size_t)wal_number(data, 4);
    data += 4;
    size -= 4;
    log_size = log_size < size ? log_size : size;
    put(log_file, data, log_size);
    data += log_size;
    size -= log_size;
    memset(torn, 0, sizeof torn);
    make_head(torn + HEAD, data, size);
    make_head(torn + (size_t)2 * HEAD, data, size);
    if (size > FIELDS)
        memcpy(torn + BLOCKS_AT, data + FIELDS, size - FIELDS < (512 << 10) ? size - FIELDS : 512 << 10);
    put(file, torn, sizeof torn);
    mend(once);
    mend(twice);
    uint64_t block = wal_number(torn + HEAD + 8 + BLOCK_AT, 8);
    for (size_t i = 0; i < sizeof torn; i++)
        if (once[i] != twice[i] || (torn[i] != once[i] && (i < BLOCKS_AT || (i - BLOCKS_AT) % block >= 8)))
            abort();
    return 0;
}
