/*
 * The rows of the date dimension and of working time, computed in memory; src/organization stores them.
 */
#ifndef CALENDAR_TABLE_H
#define CALENDAR_TABLE_H

#include "calendar/day.h"

/* First and last day of the dimension: 1990-01-01 to 2059-12-31. Facts outside are rejected at import. */
int32_t calendar_first_day(void);
int32_t calendar_last_day(void);

typedef struct CalendarSettings {
    int first_day_of_week;      /* 1 Monday .. 7 Sunday */
    bool weekend[8];            /* by weekday, 1 Monday .. 7 Sunday */
    const int32_t *holidays;    /* ascending */
    size_t holiday_count;
    int fiscal_month, fiscal_day; /* first day of the fiscal year, Gregorian */
} CalendarSettings;

/* Settings as texts: "friday,saturday" ("": none); "2026-01-01,2026-05-01" ("": none, sorted and without
 * repetitions in the arena); "04-06" (any day but the leap day). STATUS_INVALID_ARGUMENT says what is wrong. */
Status weekend_parse(Text text, bool ret_weekend[8], Error *error) MUST_CHECK;
Status holidays_parse(Arena *arena, Text text, const int32_t **ret_days, size_t *ret_count, Error *error) MUST_CHECK;
Status fiscal_start_parse(Text text, int *ret_month, int *ret_day, Error *error) MUST_CHECK;

typedef struct CalendarRow {
    int32_t day;
    int weekday; /* 1 Monday .. 7 Sunday */
    bool weekend, holiday;
    int32_t week;                       /* first day of the week */
    int32_t month[CALENDAR_SYSTEMS];    /* first day of the month in each system */
    int32_t quarter[CALENDAR_SYSTEMS];
    int32_t year[CALENDAR_SYSTEMS];
    DayParts persian, islamic;
} CalendarRow;

/* `*ret_rows`: one row a day from first to last, in the arena. */
Status calendar_rows(Arena *arena, const CalendarSettings *settings, CalendarRow **ret_rows,
                     size_t *ret_count, Error *error) MUST_CHECK;

/* Working hours of one weekday or date range, local wall-clock minutes of the day [opens, closes). */
typedef struct WorkingInterval {
    int weekday; /* 1 Monday .. 7 Sunday */
    int opens, closes; /* minutes, 0 <= opens < closes <= 1440 */
} WorkingInterval;
/* A schedule in force from a day until the next version. */
typedef struct WorkingSchedule {
    int32_t from_day;
    const WorkingInterval *intervals;
    size_t interval_count;
} WorkingSchedule;

/* "monday-friday 09:00-17:00; saturday 10:00-12:00,13:00-15:00"; at most three intervals a day, not
 * overlapping. */
Status working_schedule_parse(Arena *arena, Text text, WorkingSchedule *ret_schedule, Error *error) MUST_CHECK;

/*
 * Working time as cumulative sums: one row a UTC day. `before` is the working seconds from the dimension's
 * first day until 00:00 UTC of the day; the pieces are the open intervals within it, in seconds from 00:00
 * UTC. Working seconds up to an instant t of the day (s seconds from 00:00) are
 *     before + sum over pieces of clamp(s - opens, 0, closes - opens).
 * Unused pieces have opens = closes = 0.
 */
enum { WORKING_PIECES = 6 };
typedef struct WorkingRow {
    int32_t day;
    int64_t before;
    int32_t opens[WORKING_PIECES], closes[WORKING_PIECES];
} WorkingRow;

/* Holidays of `settings` are closed. `versions` ascend by from_day. */
Status working_rows(Arena *arena, const char *zone, const CalendarSettings *settings,
                    const WorkingSchedule *versions, size_t version_count, WorkingRow **ret_rows,
                    size_t *ret_count, Error *error) MUST_CHECK;

#endif
