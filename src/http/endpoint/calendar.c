/* Periods of a calendar, with what they are called. */
#include "http/endpoint.h"

#include "base/translate.h"
#include "metric/series.h"
#include "render/json.h"

enum { PERIODS_MOST = 5000, DEFAULT_DAYS = 731 };

static Status wrong_value(const char *name, const char *value, const char *what, Error *error)
{
    error_set(error, STATUS_INVALID_ARGUMENT, "%s", what);
    error_where(error, "%s", name);
    error_value(error, value, strlen(value));
    return error->status;
}

static Status read_day(const Request *request, const char *name, int32_t fallback, int32_t *ret_day, Error *error)
{
    const char *value = request_query(request, name);
    *ret_day = fallback;
    if (!value || day_parse(text_of(value), ret_day))
        return STATUS_OK;
    return wrong_value(name, value, _("a day is written 2026-11-21"), error);
}

typedef struct Asked {
    CalendarSystem calendar;
    PeriodLength period;
    int32_t from, to;
} Asked;

static Status read_question(const Request *request, Asked *asked, Error *error)
{
    const char *calendar = request_query(request, "calendar"), *period = request_query(request, "period");
    asked->calendar = request->organization->calendar;
    asked->period = PERIOD_MONTH;
    if (calendar && !calendar_system_parse(text_of(calendar), &asked->calendar))
        return wrong_value("calendar", calendar, _("a calendar is gregorian, persian, islamic or fiscal"), error);
    if (period && !period_length_parse(text_of(period), &asked->period))
        return wrong_value("period", period, _("a period is day, week, month, quarter, year or all"), error);
    TRY(read_day(request, "to", request->organization->today, &asked->to, error));
    TRY(read_day(request, "from", asked->to - DEFAULT_DAYS, &asked->from, error));
    if (asked->from <= asked->to)
        return STATUS_OK;
    return wrong_value("from", request_query(request, "from"), _("the first day lies behind the last"), error);
}

static Status write_period(Request *request, JsonWriter *writer, const Asked *asked, const Period *period, Error *error)
{
    char start[11], end[11];
    const char *label;
    day_format(period->calendar_start, start);
    day_format(period->calendar_end, end);
    TRY(period_label(request->arena, asked->calendar, asked->period, period->calendar_start, period->calendar_end,
                     request->language, &label, error));
    json_object(writer);
    json_member_text(writer, "start", start);
    json_member_text(writer, "end", end);
    json_member_text(writer, "label", label);
    json_object_end(writer);
    return STATUS_OK;
}

static Status handle(Request *request, Response *response, Error *error)
{
    Asked asked;
    TRY(read_question(request, &asked, error));
    Period *periods;
    size_t count;
    TRY(periods_read(request->session, request->arena, asked.period, asked.calendar, asked.from, asked.to + 1, &periods,
                     &count, error));
    if (count > PERIODS_MOST)
        return error_set(error, STATUS_TOO_LARGE, _("more than %d periods"), PERIODS_MOST);
    JsonWriter writer = json_writer(&response->body);
    json_object(&writer);
    json_key(&writer, "periods");
    json_array(&writer);
    for (size_t i = 0; i < count; i++)
        TRY(write_period(request, &writer, &asked, &periods[i], error));
    json_array_end(&writer);
    json_object_end(&writer);
    response->cacheable = true;
    return STATUS_OK;
}

extern const Endpoint endpoint_calendar;
static const char *const parameters[] = {"calendar", "period", "from", "to", NULL};
const Endpoint endpoint_calendar = {
    .method = "GET", .path = "/api/v1/calendar", .permission = PERMISSION_SIGNED_IN, .run = RUN_WORKER, .parameters = parameters, .handle = handle,
};
