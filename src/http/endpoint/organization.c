/* The organization: its settings, its day, what data there is. */
#include "http/account_answer.h"

#include "base/translate.h"
#include "config/settings.h"
#include "http/body.h"
#include "http/parts.h"
#include "http/range.h"
#include "http/settings_change.h"
#include "render/json.h"

static void write_day(JsonWriter *writer, const char *key, bool known, int32_t day)
{
    char text[11];
    day_format(known ? day : 0, text);
    json_member_text(writer, key, known ? text : NULL);
}

static Status write_organization(Request *request, const Organization *organization, Response *response, Error *error)
{
    DayRange range;
    TRY(range_of_facts(request->session, request->arena, &request->principal->rows, &range, error));
    JsonWriter writer = json_writer(&response->body);
    json_object(&writer);
    for (size_t i = 0; i < setting_count; i++) {
        const char *value;
        TRY(store_setting(request->store, request->arena, settings[i].name, &value, error));
        json_member_text(&writer, settings[i].name, value);
    }
    write_day(&writer, "today", true, organization->today);
    write_day(&writer, "data_from", range.from <= range.to, range.from);
    write_day(&writer, "data_to", range.from <= range.to, range.to);
    write_day(&writer, "calendar_from", true, calendar_first_day());
    write_day(&writer, "calendar_to", true, calendar_last_day());
    json_member_text(&writer, "version", MIZAN_VERSION);
    json_member_text(&writer, "engine", facts_engine_version());
    json_object_end(&writer);
    return STATUS_OK;
}

static Status show(Request *request, Response *response, Error *error)
{
    response->cacheable = true;
    return write_organization(request, request->organization, response, error);
}

/* Values of settings, in the order of the table; NULL: not given. */
typedef const char *const *SettingValues;

/* All members must be settings with values that pass their checks before any is stored. */
static Status read_values(const struct json_t *body, Arena *arena, SettingValues *ret_values, Error *error)
{
    const char **names = ARENA_ARRAY(arena, setting_count + 1, const char *);
    const char **values = ARENA_ARRAY(arena, setting_count + 1, const char *);
    for (size_t i = 0; i < setting_count; i++)
        names[i] = settings[i].name;
    TRY(body_check_members(body, names, error));
    for (size_t i = 0; i < setting_count; i++) {
        TRY(body_text(body, settings[i].name, /* required= */ false, &values[i], error));
        Status status = values[i] ? setting_check(&settings[i], values[i], error) : STATUS_OK;
        if (status != STATUS_OK && !error->where[0])
            error_where(error, "%s", settings[i].name);
        TRY(status);
    }
    *ret_values = values;
    return STATUS_OK;
}

/* Whether `values` change of whom a second factor is asked. Who signed in may, with the password at hand: a token that
 * was found must not lower it. */
static Status check_factor(const Request *request, SettingValues values, bool *ret_changes, Error *error)
{
    const char *now;
    size_t i = (size_t)(setting_find("second_factor") - settings);
    TRY(store_setting(request->store, request->arena, settings[i].name, &now, error));
    *ret_changes = values[i] && strcmp(values[i], now) != 0;
    return *ret_changes ? require_recent(request, error) : STATUS_OK;
}

static Status change(Request *request, Response *response, Error *error)
{
    struct json_t *body CLEANUP(body_cleanup) = NULL;
    SettingValues values;
    bool factor;
    TRY(body_parse_object(request->body, &body, error));
    TRY(read_values(body, request->arena, &values, error));
    response->audit_target = "organization";
    TRY(check_factor(request, values, &factor, error));
    TRY(settings_change(request->store, request->arena, values, &response->audit_detail, error));
    streams_settings_changed(request->server->streams);
    if (factor) {
        TRY(directory_refresh(request->server->directory, /* account= */ 0, error));
        streams_end(request->server->streams, NULL); /* pages that may listen come again */
    }
    Organization organization;
    TRY(organization_read(request->store, request->arena, &organization, error));
    return write_organization(request, &organization, response, error);
}

extern const Endpoint endpoint_organization, endpoint_organization_change;
static const char *const media[] = {"application/json", NULL};
const Endpoint endpoint_organization = {
    .method = "GET", .path = "/api/v1/organization", .permission = PERMISSION_SIGNED_IN, .run = RUN_WORKER, .handle = show,
};
const Endpoint endpoint_organization_change = {
    .method = "PATCH", .path = "/api/v1/organization", .permission = PERMISSION_SETTINGS, .audit = "settings.change", .run = RUN_IMPORT, .body = BODY_MEMORY, .body_limit = 64 * 1024,
    .media = media, .handle = change,
};
