/*
 * What can be talked about, shared and shown by a link: a KPI, an objective, a review. A kind is a row of a table; a subject is
 * its kind and its id.
 *
 * Who may see a subject is decided here, for every door. Its numbers are narrowed to the rows of who looks; what is
 * said about it cannot be narrowed, for words may quote numbers of the whole. So who is limited to some rows reads
 * and writes comments once the subject is shared with everyone or with a team of theirs, and not before.
 */
#ifndef SHARING_SUBJECT_H
#define SHARING_SUBJECT_H

#include "account/account.h"

typedef struct SubjectKind {
    const char *name;      /* "kpi" */
    Permission permission; /* what must be held to see one */
    bool linked;           /* a link that only reads can show one */
    const char *find;      /* id, title, owner, unit of the one whose id is $1 */
    /* Makes the title of a row of the two; NULL: it is the second column. */
    const char *(*title)(Arena *arena, const RecordsTable *table, size_t row);
    const char *list;      /* the same of those that are still of interest */
} SubjectKind;

extern const SubjectKind subject_kinds[];
extern const size_t subject_kind_count;
/* NULL where there is none of this name. */
const SubjectKind *subject_kind(const char *name);

typedef struct Subject {
    const SubjectKind *kind;
    const char *id, *title;
    const char *owner, *unit; /* NULL without; `unit`: whose it is, a department, team or person */
} Subject;

/* The subject, where `who` may see it. STATUS_NOT_FOUND, STATUS_FORBIDDEN. In the arena. */
Status subject_find(Records *records, Arena *arena, const Principal *who, const char *kind, const char *id,
                    Subject *ret_subject, Error *error) MUST_CHECK;
/* The same where what is said about it may be read too. */
Status subject_find_open(Records *records, Arena *arena, const Principal *who, const char *kind, const char *id,
                         Subject *ret_subject, Error *error) MUST_CHECK;
/* "kpi:nps" taken apart, as the command line names subjects. */
Status subject_parse(Arena *arena, const char *text, const char **ret_kind, const char **ret_id, Error *error) MUST_CHECK;
/* "kpi:nps" */
const char *subject_name(Arena *arena, const Subject *subject);

/* ---- what is one's own ---- */

typedef enum Tie {
    TIE_OWNER = 1,      /* its owner is they */
    TIE_TEAM = 2,       /* its owner or unit is a team of theirs */
    TIE_SHARED = 4,     /* shared with a team of theirs */
    TIE_EVERYONE = 8,   /* shared with everyone */
    TIE_MENTIONED = 16, /* they were mentioned there */
} Tie;
enum { TIES = 5 };
const char *tie_name(Tie tie); /* "owner" */

typedef struct OwnSubject {
    Subject subject;
    unsigned ties;
} OwnSubject;

/* What is tied to the work of an account and may be seen by it, by kind and title. In the arena. */
Status subject_own(Records *records, Arena *arena, const Principal *who, OwnSubject **ret_subjects, size_t *ret_count,
                   Error *error) MUST_CHECK;

#endif
