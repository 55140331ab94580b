/*
 * Who answers for a KPI, an objective, an initiative or an action: one account, employee, team or department, found by
 * name, mail address or key. A name that nobody has is allowed and said; one who has left, or two in one, is refused.
 */
#ifndef GOAL_OWNER_H
#define GOAL_OWNER_H

#include "goal/kpi.h"

typedef enum OwnerKind { OWNER_UNKNOWN, OWNER_ACCOUNT, OWNER_EMPLOYEE, OWNER_TEAM } OwnerKind;
const char *owner_kind_name(OwnerKind kind); /* "employee" */

typedef struct Owner {
    const char *words;   /* as it was written */
    OwnerKind kind;      /* of someone who is there, where several bear the name */
    bool left;           /* the account is disabled, or the last day of work is past */
    bool erased;         /* the person was erased from the store; the words are their pseudonym */
    bool has_last_day;
    int32_t last_day;    /* of an employee who left */
    const char *warning; /* has left, or is known to nobody: what to do, in the thread's language; NULL: nothing */
} Owner;

/* Looks owners up, each name once. In the arena. */
typedef struct OwnerBook OwnerBook;
OwnerBook *owner_book_new(const KpiAsker *asker, Arena *arena);
/* NULL and "" are nobody: `*ret_owner` is NULL. Lives as long as the book. */
Status owner_book_find(OwnerBook *book, const char *words, const Owner **ret_owner, Error *error) MUST_CHECK;

/* Refuses two owners in one and one who has left, about `member`; none at all is allowed. `before` is who it was: the
 * same again is not refused, so that other changes can be made where an owner left later. NULL: none. */
Status owner_check(const KpiAsker *asker, const char *member, const char *words, const char *before, Error *error) MUST_CHECK;

#endif
