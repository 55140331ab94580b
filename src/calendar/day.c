/* Names and days that need no ICU: the Gregorian calendar is arithmetic. */
#include "calendar/day.h"

#include "calendar/civil.h"
#include "calendar/table.h"

#include <stdio.h>
#include <string.h>

static const char *const system_names[CALENDAR_SYSTEMS] = {
    [CALENDAR_GREGORIAN] = "gregorian",
    [CALENDAR_PERSIAN] = "persian",
    [CALENDAR_ISLAMIC] = "islamic",
    [CALENDAR_FISCAL] = "fiscal",
};

static const char *const length_names[PERIOD_LENGTHS] = {
    [PERIOD_DAY] = "day",         [PERIOD_WEEK] = "week", [PERIOD_MONTH] = "month",
    [PERIOD_QUARTER] = "quarter", [PERIOD_YEAR] = "year", [PERIOD_ALL] = "all",
};

static const char *const weekday_names[8] = {"",         "monday", "tuesday",  "wednesday",
                                             "thursday", "friday", "saturday", "sunday"};

/* The index of `text` among the names; -1 when it is none of them. */
static int find_name(const char *const *names, int count, Text text)
{
    for (int i = 0; i < count; i++)
        if (text.length && text_equals(text, names[i]))
            return i;
    return -1;
}

const char *calendar_system_name(CalendarSystem system)
{
    return system_names[system];
}

bool calendar_system_parse(Text text, CalendarSystem *ret_system)
{
    int found = find_name(system_names, CALENDAR_SYSTEMS, text);
    if (found < 0)
        return false;
    *ret_system = (CalendarSystem)found;
    return true;
}

int32_t gregorian_period_start(int32_t day, int months)
{
    DayParts date = civil_parts(day);
    return civil_day(date.year, date.month - (date.month - 1) % months, 1);
}

const char *period_length_name(PeriodLength length)
{
    return length_names[length];
}

bool period_length_parse(Text text, PeriodLength *ret_length)
{
    int found = find_name(length_names, PERIOD_LENGTHS, text);
    if (found < 0)
        return false;
    *ret_length = (PeriodLength)found;
    return true;
}

int32_t period_length_days(PeriodLength length)
{
    static const int32_t longest[PERIOD_LENGTHS] = {[PERIOD_DAY] = 1,      [PERIOD_WEEK] = 7,   [PERIOD_MONTH] = 31,
                                                    [PERIOD_QUARTER] = 93, [PERIOD_YEAR] = 366, [PERIOD_ALL] = 1};
    return longest[length];
}

const char *weekday_name(int weekday)
{
    return weekday_names[weekday];
}

bool weekday_parse(Text text, int *ret_weekday)
{
    int found = find_name(weekday_names, 8, text);
    if (found < 1)
        return false;
    *ret_weekday = found;
    return true;
}

int weekday_of(int32_t day)
{
    /* 1970-01-01 was a Thursday. */
    return floor_modulo(day + 3, 7) + 1;
}

int32_t calendar_first_day(void)
{
    return civil_day(1990, 1, 1);
}

int32_t calendar_last_day(void)
{
    return civil_day(2059, 12, 31);
}

/* `count` ASCII digits at `bytes` as a number; -1 when one is none. */
static int32_t digits(const char *bytes, size_t count)
{
    int32_t number = 0;
    for (size_t i = 0; i < count; i++) {
        if (bytes[i] < '0' || bytes[i] > '9')
            return -1;
        number = number * 10 + (bytes[i] - '0');
    }
    return number;
}

bool day_parse(Text text, int32_t *ret_day)
{
    if (text.length != 10 || text.bytes[4] != '-' || text.bytes[7] != '-')
        return false;
    int32_t year = digits(text.bytes, 4), month = digits(text.bytes + 5, 2), day = digits(text.bytes + 8, 2);
    if (year < 1 || month < 1 || month > 12 || day < 1 || day > civil_month_days(year, month))
        return false;
    *ret_day = civil_day(year, month, day);
    return true;
}

void day_format(int32_t day, char *target)
{
    DayParts parts = civil_parts(day);
    char text[40];
    snprintf(text, sizeof text, "%04d-%02d-%02d", parts.year, parts.month, parts.day);
    /* Ten characters hold the years 0 to 9999; others are cut and are no day of ours. */
    memcpy(target, text, 10);
    target[10] = '\0';
}

void instant_format(int64_t instant, char *target)
{
    int64_t day = instant / MICROSECONDS_A_DAY - (instant % MICROSECONDS_A_DAY < 0);
    int64_t within = instant - day * MICROSECONDS_A_DAY;
    int seconds = (int)(within / 1000000), micros = (int)(within % 1000000);
    day_format((int32_t)day, target);
    char text[40];
    int length = snprintf(text, sizeof text, "T%02d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
    if (micros)
        length += snprintf(text + length, sizeof text - (size_t)length, ".%06d", micros);
    text[length++] = 'Z';
    memcpy(target + 10, text, (size_t)length);
    target[10 + length] = '\0';
}
