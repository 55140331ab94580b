/*
 * The organization: its settings read as values, and what of them lies in the store of facts.
 */
#ifndef ORGANIZATION_ORGANIZATION_H
#define ORGANIZATION_ORGANIZATION_H

#include "calendar/table.h"
#include "organization/local_time.h"
#include "store/store.h"

typedef struct Organization {
    const char *name, *time_zone, *currency, *language;
    CalendarSystem calendar;
    CalendarSettings days;
    const char *first_value_event, *full_value_event;
    int32_t today; /* in its time zone */
} Organization;

Status organization_read(Store *store, Arena *arena, Organization *ret_organization, Error *error) MUST_CHECK;

/* Fills `calendar` and `working_hours` from the settings and, where the time zone changed, gives every fact
 * its local days anew. After store_init() and after each change of a setting. One transaction. */
Status organization_apply(Store *store, Error *error) MUST_CHECK;

#endif
