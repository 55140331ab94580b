/*
 * The directory: who the secrets that are valid now stand for, in memory.
 *
 * A server asks it at every request and waits for nothing. It holds every live session and token of the store; what
 * changes in the store is told to it by directory_refresh() before the one who changed it is answered, so that a
 * revoked secret is worth nothing from then on. Any thread.
 */
#ifndef ACCOUNT_DIRECTORY_H
#define ACCOUNT_DIRECTORY_H

#include "account/principal.h"
#include "base/text.h"
#include "store/records.h"

typedef struct Directory Directory;

Status directory_open(Records *records, Directory **ret_directory, Error *error) MUST_CHECK;
void directory_close(Directory *directory); /* writes when secrets were last used; NULL is allowed */

/* Reads an account, its sessions and its tokens anew; 0: everyone's. */
Status directory_refresh(Directory *directory, int64_t account, Error *error) MUST_CHECK;

/* Whom the secret of a session (`token` false) or of an API token stands for; NULL: nobody. Handed back with
 * directory_release(): it stays as it was until then. */
const Principal *directory_find(Directory *directory, Text secret, bool token);
void directory_release(const Principal *principal); /* NULL and constant principals are allowed */

/* Whether there is any account. */
bool directory_has_accounts(const Directory *directory);
/* Writes when secrets were last used, and drops those that are over. Waits for the store: not on a connection's thread. */
Status directory_tidy(Directory *directory, Error *error) MUST_CHECK;

#endif
