/* Opening facts whose write-ahead log is damaged. */
#ifndef STORE_REPAIR_H
#define STORE_REPAIR_H

#include "store/engines.h"

/* Opens the facts; where their log is damaged keeps a copy of it in STORE/backups and opens with what can
 * be read of it: every commit before the damaged place. */
Status repair_open_facts(const char *store, const FactsConfig *config, Facts **ret_facts, Error *error) MUST_CHECK;

#endif
