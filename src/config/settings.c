#include "config/settings.h"

#include "base/text.h"
#include "base/translate.h"
#include "calendar/table.h"
#include "config/setting_list.h"

#include <string.h>
#include <unicode/ucurr.h>

enum { TEXT_LONGEST = 200, LIST_LONGEST = 65536 };

static Status wrong(Error *error, const char *value, const char *message)
{
    error_set(error, STATUS_INVALID_ARGUMENT, "%s", message);
    error_value(error, value, strlen(value));
    return error->status;
}

static Status check_time_zone(const char *value, Error *error)
{
    if (time_zone_exists(value))
        return STATUS_OK;
    wrong(error, value, _("there is no such time zone"));
    time_zone_hint(value, error);
    return error->status;
}

static Status check_calendar(const char *value, Error *error)
{
    CalendarSystem system;
    if (calendar_system_parse(text_of(value), &system) && system != CALENDAR_FISCAL)
        return STATUS_OK;
    return wrong(error, value, _("the calendar is gregorian, persian or islamic"));
}

static Status check_weekday(const char *value, Error *error)
{
    int weekday;
    return weekday_parse(text_of(value), &weekday)
               ? STATUS_OK
               : wrong(error, value, _("a day of the week is monday, tuesday, ... or sunday"));
}

static Status check_weekend(const char *value, Error *error)
{
    bool weekend[8];
    return weekend_parse(text_of(value), weekend, error);
}

static Status check_working_hours(const char *value, Error *error)
{
    Arena *arena CLEANUP(arena_cleanup) = arena_new(/* ceiling= */ 0);
    WorkingSchedule schedule;
    return working_schedule_parse(arena, text_of(value), &schedule, error);
}

static Status check_holidays(const char *value, Error *error)
{
    Arena *arena CLEANUP(arena_cleanup) = arena_new(/* ceiling= */ 0);
    const int32_t *days;
    size_t count;
    return holidays_parse(arena, text_of(value), &days, &count, error);
}

static Status check_currency(const char *value, Error *error)
{
    bool capitals = strlen(value) == 3;
    UChar code[4] = {0};
    for (size_t i = 0; capitals && i < 3; i++) {
        capitals = value[i] >= 'A' && value[i] <= 'Z';
        code[i] = (UChar)value[i];
    }
    if (!capitals || ucurr_getNumericCode(code) == 0)
        return wrong(error, value, _("a currency is its ISO 4217 code of three capital letters: SAR, IRR, RUB, USD"));
    return STATUS_OK;
}

static Status check_fiscal_start(const char *value, Error *error)
{
    int month, day;
    return fiscal_start_parse(text_of(value), &month, &day, error);
}

static Status check_language(const char *value, Error *error)
{
    for (size_t i = 0; translate_languages[i]; i++)
        if (strcmp(translate_languages[i], value) == 0)
            return STATUS_OK;
    return wrong(error, value, _("the language is ar, fa, ru or en"));
}

/* The name of an event, or nothing. */
static Status check_event(const char *value, Error *error)
{
    if (strlen(value) <= TEXT_LONGEST)
        return STATUS_OK;
    return wrong(error, value, _("a name has at most 200 bytes"));
}

static Status check_minutes(const char *value, Error *error)
{
    long minutes;
    if (text_to_long(text_of(value), &minutes) && minutes >= 1 && minutes <= 525600)
        return STATUS_OK;
    return wrong(error, value, _("minutes are a whole number from 1 to 525600 (a year)"));
}

static bool is_review_word(const char *value)
{
    return strcmp(value, "working-day") == 0 || strcmp(value, "none") == 0;
}

static Status check_weekly_review(const char *value, Error *error)
{
    int weekday;
    if (is_review_word(value) || weekday_parse(text_of(value), &weekday))
        return STATUS_OK;
    return wrong(error, value, _("the weekly review is on working-day, a day from monday to sunday, or none"));
}

static Status check_monthly_review(const char *value, Error *error)
{
    long day;
    if (is_review_word(value) || (text_to_long(text_of(value), &day) && day >= 1 && day <= 28))
        return STATUS_OK;
    return wrong(error, value, _("the monthly review is on working-day, a day from 1 to 28, or none"));
}

static Status check_second_factor(const char *value, Error *error)
{
    if (strcmp(value, "nobody") == 0 || strcmp(value, "administrators") == 0 || strcmp(value, "everyone") == 0)
        return STATUS_OK;
    return wrong(error, value, _("a second factor is for nobody, administrators or everyone"));
}

#define SETTING_ROW(name_, flag_, argument_, fallback_, help_, check_)                                         \
    {.name = name_, .argument = argument_, .fallback = fallback_, .help = help_, .check = check_},
const Setting settings[] = {SETTING_LIST(SETTING_ROW)};
const size_t setting_count = sizeof settings / sizeof settings[0];

const Setting *setting_find(const char *name)
{
    for (size_t i = 0; i < setting_count; i++)
        if (strcmp(settings[i].name, name) == 0)
            return &settings[i];
    return NULL;
}

bool setting_is_name(const Setting *setting)
{
    return setting->check == check_time_zone || setting->check == check_currency;
}

Status setting_check(const Setting *setting, const char *value, Error *error)
{
    Status status;
    size_t length = strlen(value);
    if (length > LIST_LONGEST)
        status = wrong(error, value, _("the value is longer than 65536 bytes"));
    else if (setting->check)
        status = setting->check(value, error);
    else if (length < 1 || length > TEXT_LONGEST)
        status = wrong(error, value, _("the value has 1 to 200 bytes"));
    else
        status = STATUS_OK;
    if (status != STATUS_OK)
        error_where(error, "%s", setting->name);
    return status;
}
