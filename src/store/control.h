/*
 * The door of a process that holds a store for long: STORE/control, a Unix socket for its owner alone.
 *
 * One line is asked, one answered: "backup PATH", "accounts" or "talk" gives "ok" or "error CODE MESSAGE". `mizan serve`
 * keeps it open so that `mizan backup` and `mizan account` work while it serves.
 */
#ifndef STORE_CONTROL_H
#define STORE_CONTROL_H

#include "store/store.h"

typedef struct ControlServer ControlServer;

/* What the process does when it is asked. */
typedef struct ControlHooks {
    Status (*accounts_changed)(void *context, Error *error); /* someone has written accounts; NULL: nothing to do */
    void (*talk_changed)(void *context); /* someone has said or shared something; NULL: nothing to do */
    void *context;
} ControlHooks;

/* Starts a thread that answers; store and context must outlive it. `hooks` NULL: none. */
Status store_control_start(Store *store, const ControlHooks *hooks, ControlServer **ret_server, Error *error) MUST_CHECK;
/* Waits for a request that is being answered. NULL is allowed. */
void store_control_stop(ControlServer *server);

#endif
