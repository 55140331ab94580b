/*
 * Accounts in the store: making, finding, changing. What is read lives in the arena.
 *
 * Functions that change one are each a transaction; a server that runs learns of it by directory_refresh().
 */
#ifndef ACCOUNT_ACCOUNT_H
#define ACCOUNT_ACCOUNT_H

#include "account/principal.h"
#include "store/records.h"

typedef struct Account {
    int64_t id;
    const char *name;
    const char *mail;     /* NULL: none */
    Role role;
    Reading reading;
    RowScope rows;
    ScopeList teams;      /* that it works in, whatever its rows: what is shared with them is theirs to see */
    bool has_password, has_totp, disabled;
    int64_t created_at, signed_in_at; /* microseconds since 1970; 0: never */
} Account;

/* Times as the store keeps them: microseconds since 1970-01-01 00:00 UTC. */
int64_t account_now(void);
enum { ACCOUNT_SECOND = 1000000 };

/* A mail address in the form that accounts are found by: without white space around, in small letters. NULL where
 * it is none: one "@" with something on both sides, 3 to 254 bytes, no control characters or spaces. */
const char *account_mail(Arena *arena, const char *mail);

/* STATUS_ALREADY_EXISTS where the mail is another's. `mail` may be NULL; `rows` NULL: all. */
typedef struct NewAccount {
    const char *name, *mail, *password_hash;
    Role role;
    const RowScope *rows;
} NewAccount;
Status account_add(Records *records, const NewAccount *account, int64_t *ret_id, Error *error) MUST_CHECK;

Status account_count(Records *records, int64_t *ret_count, Error *error) MUST_CHECK;
Status account_list(Records *records, Arena *arena, Account **ret_accounts, size_t *ret_count, Error *error) MUST_CHECK;
Status account_read(Records *records, Arena *arena, int64_t id, Account *ret_account, Error *error) MUST_CHECK;
/* By number or mail, or by a name that only one has. */
Status account_find(Records *records, Arena *arena, const char *who, Account *ret_account, Error *error) MUST_CHECK;

/* Ends its sessions: rights change with a new one. STATUS_CONFLICT where no owner would be left. */
Status account_set_role(Records *records, int64_t id, Role role, Error *error) MUST_CHECK;
/* Ends its sessions, too; its tokens do nothing while it is disabled. */
Status account_set_disabled(Records *records, int64_t id, bool disabled, Error *error) MUST_CHECK;
Status account_set_name(Records *records, int64_t id, const char *name, Error *error) MUST_CHECK;
Status account_set_mail(Records *records, int64_t id, const char *mail, Error *error) MUST_CHECK;
Status account_set_rows(Records *records, int64_t id, const RowScope *rows, Error *error) MUST_CHECK;
/* The teams that it works in, in place of those before. */
Status account_set_teams(Records *records, int64_t id, const ScopeList *teams, Error *error) MUST_CHECK;
/* Name (NULL: stays) and how the account's person likes to read, at once. */
Status account_set_own(Records *records, int64_t id, const char *name, const Reading *reading, Error *error) MUST_CHECK;
/* Ends all its sessions but `keep` (0: all), and the links that would set another password. */
Status account_set_password(Records *records, int64_t id, const char *hash, int64_t keep, Error *error) MUST_CHECK;

/* Names of 1 to 100 characters without control characters. */
Status account_check_name(const char *name, Error *error) MUST_CHECK;
/* Sorts the values of each list and drops repeated ones; refuses more than SCOPE_VALUES_LIMIT. `values` are changed. */
Status account_make_scope(const char **values, size_t count, ScopeList *ret_list, Error *error) MUST_CHECK;

#endif
