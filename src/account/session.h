/*
 * Sessions, API tokens and links that work once: secrets that stand for an account. The store has their hashes.
 */
#ifndef ACCOUNT_SESSION_H
#define ACCOUNT_SESSION_H

#include "account/account.h"
#include "account/secret.h"

/* ---- sessions ---- */

enum {
    SESSION_IDLE_SECONDS = 24 * 3600,       /* without a request */
    SESSION_LIFE_SECONDS = 14 * 24 * 3600,  /* whatever happens */
};

typedef struct NewSession {
    int64_t account;
    const char *address, *agent; /* said in the list of sessions; NULL: not known */
    int64_t instead;             /* the session that this one takes the place of; 0: none */
    bool second_factor;          /* two factors were given */
    int64_t proved_at;           /* when the password, or what stands for it, was given; 0: not known */
} NewSession;
/* Makes a session; the account is said to have signed in unless it takes another's place. */
Status session_make(Records *records, const NewSession *session, char secret[SECRET_CAPACITY], int64_t *ret_session,
                    Error *error) MUST_CHECK;

typedef struct Session {
    int64_t id, account, created_at, seen_at, expires_at;
    const char *address, *agent; /* NULL: not known */
} Session;
/* The sessions of an account that are not over, the last used first. */
Status session_list(Records *records, Arena *arena, int64_t account, Session **ret_sessions, size_t *ret_count,
                    Error *error) MUST_CHECK;
/* Ends one of the account's; STATUS_NOT_FOUND where it has none of this number. */
Status session_end(Records *records, int64_t account, int64_t session, Error *error) MUST_CHECK;
/* The password or a code was given again, now; `second_factor`: with it two factors. */
Status session_prove(Records *records, int64_t session, bool second_factor, Error *error) MUST_CHECK;
/* Ends all but `keep` (0: all). */
Status session_end_others(Records *records, int64_t account, int64_t keep, Error *error) MUST_CHECK;

/* ---- tokens ---- */

typedef struct NewToken {
    int64_t account;
    const char *name;
    uint32_t scopes;    /* as Principal's */
    int64_t expires_at; /* 0: never */
} NewToken;
Status token_make(Records *records, const NewToken *token, char secret[SECRET_CAPACITY], int64_t *ret_token,
                  Error *error) MUST_CHECK;

typedef struct Token {
    int64_t id, account, created_at, expires_at, used_at, revoked_at; /* 0: never */
    const char *name, *account_name;
    uint32_t scopes;
} Token;
/* `account` 0: everyone's. Revoked ones stand in the list. */
Status token_list(Records *records, Arena *arena, int64_t account, Token **ret_tokens, size_t *ret_count,
                  Error *error) MUST_CHECK;
/* `account` 0: whosever it is. `*ret_account` (may be NULL): whose it was. */
Status token_revoke(Records *records, int64_t account, int64_t token, int64_t *ret_account, Error *error) MUST_CHECK;

/* "read-values,query" and back; "" is all. Names from outside. */
Status scopes_read(Text names, uint32_t *ret_scopes, Error *error) MUST_CHECK;
const char *scopes_write(Arena *arena, uint32_t scopes);

/* ---- links ---- */

typedef enum LinkPurpose { LINK_WELCOME, LINK_INVITATION, LINK_RESET } LinkPurpose;
enum { LINK_WELCOME_SECONDS = 24 * 3600, LINK_INVITATION_SECONDS = 7 * 24 * 3600, LINK_RESET_SECONDS = 3600 };

const char *link_purpose_name(LinkPurpose purpose);
/* Makes a link of an account (0 for a welcome); earlier unused ones of the same account and purpose work no more. */
typedef struct NewLink {
    LinkPurpose purpose;
    int64_t account;
    bool ends_codes; /* its use takes the account's one-time codes away: for who has lost them, too */
} NewLink;
Status link_make(Records *records, const NewLink *link, char secret[SECRET_CAPACITY], int64_t *ret_expires_at,
                 Error *error) MUST_CHECK;

typedef struct Link {
    int64_t id, expires_at;
    LinkPurpose purpose;
    bool ends_codes;
    Account account; /* of a welcome: id 0 and nothing else */
} Link;
/* STATUS_NOT_FOUND for a secret that is none, was used, is over or is a disabled account's. */
Status link_read(Records *records, Arena *arena, const char *secret, Link *ret_link, Error *error) MUST_CHECK;

typedef struct LinkUse {
    const char *name, *mail; /* of the owner (required) or of who was invited (NULL: as it is) */
    const char *password_hash;
} LinkUse;
/* Uses a link that link_read() gave: makes the owner, or sets the account's password and ends its sessions. Twice at
 * once: one of both fails with STATUS_NOT_FOUND. */
Status link_use(Records *records, const Link *link, const LinkUse *use, int64_t *ret_account, Error *error) MUST_CHECK;

#endif
