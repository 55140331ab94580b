/*
 * Rows that passed, brought into the kind's table: straight into an empty one, through a stage into one that
 * has rows, where each row is then new, changed or there already.
 */
#ifndef IMPORT_SETTLE_H
#define IMPORT_SETTLE_H

#include "import/plan.h"

typedef struct Settle {
    FactsSession *session;
    Arena *arena;
    const Kind *kind;
    bool fresh;          /* the table was empty */
    const char *target;  /* the table, or the stage */
    int64_t good;        /* rows that passed, of all files */
    int64_t again;       /* of those: rows whose key comes again later; they were taken out */
    int64_t added, changed, unchanged;
} Settle;

/* Finds out whether the table is empty, makes the stage where it is not. Within the transaction. */
Status settle_begin(FactsSession *session, Arena *arena, const Kind *kind, Settle *ret_settle, Error *error) MUST_CHECK;
/* Runs the plan: its good rows go to the target. */
Status settle_rows(Settle *settle, const Plan *plan, int64_t *ret_good, Error *error) MUST_CHECK;
/* Takes out rows whose key comes again; their keys are then in the temporary table mz_again(key). */
Status settle_again(Settle *settle, Error *error) MUST_CHECK;
/* Merges the stage into the table and counts; refuses mixed scales; keeps currency_used. */
Status settle_finish(Settle *settle, int64_t batch, Error *error) MUST_CHECK;
/* Removes the temporary tables. */
Status settle_clean(FactsSession *session, Error *error) MUST_CHECK;

/* Refuses two scales in one question of one survey, among the questions of the batch; 0: of all. */
Status settle_check_scales(FactsSession *session, Arena *arena, const Kind *kind, int64_t batch, Error *error) MUST_CHECK;

/* "<before>replaced.<table>": the rows that imports replaced, as they were, with `replaced_by`, the batch. */
void settle_append_replaced(Sql *sql, const Kind *kind, const char *before);
/* "hash(key columns)" and "hash(all columns but the batch)". */
void settle_append_key(Sql *sql, const Kind *kind);
void settle_append_content(Sql *sql, const Kind *kind);

#endif
