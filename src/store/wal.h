/*
 * The engine's write-ahead log as bytes, read without the engine.
 *
 * The log of DuckDB 1.5, as seen in its files: 8 bytes `64 00 62 65 00 version ff ff`, then frames of a length
 * (8 bytes, little-endian), a checksum (8 bytes) and a record that begins with `64 00` and ends with `ff ff`.
 */
#ifndef STORE_WAL_H
#define STORE_WAL_H

#include "base/error.h"

#include <stdint.h>

enum { WAL_HEAD = 8, WAL_FRAME_HEAD = 16, WAL_VERSION = 2, WAL_RECORD_LEAST = 4 };

typedef struct Wal {
    const unsigned char *bytes; /* NULL: there is no log, or none of this engine's form */
    size_t size;
} Wal;

/* Maps the log beside the file of facts. */
Status wal_map(const char *facts_file, Wal *ret_wal, Error *error) MUST_CHECK;
void wal_unmap(Wal *wal);
/* Length of the frame at `at` with its head; 0 where it is not within the log. */
size_t wal_frame(const Wal *wal, size_t at);
/* A number of up to 8 bytes, little-endian. */
uint64_t wal_number(const unsigned char *bytes, size_t length);

#endif
