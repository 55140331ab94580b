/* With whom a subject is shared: teams, or everyone. It is then among what they see as their own, and who is limited to
 * some rows may read what is said about it. */
#ifndef SHARING_SHARE_H
#define SHARING_SHARE_H

#include "sharing/subject.h"

enum { SHARES_LIMIT = 200 };

typedef struct Share {
    const char *team; /* "": everyone */
    const char *by;
    int64_t at;
} Share;

/* Everyone first, then by team. In the arena. */
Status share_list(Records *records, Arena *arena, const Subject *subject, Share **ret_shares, size_t *ret_count, Error *error) MUST_CHECK;
/* Who shares may read what is said there (subject_find_open()). Again changes nothing and tells nobody. */
Status share_add(Records *records, const Principal *who, const Subject *subject, const char *team, Error *error) MUST_CHECK;
/* STATUS_NOT_FOUND where it is not shared so. */
Status share_remove(Records *records, const Subject *subject, const char *team, Error *error) MUST_CHECK;

#endif
