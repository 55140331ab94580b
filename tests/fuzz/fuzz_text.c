/* fuzz uses: base
 * Words as a user types them: numbers, cuts, the nearest name, an identifier in quotes. */
#include "fuzz.h"

#include "base/text.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Text text = {.bytes = (const char *)data, .length = size}, rest;
    Text first = text_cut(text, '=', &rest);
    if (first.length + (rest.bytes ? rest.length + 1 : 0) != size)
        abort();
    double number;
    if (text_to_double(text, &number) && !isfinite(number))
        abort();
    long whole;
    (void)text_to_long(text_trim(first), &whole);

    Arena *arena = arena_new(/* ceiling= */ 0);
    const char *word = text_string(arena, first);
    static const char *const names[] = {"metric list", "metric value", "import", "serve"};
    (void)text_nearest(word, names, sizeof names / sizeof names[0]);
    TextBuilder builder = text_builder(/* ceiling= */ 4096);
    text_append_identifier(&builder, word);
    if (!builder.overflowed && builder.length < strlen(word) + 2)
        abort();
    text_builder_free(&builder);
    arena_free(arena);
    return 0;
}
