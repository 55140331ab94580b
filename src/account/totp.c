#include "account/totp.h"

#include "account/secret.h"
#include "account/work.h"
#include "base/translate.h"
#include "store/seal.h"

#include <gnutls/crypto.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

static const char base32[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
enum { RECOVERY_BYTES = 15, RECOVERY_CHARACTERS = 24, GROUP = 4, AROUND = 1 };

void base32_write(const unsigned char *bytes, size_t length, char *target, size_t capacity)
{
    unsigned bits = 0, have = 0;
    size_t at = 0;
    for (size_t i = 0; i < length; i++) {
        bits = (bits << 8 | bytes[i]) & 0xFFFU;
        for (have += 8; have >= 5 && at + 1 < capacity; have -= 5)
            target[at++] = base32[(bits >> (have - 5)) & 31U];
    }
    if (have && at + 1 < capacity)
        target[at++] = base32[(bits << (5 - have)) & 31U];
    target[at] = '\0';
}

static int base32_value(char c)
{
    if (c >= 'a' && c <= 'z')
        c = (char)(c - 'a' + 'A');
    const char *found = c ? strchr(base32, c) : NULL;
    return found ? (int)(found - base32) : -1;
}

bool base32_read(Text text, unsigned char *bytes, size_t capacity, size_t *ret_length)
{
    unsigned bits = 0, have = 0;
    size_t at = 0;
    for (size_t i = 0; i < text.length; i++) {
        int value = base32_value(text.bytes[i]);
        if (value < 0)
            return false;
        bits = (bits << 5 | (unsigned)value) & 0xFFFU;
        have += 5;
        if (have < 8)
            continue;
        if (at == capacity)
            return false;
        have -= 8;
        bytes[at++] = (unsigned char)(bits >> have);
    }
    *ret_length = at;
    return true;
}

void hotp_code(const unsigned char *secret, size_t length, uint64_t counter, int digits, char *code)
{
    static const uint32_t powers[] = {1000000, 10000000, 100000000};
    unsigned char moving[8], hash[20];
    for (int i = 7; i >= 0; i--, counter >>= 8)
        moving[i] = (unsigned char)counter;
    if (gnutls_hmac_fast(GNUTLS_MAC_SHA1, secret, length, moving, sizeof moving, hash) != 0)
        abort(); /* a library without it is not one that we were built with */
    size_t offset = hash[19] & 15U;
    uint32_t number = ((uint32_t)(hash[offset] & 127U) << 24) | ((uint32_t)hash[offset + 1] << 16) |
                      ((uint32_t)hash[offset + 2] << 8) | hash[offset + 3];
    snprintf(code, (size_t)digits + 1, "%0*u", digits, number % powers[digits - 6]);
}

/* What the secret is bound to. */
static const char *place_of(Arena *arena, int64_t account)
{
    return arena_format(arena, "totp %lld", (long long)account);
}

Status totp_seal(Records *records, Error *error)
{
    CLEANUP(arena_cleanup) Arena *arena = arena_new(0);
    RecordsTable table;
    TRY(records_query(records, arena, "SELECT account, totp_secret FROM account WHERE totp_secret IS NOT NULL", NULL, 0, &table, error));
    for (size_t i = 0; i < table.rows; i++) {
        int64_t account = records_value(&table, i, 0).integer;
        const char *secret = records_value(&table, i, 1).text.bytes, *kept;
        if (seal_is_sealed(secret))
            continue;
        TRY(seal_text(records, arena, place_of(arena, account), secret, &kept, error));
        Value row[2] = {value_integer(account), value_text(kept)};
        TRY(records_execute(records, "UPDATE account SET totp_secret = $2 WHERE account = $1", row, 2, NULL, error));
    }
    return STATUS_OK;
}

Status totp_begin(Records *records, int64_t account, char secret[TOTP_SECRET_CAPACITY], Error *error)
{
    unsigned char bytes[TOTP_SECRET_BYTES];
    secret_prepare();
    randombytes_buf(bytes, sizeof bytes);
    base32_write(bytes, sizeof bytes, secret, TOTP_SECRET_CAPACITY);
    CLEANUP(arena_cleanup) Arena *arena = arena_new(0);
    const char *kept;
    TRY(seal_text(records, arena, place_of(arena, account), secret, &kept, error));
    Value row[2] = {value_integer(account), value_text(kept)};
    int64_t changed = 0;
    TRY(records_execute(records, "UPDATE account SET totp_secret = $2, totp_step = NULL WHERE account = $1 AND totp_at IS NULL",
                        row, 2, &changed, error));
    return changed ? STATUS_OK : error_set(error, STATUS_CONFLICT, "%s", _("one-time codes are asked for already"));
}

static void append_escaped(TextBuilder *out, const char *text)
{
    static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
    for (; *text; text++) {
        if (strchr(plain, *text))
            text_append_bytes(out, text, 1);
        else
            text_append_format(out, "%%%02X", (unsigned)(unsigned char)*text);
    }
}

const char *totp_address(Arena *arena, const char *organization, const char *who, const char *secret)
{
    TextBuilder out = text_builder(4096);
    text_append(&out, "otpauth://totp/");
    append_escaped(&out, organization);
    text_append(&out, ":");
    append_escaped(&out, who);
    text_append_format(&out, "?secret=%s&issuer=", secret);
    append_escaped(&out, organization);
    const char *address = arena_copy(arena, out.bytes, out.length);
    text_builder_free(&out);
    return address;
}

/* The step of time whose code this is, near now; 0: none. Each is compared, so that time says nothing. */
static int64_t step_of(const char *secret, const char *code)
{
    unsigned char bytes[64];
    size_t length;
    char expected[TOTP_DIGITS + 1];
    if (strlen(code) != TOTP_DIGITS || !base32_read(text_of(secret), bytes, sizeof bytes, &length))
        return 0;
    int64_t now = account_now() / ACCOUNT_SECOND / TOTP_STEP_SECONDS, found = 0;
    for (int64_t step = now - AROUND; step <= now + AROUND; step++) {
        hotp_code(bytes, length, (uint64_t)step, TOTP_DIGITS, expected);
        if (sodium_memcmp(expected, code, TOTP_DIGITS) == 0)
            found = step;
    }
    return found;
}

static void make_recovery(char code[RECOVERY_CAPACITY])
{
    unsigned char bytes[RECOVERY_BYTES];
    char letters[RECOVERY_CHARACTERS + 1];
    randombytes_buf(bytes, sizeof bytes);
    base32_write(bytes, sizeof bytes, letters, sizeof letters);
    size_t at = 0;
    for (size_t i = 0; i < RECOVERY_CHARACTERS; i++) {
        if (i && i % GROUP == 0)
            code[at++] = '-';
        code[at++] = letters[i];
    }
    code[at] = '\0';
}

/* As it is hashed: capital letters and digits alone. False where it is no recovery code. */
static bool read_recovery(const char *code, char hash[SECRET_HASH_CAPACITY])
{
    char letters[RECOVERY_CHARACTERS + 1];
    size_t length = 0;
    for (; *code; code++) {
        if (*code == '-' || *code == ' ')
            continue;
        int value = base32_value(*code);
        if (value < 0 || length == RECOVERY_CHARACTERS)
            return false;
        letters[length++] = base32[value];
    }
    secret_hash((Text){letters, length}, hash);
    return length == RECOVERY_CHARACTERS;
}

static Status write_recovery(Records *records, int64_t account, char codes[RECOVERY_CODES][RECOVERY_CAPACITY], Error *error)
{
    Value owner = value_integer(account);
    TRY(records_execute(records, "DELETE FROM recovery_code WHERE account = $1", &owner, 1, NULL, error));
    for (size_t i = 0; i < RECOVERY_CODES; i++) {
        char hash[SECRET_HASH_CAPACITY];
        make_recovery(codes[i]);
        (void)read_recovery(codes[i], hash);
        Value row[2] = {owner, value_text(hash)};
        TRY(records_execute(records, "INSERT INTO recovery_code (account, hash) VALUES ($1, $2)", row, 2, NULL, error));
    }
    return STATUS_OK;
}

/* Takes the code's step where it is later than the last one used. */
static Status use_step(Records *records, int64_t account, const char *code, bool *ret_used, Error *error)
{
    CLEANUP(arena_cleanup) Arena *arena = arena_new(0);
    Value owner = value_integer(account);
    RecordsTable table;
    TRY(records_query(records, arena, "SELECT totp_secret FROM account WHERE account = $1 AND totp_secret IS NOT NULL", &owner,
                      1, &table, error));
    /* One that does not open matches no code: recovery codes still do. */
    const char *secret = "";
    Error unopened;
    bool known = table.rows && seal_open(records, arena, place_of(arena, account), records_value(&table, 0, 0).text.bytes, &secret,
                                         &unopened) == STATUS_OK;
    int64_t changed = 0, step = known ? step_of(secret, code) : 0;
    if (step) {
        Value row[2] = {owner, value_integer(step)};
        TRY(records_execute(records, "UPDATE account SET totp_step = $2 WHERE account = $1 AND coalesce(totp_step, 0) < $2",
                            row, 2, &changed, error));
    }
    *ret_used = changed > 0;
    return STATUS_OK;
}

static Status confirm(Records *records, int64_t account, const char *code, char codes[RECOVERY_CODES][RECOVERY_CAPACITY],
                      Error *error)
{
    bool used;
    TRY(use_step(records, account, code, &used, error));
    if (!used) {
        error_set(error, STATUS_INVALID_ARGUMENT, "%s", _("this is not the code that the app shows now"));
        error_where(error, "code");
        error_hint(error, "%s", _("see that the clocks of both devices are right"));
        return error->status;
    }
    Value row[2] = {value_integer(account), value_time(account_now())};
    TRY(records_execute(records, "UPDATE account SET totp_at = $2 WHERE account = $1", row, 2, NULL, error));
    return write_recovery(records, account, codes, error);
}

Status totp_confirm(Records *records, int64_t account, const char *code, char codes[RECOVERY_CODES][RECOVERY_CAPACITY],
                    Error *error)
{
    TRY(records_begin(records, error));
    return work_finish(records, confirm(records, account, code, codes, error), error);
}

static Status recover(Records *records, int64_t account, char codes[RECOVERY_CODES][RECOVERY_CAPACITY], Error *error)
{
    CLEANUP(arena_cleanup) Arena *arena = arena_new(0);
    Value owner = value_integer(account);
    RecordsTable table;
    TRY(records_query(records, arena, "SELECT account FROM account WHERE account = $1 AND totp_at IS NOT NULL", &owner, 1, &table,
                      error));
    if (!table.rows)
        return error_set(error, STATUS_CONFLICT, "%s", _("one-time codes are not on"));
    return write_recovery(records, account, codes, error);
}

Status totp_recover(Records *records, int64_t account, char codes[RECOVERY_CODES][RECOVERY_CAPACITY], Error *error)
{
    TRY(records_begin(records, error));
    return work_finish(records, recover(records, account, codes, error), error);
}

Status totp_write_end(Records *records, int64_t account, Error *error)
{
    Value owner = value_integer(account);
    TRY(records_execute(records, "DELETE FROM recovery_code WHERE account = $1", &owner, 1, NULL, error));
    TRY(records_execute(records, "UPDATE session SET second_factor = FALSE WHERE account = $1", &owner, 1, NULL, error));
    return records_execute(records,
                           "UPDATE account SET totp_secret = NULL, totp_at = NULL, totp_step = NULL WHERE account = $1",
                           &owner, 1, NULL, error);
}

Status totp_end(Records *records, int64_t account, Error *error)
{
    TRY(records_begin(records, error));
    return work_finish(records, totp_write_end(records, account, error), error);
}

Status totp_use(Records *records, int64_t account, const char *code, Error *error)
{
    char hash[SECRET_HASH_CAPACITY];
    bool used = false;
    TRY(use_step(records, account, code, &used, error));
    if (!used && read_recovery(code, hash)) {
        Value row[3] = {value_integer(account), value_text(hash), value_time(account_now())};
        int64_t changed = 0;
        TRY(records_execute(records,
                            "UPDATE recovery_code SET used_at = $3 WHERE account = $1 AND hash = $2 AND used_at IS NULL",
                            row, 3, &changed, error));
        used = changed > 0;
    }
    if (used)
        return STATUS_OK;
    error_set(error, STATUS_UNAUTHENTICATED, "%s", _("this one-time code is not right, or was used already"));
    error_where(error, "code");
    return error->status;
}
