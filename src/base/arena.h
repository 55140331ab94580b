/*
 * Arena: memory that is freed all at once.
 *
 * One arena serves one request or one command. Everything allocated from it lives until arena_free();
 * nothing is freed alone. Allocation never returns NULL. What reads data of a length that others decide (rows
 * of an answer, cells of a file) asks arena_check() as it goes, and refuses with an error once the arena is
 * over its ceiling; the single allocation by which it got there is still given. Out of memory, or past twice
 * the ceiling, ends the process with a word on standard error: a program that has promised bounded buffers
 * and yet ran out has nothing sound left to do.
 */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include "base/attributes.h"
#include "base/error.h"

#include <stddef.h>

typedef struct Arena Arena;

/* A new arena that may hold up to `ceiling` bytes; 0: the default of 256 MiB. The caller frees it. */
Arena *arena_new(size_t ceiling);
void arena_free(Arena *arena); /* NULL is allowed */

/* STATUS_TOO_LARGE where the arena holds more than its ceiling. */
Status arena_check(const Arena *arena, Error *error) MUST_CHECK;
/* The bytes taken from the system so far. */
size_t arena_size(const Arena *arena);

/* For CLEANUP(arena_cleanup). */
void arena_cleanup(Arena **arena);

/* `size` zeroed bytes, aligned for any type. */
void *arena_alloc(Arena *arena, size_t size);
/* `count` elements of `size` zeroed bytes; refuses a product that overflows. */
void *arena_array(Arena *arena, size_t count, size_t size);
char *arena_copy(Arena *arena, const char *text, size_t length); /* with a NUL behind it */
char *arena_string(Arena *arena, const char *text);
char *arena_format(Arena *arena, const char *format, ...) PRINTF_LIKE(2, 3);

#define ARENA_NEW(arena, type) ((type *)arena_alloc((arena), sizeof(type)))
#define ARENA_ARRAY(arena, count, type) ((type *)arena_array((arena), (count), sizeof(type)))

#endif
