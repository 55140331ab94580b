/* A change of the organization's settings, whole or not at all. */
#ifndef HTTP_SETTINGS_CHANGE_H
#define HTTP_SETTINGS_CHANGE_H

#include "store/store.h"

/*
 * Stores `values` (checked; one for each of settings[], NULL: stays) and applies them to the store of facts. Where that
 * fails, the settings before are put back. STATUS and error are those of what failed.
 */
/* `*ret_change`: what changes, for the log: "currency: SAR, now USD; ...". */
Status settings_change(Store *store, Arena *arena, const char *const *values, const char **ret_change,
                       Error *error) MUST_CHECK;

#endif
