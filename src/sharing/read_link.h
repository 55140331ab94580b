/*
 * Links that only read: whoever has one sees one subject, as its maker would, without an account.
 *
 * The secret is shown once and kept as its hash. A link ends at its day, when it is revoked, and when its maker may no
 * longer see the subject or is disabled.
 */
#ifndef SHARING_READ_LINK_H
#define SHARING_READ_LINK_H

#include "account/secret.h"
#include "sharing/subject.h"

#define READ_LINK_PREFIX "mzl_"
enum { READ_LINK_DAYS = 30, READ_LINK_DAYS_MOST = 365, READ_LINKS_LIMIT = 100 /* of a subject, valid ones */ };

typedef struct ReadLink {
    int64_t id, account;
    const char *account_name, *kind, *subject, *label;
    int64_t created_at, expires_at, used_at, revoked_at; /* 0: never */
    int64_t uses;
    bool live; /* valid now, as far as the link itself goes */
} ReadLink;

/* `who` is an account. `days` from 1 to READ_LINK_DAYS_MOST. STATUS_UNSUPPORTED of a kind that is not shown by links. */
Status read_link_add(Records *records, const Principal *who, const Subject *subject, const char *label, int64_t days,
                   char secret[SECRET_CAPACITY], ReadLink *ret_link, Error *error) MUST_CHECK;
/* Of a subject; `account` 0: everyone's. The newest first; those that are over stand in the list. */
Status read_link_list(Records *records, Arena *arena, const Subject *subject, int64_t account, ReadLink **ret_links, size_t *ret_count,
                    Error *error) MUST_CHECK;
/* One of the account's own; `account` 0: whosever it is. */
Status read_link_revoke(Records *records, int64_t account, int64_t id, Error *error) MUST_CHECK;

/* What the secret opens, and as whom it is seen; counts the use. One answer for what is wrong, over or revoked:
 * STATUS_NOT_FOUND. `*ret_known` tells whether there is such a link, for who counts guesses. */
Status read_link_open(Records *records, Arena *arena, const char *secret, ReadLink *ret_link, Principal *ret_who, Subject *ret_subject,
                    bool *ret_known, Error *error) MUST_CHECK;

#endif
