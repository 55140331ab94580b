#include "organization/organization.h"

#include "base/translate.h"
#include "config/settings.h"

#include <string.h>

/* The stored text of a setting, or its default: `texts` are the rows (name, value). */
static const char *text(const RecordsTable *texts, const char *name)
{
    for (size_t row = 0; row < texts->rows; row++)
        if (text_equals(records_value(texts, row, 0).text, name))
            return records_value(texts, row, 1).text.bytes;
    return setting_find(name)->fallback;
}

static Status check(const RecordsTable *texts, const Setting *setting, Error *error)
{
    if (setting_check(setting, text(texts, setting->name), error) == STATUS_OK)
        return STATUS_OK;
    error_hint(error, _("the store's setting %s has a bad value: mizan settings can change it"), setting->name);
    return error->status;
}

/* The parsers below trust their text, so every setting is checked first; but for names, which nothing takes apart and
 * which would load ICU for each command. */
static Status check_all(const RecordsTable *texts, Error *error)
{
    for (size_t i = 0; i < setting_count; i++)
        if (!setting_is_name(&settings[i]))
            TRY(check(texts, &settings[i], error));
    return STATUS_OK;
}

static Status read_days(Arena *arena, const RecordsTable *texts, CalendarSettings *ret_days, Error *error)
{
    CalendarSettings days = {0};
    (void)weekday_parse(text_of(text(texts, "first_day_of_week")), &days.first_day_of_week);
    TRY(weekend_parse(text_of(text(texts, "weekend")), days.weekend, error));
    TRY(holidays_parse(arena, text_of(text(texts, "holidays")), &days.holidays, &days.holiday_count, error));
    TRY(fiscal_start_parse(text_of(text(texts, "fiscal_year_start")), &days.fiscal_month, &days.fiscal_day, error));
    *ret_days = days;
    return STATUS_OK;
}

Status organization_read(Store *store, Arena *arena, Organization *ret_organization, Error *error)
{
    RecordsTable texts;
    TRY(records_query(store_records(store), arena, "SELECT name, value FROM setting", NULL, 0, &texts, error));
    TRY(check_all(&texts, error));
    Organization organization = {
        .name = text(&texts, "name"),
        .time_zone = text(&texts, "time_zone"),
        .currency = text(&texts, "currency"),
        .language = text(&texts, "language"),
        .first_value_event = text(&texts, "first_value_event"),
        .full_value_event = text(&texts, "full_value_event"),
        .weekly_review = text(&texts, "weekly_review"),
        .monthly_review = text(&texts, "monthly_review"),
    };
    (void)calendar_system_parse(text_of(text(&texts, "calendar")), &organization.calendar);
    TRY(read_days(arena, &texts, &organization.days, error));
    if (day_today(organization.time_zone, &organization.today, error) != STATUS_OK) {
        TRY(check(&texts, setting_find("time_zone"), error)); /* says which setting it was */
        return error->status;
    }
    *ret_organization = organization;
    return STATUS_OK;
}

Status organization_schedules(Store *store, Arena *arena, const WorkingSchedule **ret_schedules, size_t *ret_count,
                              Error *error)
{
    const char *first;
    TRY(store_setting(store, arena, "working_hours", &first, error));
    RecordsTable table;
    TRY(records_query(store_records(store), arena, "SELECT from_day, schedule FROM working_schedule ORDER BY from_day",
                      NULL, 0, &table, error));
    WorkingSchedule *schedules = ARENA_ARRAY(arena, table.rows + 1, WorkingSchedule);
    TRY(working_schedule_parse(arena, text_of(first), &schedules[0], error));
    for (size_t row = 0; row < table.rows; row++) {
        TRY(working_schedule_parse(arena, records_value(&table, row, 1).text, &schedules[row + 1], error));
        schedules[row + 1].from_day = records_value(&table, row, 0).day;
    }
    *ret_schedules = schedules;
    *ret_count = table.rows + 1;
    return STATUS_OK;
}

Status organization_schedule_from(Store *store, int32_t from_day, const char *schedule, Error *error)
{
    TRY(setting_check(setting_find("working_hours"), schedule, error));
    if (from_day <= calendar_first_day() || from_day > calendar_last_day()) {
        char day[11];
        day_format(from_day, day);
        return error_set(error, STATUS_INVALID_ARGUMENT, _("working hours cannot begin on %s: days run from 1990 to 2059"),
                         day);
    }
    Value row[2] = {value_day(from_day), value_text(schedule)};
    TRY(records_execute(store_records(store),
                        "INSERT INTO working_schedule (from_day, schedule) VALUES ($1, $2) "
                        "ON CONFLICT (from_day) DO UPDATE SET schedule = excluded.schedule",
                        row, 2, NULL, error));
    store_changed(store);
    return STATUS_OK;
}
