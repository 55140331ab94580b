/*
 * A session whose statements are stopped when their time is over: for SQL that a user wrote, at every door. Costs a
 * thread while it lasts.
 */
#ifndef STORE_DEADLINE_H
#define STORE_DEADLINE_H

#include "store/facts.h"

typedef struct FactsDeadline FactsDeadline;

/* From now on `seconds` for what the session runs. NULL where no thread could be had: then nothing is stopped. */
FactsDeadline *facts_deadline_begin(FactsSession *session, double seconds);
/* Before the session is used for anything else. Whether the time was over and statements were stopped; false of NULL. */
bool facts_deadline_end(FactsDeadline *deadline);

#endif
