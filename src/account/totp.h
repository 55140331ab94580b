/*
 * One-time codes by time (RFC 6238, SHA-1, 30 seconds, 6 digits, as all apps know them) and recovery codes.
 *
 * A code holds for its own step and one on either side, once: the step of the last code that was used is kept, and
 * nothing up to it is taken again. A recovery code is 120 random bits and works once.
 */
#ifndef ACCOUNT_TOTP_H
#define ACCOUNT_TOTP_H

#include "store/records.h"

enum { TOTP_SECRET_BYTES = 20, TOTP_SECRET_CAPACITY = 33, TOTP_STEP_SECONDS = 30, TOTP_DIGITS = 6,
       RECOVERY_CODES = 10, RECOVERY_CAPACITY = 30 };

/* RFC 4648, section 6, without padding. */
void base32_write(const unsigned char *bytes, size_t length, char *target, size_t capacity);
/* The bytes of the text, letters of either size; false where it is not base32 or is longer. */
bool base32_read(Text text, unsigned char *bytes, size_t capacity, size_t *ret_length);

/* RFC 4226 with SHA-1: the code of a counter as decimal with leading zeros; `code` holds digits + 1. 6 to 8 digits. */
void hotp_code(const unsigned char *secret, size_t length, uint64_t counter, int digits, char *code);

/* Seals secrets that an earlier version kept open. */
Status totp_seal(Records *records, Error *error) MUST_CHECK;
/* Makes a secret that is not asked for until totp_confirm(). */
Status totp_begin(Records *records, int64_t account, char secret[TOTP_SECRET_CAPACITY], Error *error) MUST_CHECK;
/* "otpauth://totp/...": what apps read from a QR code. */
const char *totp_address(Arena *arena, const char *organization, const char *who, const char *secret);
/* From now on codes are asked for; earlier recovery codes are worth nothing. STATUS_INVALID_ARGUMENT where the code is
 * not that of the secret. */
Status totp_confirm(Records *records, int64_t account, const char *code, char codes[RECOVERY_CODES][RECOVERY_CAPACITY],
                    Error *error) MUST_CHECK;
/* Other recovery codes in place of those before. STATUS_CONFLICT where codes are not asked for. */
Status totp_recover(Records *records, int64_t account, char codes[RECOVERY_CODES][RECOVERY_CAPACITY], Error *error) MUST_CHECK;
Status totp_end(Records *records, int64_t account, Error *error) MUST_CHECK;
/* Uses up a code or recovery code; STATUS_UNAUTHENTICATED where it is neither. */
Status totp_use(Records *records, int64_t account, const char *code, Error *error) MUST_CHECK;

#endif
