#include "http/subject_answer.h"

#include "http/parts.h"
#include "http/goal_body.h"
#include "render/goal.h"
#include "render/review.h"

#include <string.h>

enum { PERIODS = 24 };

Status path_subject(Request *request, Response *response, bool open, Subject *ret_subject, Error *error)
{
    const char *kind = request_path(request, "kind"), *id = request_path(request, "id");
    Records *records = store_records(request->store);
    response->audit_target = arena_format(request->arena, "%.20s:%.100s", kind, id);
    return open ? subject_find_open(records, request->arena, request->principal, kind, id, ret_subject, error)
                : subject_find(records, request->arena, request->principal, kind, id, ret_subject, error);
}

static Status write_kpi(Request *request, const KpiAsker *asker, const char *id, JsonWriter *writer, Error *error)
{
    Kpi *kpi = ARENA_NEW(request->arena, Kpi);
    KpiState state;
    TRY(kpi_find(request->store, request->arena, id, kpi, error));
    TRY(kpi_evaluate(asker, request->arena, kpi, PERIODS, &state, error));
    json_key(writer, "kpi");
    render_kpi_json(writer, &state, /* whole= */ true);
    return STATUS_OK;
}

static Status write_objective(Request *request, const KpiAsker *asker, const char *id, JsonWriter *writer, Error *error)
{
    Objective *objective = ARENA_NEW(request->arena, Objective);
    ObjectiveViewer viewer = objective_viewer(asker, request->arena);
    ObjectiveView view;
    TRY(objective_find(request->store, request->arena, id, objective, error));
    TRY(objective_view(&viewer, objective, /* effects= */ false, &view, error));
    view.link_count = 0; /* what is shared is this one, not the titles of others */
    json_key(writer, "objective");
    render_objective_json(request->arena, writer, &view);
    return STATUS_OK;
}

/* The minute is what of a review is sent to others. */
static Status write_review(Request *request, const KpiAsker *asker, const Principal *who, const char *id, JsonWriter *writer, Error *error)
{
    TextBuilder text CLEANUP(text_builder_free) = text_builder((size_t)4 << 20);
    ReviewSheet sheet;
    long number = 0;
    if (!text_to_long(text_of(id), &number))
        return error_set(error, STATUS_NOT_FOUND, "%s", id);
    TRY(review_sheet_read(asker, request->arena, number, who->name, &sheet, error));
    const MinuteStyle style = {request->organization->calendar, NULL, MINUTE_TEXT};
    render_minute(request->arena, &text, &sheet, &style);
    json_key(writer, "minute");
    json_text_bytes(writer, text.bytes, text.length);
    return STATUS_OK;
}

Status write_subject(Request *request, const Principal *who, const Subject *subject, bool whole, JsonWriter *writer, Error *error)
{
    KpiAsker asker = goal_asker(request);
    asker.rows = &who->rows;
    if (strcmp(subject->kind->name, "kpi") == 0)
        return write_kpi(request, &asker, subject->id, writer, error);
    if (strcmp(subject->kind->name, "objective") == 0)
        return write_objective(request, &asker, subject->id, writer, error);
    return whole ? write_review(request, &asker, who, subject->id, writer, error) : STATUS_OK;
}

const char *read_link_address(const Request *request, const char *secret)
{
    const char *host = request_header(request, "Host");
    return arena_format(request->arena, "%s://%s/shared#%s", request->https ? "https" : "http", host ? host : "localhost", secret);
}

void talk_changed(Request *request)
{
    streams_talk_changed(request->server->streams);
}
