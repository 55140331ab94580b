/* Who there is to talk with: accounts as principals, and the teams that they work in. */
#ifndef SHARING_PEOPLE_H
#define SHARING_PEOPLE_H

#include "sharing/subject.h"

typedef struct Human {
    Principal principal; /* of the account, by no session or token */
    const char *folded;  /* the name as it is searched for (language/fold.h) */
    const char *language; /* NULL: the organization's */
    const char *const *teams; /* those of the rows and those that it works in, sorted */
    size_t team_count;
} Human;

/* Every account that is not disabled, by name. In the arena. */
Status people_read(Records *records, Arena *arena, Human **ret_people, size_t *ret_count, Error *error) MUST_CHECK;
/* One of them with its teams; STATUS_NOT_FOUND where it is disabled or there is none. */
Status people_self(Records *records, Arena *arena, int64_t account, Human *ret_human, Error *error) MUST_CHECK;
/* The principal of one account; STATUS_NOT_FOUND where it is disabled or there is none. */
Status people_one(Records *records, Arena *arena, int64_t account, Principal *ret_principal, Error *error) MUST_CHECK;

/* Whether the person may read what is said about the subject; `shares` are its teams, "" for everyone. */
bool human_may_talk(const Human *human, const SubjectKind *kind, const RecordsTable *shares);
/* The teams that a subject is shared with: one column. */
Status share_teams(Records *records, Arena *arena, const SubjectKind *kind, const char *id, RecordsTable *ret_shares,
                   Error *error) MUST_CHECK;
/* Those who may talk about the subject, by name: whom one may mention. */
Status people_of_subject(Records *records, Arena *arena, const Subject *subject, Human **ret_people, size_t *ret_count,
                         Error *error) MUST_CHECK;
/* Whether a name that was written by hand (an owner) means the person: their name or mail. */
bool human_is(const Human *human, const char *name);
/* Whether a name that was written by hand means one of the person's teams. */
bool human_works_in(const Human *human, const char *name);

#endif
