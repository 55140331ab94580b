/* The minute of a review by mail: into the queue, which the upkeep sends. */
#ifndef HTTP_MINUTE_MAIL_H
#define HTTP_MINUTE_MAIL_H

#include "organization/organization.h"
#include "review/sheet.h"

enum { MINUTE_RECIPIENTS_LIMIT = 50 };

/*
 * To members by their addresses, each in their language: all or none. The minute is of the whole organization: somebody who is
 * no member, is switched off or sees some rows alone is refused and named, and so is a sheet that is not whole.
 */
Status minute_mail_queue(Store *store, Arena *arena, const Organization *organization, const ReviewSheet *sheet,
                         const char *const *to, size_t count, Error *error) MUST_CHECK;

#endif
