/* fuzz uses: sharing base
 * Any words: mentions are of people who are there, each once, and stand in the words behind an @. */
#include "fuzz.h"

#include "sharing/parts.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const Human people[] = {
        {.principal = {.account = 1, .name = "Lina", .mail = "lina@example.com", .rows_key = ""}, .folded = "lina"},
        {.principal = {.account = 2, .name = "Lina Haddad", .rows_key = ""}, .folded = "lina haddad"},
        {.principal = {.account = 3, .name = "\u0639\u0644\u064a", .rows_key = ""}, .folded = "\u0639\u0644\u06cc"},
        {.principal = {.account = 4, .name = "LINA HADDAD", .rows_key = ""}, .folded = "lina haddad"},
    };
    const NewComment comment = {.picked = (const int64_t[]){2}, .picked_count = 1};
    Arena *arena = arena_new(/* ceiling= */ 0);
    Error error;
    Mention *mentions;
    size_t count;
    const char *words = arena_copy(arena, (const char *)data, size);
    if (mentions_find(arena, words, people, 3, people, 4, &comment, &mentions, &count, &error) == STATUS_OK) {
        if (count > MENTIONS_LIMIT)
            abort();
        for (size_t i = 0; i < count; i++) {
            const char *found = strstr(words, mentions[i].written);
            if (!found || mentions[i].account < 1 || mentions[i].account > 3)
                abort();
            for (size_t j = 0; j < i; j++)
                if (mentions[j].account == mentions[i].account)
                    abort();
        }
    } else if (strcmp(error.where, "text") != 0) {
        abort();
    }
    arena_free(arena);
    return 0;
}
