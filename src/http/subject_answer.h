/* What end points about comments, shares and links share: the subject that a path names, and how one is shown. */
#ifndef HTTP_SUBJECT_ANSWER_H
#define HTTP_SUBJECT_ANSWER_H

#include "http/endpoint.h"
#include "render/talk.h"

/* The subject of {kind} and {id}, as who asks may see it; `open`: may read what is said about it. Names it for the log. */
Status path_subject(Request *request, Response *response, bool open, Subject *ret_subject, Error *error) MUST_CHECK;
/* The member of the subject's kind as `who` sees it: "kpi": {...}, "objective": {...}, and of a review "minute": the text of
 * its minute, where `whole`. */
Status write_subject(Request *request, const Principal *who, const Subject *subject, bool whole, JsonWriter *writer, Error *error) MUST_CHECK;
/* The address of the page that shows what a link opens. The secret stands behind the #, which browsers keep to themselves. */
const char *read_link_address(const Request *request, const char *secret);
/* Open pages are told that something was said, shared or read. */
void talk_changed(Request *request);

#endif
