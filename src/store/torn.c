#include "store/torn.h"

#include "store/wal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { HEAD_BYTES = 4096, BLOCKS_AT = 3 * HEAD_BYTES, SUM_BYTES = 8, PARTS = 64, POINTER_BYTES = 8 };
enum { BLOCK_LEAST = 16 << 10, BLOCK_MOST = 256 << 10 };

static const uint64_t chain_end = UINT64_MAX;

typedef struct Head {
    uint64_t iteration, root, free_list, blocks, block_bytes;
} Head;

/* ---- the log ---- */

/* A record `64 00 63 65 00 64 00 POINTER ...`, the pointer 7 bits a byte, the lowest first; a pointer of 0 and the
 * two bytes before it are left out. */
static bool mark_of(const unsigned char *record, size_t length, uint64_t *ret_root)
{
    static const unsigned char begin[] = {0x64, 0, 0x63, 0x65, 0};
    if (length < sizeof begin + 2 || memcmp(record, begin, sizeof begin) != 0)
        return false;
    *ret_root = 0;
    size_t at = sizeof begin;
    if (record[at] != 0x64)
        return true;
    unsigned shift = 0;
    for (at += 2; at < length && shift < 64; at++, shift += 7) {
        *ret_root |= (uint64_t)(record[at] & 0x7f) << shift;
        if (record[at] < 0x80)
            return true;
    }
    return false;
}

/* The log ends with the mark of a checkpoint, behind it at most the end of a transaction. */
static bool ends_in_mark(const Wal *wal, uint64_t *ret_root)
{
    static const unsigned char flush[] = {0x64, 0, 0x64, 0xff, 0xff};
    bool marked = false;
    size_t at = WAL_HEAD;
    for (size_t length; at < wal->size && (length = wal_frame(wal, at)) > 0; at += length) {
        const unsigned char *record = wal->bytes + at + WAL_FRAME_HEAD;
        size_t bytes = length - WAL_FRAME_HEAD;
        if (bytes != sizeof flush || memcmp(record, flush, sizeof flush) != 0)
            marked = mark_of(record, bytes, ret_root);
    }
    return marked && at == wal->size;
}

/* ---- the file ---- */

/* Of whole words. */
static uint64_t sum_of(const unsigned char *bytes, size_t length)
{
    uint64_t sum = 5381;
    for (size_t at = 0; at + 8 <= length; at += 8)
        sum ^= wal_number(bytes + at, 8) * 0xbf58476d1ce4e5b9U;
    return sum;
}

static bool read_at(int fd, void *bytes, size_t length, uint64_t at)
{
    return at <= INT64_MAX && pread(fd, bytes, length, (off_t)at) == (ssize_t)length;
}

static bool read_head(int fd, uint64_t at, Head *ret_head)
{
    unsigned char bytes[HEAD_BYTES];
    if (!read_at(fd, bytes, sizeof bytes, at) ||
        wal_number(bytes, 8) != sum_of(bytes + SUM_BYTES, sizeof bytes - SUM_BYTES))
        return false;
    const unsigned char *field = bytes + SUM_BYTES;
    *ret_head = (Head){wal_number(field, 8), wal_number(field + 8, 8), wal_number(field + 16, 8),
                       wal_number(field + 24, 8), wal_number(field + 32, 8)};
    return ret_head->block_bytes >= BLOCK_LEAST && ret_head->block_bytes <= BLOCK_MOST &&
           ret_head->block_bytes % BLOCK_LEAST == 0 && ret_head->blocks < (uint64_t)1 << 40;
}

static bool valid_head(int fd, Head *ret_head)
{
    Head first, second;
    if (!read_head(fd, HEAD_BYTES, &first) || !read_head(fd, (uint64_t)2 * HEAD_BYTES, &second))
        return false;
    *ret_head = first.iteration > second.iteration ? first : second;
    return true;
}

static uint64_t block_at(const Head *head, uint64_t block)
{
    return BLOCKS_AT + block * head->block_bytes;
}

/* ---- a chain of parts ---- */

typedef struct Chain {
    int fd;
    const Head *head;
    uint64_t next, left; /* parts that may still follow: a chain in a circle ends */
    unsigned char part[BLOCK_MOST / PARTS];
    size_t at, size;
} Chain;

