/* The balanced scorecard, its audit, and the strategy map with its links. */
#include "http/goal_body.h"

#include "render/scorecard.h"

static Status show(Request *request, Response *response, Error *error)
{
    Scorecard scorecard;
    KpiAsker asker = goal_asker(request);
    TRY(scorecard_evaluate(&asker, request->arena, &scorecard, error));
    JsonWriter writer = json_writer(&response->body);
    render_scorecard_json(&writer, &scorecard);
    response->cacheable = response->of_goals = true;
    return STATUS_OK;
}

static Status audit(Request *request, Response *response, Error *error)
{
    ScorecardFinding *findings;
    size_t count;
    KpiAsker asker = goal_asker(request);
    TRY(scorecard_audit(&asker, request->arena, &findings, &count, error));
    JsonWriter writer = json_writer(&response->body);
    render_findings_json(&writer, findings, count);
    response->cacheable = response->of_goals = true;
    return STATUS_OK;
}

static Status map(Request *request, Response *response, Error *error)
{
    StrategyMap found;
    KpiAsker asker = goal_asker(request);
    TRY(strategy_map(&asker, request->arena, &found, error));
    JsonWriter writer = json_writer(&response->body);
    render_map_json(&writer, &found);
    response->cacheable = response->of_goals = true;
    return STATUS_OK;
}

static Status link_both(Request *request, Response *response, Error *error)
{
    struct json_t *body CLEANUP(body_cleanup) = NULL;
    static const char *const known[] = {"result", NULL};
    const char *result;
    TRY(body_parse_object(request->body, &body, error));
    TRY(body_check_members(body, known, error));
    TRY(body_text(body, "result", true, &result, error));
    TRY(kpi_link(request->store, request_path(request, "id"), result, error));
    response->status = 204;
    response->audit_detail = arena_string(request->arena, result);
    return STATUS_OK;
}

static Status take_apart(Request *request, Response *response, Error *error)
{
    TRY(kpi_unlink(request->store, request_path(request, "id"), request_path(request, "result"), error));
    response->status = 204;
    return STATUS_OK;
}

extern const Endpoint endpoint_scorecard, endpoint_scorecard_audit, endpoint_scorecard_map, endpoint_kpi_drives,
    endpoint_kpi_drives_not;
static const char *const media[] = {"application/json", NULL};
const Endpoint endpoint_scorecard = {
    .method = "GET", .path = "/api/v1/scorecard", .permission = PERMISSION_READ_VALUES, .run = RUN_WORKER, .handle = show,
};
const Endpoint endpoint_scorecard_audit = {
    .method = "GET", .path = "/api/v1/scorecard/audit", .permission = PERMISSION_READ_VALUES, .run = RUN_WORKER, .handle = audit,
};
const Endpoint endpoint_scorecard_map = {
    .method = "GET", .path = "/api/v1/scorecard/map", .permission = PERMISSION_READ_VALUES, .run = RUN_WORKER, .handle = map,
};
const Endpoint endpoint_kpi_drives = {
    .method = "POST", .path = "/api/v1/kpis/{id}/drives", .permission = PERMISSION_GOALS, .audit = "kpi.link", .run = RUN_WORKER,
    .body = BODY_MEMORY, .body_limit = 64 * 1024, .media = media, .handle = link_both,
};
const Endpoint endpoint_kpi_drives_not = {
    .method = "DELETE", .path = "/api/v1/kpis/{id}/drives/{result}", .permission = PERMISSION_GOALS, .audit = "kpi.unlink",
    .run = RUN_WORKER, .handle = take_apart,
};
