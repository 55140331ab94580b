/* fuzz uses: language base
 * Any bytes fold to well-formed text, and what is folded folds to itself. */
#include "fuzz.h"

#include "language/fold.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Arena *arena = arena_new(/* ceiling= */ 0);
    Error error;
    const char *folded, *again;
    if (text_fold(arena, (Text){(const char *)data, size}, &folded, &error) != STATUS_OK)
        abort();
    Text rest = text_of(folded);
    while (rest.length) {
        size_t bytes = text_character(rest);
        if (!bytes)
            abort();
        rest = (Text){rest.bytes + bytes, rest.length - bytes};
    }
    if (strlen(folded) < FOLD_LIMIT) {
        if (text_fold(arena, text_of(folded), &again, &error) != STATUS_OK || strcmp(folded, again) != 0)
            abort();
        if (!fold_contains(folded, again))
            abort();
    }
    arena_free(arena);
    return 0;
}
