/*
 * Who asks: the account or token behind a request, and what it may do.
 *
 * Every door (end point, live stream, mail) is handed a Principal and asks principal_may(); what rows it sees is
 * in `rows`, by which the metric compiler narrows its SQL. The command line acts on the folder itself and is the
 * owner, unless it is told --as.
 */
#ifndef ACCOUNT_PRINCIPAL_H
#define ACCOUNT_PRINCIPAL_H

#include "schema/row_scope.h"

#include <stdint.h>

/* From least to most. What each may do is the table in permission.c and in docs/security.md. */
typedef enum Role {
    ROLE_NONE,          /* nobody: not signed in */
    ROLE_VIEWER,        /* reads values, never single facts of people */
    ROLE_MEMBER,        /* a viewer who comments, acknowledges, checks in */
    ROLE_MANAGER,       /* sees the facts behind values, sets goals within the own rows; who sees all of them holds reviews */
    ROLE_ANALYST,       /* imports, queries, defines metrics */
    ROLE_ADMINISTRATOR, /* settings, members, tokens, mail, audit */
    ROLE_OWNER,         /* all, owners among it */
} Role;

/* What an end point needs. 0 is none of them, so that a row that forgets it is open to nobody but owners. */
typedef enum Permission {
    PERMISSION_UNSET,
    PERMISSION_PUBLIC,       /* no account: health, sign-in, the page's files */
    PERMISSION_SIGNED_IN,    /* any account: the own account, organization, kinds, metric definitions */
    PERMISSION_READ_VALUES,  /* metric values, overview, slices */
    PERMISSION_READ_FACTS,   /* the facts behind a value */
    PERMISSION_WRITE_FACTS,  /* imports, batches, undo */
    PERMISSION_QUERY,        /* SQL of one's own; the tables are narrowed to the principal's rows */
    PERMISSION_GOALS,        /* set goals */
    PERMISSION_REVIEWS,      /* hold reviews: they are of the whole organization */
    PERMISSION_COMMENT,      /* comments, check-ins */
    PERMISSION_SETTINGS,     /* organization, calendar, mail, sources */
    PERMISSION_MEMBERS,      /* accounts, invitations, everyone's sessions and tokens */
    PERMISSION_AUDIT,        /* the log of who did what */
    PERMISSION_PERSONAL_DATA,/* export and erase persons */
    PERMISSION_OWNER,        /* make and unmake owners */
} Permission;

/* How a person likes to read, wherever they sign in; NULL: as the organization has it. */
typedef struct Reading {
    const char *language; /* "fa" */
    const char *calendar; /* "persian" */
    const char *digits;   /* a numbering system of Unicode: "latn", "arab", "arabext"; NULL: as the language writes them */
} Reading;

typedef struct Principal {
    int64_t account;        /* 0: none, or the command line */
    const char *name;       /* to show; never NULL */
    const char *mail;       /* NULL without */
    Role role;              /* a token's: at most its account's */
    uint32_t scopes;        /* tokens: bits 1 << Permission that it is limited to; 0: all of the role */
    int64_t session, token; /* which one it came by; 0: not by it */
    bool has_password, has_totp; /* `has_totp`: one-time codes are asked for */
    bool needs_factor;      /* a second factor is to come first: a code, or setting up codes. Until then it may nothing else */
    int64_t proved_at;      /* sessions: when password or code were given last; microseconds, 0: not known */
    Reading reading;
    RowScope rows;
    const char *rows_key;   /* a short text that is the same for the same rows: part of every cache key; "" for all */
} Principal;

/* Whether the principal may do what the permission stands for. Of UNSET and OWNER: owners alone. Who needs a second
 * factor first: what is public alone. */
bool principal_may(const Principal *principal, Permission permission);

extern const Principal principal_nobody;  /* who is not signed in */
extern const Principal principal_console; /* the command line: an owner without an account */

const char *role_name(Role role); /* "administrator"; "none" */
bool role_find(const char *name, Role *ret_role);
/* Whether the setting "second_factor" (nobody, administrators, everyone) asks one of this role. */
bool role_needs_factor(Role role, const char *who);
const char *permission_name(Permission permission); /* "read-values": also the names of a token's scopes */
bool permission_find(const char *name, Permission *ret_permission);
enum { PERMISSION_COUNT = PERMISSION_OWNER + 1 };

#endif
