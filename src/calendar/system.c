/* The calendars that are not arithmetic, through ICU. */
#include "base/translate.h"
#include "calendar/civil.h"
#include "calendar/icu.h"

static const UChar utc[] = {'U', 'T', 'C', 0};

static const char *calendar_locale(CalendarSystem system)
{
    switch (system) {
    case CALENDAR_PERSIAN:
        return "en@calendar=persian";
    case CALENDAR_ISLAMIC:
        return "en@calendar=islamic-umalqura";
    default:
        return "en@calendar=gregorian";
    }
}

Status icu_calendar_open(CalendarSystem system, UCalendar **ret_calendar, Error *error)
{
    UErrorCode code = U_ZERO_ERROR;
    UCalendar *calendar = ucal_open(utc, -1, calendar_locale(system), UCAL_DEFAULT, &code);
    if (U_FAILURE(code))
        return icu_failed(error, code);
    *ret_calendar = calendar;
    return STATUS_OK;
}

Status icu_calendar_parts(UCalendar *calendar, int32_t day, DayParts *ret_parts, Error *error)
{
    UErrorCode code = U_ZERO_ERROR;
    ucal_setMillis(calendar, day * (double)MILLISECONDS_A_DAY, &code);
    DayParts parts = {.year = ucal_get(calendar, UCAL_YEAR, &code),
                      .month = ucal_get(calendar, UCAL_MONTH, &code) + 1,
                      .day = ucal_get(calendar, UCAL_DATE, &code)};
    if (U_FAILURE(code))
        return icu_failed(error, code);
    *ret_parts = parts;
    return STATUS_OK;
}

Status icu_calendar_day(UCalendar *calendar, DayParts parts, int32_t *ret_day, Error *error)
{
    UErrorCode code = U_ZERO_ERROR;
    ucal_clear(calendar);
    ucal_setDate(calendar, parts.year, parts.month - 1, parts.day, &code);
    UDate at = ucal_getMillis(calendar, &code);
    if (U_FAILURE(code))
        return icu_failed(error, code);
    *ret_day = (int32_t)(at / MILLISECONDS_A_DAY);
    return STATUS_OK;
}

Status day_parts(CalendarSystem system, int32_t day, DayParts *ret_parts, Error *error)
{
    if (system == CALENDAR_GREGORIAN || system == CALENDAR_FISCAL) {
        *ret_parts = civil_parts(day);
        return STATUS_OK;
    }
    UCalendar *calendar;
    TRY(icu_calendar_open(system, &calendar, error));
    Status status = icu_calendar_parts(calendar, day, ret_parts, error);
    ucal_close(calendar);
    return status;
}

static Status no_such_date(CalendarSystem system, DayParts parts, Error *error)
{
    error_set(error, STATUS_INVALID_ARGUMENT, _("there is no such date in the calendar %s"),
              calendar_system_name(system));
    char text[40];
    int length = snprintf(text, sizeof text, "%d-%02d-%02d", parts.year, parts.month, parts.day);
    error_value(error, text, (size_t)length);
    return error->status;
}

/* ICU carries what is too large into the next month, so the day is read back and compared. */
static Status icu_checked_day(UCalendar *calendar, CalendarSystem system, DayParts parts, int32_t *ret_day,
                              Error *error)
{
    int32_t day;
    DayParts again;
    TRY(icu_calendar_day(calendar, parts, &day, error));
    TRY(icu_calendar_parts(calendar, day, &again, error));
    if (again.year != parts.year || again.month != parts.month || again.day != parts.day)
        return no_such_date(system, parts, error);
    *ret_day = day;
    return STATUS_OK;
}

Status day_from_parts(CalendarSystem system, DayParts parts, int32_t *ret_day, Error *error)
{
    if (parts.year < 1 || parts.year > 9999 || parts.month < 1 || parts.month > 12 || parts.day < 1 ||
        parts.day > 31)
        return no_such_date(system, parts, error);
    if (system == CALENDAR_GREGORIAN || system == CALENDAR_FISCAL) {
        if (parts.day > civil_month_days(parts.year, parts.month))
            return no_such_date(system, parts, error);
        *ret_day = civil_day(parts.year, parts.month, parts.day);
        return STATUS_OK;
    }
    UCalendar *calendar;
    TRY(icu_calendar_open(system, &calendar, error));
    Status status = icu_checked_day(calendar, system, parts, ret_day, error);
    ucal_close(calendar);
    return status;
}
