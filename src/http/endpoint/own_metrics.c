/* Metrics that the organization defines itself: tried, added, changed, retired, and every form that they had. */
#include "http/goal_body.h"
#include "http/values_answer.h"

#include "base/translate.h"
#include "goal/metric_use.h"
#include "metric/own.h"
#include "render/result.h"

#include <string.h>

enum { BODY_LIMIT = 256 * 1024, PREVIEW_MOST = 60 };

static OwnChecker checker_of(const Request *request)
{
    return (OwnChecker){request->store, request->session, request->registry, request->organization, &request->principal->rows};
}

/* A definition is everybody's, so it is not for somebody who sees a part to change. */
static Status need_whole(const Request *request, Error *error)
{
    if (row_scope_is_all(&request->principal->rows))
        return STATUS_OK;
    return error_set(error, STATUS_FORBIDDEN, "%s",
                     _("a metric is the whole organization's: who is limited to some rows may try one, but not keep it"));
}

/* Reads the definition, checks it and asks it once, so that what fails on the rows fails here. The registry is freed by
 * the caller. */
static Status check(Request *request, const struct json_t *body, MetricRegistry **ret_registry, const Metric **ret_metric,
                    const char **ret_text, Error *error)
{
    MetricQuery query;
    MetricResult result;
    OwnChecker checker = checker_of(request);
    TRY(body_text(body, "definition", true, ret_text, error));
    TRY(own_check(&checker, text_of(*ret_text), ret_registry, ret_metric, error));
    QueryWords words = {.id = (*ret_metric)->id, .rows = checker.rows};
    return own_try(&checker, *ret_registry, request->arena, &words, &query, &result, error);
}

static Status answer(Request *request, const Metric *metric, Response *response)
{
    response->audit_target = arena_string(request->arena, metric->id);
    JsonWriter writer = json_writer(&response->body);
    render_metric_json(&writer, metric, /* whole= */ true);
    return STATUS_OK;
}

/* The answer as the next question will give it. */
static Status answer_stored(Request *request, MetricRegistry *registry, const char *id, Response *response, Error *error)
{
    MetricRegistry *fresh = NULL;
    const Metric *metric;
    Status status = own_registry(store_records(request->store), metric_registry_shipped(registry), &fresh, error);
    if (status == STATUS_OK)
        status = metric_registry_find(fresh, id, &metric, error);
    if (status == STATUS_OK)
        status = answer(request, metric, response);
    metric_registry_free(fresh);
    return status;
}

static Status add(Request *request, Response *response, Error *error)
{
    static const char *const members[] = {"definition", "reason", NULL};
    struct json_t *body CLEANUP(body_cleanup) = NULL;
    MetricRegistry *registry = NULL;
    const Metric *metric;
    const char *text, *reason;
    TRY(need_whole(request, error));
    TRY(body_parse_object(request->body, &body, error));
    TRY(body_check_members(body, members, error));
    TRY(body_text(body, "reason", false, &reason, error));
    Status status = check(request, body, &registry, &metric, &text, error);
    if (status == STATUS_OK)
        status = own_add(store_records(request->store), metric->id, text_of(text), request->principal->name, reason, error);
    if (status == STATUS_OK) {
        store_changed(request->store);
        response->status = 201;
        response->location = arena_format(request->arena, "/api/v1/metrics/%s", metric->id);
        status = answer_stored(request, registry, metric->id, response, error);
    }
    metric_registry_free(registry);
    return status;
}

/* Its id is by which everything names it. */
static Status same_id(const char *id, const Metric *metric, Error *error)
{
    if (strcmp(id, metric->id) == 0)
        return STATUS_OK;
    error_set(error, STATUS_INVALID_DATA, _("the definition is of \"%s\", not of \"%s\": an id does not change"), metric->id, id);
    error_where(error, "%s", _("definition"));
    error_value(error, metric->id, strlen(metric->id));
    error_hint(error, "%s", _("add it as a metric of its own"));
    return error->status;
}

static Status change_checked(Request *request, const struct json_t *body, MetricRegistry *registry, const Metric *metric,
                             const char *text, Error *error)
{
    int64_t revision;
    const char *reason;
    KpiAsker asker = goal_asker(request);
    asker.registry = registry;
    TRY(same_id(request_path(request, "id"), metric, error));
    TRY(body_integer(body, "revision", 1, INT64_MAX, 0, &revision, error));
    TRY(body_text(body, "reason", false, &reason, error));
    TRY(metric_use_fits(&asker, metric->id, error));
    return own_change(store_records(request->store), metric->id, revision, text_of(text), request->principal->name, reason, error);
}

static Status change(Request *request, Response *response, Error *error)
{
    static const char *const members[] = {"definition", "revision", "reason", NULL};
    struct json_t *body CLEANUP(body_cleanup) = NULL;
    MetricRegistry *registry = NULL;
    const Metric *metric;
    const char *text;
    TRY(need_whole(request, error));
    TRY(body_parse_object(request->body, &body, error));
    TRY(body_check_members(body, members, error));
    Status status = check(request, body, &registry, &metric, &text, error);
    if (status == STATUS_OK)
        status = change_checked(request, body, registry, metric, text, error);
    if (status == STATUS_OK) {
        store_changed(request->store);
        status = answer_stored(request, registry, metric->id, response, error);
    }
    metric_registry_free(registry);
    return status;
}

