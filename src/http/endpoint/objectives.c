/* Objectives: the list, one with all that belongs to it, its definition, closing and going on. */
#include "http/goal_body.h"

#include "base/translate.h"
#include "goal/span.h"
#include "render/goal.h"

#include <string.h>

/* ---- asking ---- */

static bool is_measured_by(const ObjectiveState *state, const char *kpi)
{
    for (size_t i = 0; i < state->result_count; i++)
        if (state->results[i].result->kpi && strcmp(state->results[i].result->kpi, kpi) == 0)
            return true;
    return false;
}

static Status list(Request *request, Response *response, Error *error)
{
    Objective *objectives;
    size_t count;
    const char *all = request_query(request, "closed"), *kpi = request_query(request, "kpi");
    KpiAsker asker = goal_asker(request);
    ObjectiveViewer viewer = objective_viewer(&asker, request->arena);
    TRY(objective_list(request->store, request->arena, all && strcmp(all, "true") == 0, &objectives, &count, error));
    JsonWriter writer = json_writer(&response->body);
    json_object(&writer);
    json_key(&writer, "objectives");
    json_array(&writer);
    for (size_t i = 0; i < count; i++) {
        ObjectiveView view;
        TRY(objective_view(&viewer, &objectives[i], /* effects= */ false, &view, error));
        if (!kpi || is_measured_by(&view.state, kpi))
            render_objective_json(request->arena, &writer, &view);
    }
    json_array_end(&writer);
    json_object_end(&writer);
    response->cacheable = response->of_goals = true;
    return STATUS_OK;
}

Status objective_answer(Request *request, const char *id, Response *response, Error *error)
{
    Objective objective;
    ObjectiveView view;
    KpiAsker asker = goal_asker(request);
    ObjectiveViewer viewer = objective_viewer(&asker, request->arena);
    TRY(objective_find(request->store, request->arena, id, &objective, error));
    TRY(objective_view(&viewer, &objective, /* effects= */ true, &view, error));
    JsonWriter writer = json_writer(&response->body);
    render_objective_json(request->arena, &writer, &view);
    return STATUS_OK;
}

static Status show(Request *request, Response *response, Error *error)
{
    response->cacheable = response->of_goals = true;
    return objective_answer(request, request_path(request, "id"), response, error);
}

static Status history(Request *request, Response *response, Error *error)
{
    Objective objective;
    ObjectiveChange *changes;
    KeyResult *results;
    size_t change_count, count;
    const char *id = request_path(request, "id");
    TRY(objective_find(request->store, request->arena, id, &objective, error));
    TRY(objective_history(request->store, request->arena, id, &changes, &change_count, error));
    TRY(key_result_list(request->store, request->arena, id, &results, &count, error));
    CheckInList *lists = ARENA_ARRAY(request->arena, count + 1, CheckInList);
    for (size_t i = 0; i < count; i++) {
        CheckIn *check_ins;
        lists[i].result = &results[i];
        TRY(check_in_list(request->store, request->arena, id, results[i].number, &check_ins, &lists[i].count, error));
        lists[i].check_ins = check_ins;
    }
    JsonWriter writer = json_writer(&response->body);
    render_history_json(&writer, changes, change_count, lists, count);
    response->cacheable = response->of_goals = true;
    return STATUS_OK;
}

/* ---- changing ---- */

static Status add(Request *request, Response *response, Error *error)
{
    struct json_t *body CLEANUP(body_cleanup) = NULL;
    Objective objective = {.from = request->organization->today};
    KeyResult *results;
    size_t count;
    KpiAsker asker = goal_asker(request);
    TRY(body_parse_object(request->body, &body, error));
    TRY(body_text(body, "id", true, &objective.id, error));
    TRY(goal_read_objective(request, body, &objective, error));
    TRY(goal_read_key_results(request, body, &results, &count, error));
    TRY(objective_check(&objective, NULL, request->organization->today, error));
    TRY(owner_check(&asker, "owner", objective.owner, /* before= */ NULL, error));
    TRY(objective_add_whole(&asker, &objective, results, count, request->principal->name, error));
    response->status = 201;
    response->location = arena_format(request->arena, "/api/v1/objectives/%s", objective.id);
    return objective_answer(request, objective.id, response, error);
}

