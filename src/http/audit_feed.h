/*
 * The log of who did what, told to another system: each entry is a line of JSON in a file or on standard error, where a
 * collector of logs takes it up. How far it has come is kept in the store, so that none is left out over a restart.
 */
#ifndef HTTP_AUDIT_FEED_H
#define HTTP_AUDIT_FEED_H

#include "http/parts.h"

/* Writes what has come since the last time to the descriptor `audit_log` of the server's options; none: nothing. */
Status audit_feed_run(Server *server, Error *error) MUST_CHECK;

#endif