static Status retire(Request *request, Response *response, Error *error)
{
    TRY(need_whole(request, error));
    TRY(metric_use_retire(request->store, request_path(request, "id"), request->principal->name, request_query(request, "reason"),
                          error));
    store_changed(request->store);
    response->status = 204;
    return STATUS_OK;
}

/* ---- preview ---- */

static Status read_words(const struct json_t *body, QueryWords *words, Error *error)
{
    const struct { const char *name; const char **target; } texts[] = {
        {"variant", &words->variant}, {"period", &words->period}, {"calendar", &words->calendar}, {"from", &words->from},
        {"to", &words->to},           {"by", &words->by}};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        TRY(body_text(body, texts[i].name, false, texts[i].target, error));
    return STATUS_OK;
}

static Status try_it(Request *request, const OwnChecker *checker, const MetricRegistry *registry, QueryWords *words,
                     Response *response, Error *error)
{
    MetricQuery query;
    MetricResult result;
    TRY(own_try(checker, registry, request->arena, words, &query, &result, error));
    size_t beyond = !query.by_count && result.row_count > PREVIEW_MOST ? result.row_count - PREVIEW_MOST : 0;
    result.rows += beyond;
    result.row_count -= beyond;
    JsonWriter writer = json_writer(&response->body);
    json_object(&writer);
    json_key(&writer, "definition");
    render_metric_json(&writer, query.metric, /* whole= */ true);
    json_key(&writer, "values");
    json_object(&writer);
    values_write(&writer, &result, NULL);
    json_object_end(&writer);
    json_object_end(&writer);
    return STATUS_OK;
}

static Status preview(Request *request, Response *response, Error *error)
{
    static const char *const members[] = {"definition", "variant", "period", "calendar", "from", "to", "by", NULL};
    struct json_t *body CLEANUP(body_cleanup) = NULL;
    MetricRegistry *registry = NULL;
    const Metric *metric;
    const char *text;
    OwnChecker checker = checker_of(request);
    QueryWords words = {.rows = checker.rows};
    TRY(body_parse_object(request->body, &body, error));
    TRY(body_check_members(body, members, error));
    TRY(body_text(body, "definition", true, &text, error));
    TRY(read_words(body, &words, error));
    TRY(own_check(&checker, text_of(text), &registry, &metric, error));
    words.id = metric->id;
    Status status = try_it(request, &checker, registry, &words, response, error);
    metric_registry_free(registry);
    return status;
}

/* ---- history ---- */

static Status history(Request *request, Response *response, Error *error)
{
    OwnRevision *revisions;
    size_t count;
    char at[32];
    TRY(own_history(store_records(request->store), request->arena, request_path(request, "id"), &revisions, &count, error));
    JsonWriter writer = json_writer(&response->body);
    json_object(&writer);
    json_key(&writer, "revisions");
    json_array(&writer);
    for (size_t i = 0; i < count; i++) {
        instant_format(revisions[i].changed_at, at);
        json_object(&writer);
        json_member_integer(&writer, "revision", revisions[i].revision);
        json_member_text(&writer, "changed_at", at);
        json_member_text(&writer, "changed_by", revisions[i].by);
        json_member_text(&writer, "reason", revisions[i].reason);
        json_member_text(&writer, "definition", revisions[i].definition);
        json_object_end(&writer);
    }
    json_array_end(&writer);
    json_object_end(&writer);
    return STATUS_OK;
}

extern const Endpoint endpoint_metric_add, endpoint_metric_change, endpoint_metric_retire, endpoint_metric_preview,
    endpoint_metric_history;
static const char *const media[] = {"application/json", NULL};
static const char *const retire_parameters[] = {"reason", NULL};
const Endpoint endpoint_metric_add = {
    .method = "POST", .path = "/api/v1/metrics", .permission = PERMISSION_QUERY, .audit = "metric.add", .run = RUN_LONG,
    .body = BODY_MEMORY, .body_limit = BODY_LIMIT, .media = media, .handle = add,
};
const Endpoint endpoint_metric_change = {
    .method = "PATCH", .path = "/api/v1/metrics/{id}", .permission = PERMISSION_QUERY, .audit = "metric.change", .run = RUN_LONG,
    .body = BODY_MEMORY, .body_limit = BODY_LIMIT, .media = media, .handle = change,
};
const Endpoint endpoint_metric_retire = {
    .method = "DELETE", .path = "/api/v1/metrics/{id}", .permission = PERMISSION_QUERY, .audit = "metric.retire", .run = RUN_WORKER,
    .parameters = retire_parameters, .handle = retire,
};
const Endpoint endpoint_metric_preview = {
    .method = "POST", .path = "/api/v1/metrics/preview", .permission = PERMISSION_QUERY, .run = RUN_LONG, .body = BODY_MEMORY,
    .body_limit = BODY_LIMIT, .media = media, .handle = preview,
};
const Endpoint endpoint_metric_history = {
    .method = "GET", .path = "/api/v1/metrics/{id}/history", .permission = PERMISSION_SIGNED_IN, .run = RUN_WORKER, .handle = history,
};
