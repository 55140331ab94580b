#include "store/seal.h"

#include "base/translate.h"
#include "store/engines.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <string.h>
#include <unistd.h>

_Static_assert(SEAL_KEY_BYTES == crypto_aead_xchacha20poly1305_ietf_KEYBYTES, "the key fits the cipher");

#define PREFIX "sealed:"
enum { NONCE = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES, MORE = crypto_aead_xchacha20poly1305_ietf_ABYTES,
       DIGITS = 2 * SEAL_KEY_BYTES };

static Status make_file(const char *file, unsigned char key[SEAL_KEY_BYTES], Error *error)
{
    char text[DIGITS + 2];
    randombytes_buf(key, SEAL_KEY_BYTES);
    sodium_bin2hex(text, sizeof text, key, SEAL_KEY_BYTES);
    text[DIGITS] = '\n';
    int descriptor = open(file, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (descriptor < 0)
        return error_set_errno(error, errno, "%s", file);
    bool written = write(descriptor, text, DIGITS + 1) == DIGITS + 1 && fsync(descriptor) == 0;
    int reason = errno;
    close(descriptor);
    sodium_memzero(text, sizeof text);
    if (written)
        return STATUS_OK;
    unlink(file); /* half a key is none */
    return error_set_errno(error, reason, "%s", file);
}

static Status read_file(int descriptor, const char *file, unsigned char key[SEAL_KEY_BYTES], Error *error)
{
    char text[DIGITS + 2];
    size_t length = 0;
    ssize_t have = read(descriptor, text, sizeof text);
    bool whole = have == DIGITS || (have == DIGITS + 1 && text[DIGITS] == '\n');
    bool good = whole && sodium_hex2bin(key, SEAL_KEY_BYTES, text, DIGITS, NULL, &length, NULL) == 0 && length == SEAL_KEY_BYTES;
    sodium_memzero(text, sizeof text);
    return good ? STATUS_OK : error_set(error, STATUS_INVALID_DATA, _("%s is not a key: 64 hexadecimal digits"), file);
}

Status seal_use_file(Records *records, const char *file, bool *ret_made, Error *error)
{
    unsigned char key[SEAL_KEY_BYTES];
    if (sodium_init() < 0)
        return error_set(error, STATUS_INTERNAL, "libsodium");
    int descriptor = open(file, O_RDONLY | O_CLOEXEC);
    if (descriptor < 0 && errno != ENOENT)
        return error_set_errno(error, errno, "%s", file);
    bool made = descriptor < 0;
    Status status = made ? make_file(file, key, error) : read_file(descriptor, file, key, error);
    if (!made)
        close(descriptor);
    if (status == STATUS_OK)
        records_set_key(records, key);
    sodium_memzero(key, sizeof key);
    if (ret_made)
        *ret_made = made;
    return status;
}

Status seal_make_file(const char *file, Error *error)
{
    unsigned char key[SEAL_KEY_BYTES];
    if (access(file, F_OK) == 0)
        return STATUS_OK;
    if (sodium_init() < 0)
        return error_set(error, STATUS_INTERNAL, "libsodium");
    Status status = make_file(file, key, error);
    sodium_memzero(key, sizeof key);
    return status;
}

bool seal_is_sealed(const char *kept)
{
    return strncmp(kept, PREFIX, sizeof PREFIX - 1) == 0;
}

static Status no_key(Error *error)
{
    return error_set(error, STATUS_CONFLICT, "%s", _("the key that secrets are sealed with is not at hand"));
}

Status seal_text(Records *records, Arena *arena, const char *place, const char *text, const char **ret_kept, Error *error)
{
    const unsigned char *key = records_key(records);
    size_t length = strlen(text), size = NONCE + length + MORE;
    if (!*text) {
        *ret_kept = "";
        return STATUS_OK;
    }
    if (!key)
        return no_key(error);
    unsigned char *sealed = arena_alloc(arena, size);
    randombytes_buf(sealed, NONCE);
    crypto_aead_xchacha20poly1305_ietf_encrypt(sealed + NONCE, NULL, (const unsigned char *)text, length, (const unsigned char *)place,
                                               strlen(place), NULL, sealed, key);
    size_t capacity = sizeof PREFIX + sodium_base64_ENCODED_LEN(size, sodium_base64_VARIANT_ORIGINAL);
    char *kept = arena_alloc(arena, capacity);
    memcpy(kept, PREFIX, sizeof PREFIX - 1);
    sodium_bin2base64(kept + sizeof PREFIX - 1, capacity - (sizeof PREFIX - 1), sealed, size, sodium_base64_VARIANT_ORIGINAL);
    *ret_kept = kept;
    return STATUS_OK;
}

Status seal_open(Records *records, Arena *arena, const char *place, const char *kept, const char **ret_text, Error *error)
{
    if (!seal_is_sealed(kept)) {
        *ret_text = kept;
        return STATUS_OK;
    }
    const unsigned char *key = records_key(records);
    if (!key)
        return no_key(error);
    size_t capacity = strlen(kept) + 1, size = 0;
    unsigned char *sealed = arena_alloc(arena, capacity), *text = arena_alloc(arena, capacity);
    unsigned long long length = 0;
    bool good = sodium_base642bin(sealed, capacity, kept + sizeof PREFIX - 1, strlen(kept) - (sizeof PREFIX - 1), NULL, &size, NULL,
                                  sodium_base64_VARIANT_ORIGINAL) == 0 &&
                size >= NONCE + MORE &&
                crypto_aead_xchacha20poly1305_ietf_decrypt(text, &length, NULL, sealed + NONCE, size - NONCE, (const unsigned char *)place,
                                                           strlen(place), sealed, key) == 0;
    if (!good)
        return error_set(error, STATUS_CONFLICT, "%s", _("a secret was sealed with another key than the one at hand; it has to be set anew"));
    text[length] = '\0';
    *ret_text = (const char *)text;
    return STATUS_OK;
}
