/* Who holds a store: one process at a time. */
#ifndef STORE_LOCK_H
#define STORE_LOCK_H

#include "base/error.h"

/* Takes STORE/lock for this process and writes who it is; STATUS_STORE_BUSY names the one that has it. The
 * lock goes with the process: one that was killed leaves nothing to clear up. */
Status lock_take(const char *store, const char *holder, int *ret_lock, Error *error) MUST_CHECK;
void lock_release(int lock); /* below 0: nothing */

#endif
