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
    const char *weekly_review, *monthly_review; /* the day of the meeting: "working-day", "monday", "5", "none" */
    int32_t today; /* in its time zone */
} Organization;

/* In the arena. Fails where a stored setting does not pass its check, naming it. */
Status organization_read(Store *store, Arena *arena, Organization *ret_organization, Error *error) MUST_CHECK;

/* The working hours in force, ascending by the day from which they hold: the setting `working_hours`, which holds
 * from the beginning, and what organization_schedule_from() added. */
Status organization_schedules(Store *store, Arena *arena, const WorkingSchedule **ret_schedules, size_t *ret_count,
                              Error *error) MUST_CHECK;
/* Working hours from a day on; those before stay as they were, and so do the numbers of the past. */
Status organization_schedule_from(Store *store, int32_t from_day, const char *schedule, Error *error) MUST_CHECK;

/*
 * Fills `calendar` and `working_hours` from the settings and, where the time zone changed, gives every fact its
 * local days anew. Does only what the settings ask for since the last time, so that it may be called at every
 * start; one transaction. After store_init() and after each change of a setting. Takes the store's write lock.
 */
Status organization_apply(Store *store, Error *error) MUST_CHECK;

#endif
