/* Objectives with their key results, check-ins and links. */
#include "http/goal_body.h"

#include "base/translate.h"
#include "render/goal.h"

#include <math.h>
#include <string.h>

static Status list(Request *request, Response *response, Error *error)
{
    Objective *objectives;
    size_t count;
    const char *all = request_query(request, "closed");
    KpiAsker asker = goal_asker(request);
    TRY(objective_list(request->store, request->arena, all && strcmp(all, "true") == 0, &objectives, &count, error));
    JsonWriter writer = json_writer(&response->body);
    json_object(&writer);
    json_key(&writer, "objectives");
    json_array(&writer);
    OwnerBook *owners = owner_book_new(&asker, request->arena);
    for (size_t i = 0; i < count; i++) {
        ObjectiveState state;
        TRY(objective_evaluate(&asker, request->arena, &objectives[i], &state, error));
        TRY(owner_book_find(owners, objectives[i].owner, &state.owner, error));
        render_objective_json(&writer, &state);
    }
    json_array_end(&writer);
    json_object_end(&writer);
    return STATUS_OK;
}

static Status answer_one(Request *request, const char *id, Response *response, Error *error)
{
    Objective objective;
    ObjectiveState state;
    KpiAsker asker = goal_asker(request);
    TRY(objective_find(request->store, request->arena, id, &objective, error));
    TRY(objective_evaluate(&asker, request->arena, &objective, &state, error));
    TRY(owner_book_find(owner_book_new(&asker, request->arena), objective.owner, &state.owner, error));
    JsonWriter writer = json_writer(&response->body);
    render_objective_json(&writer, &state);
    return STATUS_OK;
}

static Status show(Request *request, Response *response, Error *error)
{
    return answer_one(request, request_path(request, "id"), response, error);
}

static Status add(Request *request, Response *response, Error *error)
{
    struct json_t *body CLEANUP(body_cleanup) = NULL;
    const char *to;
    Objective objective = {.from = request->organization->today};
    KpiAsker asker = goal_asker(request);
    TRY(body_parse_object(request->body, &body, error));
    TRY(body_text(body, "id", true, &objective.id, error));
    TRY(body_text(body, "to", true, &to, error));
    TRY(goal_read_objective(request, body, &objective, error));
    TRY(objective_check(&objective, request->organization->today, error));
    TRY(owner_check(&asker, "owner", objective.owner, /* before= */ NULL, error));
    TRY(objective_add(request->store, &objective, request->principal->name, error));
    response->status = 201;
    response->location = arena_format(request->arena, "/api/v1/objectives/%s", objective.id);
    return answer_one(request, objective.id, response, error);
}

static Status change(Request *request, Response *response, Error *error)
{
    struct json_t *body CLEANUP(body_cleanup) = NULL;
    Objective objective;
    KpiAsker asker = goal_asker(request);
    TRY(body_parse_object(request->body, &body, error));
    TRY(objective_find(request->store, request->arena, request_path(request, "id"), &objective, error));
    const char *owner = objective.owner;
    TRY(body_integer(body, "revision", 1, INT64_MAX, 0, &objective.revision, error));
    TRY(goal_read_objective(request, body, &objective, error));
    TRY(objective_check(&objective, request->organization->today, error));
    TRY(owner_check(&asker, "owner", objective.owner, owner, error));
    TRY(objective_change(request->store, &objective, request->principal->name, error));
    return answer_one(request, objective.id, response, error);
}

static Status close_one(Request *request, Response *response, Error *error)
{
    struct json_t *body CLEANUP(body_cleanup) = NULL;
    static const char *const known[] = {"learned", NULL};
    const char *learned;
    Objective objective;
    ObjectiveState state;
    KpiAsker asker = goal_asker(request);
    TRY(body_parse_object(request->body, &body, error));
    TRY(body_check_members(body, known, error));
    TRY(body_text(body, "learned", false, &learned, error));
    TRY(objective_find(request->store, request->arena, request_path(request, "id"), &objective, error));
    TRY(objective_evaluate(&asker, request->arena, &objective, &state, error));
    TRY(objective_close(request->store, objective.id, state.score.defined ? state.score.number : (double)NAN, learned,
                        request->principal->name, error));
    return answer_one(request, objective.id, response, error);
}

static Status add_result(Request *request, Response *response, Error *error)
{
    struct json_t *body CLEANUP(body_cleanup) = NULL;
    KeyResult result;
    int64_t number;
    KpiAsker asker = goal_asker(request);
    TRY(body_parse_object(request->body, &body, error));
    TRY(goal_read_key_result(request, body, &result, error));
    TRY(key_result_add(&asker, request_path(request, "id"), &result, request->principal->name, &number, error));
    response->status = 201;
    return answer_one(request, request_path(request, "id"), response, error);
}

