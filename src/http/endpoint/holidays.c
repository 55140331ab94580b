/* Holidays from a calendar file: shown (dry_run), or added to those that are set. */
#include "http/endpoint.h"

#include "base/translate.h"
#include "calendar/holiday_file.h"
#include "config/settings.h"
#include "http/settings_change.h"
#include "render/json.h"

#include <string.h>

/* What returns every year is written out this far: the setting lists days. */
enum { DAYS_AHEAD = 3653 };

/* Which days of the file are set already; both ascend. */
static const bool *known_days(Arena *arena, const HolidayFile *file, const CalendarSettings *set)
{
    bool *known = ARENA_ARRAY(arena, file->count + 1, bool);
    for (size_t i = 0, j = 0; i < file->count; i++) {
        while (j < set->holiday_count && set->holidays[j] < file->days[i].day)
            j++;
        known[i] = j < set->holiday_count && set->holidays[j] == file->days[i].day;
    }
    return known;
}

static Status add_days(Request *request, Response *response, const HolidayFile *file, const bool *known, Error *error)
{
    const Setting *setting = setting_find("holidays");
    const char *before;
    TRY(store_setting(request->store, request->arena, setting->name, &before, error));
    char *text = arena_alloc(request->arena, strlen(before) + file->count * 11 + 1);
    size_t length = strlen(before);
    memcpy(text, before, length);
    for (size_t i = 0; i < file->count; i++) {
        if (known[i])
            continue;
        if (length)
            text[length++] = ',';
        day_format(file->days[i].day, text + length);
        length += 10;
    }
    TRY(setting_check(setting, text, error));
    const char **values = ARENA_ARRAY(request->arena, setting_count + 1, const char *);
    values[setting - settings] = text;
    return settings_change(request->store, request->arena, values, &response->audit_detail, error);
}

static void write_file(JsonWriter *writer, const HolidayFile *file, const bool *known, bool dry)
{
    size_t fresh = 0;
    json_object(writer);
    json_key(writer, "holidays");
    json_array(writer);
    for (size_t i = 0; i < file->count; i++) {
        char day[11];
        day_format(file->days[i].day, day);
        json_object(writer);
        json_member_text(writer, "day", day);
        json_member_text(writer, "name", file->days[i].name);
        json_member_boolean(writer, "known", known[i]);
        json_object_end(writer);
        fresh += !known[i];
    }
    json_array_end(writer);
    json_member_integer(writer, "added", dry ? 0 : (int64_t)fresh);
    json_member_integer(writer, "left_out_count", (int64_t)file->left_out_total);
    json_key(writer, "left_out");
    json_array(writer);
    for (size_t i = 0; i < file->left_out_count; i++) {
        json_object(writer);
        json_member_integer(writer, "line", (int64_t)file->left_out[i].line);
        json_member_text(writer, "reason", file->left_out[i].reason);
        json_object_end(writer);
    }
    json_array_end(writer);
    json_object_end(writer);
}

static Status handle(Request *request, Response *response, Error *error)
{
    const char *asked = request_query(request, "dry_run");
    bool dry = asked && strcmp(asked, "true") == 0;
    if (asked && !dry && strcmp(asked, "false") != 0) {
        error_set(error, STATUS_INVALID_ARGUMENT, _("\"%s\" is true or false"), "dry_run");
        error_where(error, "%s", "dry_run");
        error_value(error, asked, strlen(asked));
        return error->status;
    }
    HolidayFile file;
    response->audit_target = "organization";
    response->audit_nothing = dry;
    TRY(holiday_file_read(request->arena, request->body, request->organization->today + DAYS_AHEAD, &file, error));
    const bool *known = known_days(request->arena, &file, &request->organization->days);
    if (!dry)
        TRY(add_days(request, response, &file, known, error));
    JsonWriter writer = json_writer(&response->body);
    write_file(&writer, &file, known, dry);
    return STATUS_OK;
}

extern const Endpoint endpoint_holidays;
static const char *const parameters[] = {"dry_run", NULL};
static const char *const media[] = {"text/calendar", "application/octet-stream", NULL};
const Endpoint endpoint_holidays = {
    .method = "POST", .path = "/api/v1/organization/holidays", .permission = PERMISSION_SETTINGS, .audit = "settings.change", .run = RUN_IMPORT, .body = BODY_MEMORY,
    .body_limit = HOLIDAY_FILE_MOST, .parameters = parameters, .media = media, .handle = handle,
};
