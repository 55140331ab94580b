/* What this folder's files share of ICU. */
#ifndef CALENDAR_ICU_H
#define CALENDAR_ICU_H

#include "calendar/day.h"

#include <unicode/ucal.h>

#define MILLISECONDS_A_DAY 86400000

static inline Status icu_failed(Error *error, UErrorCode code)
{
    return error_set(error, STATUS_INTERNAL, "ICU: %s", u_errorName(code));
}

/* An ICU calendar in UTC; closed with ucal_close(). */
Status icu_calendar_open(CalendarSystem system, UCalendar **ret_calendar, Error *error) MUST_CHECK;
Status icu_calendar_parts(UCalendar *calendar, int32_t day, DayParts *ret_parts, Error *error) MUST_CHECK;
/* Carries what a month does not have into the next. Leaves the calendar at that day. */
Status icu_calendar_day(UCalendar *calendar, DayParts parts, int32_t *ret_day, Error *error) MUST_CHECK;

#endif
