/* The rule by which an event returns every year (RFC 5545, 3.3.10), as far as holidays need it. For this folder. */
#ifndef CALENDAR_HOLIDAY_RULE_H
#define CALENDAR_HOLIDAY_RULE_H

#include "calendar/day.h"

typedef struct HolidayRule {
    int interval; /* years, from 1 */
    long count;   /* occurrences; 0: without end */
    bool has_until;
    int32_t until;  /* its last day */
    int month, day; /* 0: as the first occurrence has it */
    int ordinal, weekday; /* the ordinal-th weekday of the month, from its end where negative; weekday 0: by `day` */
} HolidayRule;

/* "20261225", whatever stands behind it is left to the caller. */
bool holiday_date(Text text, int32_t *ret_day);
/* "FREQ=YEARLY;BYMONTH=11;BYDAY=4TH"; false where the rule says what is not read here. */
bool holiday_rule_parse(Text text, HolidayRule *ret_rule);
/* The occurrence in a year of an event that first was on `start`; false where that year has none. */
bool holiday_rule_day(const HolidayRule *rule, int32_t start, int32_t year, int32_t *ret_day);

#endif
