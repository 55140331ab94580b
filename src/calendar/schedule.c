/* What an organization says of its days, as text: weekend, holidays, fiscal year, working hours. */
#include "base/translate.h"
#include "calendar/civil.h"
#include "calendar/table.h"

#include <stdlib.h>
#include <string.h>

/* `status` with the offending part of the text. */
static Status wrong(Error *error, Text part, const char *message)
{
    error_set(error, STATUS_INVALID_ARGUMENT, "%s", message);
    if (part.length)
        error_value(error, part.bytes, part.length);
    return error->status;
}

Status weekend_parse(Text text, bool ret_weekend[8], Error *error)
{
    bool weekend[8] = {false};
    int days = 0;
    for (Text rest = text_trim(text); rest.length;) {
        Text name = text_trim(text_cut(rest, ',', &rest));
        int weekday;
        if (!weekday_parse(name, &weekday))
            return wrong(error, name, _("a weekend is written as names of days: friday,saturday"));
        days += !weekend[weekday];
        weekend[weekday] = true;
    }
    if (days == 7)
        return wrong(error, text, _("a week of seven days off has no working day"));
    memcpy(ret_weekend, weekend, sizeof weekend);
    return STATUS_OK;
}

static int compare_days(const void *left, const void *right)
{
    int32_t a = *(const int32_t *)left, b = *(const int32_t *)right;
    return (a > b) - (a < b);
}

Status holidays_parse(Arena *arena, Text text, const int32_t **ret_days, size_t *ret_count, Error *error)
{
    /* A day and its comma are at least eleven characters. */
    int32_t *days = ARENA_ARRAY(arena, text.length / 11 + 1, int32_t);
    size_t count = 0;
    for (Text rest = text_trim(text); rest.length;) {
        Text day = text_trim(text_cut(rest, ',', &rest));
        int32_t number;
        if (!day_parse(day, &number))
            return wrong(error, day, _("holidays are written as days: 2026-01-01,2026-05-01"));
        days[count++] = number;
    }
    qsort(days, count, sizeof days[0], compare_days);
    size_t kept = 0;
    for (size_t i = 0; i < count; i++)
        if (!kept || days[kept - 1] != days[i])
            days[kept++] = days[i];
    *ret_days = days;
    *ret_count = kept;
    return STATUS_OK;
}

Status fiscal_start_parse(Text text, int *ret_month, int *ret_day, Error *error)
{
    Text rest;
    Text month_text = text_cut(text, '-', &rest);
    long month, day;
    if (month_text.length != 2 || rest.length != 2 || !text_to_long(month_text, &month) ||
        !text_to_long(rest, &day) || month < 1 || month > 12 || day < 1 ||
        day > civil_month_days(2000, (int32_t)month))
        return wrong(error, text, _("the start of the fiscal year is written as month and day: 04-01"));
    if (month == 2 && day == 29)
        return wrong(error, text, _("a fiscal year cannot start on a day that most years lack"));
    *ret_month = (int)month;
    *ret_day = (int)day;
    return STATUS_OK;
}

/* Minutes of "09:00"; "24:00" is the end of the day. -1 when it is no time. */
static int parse_minutes(Text text)
{
    Text minute_text;
    Text hour_text = text_cut(text, ':', &minute_text);
    long hour, minute;
    if (hour_text.length < 1 || hour_text.length > 2 || minute_text.length != 2 || hour_text.bytes[0] < '0' ||
        hour_text.bytes[0] > '9' || minute_text.bytes[0] < '0' || minute_text.bytes[0] > '9' ||
        !text_to_long(hour_text, &hour) || !text_to_long(minute_text, &minute))
        return -1;
    if (hour > 24 || minute > 59 || (hour == 24 && minute > 0))
        return -1;
    return (int)(hour * 60 + minute);
}

enum { INTERVALS_A_DAY = 3 };

/* The intervals of a week as they are read. */
typedef struct Week {
    int counts[8];
    WorkingInterval intervals[8][INTERVALS_A_DAY];
} Week;

/* "09:00-17:00" added to the days from `first` to `last`, which may run over the week's end. */
static Status add_interval(Week *week, int first, int last, Text text, Error *error)
{
    Text closes_text;
    Text opens_text = text_cut(text, '-', &closes_text);
    int opens = parse_minutes(text_trim(opens_text)), closes = parse_minutes(text_trim(closes_text));
    if (opens < 0 || closes < 0)
        return wrong(error, text, _("hours are written as 09:00-17:00"));
    if (opens >= closes)
        return wrong(error, text, _("working hours must end after they begin; a night is written as two days: "
                                    "monday 22:00-24:00; tuesday 00:00-06:00"));
    for (int day = first;; day = day % 7 + 1) {
        int count = week->counts[day];
        for (int i = 0; i < count; i++)
            if (opens < week->intervals[day][i].closes && week->intervals[day][i].opens < closes)
                return wrong(error, text, _("working hours of one day overlap"));
        if (count == INTERVALS_A_DAY)
            return wrong(error, text, _("a day has at most three working intervals"));
        week->intervals[day][count] = (WorkingInterval){.weekday = day, .opens = opens, .closes = closes};
        week->counts[day]++;
        if (day == last)
            return STATUS_OK;
    }
}

/* "monday-friday 09:00-12:00,13:00-17:00" */
static Status add_part(Week *week, Text part, Error *error)
{
    Text hours;
    Text days = text_cut(part, ' ', &hours);
    Text last_text;
    Text first_text = text_cut(days, '-', &last_text);
    int first, last;
    if (!weekday_parse(first_text, &first))
        return wrong(error, part, _("working hours are written as: monday-friday 09:00-17:00; saturday 10:00-14:00"));
    last = first;
    if (last_text.bytes && !weekday_parse(last_text, &last))
        return wrong(error, days, _("working hours are written as: monday-friday 09:00-17:00; saturday 10:00-14:00"));
    hours = text_trim(hours);
    if (!hours.length)
        return wrong(error, part, _("the hours are missing: monday-friday 09:00-17:00"));
    while (hours.length) {
        Text interval = text_trim(text_cut(hours, ',', &hours));
        TRY(add_interval(week, first, last, interval, error));
    }
    return STATUS_OK;
}

static int compare_intervals(const void *left, const void *right)
{
    return ((const WorkingInterval *)left)->opens - ((const WorkingInterval *)right)->opens;
}

Status working_schedule_parse(Arena *arena, Text text, WorkingSchedule *ret_schedule, Error *error)
{
    Week week = {{0}, {{{0, 0, 0}}}};
    for (Text rest = text_trim(text); rest.length;) {
        Text part = text_trim(text_cut(rest, ';', &rest));
        if (part.length)
            TRY(add_part(&week, part, error));
    }
    WorkingInterval *intervals = ARENA_ARRAY(arena, 7 * INTERVALS_A_DAY, WorkingInterval);
    size_t count = 0;
    for (int day = 1; day <= 7; day++) {
        qsort(week.intervals[day], (size_t)week.counts[day], sizeof(WorkingInterval), compare_intervals);
        for (int i = 0; i < week.counts[day]; i++)
            intervals[count++] = week.intervals[day][i];
    }
    if (!count)
        return wrong(error, text, _("no working hours are given: monday-friday 09:00-17:00"));
    *ret_schedule = (WorkingSchedule){.from_day = INT32_MIN, .intervals = intervals, .interval_count = count};
    return STATUS_OK;
}
