/*
 * The log of who did what: append-only, in the records, each entry with a digest over itself and the one before.
 *
 * The table refuses UPDATE and DELETE by triggers. Who goes around them (with a tool on the file) breaks the
 * chain of digests, which audit_verify() reads; taking the last entries away shows against the head that is
 * kept apart, and against a head that somebody wrote down elsewhere. It does not stop one who owns the file and
 * computes every digest anew: only a head kept elsewhere shows that.
 *
 * Entries hold no secrets and no names of customers: what a person's erasure concerned is a keyed digest.
 */
#ifndef ACCOUNT_AUDIT_H
#define ACCOUNT_AUDIT_H

#include "account/principal.h"
#include "store/store.h"

typedef enum AuditOutcome {
    AUDIT_DONE,
    AUDIT_REFUSED, /* not allowed: wrong password, missing permission */
    AUDIT_FAILED,  /* allowed and tried, and came to nothing */
    AUDIT_BEGUN,   /* about to happen: an entry with the outcome follows, unless the program died */
} AuditOutcome;

typedef struct AuditEntry {
    const char *action;  /* "sign-in", "settings.change", "person.erase": small words, never NULL */
    const char *target;  /* on what: "ticket", "import 12", "account 3"; NULL: nothing in particular */
    const char *detail;  /* a sentence or JSON: what changed; NULL: none. No secrets */
    AuditOutcome outcome;
    const char *name;    /* who, where there is no principal: the name somebody tried to sign in as; NULL else */
    const char *origin;  /* from where: "203.0.113.7", "command line (uid 1000)"; NULL: unknown */
} AuditEntry;

/* Texts longer than this are cut, on a character's border. */
enum { AUDIT_TEXT_LIMIT = 4000, AUDIT_DIGEST = 64 /* hexadecimal digits */ };

/* Appends, durable on return. `who` NULL: nobody who is known. Any thread; not within a transaction of
 * the records. */
Status audit_append(Store *store, const Principal *who, const AuditEntry *entry, Error *error) MUST_CHECK;
/* The same for who has the records alone. */
Status audit_append_records(Records *records, const Principal *who, const AuditEntry *entry, Error *error) MUST_CHECK;
/* The same within the caller's transaction of the records: entry and change are kept or lost together. */
Status audit_append_within(Records *records, const Principal *who, const AuditEntry *entry, Error *error) MUST_CHECK;

/* From where, for the command line: "command line, uid 1000". */
const char *audit_command_origin(Arena *arena);

typedef struct AuditFilter {
    const char *name, *action, *target, *outcome; /* equal to; `action` "person." is all that begin so. NULL: any */
    int64_t from, to;       /* microseconds, [from, to); 0: open */
    int64_t before, after;  /* numbers: older than `before` / newer than `after`; 0: open */
    bool oldest_first;
    int64_t limit;
} AuditFilter;

enum { AUDIT_NUMBER, AUDIT_AT, AUDIT_ACCOUNT, AUDIT_TOKEN, AUDIT_NAME, AUDIT_ORIGIN, AUDIT_ACTION, AUDIT_TARGET,
       AUDIT_DETAIL, AUDIT_OUTCOME, AUDIT_SUM, AUDIT_COLUMNS };
/* Names of these columns, in the API and in exports. */
extern const char *const audit_columns[AUDIT_COLUMNS];

/* Newest first unless asked otherwise; columns as above. */
Status audit_read(Records *records, Arena *arena, const AuditFilter *filter, RecordsTable *ret_table, Error *error) MUST_CHECK;

typedef struct AuditState {
    int64_t entries;               /* read */
    int64_t number;                /* of the newest; 0: none */
    char digest[AUDIT_DIGEST + 1]; /* of the newest: the head, to be written down elsewhere */
    int64_t wrong;                 /* the first number that does not hold; 0: all is well */
    const char *why;               /* translated; NULL: all is well */
} AuditState;

/* Reads the whole log and computes every digest anew. `head` "NUMBER:DIGEST" (NULL: none) must be among them. */
Status audit_verify(Records *records, const char *head, AuditState *ret_state, Error *error) MUST_CHECK;

#endif