static bool chain_advance(Chain *chain)
{
    uint64_t block = chain->next & (((uint64_t)1 << 56) - 1), part = chain->next >> 56;
    if (chain->next == chain_end || chain->left-- == 0 || block >= chain->head->blocks || part >= PARTS)
        return false;
    chain->size = (size_t)(chain->head->block_bytes - SUM_BYTES) / PARTS / 8 * 8;
    if (!read_at(chain->fd, chain->part, chain->size,
                 block_at(chain->head, block) + SUM_BYTES + part * chain->size))
        return false;
    chain->next = wal_number(chain->part, POINTER_BYTES);
    chain->at = POINTER_BYTES;
    return true;
}

static bool chain_skip(Chain *chain, uint64_t bytes)
{
    while (bytes > chain->size - chain->at) {
        bytes -= chain->size - chain->at;
        if (!chain_advance(chain))
            return false;
    }
    chain->at += (size_t)bytes;
    return true;
}

static bool chain_number(Chain *chain, uint64_t *ret_number)
{
    unsigned char bytes[8];
    for (size_t i = 0; i < sizeof bytes; i++) { /* it may lie across two parts */
        if (chain->at == chain->size && !chain_advance(chain))
            return false;
        bytes[i] = chain->part[chain->at++];
    }
    *ret_number = wal_number(bytes, sizeof bytes);
    return true;
}

/* Skips a count and as many entries. */
static bool chain_skip_list(Chain *chain, uint64_t entry_bytes)
{
    uint64_t count;
    return chain_number(chain, &count) && count <= chain->head->blocks && chain_skip(chain, count * entry_bytes);
}

/* ---- mending ---- */

/* Gives a block the checksum of what it holds: one write within a sector. */
static Status seal(int fd, const Head *head, uint64_t block, unsigned char *bytes, Error *error)
{
    size_t length = (size_t)head->block_bytes;
    uint64_t at = block_at(head, block);
    if (!read_at(fd, bytes, length, at))
        return STATUS_OK;
    uint64_t sum = sum_of(bytes + SUM_BYTES, length - SUM_BYTES);
    if (sum == wal_number(bytes, SUM_BYTES))
        return STATUS_OK;
    for (size_t i = 0; i < SUM_BYTES; i++)
        bytes[i] = (unsigned char)(sum >> 8 * i);
    if (pwrite(fd, bytes, SUM_BYTES, (off_t)at) != SUM_BYTES || fdatasync(fd) != 0)
        return error_set_errno(error, errno, "fdatasync");
    return STATUS_OK;
}

/* The blocks of metadata that the state on disk uses and that the checkpoint may have written again. */
static Status seal_all(int fd, const Head *head, unsigned char *bytes, Error *error)
{
    Chain chain = {.fd = fd, .head = head, .next = head->free_list, .left = head->blocks * PARTS};
    uint64_t count, block, free_parts;
    if (!chain_skip_list(&chain, 8) || !chain_skip_list(&chain, 12) || !chain_number(&chain, &count))
        return STATUS_OK;
    while (count-- > 0 && chain_number(&chain, &block) && chain_number(&chain, &free_parts))
        if (block < head->blocks && free_parts != 0)
            TRY(seal(fd, head, block, bytes, error));
    return STATUS_OK;
}

Status torn_mend(const char *facts_file, Error *error)
{
    Wal wal;
    TRY(wal_map(facts_file, &wal, error));
    uint64_t root = 0;
    bool marked = wal.bytes && ends_in_mark(&wal, &root);
    wal_unmap(&wal);
    int fd = marked ? open(facts_file, O_RDWR | O_CLOEXEC) : -1;
    if (fd < 0)
        return STATUS_OK;
    Head head;
    Status status = STATUS_OK;
    if (valid_head(fd, &head) && head.root != root) {
        unsigned char *bytes = malloc(BLOCK_MOST);
        status = bytes ? seal_all(fd, &head, bytes, error) : error_set(error, STATUS_OUT_OF_MEMORY, "out of memory");
        free(bytes);
    }
    close(fd);
    if (status != STATUS_OK)
        error_where(error, "%s", facts_file);
    return status;
}
