/* fuzz uses: import
 * Mapping files: any text is a mapping or an error that says what is wrong. */
#include "fuzz.h"

#include "import/mapping.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const kinds[] = {"ticket", "answer"};
    for (size_t i = 0; i < 2; i++) {
        Arena *arena = arena_new(/* ceiling= */ 0);
        Mapping *mapping = NULL;
        Error error = {0};
        Status status = mapping_parse(arena, schema_kind(kinds[i]), "fuzz", (const char *)data, size, &mapping, &error);
        if ((status == STATUS_OK) != (mapping != NULL) || (status != STATUS_OK && !error.message[0]))
            abort();
        arena_free(arena);
    }
    return 0;
}
