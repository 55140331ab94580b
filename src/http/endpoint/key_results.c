/* Key results of an objective, their check-ins, and the initiatives that should move them. */
#include "http/goal_body.h"

#include "base/translate.h"

/* ---- key results ---- */

static Status add(Request *request, Response *response, Error *error)
{
    struct json_t *body CLEANUP(body_cleanup) = NULL;
    KeyResult result;
    int64_t number;
    KpiAsker asker = goal_asker(request);
    TRY(body_parse_object(request->body, &body, error));
    TRY(goal_read_key_result(request, body, &result, error));
    TRY(key_result_add(&asker, request_path(request, "id"), &result, request->principal->name, &number, error));
    response->status = 201;
    return objective_answer(request, request_path(request, "id"), response, error);
}

static Status change(Request *request, Response *response, Error *error)
{
    struct json_t *body CLEANUP(body_cleanup) = NULL;
    KeyResult result;
    int64_t revision;
    const char *reason, *id = request_path(request, "id");
    KpiAsker asker = goal_asker(request);
    TRY(body_parse_object(request->body, &body, error));
    TRY(key_result_find(request->store, request->arena, id, goal_path_number(request), &result, error));
    TRY(body_integer(body, "revision", 1, INT64_MAX, 0, &revision, error));
    TRY(body_text(body, "reason", false, &reason, error));
    TRY(goal_read_key_result_change(body, &result, error));
    TRY(key_result_change(&asker, id, revision, &result, request->principal->name, reason, error));
    return objective_answer(request, id, response, error);
}

static Status take_out(Request *request, Response *response, Error *error)
{
    TRY(key_result_remove(request->store, request_path(request, "id"), goal_path_number(request), request->principal->name,
                          request_query(request, "reason"), error));
    response->status = 204;
    return STATUS_OK;
}

static Status check_in(Request *request, Response *response, Error *error)
{
    struct json_t *body CLEANUP(body_cleanup) = NULL;
    static const char *const known[] = {"value", "confidence", "words", NULL};
    KeyResult result;
    CheckIn made = {.by = request->principal->name};
    const char *id = request_path(request, "id");
    TRY(body_parse_object(request->body, &body, error));
    TRY(body_check_members(body, known, error));
    TRY(key_result_find(request->store, request->arena, id, goal_path_number(request), &result, error));
    TRY(body_number(body, "value", &made.value.defined, &made.value.number, error));
    TRY(body_number(body, "confidence", &made.confidence.defined, &made.confidence.number, error));
    TRY(body_text(body, "words", false, &made.words, error));
    TRY(check_in_add(request->store, id, &result, &made, error));
    response->status = 201;
    return objective_answer(request, id, response, error);
}

/* ---- initiatives ---- */

static Status add_initiative(Request *request, Response *response, Error *error)
{
    struct json_t *body CLEANUP(body_cleanup) = NULL;
    Initiative initiative = {.from = request->organization->today};
    int64_t number;
    KpiAsker asker = goal_asker(request);
    TRY(body_parse_object(request->body, &body, error));
    TRY(goal_read_initiative(body, &initiative, error));
    TRY(initiative_add(&asker, request_path(request, "id"), &initiative, request->principal->name, &number, error));
    response->status = 201;
    return objective_answer(request, request_path(request, "id"), response, error);
}

static Status change_initiative(Request *request, Response *response, Error *error)
{
    struct json_t *body CLEANUP(body_cleanup) = NULL;
    Initiative initiative;
    int64_t revision;
    const char *id = request_path(request, "id");
    KpiAsker asker = goal_asker(request);
    TRY(body_parse_object(request->body, &body, error));
    TRY(initiative_find(request->store, request->arena, id, goal_path_number(request), &initiative, error));
    TRY(goal_read_revision(body, &revision, error));
    TRY(goal_read_initiative(body, &initiative, error));
    TRY(initiative_change(&asker, id, revision, &initiative, request->principal->name, error));
    return objective_answer(request, id, response, error);
}

extern const Endpoint endpoint_key_result_add, endpoint_key_result_change, endpoint_key_result_remove, endpoint_check_in,
    endpoint_initiative_add, endpoint_initiative_change;
static const char *const media[] = {"application/json", NULL};
static const char *const remove_parameters[] = {"reason", NULL};
#define GOAL_BODY .run = RUN_WORKER, .body = BODY_MEMORY, .body_limit = 64 * 1024, .media = media
const Endpoint endpoint_key_result_add = {
    .method = "POST", .path = "/api/v1/objectives/{id}/key-results", .permission = PERMISSION_GOALS, .audit = "key-result.add", GOAL_BODY, .handle = add,
};
const Endpoint endpoint_key_result_change = {
    .method = "PATCH", .path = "/api/v1/objectives/{id}/key-results/{number}", .permission = PERMISSION_GOALS, .audit = "key-result.change",
    GOAL_BODY, .handle = change,
};
const Endpoint endpoint_key_result_remove = {
    .method = "DELETE", .path = "/api/v1/objectives/{id}/key-results/{number}", .permission = PERMISSION_GOALS, .audit = "key-result.remove",
    .run = RUN_WORKER, .parameters = remove_parameters, .handle = take_out,
};
const Endpoint endpoint_check_in = {
    .method = "POST", .path = "/api/v1/objectives/{id}/key-results/{number}/check-ins", .permission = PERMISSION_COMMENT, .audit = "check-in.add",
    .goals = true, GOAL_BODY, .handle = check_in,
};
const Endpoint endpoint_initiative_add = {
    .method = "POST", .path = "/api/v1/objectives/{id}/initiatives", .permission = PERMISSION_GOALS, .audit = "initiative.add", GOAL_BODY,
    .handle = add_initiative,
};
const Endpoint endpoint_initiative_change = {
    .method = "PATCH", .path = "/api/v1/objectives/{id}/initiatives/{number}", .permission = PERMISSION_GOALS, .audit = "initiative.change",
    GOAL_BODY, .handle = change_initiative,
};
