/* fuzz uses: http
 * What a client writes into the first line and the headers: path, query string, preferences. */
#include "fuzz.h"

#include "http/negotiate.h"
#include "http/router.h"

#include <stdlib.h>
#include <string.h>

static void check_words(Words words)
{
    for (size_t i = 0; i < words.count; i++)
        if (!utf8_valid(text_of(words.items[i].name)) || !utf8_valid(text_of(words.items[i].value)))
            abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Arena *arena = arena_new(/* ceiling= */ 0);
    Text query, path = text_cut((Text){(const char *)data, size}, '?', &query);
    Route route;
    const char *allow = NULL;
    Error error = {0};
    if (router_find(arena, endpoints, endpoint_count, "GET", path, &route, &allow, &error) == STATUS_OK)
        check_words(route.path);
    else if (!error.message[0])
        abort();
    Words words;
    if (words_parse_query(arena, query, &words, &error) == STATUS_OK) {
        check_words(words);
        static const char *const known[] = {"period", "where", NULL};
        (void)!words_check(words, known, &error);
    }
    const char *header = arena_copy(arena, (const char *)data, size);
    if (strlen(negotiate_language(header, "en")) != 2)
        abort();
    (void)negotiate_coding(header, "gzip");
    arena_free(arena);
    return 0;
}
