/*
 * The door of a process that holds a store for long: STORE/control, a Unix socket for its owner alone.
 *
 * One line is asked, one answered: "backup PATH" gives "ok" or "error CODE MESSAGE". `mizan serve` keeps it
 * open so that `mizan backup` works while it serves.
 */
#ifndef STORE_CONTROL_H
#define STORE_CONTROL_H

#include "store/store.h"

typedef struct ControlServer ControlServer;

/* Starts a thread that answers; the store must outlive it. */
Status store_control_start(Store *store, ControlServer **ret_server, Error *error) MUST_CHECK;
/* Waits for a request that is being answered. NULL is allowed. */
void store_control_stop(ControlServer *server);

#endif
