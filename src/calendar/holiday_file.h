/*
 * Holidays from a calendar file (iCalendar, RFC 5545): the whole days of its events, those that return every year
 * included. Pure functions of bytes from outside; what is not read is said, with its line.
 */
#ifndef CALENDAR_HOLIDAY_FILE_H
#define CALENDAR_HOLIDAY_FILE_H

#include "calendar/day.h"

enum {
    HOLIDAY_FILE_MOST = 1 << 20, /* bytes */
    HOLIDAY_DAYS_MOST = 5000,    /* of one file */
    HOLIDAY_LENGTH_MOST = 31,    /* days of one event: what is longer is a season */
    HOLIDAY_LEFT_OUT_MOST = 100, /* that are said; the rest is counted */
};

typedef struct Holiday {
    int32_t day;
    const char *name; /* the event's summary, "" without; bytes as the file has them */
} Holiday;

typedef struct HolidayLeftOut {
    size_t line;        /* of the event's beginning, from 1 */
    const char *reason; /* translated */
} HolidayLeftOut;

typedef struct HolidayFile {
    const Holiday *days; /* ascending, each day once */
    size_t count;
    const HolidayLeftOut *left_out;
    size_t left_out_count; /* at most HOLIDAY_LEFT_OUT_MOST */
    size_t left_out_total;
} HolidayFile;

/*
 * Reads a file into the arena. What returns every year is followed until the day `last`. STATUS_INVALID_DATA where it
 * is no calendar file, STATUS_TOO_LARGE past the limits above.
 */
Status holiday_file_read(Arena *arena, Text bytes, int32_t last, HolidayFile *ret_file, Error *error) MUST_CHECK;

#endif
