/*
 * Days and instants as numbers, and as text people read.
 *
 * A day is the number of days since 1970-01-01 (proleptic Gregorian); an instant is microseconds since
 * 1970-01-01 00:00 UTC. Calendars, zones and names come from ICU.
 */
#ifndef CALENDAR_DAY_H
#define CALENDAR_DAY_H

#include "base/arena.h"
#include "base/error.h"
#include "base/text.h"

#include <stdbool.h>
#include <stdint.h>

/* How years and months are counted. The names are those of settings and of the command line. */
typedef enum CalendarSystem { CALENDAR_GREGORIAN, CALENDAR_PERSIAN, CALENDAR_ISLAMIC, CALENDAR_FISCAL } CalendarSystem;
enum { CALENDAR_SYSTEMS = 4 };
/* Islamic is Umm al-Qura; fiscal is Gregorian with the organization's first day of the year. */

typedef enum PeriodLength {
    PERIOD_DAY, PERIOD_WEEK, PERIOD_MONTH, PERIOD_QUARTER, PERIOD_YEAR, PERIOD_ALL
} PeriodLength;
enum { PERIOD_LENGTHS = 6 };

const char *calendar_system_name(CalendarSystem system);               /* "persian" */
bool calendar_system_parse(Text text, CalendarSystem *ret_system);
const char *period_length_name(PeriodLength length);                   /* "month" */
bool period_length_parse(Text text, PeriodLength *ret_length);
/* Days of the longest period of this length in any calendar, by which one looks back; 1 of PERIOD_ALL. */
int32_t period_length_days(PeriodLength length);

/* 1 Monday .. 7 Sunday, as ISO 8601 counts; names as settings have them: "monday". */
const char *weekday_name(int weekday);
bool weekday_parse(Text text, int *ret_weekday);
int weekday_of(int32_t day);

/* "2026-11-21" (ISO, exactly ten ASCII characters), the years 1 to 9999. */
bool day_parse(Text text, int32_t *ret_day);
/* Writes "2026-11-21" and a NUL: eleven bytes. */
void day_format(int32_t day, char *target);
/* "2026-11-21T08:30:00Z", microseconds only where they are not zero. At most 28 bytes with the NUL. */
void instant_format(int64_t instant, char *target);

typedef struct DayParts {
    int32_t year, month, day; /* month from 1 */
} DayParts;
/* The date of `day` in a calendar (fiscal counts as Gregorian). */
Status day_parts(CalendarSystem system, int32_t day, DayParts *ret_parts, Error *error) MUST_CHECK;
/* The day of a date; refuses dates that the calendar does not have. */
Status day_from_parts(CalendarSystem system, DayParts parts, int32_t *ret_day, Error *error) MUST_CHECK;

/* The first day of the Gregorian month (1), quarter (3) or year (12 months) that the day is in. */
int32_t gregorian_period_start(int32_t day, int months);

bool time_zone_exists(const char *zone); /* IANA names, as ICU knows them */
/* Adds to an error about a name that is no zone's the one that was meant, or examples. */
void time_zone_hint(const char *typed, Error *error);
/* Today in the zone. */
Status day_today(const char *zone, int32_t *ret_day, Error *error) MUST_CHECK;
/* The instant at which the local day begins in the zone (23 and 25 hour days included). */
Status day_start(const char *zone, int32_t day, int64_t *ret_instant, Error *error) MUST_CHECK;
Status instant_now(int64_t *ret_instant) MUST_CHECK;

/* What the period is called in a language: "November 2026", "آبان ۱۴۰۵", "Q4 2026", "ноябрь 2026 г.". */
Status period_label(Arena *arena, CalendarSystem system, PeriodLength length, int32_t start, int32_t end,
                    const char *language, const char **ret_label, Error *error) MUST_CHECK;

#endif
