/* The key of the store's secrets (store/seal.h): at hand before the server starts. */
#ifndef HTTP_SECRETS_H
#define HTTP_SECRETS_H

#include "store/store.h"

/* Uses the key of `file`, made where it is not there; seals what an earlier version kept open. Says on standard error
 * where a new key cannot open what is there. */
Status secrets_prepare(Store *store, const char *file, Error *error) MUST_CHECK;

#endif