static Status find_result(Request *request, KeyResult *ret_result, Error *error)
{
    KeyResult *results;
    size_t count;
    long number = 0;
    const char *id = request_path(request, "id"), *word = request_path(request, "number");
    Objective objective;
    TRY(objective_find(request->store, request->arena, id, &objective, error));
    TRY(key_result_list(request->store, request->arena, id, &results, &count, error));
    if (text_to_long(text_of(word), &number))
        for (size_t i = 0; i < count; i++)
            if (results[i].number == number) {
                *ret_result = results[i];
                return STATUS_OK;
            }
    return error_set(error, STATUS_NOT_FOUND, _("\"%s\" has no key result %s"), id, word);
}

static Status check_in(Request *request, Response *response, Error *error)
{
    struct json_t *body CLEANUP(body_cleanup) = NULL;
    static const char *const known[] = {"value", "confidence", "words", NULL};
    KeyResult result;
    CheckIn made = {.by = request->principal->name};
    TRY(body_parse_object(request->body, &body, error));
    TRY(body_check_members(body, known, error));
    TRY(find_result(request, &result, error));
    TRY(body_number(body, "value", &made.value.defined, &made.value.number, error));
    TRY(body_number(body, "confidence", &made.confidence.defined, &made.confidence.number, error));
    TRY(body_text(body, "words", false, &made.words, error));
    TRY(check_in_add(request->store, request_path(request, "id"), &result, &made, error));
    response->status = 201;
    return answer_one(request, request_path(request, "id"), response, error);
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
    link.kind = strcmp(kind, "depends") == 0 ? LINK_DEPENDS : LINK_CONTRIBUTES;
    if (link.kind == LINK_CONTRIBUTES && strcmp(kind, "contributes") != 0) {
        error_set(error, STATUS_INVALID_ARGUMENT, _("\"%s\" does not know \"%s\""), "kind", kind);
        error_hint(error, _("there are: %s"), "contributes, depends");
        return error->status;
    }
    TRY(objective_link_add(request->store, &link, request->principal->name, error));
    response->status = 201;
    return answer_one(request, link.objective, response, error);
}

extern const Endpoint endpoint_objectives, endpoint_objective, endpoint_objective_add, endpoint_objective_change,
    endpoint_objective_close, endpoint_objective_link, endpoint_key_result_add, endpoint_check_in;
static const char *const media[] = {"application/json", NULL};
static const char *const parameters[] = {"closed", NULL};
#define GOAL_BODY .run = RUN_WORKER, .body = BODY_MEMORY, .body_limit = 64 * 1024, .media = media
const Endpoint endpoint_objectives = {
    .method = "GET", .path = "/api/v1/objectives", .permission = PERMISSION_READ_VALUES, .run = RUN_WORKER,
    .parameters = parameters, .handle = list,
};
const Endpoint endpoint_objective = {
    .method = "GET", .path = "/api/v1/objectives/{id}", .permission = PERMISSION_READ_VALUES, .run = RUN_WORKER, .handle = show,
};
const Endpoint endpoint_objective_add = {
    .method = "POST", .path = "/api/v1/objectives", .permission = PERMISSION_GOALS, .audit = "objective.add", GOAL_BODY, .handle = add,
};
const Endpoint endpoint_objective_change = {
    .method = "PATCH", .path = "/api/v1/objectives/{id}", .permission = PERMISSION_GOALS, .audit = "objective.change", GOAL_BODY, .handle = change,
};
const Endpoint endpoint_objective_close = {
    .method = "POST", .path = "/api/v1/objectives/{id}/close", .permission = PERMISSION_GOALS, .audit = "objective.close", GOAL_BODY, .handle = close_one,
};
const Endpoint endpoint_objective_link = {
    .method = "POST", .path = "/api/v1/objectives/{id}/links", .permission = PERMISSION_GOALS, .audit = "objective.link", GOAL_BODY, .handle = add_link,
};
const Endpoint endpoint_key_result_add = {
    .method = "POST", .path = "/api/v1/objectives/{id}/key-results", .permission = PERMISSION_GOALS, .audit = "key-result.add", GOAL_BODY,
    .handle = add_result,
};
const Endpoint endpoint_check_in = {
    .method = "POST", .path = "/api/v1/objectives/{id}/key-results/{number}/check-ins", .permission = PERMISSION_COMMENT, .audit = "check-in.add",
    GOAL_BODY, .handle = check_in,
};
