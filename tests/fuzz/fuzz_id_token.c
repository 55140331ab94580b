/* fuzz uses: account
 * ID tokens as a provider hands them out, and the set of keys: the first line is the token, the rest the keys. */
#include "fuzz.h"

#include "account/id_token.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Text keys, token = text_cut((Text){(const char *)data, size}, '\n', &keys);
    IdExpected expected = {"https://id.example.com", "us", "nonce", "", 1763748000};
    IdClaims claims;
    Error error;
    Arena *arena = arena_new(/* ceiling= */ 0);
    /* Nobody has a key whose public part is here: nothing that can be made up may be taken. */
    if (id_token_read(arena, token, keys, &expected, &claims, &error) == STATUS_OK && !claims.subject)
        abort();
    arena_free(arena);
    return 0;
}
