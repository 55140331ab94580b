/* What the functions of this folder share: transactions, and steps that are part of one. */
#ifndef ACCOUNT_WORK_H
#define ACCOUNT_WORK_H

#include "account/account.h"

/* Ends the transaction: commits where the status is OK, takes back what was done where it is not. */
static inline Status work_finish(Records *records, Status status, Error *error)
{
    if (status == STATUS_OK)
        return records_commit(records, error);
    records_rollback(records);
    return status;
}

/* What a store has for true: a boolean, or a number that is not 0. */
static inline bool account_truth(Value value)
{
    return value.type == VALUE_BOOLEAN ? value.boolean : value.integer != 0;
}

/* Within a transaction of the caller's. */
Status account_read_teams(Records *records, Arena *arena, int64_t id, ScopeList *ret_teams, Error *error) MUST_CHECK;
Status account_insert(Records *records, const NewAccount *account, int64_t *ret_id, Error *error) MUST_CHECK;
Status account_write_name(Records *records, int64_t id, const char *name, Error *error) MUST_CHECK;
Status totp_write_end(Records *records, int64_t account, Error *error) MUST_CHECK;
Status account_write_password(Records *records, int64_t id, const char *hash, int64_t keep, Error *error) MUST_CHECK;

#endif
