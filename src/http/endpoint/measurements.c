/* Measurements entered by hand: what is in the facts, who entered it and what it was before; and one more. */
#include "http/body.h"
#include "http/endpoint.h"

#include "base/translate.h"
#include "calendar/day.h"
#include "import/entry.h"
#include "render/result.h"

#include <string.h>

static void write_version(JsonWriter *writer, const EntryVersion *version)
{
    char at[32];
    json_member_number(writer, "value", version->value);
    json_key(writer, "sample");
    if (version->sample)
        json_integer(writer, version->sample);
    else
        json_null(writer);
    json_member_text(writer, "currency", version->currency);
    json_member_text(writer, "entered_by", version->by);
    if (version->at)
        instant_format(version->at, at);
    json_member_text(writer, "entered_at", version->at ? at : NULL);
    json_member_text(writer, "reason", version->reason);
}

static void write_value(JsonWriter *writer, const EnteredValue *value)
{
    json_object(writer);
    json_member_text(writer, "measure", value->measure);
    render_day(writer, "day", value->day);
    json_member_text(writer, "brand", value->brand);
    json_member_text(writer, "team", value->team);
    write_version(writer, &value->now);
    json_key(writer, "earlier");
    json_array(writer);
    for (size_t i = 0; i < value->earlier_count; i++) {
        json_object(writer);
        write_version(writer, &value->earlier[i]);
        json_object_end(writer);
    }
    json_array_end(writer);
    json_object_end(writer);
}

static Status list(Request *request, Response *response, Error *error)
{
    EnteredValue *values;
    const char *const *names;
    size_t count, name_count;
    const RowScope *rows = &request->principal->rows;
    TRY(entry_measures(request->session, request->arena, rows, &names, &name_count, error));
    TRY(entry_list(request->store, request->session, request->arena, request_query(request, "measure"), rows, &values, &count, error));
    JsonWriter writer = json_writer(&response->body);
    json_object(&writer);
    json_key(&writer, "measures");
    json_array(&writer);
    for (size_t i = 0; i < name_count; i++)
        json_text(&writer, names[i]);
    json_array_end(&writer);
    json_key(&writer, "measurements");
    json_array(&writer);
    for (size_t i = 0; i < count; i++)
        write_value(&writer, &values[i]);
    json_array_end(&writer);
    json_object_end(&writer);
    return STATUS_OK;
}

static Status read_entry(const struct json_t *body, Entry *entry, Error *error)
{
    static const char *const members[] = {"measure", "day", "value", "brand", "team", "sample", "currency", "reason", NULL};
    const char *day;
    bool given;
    TRY(body_check_members(body, members, error));
    TRY(body_text(body, "measure", true, &entry->measure, error));
    TRY(body_text(body, "day", true, &day, error));
    if (!day_parse(text_of(day), &entry->day)) {
        error_set(error, STATUS_INVALID_ARGUMENT, "%s", _("a day is written as 2026-11-21"));
        error_where(error, "day");
        error_value(error, day, strlen(day));
        return error->status;
    }
    TRY(body_number(body, "value", &given, &entry->value, error));
    if (!given) {
        error_set(error, STATUS_INVALID_ARGUMENT, "%s", _("the value is a number"));
        error_where(error, "value");
        return error->status;
    }
    TRY(body_text(body, "brand", false, &entry->brand, error));
    TRY(body_text(body, "team", false, &entry->team, error));
    TRY(body_text(body, "currency", false, &entry->currency, error));
    TRY(body_text(body, "reason", false, &entry->reason, error));
    return body_integer(body, "sample", 0, 1000000000000, 0, &entry->sample, error);
}

static Status add(Request *request, Response *response, Error *error)
{
    struct json_t *body CLEANUP(body_cleanup) = NULL;
    Entry entry = {0};
    EntryOutcome outcome;
    char day[16];
    if (!row_scope_is_all(&request->principal->rows))
        return error_set(error, STATUS_FORBIDDEN, "%s", _("who is limited to some rows brings none in"));
    TRY(body_parse_object(request->body, &body, error));
    TRY(read_entry(body, &entry, error));
    TRY(entry_add(request->store, request->session, request->arena, &entry, request->organization->today, request->principal->name,
                  &outcome, error));
    day_format(entry.day, day);
    response->status = outcome.batch ? 201 : 200;
    response->audit_target = arena_string(request->arena, entry.measure);
    response->audit_detail = arena_format(request->arena, "%s %s: %.17g, import %lld%s", entry.measure, day, entry.value,
                                          (long long)outcome.batch, outcome.corrected ? ", corrected" : "");
    response->audit_nothing = !outcome.batch;
    JsonWriter writer = json_writer(&response->body);
    json_object(&writer);
    json_key(&writer, "batch");
    if (outcome.batch)
        json_integer(&writer, outcome.batch);
    else
        json_null(&writer);
    json_member_boolean(&writer, "corrected", outcome.corrected);
    json_object_end(&writer);
    return STATUS_OK;
}

extern const Endpoint endpoint_measurements, endpoint_measurement_add;
static const char *const list_parameters[] = {"measure", NULL};
static const char *const media[] = {"application/json", NULL};
const Endpoint endpoint_measurements = {
    .method = "GET", .path = "/api/v1/measurements", .permission = PERMISSION_READ_FACTS, .run = RUN_WORKER, .parameters = list_parameters,
    .handle = list,
};
const Endpoint endpoint_measurement_add = {
    .method = "POST", .path = "/api/v1/measurements", .permission = PERMISSION_GOALS, .audit = "measurement.enter", .run = RUN_IMPORT,
    .body = BODY_MEMORY, .body_limit = 64 * 1024, .media = media, .handle = add,
};
