/*
 * The proleptic Gregorian calendar as arithmetic, for this folder: whole eras of 400 years (146,097 days),
 * years that begin in March, so that the leap day is a year's last.
 */
#ifndef CALENDAR_CIVIL_H
#define CALENDAR_CIVIL_H

#include "calendar/day.h"

#define MICROSECONDS_A_DAY INT64_C(86400000000)
#define SECONDS_A_DAY 86400

static inline int32_t floor_divide(int32_t number, int32_t divisor)
{
    return number / divisor - (number % divisor < 0);
}

static inline int32_t floor_modulo(int32_t number, int32_t divisor)
{
    return number - floor_divide(number, divisor) * divisor;
}

static inline int32_t civil_day(int32_t year, int32_t month, int32_t day)
{
    int32_t march_year = month > 2 ? year : year - 1;
    int32_t era = floor_divide(march_year, 400);
    int32_t year_of_era = march_year - era * 400;
    int32_t march_month = month > 2 ? month - 3 : month + 9;
    int32_t day_of_year = (153 * march_month + 2) / 5 + day - 1;
    int32_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    /* 719,468 days lie between 0000-03-01 and 1970-01-01. */
    return era * 146097 + day_of_era - 719468;
}

static inline DayParts civil_parts(int32_t day)
{
    int64_t shifted = (int64_t)day + 719468;
    int32_t era = (int32_t)(shifted / 146097 - (shifted % 146097 < 0));
    int32_t day_of_era = (int32_t)(shifted - era * INT64_C(146097));
    /* Leap days before it are taken out, so that a year is 365 days. */
    int32_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int32_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int32_t march_month = (5 * day_of_year + 2) / 153;
    int32_t month = march_month < 10 ? march_month + 3 : march_month - 9;
    return (DayParts){.year = era * 400 + year_of_era + (month <= 2),
                      .month = month,
                      .day = day_of_year - (153 * march_month + 2) / 5 + 1};
}

static inline int32_t civil_month_days(int32_t year, int32_t month)
{
    return month == 12 ? 31 : civil_day(year, month + 1, 1) - civil_day(year, month, 1);
}

#endif
