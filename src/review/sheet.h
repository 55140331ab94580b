/* A review as somebody sees it: all of it together, narrowed to what they may see. */
#ifndef REVIEW_SHEET_H
#define REVIEW_SHEET_H

#include "review/review.h"

typedef struct ReviewSheet {
    Review review;
    bool whole; /* false: the numbers are those of the reader's rows, computed now, and only their own actions are there */
    ReviewPack pack;
    ReviewEntry *entries; size_t entry_count;
    ReviewAction *actions; size_t action_count; /* agreed in it */
    ReviewAction *last; size_t last_count;      /* of last time */
} ReviewSheet;

/*
 * What was frozen was computed over all rows, and what was said was said upon that: who sees some rows alone gets the same
 * questions answered for those rows, as of the same day, without words and without actions but those that `person` (a name;
 * NULL: nobody) owns. Who sees all gets what was frozen, with what it is now beside it. In the arena.
 */
Status review_sheet_read(const KpiAsker *asker, Arena *arena, int64_t number, const char *person, ReviewSheet *ret_sheet,
                         Error *error) MUST_CHECK;

#endif
