/* The perspectives of the scorecard, and what KPIs count within them. */
#include "http/goal_body.h"

#include "goal/perspective.h"
#include "render/scorecard.h"

static Status list(Request *request, Response *response, Error *error)
{
    ScorecardPerspective *perspectives;
    size_t count;
    TRY(perspective_list(request->store, request->arena, &perspectives, &count, error));
    JsonWriter writer = json_writer(&response->body);
    json_object(&writer);
    json_key(&writer, "perspectives");
    json_array(&writer);
    for (size_t i = 0; i < count; i++)
        render_perspective_json(&writer, &perspectives[i]);
    json_array_end(&writer);
    json_object_end(&writer);
    return STATUS_OK;
}

static Status answer_one(Request *request, const char *id, Response *response, Error *error)
{
    ScorecardPerspective perspective;
    TRY(perspective_find(request->store, request->arena, id, &perspective, error));
    JsonWriter writer = json_writer(&response->body);
    render_perspective_json(&writer, &perspective);
    return STATUS_OK;
}

/* Over what is there: an empty title gives the program's own name back. */
static Status read(const struct json_t *body, const char *const *known, ScorecardPerspective *perspective, Error *error)
{
    const char *title;
    bool given;
    perspective->place = 0;
    TRY(body_check_members(body, known, error));
    TRY(body_text(body, "title", false, &title, error));
    if (title)
        perspective->title = *title ? title : NULL;
    TRY(body_number(body, "weight", &given, &perspective->weight, error));
    return body_integer(body, "place", /* as it is= */ 0, PERSPECTIVES_LIMIT, 0, &perspective->place, error);
}

static Status add(Request *request, Response *response, Error *error)
{
    struct json_t *body CLEANUP(body_cleanup) = NULL;
    static const char *const known[] = {"id", "title", "weight", "place", NULL};
    ScorecardPerspective perspective = {.weight = 1};
    TRY(body_parse_object(request->body, &body, error));
    TRY(body_text(body, "id", true, &perspective.id, error));
    TRY(read(body, known, &perspective, error));
    TRY(perspective_add(request->store, &perspective, error));
    response->status = 201;
    response->location = "/api/v1/perspectives";
    return answer_one(request, perspective.id, response, error);
}

static Status read_weights(Request *request, const struct json_t *body, KpiWeight **ret_weights, size_t *ret_count, Error *error)
{
    static const char *const known[] = {"kpi", "weight", "revision", NULL};
    TRY(body_objects(body, "kpi_weights", KPI_LIMIT, ret_count, error));
    KpiWeight *weights = ARENA_ARRAY(request->arena, *ret_count + 1, KpiWeight);
    for (size_t i = 0; i < *ret_count; i++) {
        const struct json_t *one = body_object_at(body, "kpi_weights", i);
        bool given;
        weights[i].weight = 1;
        TRY(body_check_members(one, known, error));
        TRY(body_text(one, "kpi", true, &weights[i].kpi, error));
        TRY(body_number(one, "weight", &given, &weights[i].weight, error));
        TRY(body_integer(one, "revision", 1, INT64_MAX, 1, &weights[i].revision, error));
    }
    *ret_weights = weights;
    return STATUS_OK;
}

static Status change(Request *request, Response *response, Error *error)
{
    struct json_t *body CLEANUP(body_cleanup) = NULL;
    static const char *const known[] = {"title", "weight", "place", "revision", "kpi_weights", NULL};
    ScorecardPerspective perspective;
    KpiWeight *weights;
    size_t count;
    TRY(body_parse_object(request->body, &body, error));
    TRY(perspective_find(request->store, request->arena, request_path(request, "id"), &perspective, error));
    TRY(body_integer(body, "revision", 1, INT64_MAX, 0, &perspective.revision, error));
    TRY(read(body, known, &perspective, error));
    TRY(read_weights(request, body, &weights, &count, error));
    TRY(perspective_change(request->store, &perspective, weights, count, request->principal->name, error));
    return answer_one(request, perspective.id, response, error);
}

static Status take_away(Request *request, Response *response, Error *error)
{
    TRY(perspective_remove(request->store, request_path(request, "id"), error));
    response->status = 204;
    return STATUS_OK;
}

/* ---- what a KPI counts ---- */

static Status weigh(Request *request, Response *response, Error *error)
{
    struct json_t *body CLEANUP(body_cleanup) = NULL;
    static const char *const known[] = {"weight", "revision", NULL};
    double weight = 1;
    int64_t revision;
    bool given;
    Kpi kpi;
    TRY(body_parse_object(request->body, &body, error));
    TRY(body_check_members(body, known, error));
    TRY(body_number(body, "weight", &given, &weight, error));
    TRY(body_integer(body, "revision", 1, INT64_MAX, 0, &revision, error));
    TRY(kpi_weigh(request->store, request_path(request, "id"), weight, revision, request->principal->name, error));
    TRY(kpi_find(request->store, request->arena, request_path(request, "id"), &kpi, error));
    JsonWriter writer = json_writer(&response->body);
    json_object(&writer);
    json_member_text(&writer, "id", kpi.id);
    json_member_number(&writer, "weight", kpi.weight);
    json_member_integer(&writer, "revision", kpi.revision);
    json_object_end(&writer);
    return STATUS_OK;
}

extern const Endpoint endpoint_perspectives, endpoint_perspective_add, endpoint_perspective_change, endpoint_perspective_remove,
    endpoint_kpi_weight;
static const char *const media[] = {"application/json", NULL};
#define PERSPECTIVE_BODY .run = RUN_WORKER, .body = BODY_MEMORY, .body_limit = 64 * 1024, .media = media
const Endpoint endpoint_perspectives = {
    .method = "GET", .path = "/api/v1/perspectives", .permission = PERMISSION_READ_VALUES, .run = RUN_WORKER, .handle = list,
};
const Endpoint endpoint_perspective_add = {
    .method = "POST", .path = "/api/v1/perspectives", .permission = PERMISSION_GOALS, .audit = "perspective.add", PERSPECTIVE_BODY,
    .handle = add,
};
const Endpoint endpoint_perspective_change = {
    .method = "PATCH", .path = "/api/v1/perspectives/{id}", .permission = PERMISSION_GOALS, .audit = "perspective.change",
    PERSPECTIVE_BODY, .handle = change,
};
const Endpoint endpoint_perspective_remove = {
    .method = "DELETE", .path = "/api/v1/perspectives/{id}", .permission = PERMISSION_GOALS, .audit = "perspective.remove",
    .run = RUN_WORKER, .handle = take_away,
};
const Endpoint endpoint_kpi_weight = {
    .method = "PUT", .path = "/api/v1/kpis/{id}/weight", .permission = PERMISSION_GOALS, .audit = "kpi.weight", PERSPECTIVE_BODY,
    .handle = weigh,
};
