/*
 * What was refused: attempts at what an account may not do, by pages of other sites, under names that are not ours, with
 * tokens that are not valid.
 *
 * Noted on a connection's thread, which never waits for the store, and written to the log of who did what some time
 * later. Equal ones become one entry that says how often; of a flood so many are written and the rest is counted.
 */
#ifndef HTTP_REFUSALS_H
#define HTTP_REFUSALS_H

#include "account/principal.h"
#include "base/text.h"
#include "store/store.h"

typedef struct Refusals Refusals;
enum { REFUSALS_MOST = 64 }; /* different ones that are kept between two writings */

Refusals *refusals_new(void);
void refusals_free(Refusals *refusals); /* NULL is allowed */

/* `why`: the name of the permission that is missing, or "origin", "host", "token". `who`: principal_nobody where nobody
 * is known; what they asked for is then not kept, as anybody can ask for anything. Any thread. */
void refusals_note(Refusals *refusals, const Principal *who, const char *why, const char *method, Text path, const char *client);
/* Appends them to the log and forgets them. */
Status refusals_write(Refusals *refusals, Store *store, Error *error) MUST_CHECK;

#endif
