/* Facts whose write-ahead log is damaged. */
#ifndef STORE_REPAIR_H
#define STORE_REPAIR_H

#include "store/engines.h"

/* Looks for damage of the log that the engine would take for the torn end that a crash leaves, and so drop
 * what follows without a word: a frame whose length is wrong and has whole frames behind it, or a lost
 * beginning. STATUS_STORE_DAMAGED; `*ret_position` is then where. */
Status repair_check_log(const char *facts_file, int64_t *ret_position, Error *error) MUST_CHECK;
/* Opens the facts; where their log is damaged keeps a copy of it in STORE/backups and opens with what can
 * be read of it: every commit before the damaged place. */
Status repair_open_facts(const char *store, const FactsConfig *config, Facts **ret_facts, Error *error) MUST_CHECK;

#endif
