/* The date dimension: every day with the periods that it belongs to. */
#include "calendar/table.h"

#include "calendar/civil.h"
#include "calendar/icu.h"

/* One month of a calendar whose months are not arithmetic. */
typedef struct Month {
    int32_t start, quarter, year_start, year, number;
} Month;

/* Twelve months a year; Islamic years are the shortest, 354 days. */
enum { MONTHS_MOST = 1024 };

/* The months from the start of the year of `first` until past `last`: walked month by month, which asks ICU
 * thirty times less than day by day. The last of them begins behind `last`. */
static Status walk_months(UCalendar *calendar, int32_t first, int32_t last, Month *months, Error *error)
{
    DayParts parts;
    TRY(icu_calendar_parts(calendar, first, &parts, error));
    Month month = {.year = parts.year, .number = 1};
    TRY(icu_calendar_day(calendar, (DayParts){parts.year, 1, 1}, &month.start, error));
    UErrorCode code = U_ZERO_ERROR;
    for (size_t count = 0; count < MONTHS_MOST; count++) {
        if (month.number == 1)
            month.year_start = month.start;
        if (month.number % 3 == 1)
            month.quarter = month.start;
        months[count] = month;
        if (month.start > last)
            return STATUS_OK;
        ucal_add(calendar, UCAL_MONTH, 1, &code);
        UDate at = ucal_getMillis(calendar, &code);
        if (U_FAILURE(code))
            return icu_failed(error, code);
        month.start = (int32_t)(at / MILLISECONDS_A_DAY);
        month.year += month.number == 12;
        month.number = month.number % 12 + 1;
    }
    return error_set(error, STATUS_INTERNAL, "the calendar has more months than days allow");
}

static Status fill_system(Arena *arena, CalendarSystem system, CalendarRow *rows, size_t count, Error *error)
{
    Month *months = ARENA_ARRAY(arena, MONTHS_MOST, Month);
    UCalendar *calendar;
    TRY(icu_calendar_open(system, &calendar, error));
    Status status = walk_months(calendar, rows[0].day, rows[count - 1].day, months, error);
    ucal_close(calendar);
    TRY(status);
    const Month *month = months;
    for (size_t i = 0; i < count; i++) {
        CalendarRow *row = &rows[i];
        while (month[1].start <= row->day)
            month++;
        row->month[system] = month->start;
        row->quarter[system] = month->quarter;
        row->year[system] = month->year_start;
        DayParts parts = {month->year, month->number, row->day - month->start + 1};
        if (system == CALENDAR_PERSIAN)
            row->persian = parts;
        else
            row->islamic = parts;
    }
    return STATUS_OK;
}

/* The first day of the fiscal month that begins in month `month` of `year`, where `month` may lie outside 1 to
 * 12. A fiscal year that starts on a 31st has months that start on the last day where there is no 31st. */
static int32_t fiscal_month_start(int32_t year, int32_t month, int fiscal_day)
{
    year += floor_divide(month - 1, 12);
    month = floor_modulo(month - 1, 12) + 1;
    int32_t days = civil_month_days(year, month);
    return civil_day(year, month, fiscal_day < days ? fiscal_day : days);
}

static void fill_fiscal(CalendarRow *row, DayParts date, int fiscal_month, int fiscal_day)
{
    int32_t month = date.month;
    if (row->day < fiscal_month_start(date.year, month, fiscal_day))
        month--;
    int32_t since_year_start = floor_modulo(month - fiscal_month, 12);
    row->month[CALENDAR_FISCAL] = fiscal_month_start(date.year, month, fiscal_day);
    row->quarter[CALENDAR_FISCAL] = fiscal_month_start(date.year, month - since_year_start % 3, fiscal_day);
    row->year[CALENDAR_FISCAL] = fiscal_month_start(date.year, month - since_year_start, fiscal_day);
}

static void fill_gregorian(CalendarRow *row)
{
    row->month[CALENDAR_GREGORIAN] = gregorian_period_start(row->day, 1);
    row->quarter[CALENDAR_GREGORIAN] = gregorian_period_start(row->day, 3);
    row->year[CALENDAR_GREGORIAN] = gregorian_period_start(row->day, 12);
}

Status calendar_rows(Arena *arena, const CalendarSettings *settings, CalendarRow **ret_rows, size_t *ret_count,
                     Error *error)
{
    int32_t first = calendar_first_day();
    size_t count = (size_t)(calendar_last_day() - first) + 1;
    CalendarRow *rows = ARENA_ARRAY(arena, count, CalendarRow);
    size_t holiday = 0;
    for (size_t i = 0; i < count; i++) {
        CalendarRow *row = &rows[i];
        row->day = first + (int32_t)i;
        row->weekday = weekday_of(row->day);
        row->weekend = settings->weekend[row->weekday];
        while (holiday < settings->holiday_count && settings->holidays[holiday] < row->day)
            holiday++;
        row->holiday = holiday < settings->holiday_count && settings->holidays[holiday] == row->day;
        row->week = row->day - floor_modulo(row->weekday - settings->first_day_of_week, 7);
        fill_gregorian(row);
        fill_fiscal(row, civil_parts(row->day), settings->fiscal_month, settings->fiscal_day);
    }
    TRY(fill_system(arena, CALENDAR_PERSIAN, rows, count, error));
    TRY(fill_system(arena, CALENDAR_ISLAMIC, rows, count, error));
    *ret_rows = rows;
    *ret_count = count;
    return STATUS_OK;
}
