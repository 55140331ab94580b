/*
 * Metadata of the facts that a crash within a checkpoint left half written.
 *
 * What happens: the engine's file is made of blocks (256 KiB), each with a checksum over all of it. A block of
 * metadata has 64 parts. A checkpoint writes new metadata into parts that the state on disk does not use, and so
 * writes blocks again that this state does use, in place, before it writes the head that makes the new state
 * valid. A process killed within such a write (the kernel ends a long write early on a fatal signal), or a loss
 * of power, leaves a block of old and new bytes. The parts in use are the same in both, so nothing is lost; but
 * the checksum fits neither, and the engine refuses to open the file. Every commit since is in the log.
 *
 * So before the engine opens the file, and only where the log ends with the mark of a checkpoint that the head
 * does not know of, blocks of metadata with free parts get the checksum of what they hold; the engine then replays
 * the log as after any crash. A file without that mark is left alone: there a wrong checksum is damage. The engine
 * would leave out the log and with it the mark for large deletions in a commit that makes a checkpoint;
 * `auto_checkpoint_skip_wal_threshold` forbids it. Damage of the disk within the same block at the same time is
 * not told apart from a torn write.
 *
 * Form of the file, as seen in files of DuckDB 1.5: at 4096 and 8192 a head each (checksum, iteration, root of
 * metadata, list of free blocks, count of blocks, size of a block: 8 bytes each), the one with the higher iteration
 * valid; from 12288 on the blocks, their first 8 bytes the checksum. A pointer is a block (56 bits) and a part
 * (8 bits); a part begins with the pointer to the next. The list of free blocks is such a chain: a count and that
 * many blocks; a count and that many blocks with uses (12 bytes); a count and that many blocks of metadata, each
 * with a bit for every free part.
 */
#ifndef STORE_TORN_H
#define STORE_TORN_H

#include "base/error.h"

/* Before the engine opens the file; no file and nothing to do are no errors. What cannot be read is left to the
 * engine to tell. */
Status torn_mend(const char *facts_file, Error *error) MUST_CHECK;

#endif
