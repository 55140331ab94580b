/*
 * Answers to small questions about all facts, kept in the records while the facts are as they were: which days they
 * have, which currencies. A command asks the same few of them each time, and each costs the engine as much as a tenth
 * of a small metric.
 *
 * A note holds for one state of the facts' file (seen.h), which is looked at again for each answer: what this process
 * or another committed since has left a log or another state.
 */
#ifndef STORE_NOTED_H
#define STORE_NOTED_H

#include "store/store.h"

/* A table of texts, as the engine writes them; NULL where there is no value. */
typedef struct NotedAnswer {
    const char *const *values; /* by rows */
    size_t rows, columns;
} NotedAnswer;

enum { NOTED_ROWS_LIMIT = 256 };

/* The answer to a statement without values, out of the records or from the engine. The statement does not depend on who
 * asks, nor on the day. STATUS_TOO_LARGE for more than NOTED_ROWS_LIMIT rows. */
Status noted_query(Store *store, FactsSession *session, Arena *arena, const char *sql, NotedAnswer *ret_answer,
                   Error *error) MUST_CHECK;

#endif
