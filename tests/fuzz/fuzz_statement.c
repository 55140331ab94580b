/* fuzz uses: store base
 * Statements whose parameters are numbered anew: quotes, comments and dollar quotes are not looked into. */
#include "fuzz.h"

#include "base/arena.h"
#include "base/text.h"
#include "store/parameters.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Arena *arena CLEANUP(arena_cleanup) = arena_new(/* ceiling= */ 0);
    char *sql = arena_copy(arena, (const char *)data, size);
    long numbers[PARAMETERS_LIMIT];
    TextBuilder text CLEANUP(text_builder_free) = text_builder(2 * strlen(sql) + 64);
    const Value values[] = {value_integer((int64_t)size), value_text(sql), value_day((int32_t)size)};
    TextBuilder written CLEANUP(text_builder_free) = text_builder(64 * strlen(sql) + 64);
    size_t left = parameters_write(sql, values, sizeof values / sizeof values[0], &written, numbers);
    size_t count = parameters_write(sql, NULL, 0, &text, numbers);
    if (left > count && left <= PARAMETERS_LIMIT)
        abort();
    if (count <= PARAMETERS_LIMIT && (text.overflowed || (!count && strcmp(text.bytes, sql) != 0)))
        abort();
    return 0;
}
