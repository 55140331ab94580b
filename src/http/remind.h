/*
 * Mail about what is unread: mentions, questions, answers. At most once a day to each account that wants it, in its
 * language, and none without a mail server. What was said stays here: the mail says who and about what.
 */
#ifndef HTTP_REMIND_H
#define HTTP_REMIND_H

#include "http/parts.h"

/* Puts what is due into the queue of mail, and drops old notices. A task of the background. */
Status remind_all(Server *server, Error *error) MUST_CHECK;

#endif