static Status change(Request *request, Response *response, Error *error)
{
    struct json_t *body CLEANUP(body_cleanup) = NULL;
    Objective objective;
    const char *reason;
    KpiAsker asker = goal_asker(request);
    TRY(body_parse_object(request->body, &body, error));
    TRY(objective_find(request->store, request->arena, request_path(request, "id"), &objective, error));
    const Objective before = objective;
    TRY(body_integer(body, "revision", 1, INT64_MAX, 0, &objective.revision, error));
    TRY(body_text(body, "reason", false, &reason, error));
    TRY(goal_read_objective(request, body, &objective, error));
    TRY(objective_check(&objective, &before, request->organization->today, error));
    TRY(owner_check(&asker, "owner", objective.owner, before.owner, error));
    TRY(objective_change(request->store, &objective, request->principal->name, reason, error));
    return objective_answer(request, objective.id, response, error);
}

static Status remove_one(Request *request, Response *response, Error *error)
{
    TRY(objective_remove(request->store, request_path(request, "id"), request->principal->name, request_query(request, "reason"), error));
    response->status = 204;
    return STATUS_OK;
}

/* ---- closing ---- */

static Status evaluate(Request *request, Objective *objective, ObjectiveState *state, Error *error)
{
    KpiAsker asker = goal_asker(request);
    TRY(objective_find(request->store, request->arena, request_path(request, "id"), objective, error));
    return objective_evaluate(&asker, request->arena, objective, state, error);
}

static Status close_one(Request *request, Response *response, Error *error)
{
    struct json_t *body CLEANUP(body_cleanup) = NULL;
    static const char *const known[] = {"learned", NULL};
    const char *learned;
    Objective objective;
    ObjectiveState state;
    TRY(body_parse_object(request->body, &body, error));
    TRY(body_check_members(body, known, error));
    TRY(body_text(body, "learned", false, &learned, error));
    TRY(evaluate(request, &objective, &state, error));
    TRY(objective_close(request->store, &state, learned, request->principal->name, error));
    return objective_answer(request, objective.id, response, error);
}

/* From, to or a period, or else the same length of time that follows. */
static Status read_carry(Request *request, const struct json_t *body, const Objective *objective, CarryOver *carry, Error *error)
{
    static const char *const known[] = {"id", "title", "from", "to", "period", "learned", NULL};
    KpiAsker asker = goal_asker(request);
    const char *period;
    bool from, to;
    TRY(body_check_members(body, known, error));
    TRY(body_text(body, "id", true, &carry->id, error));
    TRY(body_text(body, "title", false, &carry->title, error));
    TRY(body_text(body, "learned", false, &carry->learned, error));
    TRY(body_text(body, "period", false, &period, error));
    TRY(span_after(&asker, request->arena, objective->from, objective->to, &carry->from, &carry->to, error));
    if (period)
        TRY(span_parse(&asker, request->arena, period, &carry->from, &carry->to, error));
    TRY(goal_body_day(body, "from", &from, &carry->from, error));
    return goal_body_day(body, "to", &to, &carry->to, error);
}

static Status carry_over(Request *request, Response *response, Error *error)
{
    struct json_t *body CLEANUP(body_cleanup) = NULL;
    Objective objective;
    ObjectiveState state;
    CarryOver carry;
    KpiAsker asker = goal_asker(request);
    TRY(body_parse_object(request->body, &body, error));
    TRY(evaluate(request, &objective, &state, error));
    TRY(read_carry(request, body, &objective, &carry, error));
    TRY(objective_carry_over(&asker, request->arena, &state, &carry, request->principal->name, error));
    response->status = 201;
    response->location = arena_format(request->arena, "/api/v1/objectives/%s", carry.id);
    return objective_answer(request, carry.id, response, error);
}

/* ---- alignment ---- */

static Status read_kind(const char *kind, LinkKind *ret_kind, Error *error)
{
    *ret_kind = strcmp(kind, "depends") == 0 ? LINK_DEPENDS : LINK_CONTRIBUTES;
    if (*ret_kind == LINK_CONTRIBUTES && strcmp(kind, "contributes") != 0)
        return goal_body_refuse(error, "kind", kind, "contributes, depends");
    return STATUS_OK;
}

