/*
 * When reviews are: the week or month that is looked back on, by the organization's calendar, and the day of the meeting.
 * Pure functions.
 */
#ifndef REVIEW_SPAN_H
#define REVIEW_SPAN_H

#include "organization/organization.h"

typedef enum ReviewKind { REVIEW_WEEKLY, REVIEW_MONTHLY } ReviewKind;
enum { REVIEW_KINDS = 2 };

const char *review_kind_name(ReviewKind kind); /* "weekly" */
bool review_kind_parse(const char *name, ReviewKind *ret_kind);

typedef struct ReviewSpan {
    ReviewKind kind;
    int32_t from, to; /* both included */
    int32_t held_on;  /* after `to` */
} ReviewSpan;

/* The week or month that a day lies in, and when it is reviewed. */
Status review_span_of(const Organization *organization, ReviewKind kind, int32_t day, ReviewSpan *ret_span, Error *error) MUST_CHECK;
/* The latest one whose meeting is today or was before. */
Status review_span_due(const Organization *organization, ReviewKind kind, ReviewSpan *ret_span, Error *error) MUST_CHECK;
/* The one whose meeting comes next, after today. */
Status review_span_next(const Organization *organization, ReviewKind kind, ReviewSpan *ret_span, Error *error) MUST_CHECK;
/* Whether reviews of this kind are prepared by themselves: the setting is not "none". */
bool review_is_kept(const Organization *organization, ReviewKind kind);

#endif
