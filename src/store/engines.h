/* How store.c opens the engines behind facts.h and records.h. Not for use outside this folder. */
#ifndef STORE_ENGINES_H
#define STORE_ENGINES_H

#include "store/facts.h"
#include "store/records.h"

typedef struct FactsConfig {
    const char *file; /* the database; made when absent */
    const char *tmp;  /* where the engine spills */
    size_t memory_limit_mb;
    int threads; /* 0: one a core */
} FactsConfig;

/* STATUS_STORE_DAMAGED where the file or its log is; `ret_log_position` (may be NULL) then gets the byte of
 * the log at which reading failed, or -1 where it is not the log that is damaged. */
Status facts_open(const FactsConfig *config, Facts **ret_facts, int64_t *ret_log_position, Error *error)
    MUST_CHECK;
/* Every session must be closed. The log is written back into the file. NULL is allowed. */
void facts_close(Facts *facts);
void facts_close_cleanup(Facts **facts);
/* Leaves the database to the end of the process, which frees it quicker; false, and nothing done, where its log is to
 * be written back first. Every session must be closed. */
bool facts_leave(Facts *facts) MUST_CHECK;

Status records_open(const char *file, Records **ret_records, Error *error) MUST_CHECK;
void records_close(Records *records); /* NULL is allowed */
void records_close_cleanup(Records **records);
/* The key of store/seal.h, of 32 bytes; NULL: none was set. Set once, before other threads ask. */
void records_set_key(Records *records, const unsigned char *key);
const unsigned char *records_key(const Records *records);
/* Runs several statements without values. */
Status records_script(Records *records, const char *sql, Error *error) MUST_CHECK;
/* A consistent copy into a new file, while others read and write. */
Status records_copy(Records *records, const char *file, Error *error) MUST_CHECK;

#endif
