#include "base/arena.h"

#include "base/translate.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BLOCK_BYTES = 16 * 1024 };
static const size_t default_ceiling = (size_t)256 * 1024 * 1024;

typedef struct Block {
    struct Block *next;
    size_t used, size;
    max_align_t bytes[];
} Block;

struct Arena {
    Block *blocks;
    size_t total, ceiling;
};

static _Noreturn void give_up(const char *why)
{
    fprintf(stderr, "mizan: %s\n", why);
    abort();
}

Arena *arena_new(size_t ceiling)
{
    Arena *arena = calloc(1, sizeof *arena);
    if (!arena)
        give_up("out of memory");
    arena->ceiling = ceiling ? ceiling : default_ceiling;
    return arena;
}

void arena_free(Arena *arena)
{
    if (!arena)
        return;
    for (Block *block = arena->blocks, *next; block; block = next) {
        next = block->next;
        free(block);
    }
    free(arena);
}

Status arena_check(const Arena *arena, Error *error)
{
    if (arena->total <= arena->ceiling)
        return STATUS_OK;
    error_set(error, STATUS_TOO_LARGE, _("the answer needs more than %zu MiB of memory"), arena->ceiling >> 20);
    error_hint(error, "%s", _("ask for longer periods, fewer slices, or filter"));
    return error->status;
}

size_t arena_size(const Arena *arena)
{
    return arena->total;
}

void arena_cleanup(Arena **arena)
{
    arena_free(*arena);
}

static Block *add_block(Arena *arena, size_t size)
{
    size_t bytes = size > BLOCK_BYTES ? size : BLOCK_BYTES;
    if (bytes > 2 * arena->ceiling - arena->total)
        give_up("a request needed more memory than its ceiling");
    Block *block = malloc(sizeof *block + bytes);
    if (!block)
        give_up("out of memory");
    *block = (Block){.next = arena->blocks, .size = bytes};
    arena->blocks = block;
    arena->total += bytes;
    return block;
}

void *arena_alloc(Arena *arena, size_t size)
{
    const size_t align = sizeof(max_align_t);
    if (size > arena->ceiling)
        give_up("a request needed more memory than its ceiling");
    size = (size + align - 1) / align * align;
    Block *block = arena->blocks;
    if (!block || block->size - block->used < size)
        block = add_block(arena, size);
    void *memory = (char *)block->bytes + block->used;
    block->used += size;
    memset(memory, 0, size);
    return memory;
}

void *arena_array(Arena *arena, size_t count, size_t size)
{
    if (size && count > SIZE_MAX / size)
        give_up("a request needed more memory than its ceiling");
    return arena_alloc(arena, count * size);
}

char *arena_copy(Arena *arena, const char *text, size_t length)
{
    char *copy = arena_alloc(arena, length + 1);
    if (length)
        memcpy(copy, text, length);
    return copy;
}

char *arena_string(Arena *arena, const char *text)
{
    return arena_copy(arena, text, strlen(text));
}

char *arena_format(Arena *arena, const char *format, ...)
{
    va_list arguments, again;
    va_start(arguments, format);
    va_copy(again, arguments);
    int length = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    if (length < 0)
        give_up("a text could not be formatted");
    char *text = arena_alloc(arena, (size_t)length + 1);
    vsnprintf(text, (size_t)length + 1, format, again);
    va_end(again);
    return text;
}