static Status add_link(Request *request, Response *response, Error *error)
{
    struct json_t *body CLEANUP(body_cleanup) = NULL;
    static const char *const known[] = {"other", "kind", NULL};
    ObjectiveLink link = {.objective = request_path(request, "id")};
    const char *kind;
    TRY(body_parse_object(request->body, &body, error));
    TRY(body_check_members(body, known, error));
    TRY(body_text(body, "other", true, &link.other, error));
    TRY(body_text(body, "kind", true, &kind, error));
    TRY(read_kind(kind, &link.kind, error));
    TRY(objective_link_add(request->store, &link, request->principal->name, error));
    response->status = 201;
    return objective_answer(request, link.objective, response, error);
}

static Status remove_link(Request *request, Response *response, Error *error)
{
    ObjectiveLink link = {.objective = request_path(request, "id"), .other = request_path(request, "other")};
    TRY(read_kind(request_path(request, "kind"), &link.kind, error));
    TRY(objective_link_remove(request->store, &link, request->principal->name, error));
    response->status = 204;
    return STATUS_OK;
}

extern const Endpoint endpoint_objectives, endpoint_objective, endpoint_objective_history, endpoint_objective_add, endpoint_objective_change,
    endpoint_objective_remove, endpoint_objective_close, endpoint_objective_carry_over, endpoint_objective_link, endpoint_objective_unlink;
static const char *const media[] = {"application/json", NULL};
static const char *const parameters[] = {"closed", "kpi", NULL}, *const remove_parameters[] = {"reason", NULL};
#define GOAL_BODY .run = RUN_WORKER, .body = BODY_MEMORY, .body_limit = 64 * 1024, .media = media
const Endpoint endpoint_objectives = {
    .method = "GET", .path = "/api/v1/objectives", .permission = PERMISSION_READ_VALUES, .run = RUN_WORKER,
    .parameters = parameters, .handle = list,
};
const Endpoint endpoint_objective = {
    .method = "GET", .path = "/api/v1/objectives/{id}", .permission = PERMISSION_READ_VALUES, .run = RUN_WORKER, .handle = show,
};
const Endpoint endpoint_objective_history = {
    .method = "GET", .path = "/api/v1/objectives/{id}/history", .permission = PERMISSION_READ_VALUES, .run = RUN_WORKER, .handle = history,
};
const Endpoint endpoint_objective_add = {
    .method = "POST", .path = "/api/v1/objectives", .permission = PERMISSION_GOALS, .audit = "objective.add", GOAL_BODY, .handle = add,
};
const Endpoint endpoint_objective_change = {
    .method = "PATCH", .path = "/api/v1/objectives/{id}", .permission = PERMISSION_GOALS, .audit = "objective.change", GOAL_BODY, .handle = change,
};
const Endpoint endpoint_objective_remove = {
    .method = "DELETE", .path = "/api/v1/objectives/{id}", .permission = PERMISSION_GOALS, .audit = "objective.remove", .run = RUN_WORKER,
    .parameters = remove_parameters, .handle = remove_one,
};
const Endpoint endpoint_objective_close = {
    .method = "POST", .path = "/api/v1/objectives/{id}/close", .permission = PERMISSION_GOALS, .audit = "objective.close", GOAL_BODY, .handle = close_one,
};
const Endpoint endpoint_objective_carry_over = {
    .method = "POST", .path = "/api/v1/objectives/{id}/carry-over", .permission = PERMISSION_GOALS, .audit = "objective.carry-over", GOAL_BODY,
    .handle = carry_over,
};
const Endpoint endpoint_objective_link = {
    .method = "POST", .path = "/api/v1/objectives/{id}/links", .permission = PERMISSION_GOALS, .audit = "objective.link", GOAL_BODY, .handle = add_link,
};
const Endpoint endpoint_objective_unlink = {
    .method = "DELETE", .path = "/api/v1/objectives/{id}/links/{kind}/{other}", .permission = PERMISSION_GOALS, .audit = "objective.unlink",
    .run = RUN_WORKER, .handle = remove_link,
};
