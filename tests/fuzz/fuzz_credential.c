/* fuzz uses: account
 * What people and programs send to be let in: secrets, base32, scopes, mail addresses, names, passwords. */
#include "fuzz.h"

#include "account/account.h"
#include "account/common_password.h"
#include "account/password.h"
#include "account/session.h"
#include "account/totp.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Text text = {.bytes = (const char *)data, .length = size};
    unsigned char bytes[64], digest[SECRET_HASH_BYTES];
    size_t length;
    uint32_t scopes;
    Error error;
    if (secret_has_form(text, TOKEN_PREFIX) && size != 4 + SECRET_CHARACTERS)
        abort();
    if (base32_read(text, bytes, sizeof bytes, &length) && length > sizeof bytes)
        abort();
    (void)secret_read_hash(text, digest);

    Arena *arena = arena_new(/* ceiling= */ 0);
    if (scopes_read(text, &scopes, &error) == STATUS_OK) {
        uint32_t again;
        if (scopes_read(text_of(scopes_write(arena, scopes)), &again, &error) != STATUS_OK || again != scopes)
            abort();
    }
    const char *word = text_string(arena, text), *mail = account_mail(arena, word);
    if (mail && (!strchr(mail, '@') || strpbrk(mail, " \r\n<>\"")))
        abort();
    (void)!account_check_name(word, &error);
    (void)password_is_common(word);
    (void)!password_allowed(word, word, mail, &error);
    arena_free(arena);
    return 0;
}
