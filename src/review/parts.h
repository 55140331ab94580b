/* What the files of this folder give to each other. */
#ifndef REVIEW_PARTS_H
#define REVIEW_PARTS_H

#include "review/review.h"

/* STATUS_INVALID_ARGUMENT with the message, about a member. */
Status review_refuse(Error *error, const char *member, const char *message);
/* Refuses an empty text and one that is longer than REVIEW_TEXT_LIMIT. */
Status review_words_check(const char *member, const char *words, Error *error) MUST_CHECK;
/* Refuses a KPI that is not of the review's pack; NULL is none. */
Status review_kpi_check(Store *store, Arena *arena, int64_t review, const char *kpi, Error *error) MUST_CHECK;
/* The one number that the statement gives. */
Status review_count(Store *store, Arena *arena, const char *sql, const Value *values, size_t count, int64_t *ret_number,
                    Error *error) MUST_CHECK;
/* "\"...\" was changed by NAME while you were changing it", with the revision to look at. */
Status review_say_conflict(Error *error, const char *what, const char *by, int64_t revision);

#endif
