/* The sample company's settings. */
#include "demo/demo.h"

#include "base/translate.h"
#include "calendar/day.h"
#include "organization/organization.h"

/* First day and length of what is kept from the Islamic calendar: the two feasts. */
typedef struct Feast {
    int month, day, days;
} Feast;

static const Feast feasts[] = {{10, 1, 3}, {12, 9, 4}};

static Status append_day(TextBuilder *list, CalendarSystem system, DayParts parts, int days, Error *error)
{
    int32_t first;
    TRY(day_from_parts(system, parts, &first, error));
    for (int i = 0; i < days; i++) {
        char text[11];
        day_format(first + i, text);
        text_append_format(list, "%s%s", list->length ? "," : "", text);
    }
    return STATUS_OK;
}

/* The founding day, the national day and the feasts of the years from `year` to three later. */
static Status append_holidays(TextBuilder *list, int32_t until, Error *error)
{
    DayParts last, islamic;
    TRY(day_parts(CALENDAR_GREGORIAN, until, &last, error));
    TRY(day_parts(CALENDAR_ISLAMIC, until, &islamic, error));
    for (int32_t back = 3; back >= -1; back--) {
        TRY(append_day(list, CALENDAR_GREGORIAN, (DayParts){last.year - back, 2, 22}, 1, error));
        TRY(append_day(list, CALENDAR_GREGORIAN, (DayParts){last.year - back, 9, 23}, 1, error));
        for (size_t i = 0; i < sizeof feasts / sizeof feasts[0]; i++)
            TRY(append_day(list, CALENDAR_ISLAMIC, (DayParts){islamic.year - back, feasts[i].month, feasts[i].day},
                           feasts[i].days, error));
    }
    return STATUS_OK;
}

static Status set_company(Store *store, int32_t until, Error *error)
{
    static const char *const values[][2] = {
        {"name", "Rayhan"},
        {"time_zone", "Asia/Riyadh"},
        {"first_day_of_week", "sunday"},
        {"weekend", "friday,saturday"},
        {"working_hours", "sunday-thursday 09:00-17:00"},
        {"currency", "USD"},
        {"first_value_event", "first_value"},
        {"full_value_event", "full_value"},
    };
    for (size_t i = 0; i < sizeof values / sizeof values[0]; i++)
        TRY(store_set_setting(store, values[i][0], values[i][1], error));
    TextBuilder holidays CLEANUP(text_builder_free) = text_builder(1 << 14);
    TRY(append_holidays(&holidays, until, error));
    TRY(store_set_setting(store, "holidays", holidays.bytes, error));
    return organization_apply(store, error);
}

Status demo_create(const char *path, int32_t until, Error *error)
{
    TRY(store_init(path, error));
    Store *store;
    TRY(store_open(path, &(StoreOptions){0}, &store, error));
    Status status = set_company(store, until, error);
    store_close(store);
    return status;
}
