/*
 * Secrets that have to be known again (of one-time codes, of the mail server, of the provider): sealed before they are
 * kept, with a key that lies in a file of its own, so that a copy of the records alone does not give them away.
 *
 * XChaCha20-Poly1305 of libsodium. What is sealed is bound to its place: a value put elsewhere does not open. Values
 * that an earlier version kept open are read as they are, and sealed by the next server that starts.
 */
#ifndef STORE_SEAL_H
#define STORE_SEAL_H

#include "store/records.h"

enum { SEAL_KEY_BYTES = 32 };

/* Reads the key of `file` (64 hexadecimal digits), made with a new one where it is not there. From then on the records
 * seal and open with it. `*ret_made` (may be NULL): it was not there. */
Status seal_use_file(Records *records, const char *file, bool *ret_made, Error *error) MUST_CHECK;

/* Makes the file where it is not there, before the program is kept from other folders than the store. */
Status seal_make_file(const char *file, Error *error) MUST_CHECK;

/* `place` names what it is and whose: "totp 12". STATUS_CONFLICT where no key is at hand. */
Status seal_text(Records *records, Arena *arena, const char *place, const char *text, const char **ret_kept, Error *error) MUST_CHECK;
/* STATUS_CONFLICT where it was sealed with another key, or is another's. */
Status seal_open(Records *records, Arena *arena, const char *place, const char *kept, const char **ret_text, Error *error) MUST_CHECK;
bool seal_is_sealed(const char *kept);

#endif
