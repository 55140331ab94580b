/*
 * Working time as cumulative sums over UTC days.
 *
 * A UTC day is cut where the zone's offset changes. Within a cut, local time is UTC and a constant, so the open
 * hours of the one or two local days that it touches are simply shifted and clipped. An hour that happens twice
 * is thereby open twice, one that is skipped not at all.
 */
#include "calendar/civil.h"
#include "calendar/table.h"
#include "calendar/zone.h"

#include <stdlib.h>

typedef struct Hours {
    const CalendarSettings *settings;
    const WorkingSchedule *versions;
    size_t version_count;
} Hours;

static int compare_days(const void *left, const void *right)
{
    int32_t a = *(const int32_t *)left, b = *(const int32_t *)right;
    return (a > b) - (a < b);
}

/* The schedule in force on a local day; the first holds before its own day too. NULL on a holiday. */
static const WorkingSchedule *schedule_of(const Hours *hours, int32_t day)
{
    const CalendarSettings *settings = hours->settings;
    if (settings->holiday_count &&
        bsearch(&day, settings->holidays, settings->holiday_count, sizeof day, compare_days))
        return NULL;
    const WorkingSchedule *schedule = hours->version_count ? &hours->versions[0] : NULL;
    for (size_t i = 1; i < hours->version_count && hours->versions[i].from_day <= day; i++)
        schedule = &hours->versions[i];
    return schedule;
}

/* Adds an open time of the row's day in seconds, merged with what it touches. Should a day have more pieces than
 * a row holds (seven, on a day on which clocks are put back within short shifts), the last is lengthened: the
 * day's sum stays right. */
static void add_piece(WorkingRow *row, int *count, int32_t opens, int32_t closes)
{
    if (*count && row->closes[*count - 1] == opens) {
        row->closes[*count - 1] = closes;
    } else if (*count == WORKING_PIECES) {
        row->closes[*count - 1] += closes - opens;
    } else {
        row->opens[*count] = opens;
        row->closes[*count] = closes;
        ++*count;
    }
}

/* The open time within the seconds [from, until) of a UTC day, where local time is UTC + offset. */
static void add_cut(const Hours *hours, WorkingRow *row, int *count, int32_t from, int32_t until, int32_t offset)
{
    int32_t first = row->day + floor_divide(from + offset, SECONDS_A_DAY);
    int32_t last = row->day + floor_divide(until - 1 + offset, SECONDS_A_DAY);
    for (int32_t day = first; day <= last; day++) {
        const WorkingSchedule *schedule = schedule_of(hours, day);
        int32_t shift = (day - row->day) * SECONDS_A_DAY - offset;
        int weekday = weekday_of(day);
        for (size_t i = 0; schedule && i < schedule->interval_count; i++) {
            const WorkingInterval *interval = &schedule->intervals[i];
            if (interval->weekday != weekday)
                continue;
            int32_t opens = interval->opens * 60 + shift, closes = interval->closes * 60 + shift;
            opens = opens < from ? from : opens;
            closes = closes > until ? until : closes;
            if (opens < closes)
                add_piece(row, count, opens, closes);
        }
    }
}

/* Cuts the row's day at the changes of the zone; `*change` is the one in force at its start and moves on. */
static void fill_row(const Hours *hours, const Zone *zone, size_t *change, WorkingRow *row)
{
    int64_t start = row->day * MICROSECONDS_A_DAY;
    while (*change + 1 < zone->count && zone->changes[*change + 1].instant <= start)
        ++*change;
    int count = 0;
    int32_t from = 0;
    while (from < SECONDS_A_DAY) {
        int32_t offset = zone->changes[*change].offset, until = SECONDS_A_DAY;
        if (*change + 1 < zone->count && zone->changes[*change + 1].instant < start + MICROSECONDS_A_DAY) {
            ++*change;
            until = (int32_t)((zone->changes[*change].instant - start) / 1000000);
        }
        add_cut(hours, row, &count, from, until, offset);
        from = until;
    }
}

Status working_rows(Arena *arena, const char *zone_name, const CalendarSettings *settings,
                    const WorkingSchedule *versions, size_t version_count, WorkingRow **ret_rows, size_t *ret_count,
                    Error *error)
{
    Zone zone;
    TRY(zone_read(arena, zone_name, &zone, error));
    const Hours hours = {settings, versions, version_count};
    int32_t first = calendar_first_day();
    size_t count = (size_t)(calendar_last_day() - first) + 1;
    WorkingRow *rows = ARENA_ARRAY(arena, count, WorkingRow);
    int64_t before = 0;
    size_t change = 0;
    for (size_t i = 0; i < count; i++) {
        rows[i].day = first + (int32_t)i;
        rows[i].before = before;
        fill_row(&hours, &zone, &change, &rows[i]);
        for (int piece = 0; piece < WORKING_PIECES; piece++)
            before += rows[i].closes[piece] - rows[i].opens[piece];
    }
    *ret_rows = rows;
    *ret_count = count;
    return STATUS_OK;
}
