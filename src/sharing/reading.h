/*
 * Links that only read: whoever has one sees one subject, as its maker would, without an account.
 *
 * The secret is shown once and kept as its hash. A link ends at its day, when it is revoked, and when its maker may no
 * longer see the subject or is disabled.
 */
#ifndef SHARING_READING_H
#define SHARING_READING_H

#include "account/secret.h"
#include "sharing/subject.h"

#define READING_PREFIX "mzl_"
enum { READING_DAYS = 30, READING_DAYS_MOST = 365, READINGS_LIMIT = 100 /* of a subject, valid ones */ };

typedef struct Reading {
    int64_t id, account;
    const char *account_name, *kind, *subject, *label;
    int64_t created_at, expires_at, used_at, revoked_at; /* 0: never */
    int64_t uses;
    bool live; /* valid now, as far as the link itself goes */
} Reading;

/* `who` is an account. `days` from 1 to READING_DAYS_MOST. STATUS_UNSUPPORTED of a kind that is not shown by links. */
Status reading_add(Records *records, const Principal *who, const Subject *subject, const char *label, int64_t days,
                   char secret[SECRET_CAPACITY], Reading *ret_reading, Error *error) MUST_CHECK;
/* Of a subject; `account` 0: everyone's. The newest first; those that are over stand in the list. */
Status reading_list(Records *records, Arena *arena, const Subject *subject, int64_t account, Reading **ret_readings, size_t *ret_count,
                    Error *error) MUST_CHECK;
/* One of the account's own; `account` 0: whosever it is. */
Status reading_revoke(Records *records, int64_t account, int64_t id, Error *error) MUST_CHECK;

/* What the secret opens, and as whom it is seen; counts the use. One answer for what is wrong, over or revoked:
 * STATUS_NOT_FOUND. `*ret_known` tells whether there is such a link, for who counts guesses. */
Status reading_open(Records *records, Arena *arena, const char *secret, Reading *ret_reading, Principal *ret_who, Subject *ret_subject,
                    bool *ret_known, Error *error) MUST_CHECK;

#endif
