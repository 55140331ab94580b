/* KPIs: the list with states, one with its periods and its SMART check, its definition and its targets. */
#include "http/goal_body.h"

#include "base/translate.h"
#include "render/goal.h"

enum { KPI_PERIODS = 24 };

static Status list(Request *request, Response *response, Error *error)
{
    Kpi *kpis;
    size_t count;
    KpiAsker asker = goal_asker(request);
    TRY(kpi_list(request->store, request->arena, /* retired= */ false, &kpis, &count, error));
    JsonWriter writer = json_writer(&response->body);
    json_object(&writer);
    json_key(&writer, "kpis");
    json_array(&writer);
    OwnerBook *owners = owner_book_new(&asker, request->arena);
    for (size_t i = 0; i < count; i++) {
        KpiState state;
        TRY(kpi_evaluate(&asker, request->arena, &kpis[i], KPI_PERIODS, &state, error));
        TRY(owner_book_find(owners, kpis[i].owner, &state.owner, error));
        render_kpi_json(&writer, &state, /* whole= */ true);
    }
    json_array_end(&writer);
    json_object_end(&writer);
    response->cacheable = response->of_goals = true;
    return STATUS_OK;
}

static void write_targets(Request *request, JsonWriter *writer, const KpiState *state)
{
    json_key(writer, "targets");
    json_array(writer);
    for (size_t i = 0; i < state->target_count; i++)
        if (!state->targets[i].segment || kpi_segment_seen(&request->principal->rows, state->targets[i].segment))
            render_target_json(request->arena, writer, &state->targets[i]);
    json_array_end(writer);
}

static Status answer_one(Request *request, const char *id, Response *response, Error *error)
{
    Kpi kpi;
    KpiState state;
    SmartCheck check;
    KpiVersion *versions;
    size_t version_count;
    KpiAsker asker = goal_asker(request);
    TRY(kpi_find(request->store, request->arena, id, &kpi, error));
    TRY(kpi_evaluate(&asker, request->arena, &kpi, KPI_PERIODS, &state, error));
    TRY(owner_book_find(owner_book_new(&asker, request->arena), kpi.owner, &state.owner, error));
    TRY(smart_check(&asker, request->arena, &state, &check, error));
    TRY(kpi_versions(request->store, request->arena, id, &versions, &version_count, error));
    JsonWriter writer = json_writer(&response->body);
    json_object(&writer);
    json_key(&writer, "kpi");
    render_kpi_json(&writer, &state, /* whole= */ true);
    json_key(&writer, "smart");
    render_smart_json(&writer, &check);
    write_targets(request, &writer, &state);
    json_key(&writer, "versions");
    render_versions_json(request->arena, &writer, versions, version_count, /* against= */ NULL);
    json_object_end(&writer);
    return STATUS_OK;
}

static Status show(Request *request, Response *response, Error *error)
{
    response->cacheable = response->of_goals = true;
    return answer_one(request, request_path(request, "id"), response, error);
}

/* What a new KPI is where its body says nothing. */
static Status defaults(Request *request, const struct json_t *body, Kpi *kpi, Error *error)
{
    const Metric *metric;
    TRY(body_text(body, "metric", true, &kpi->metric, error));
    Status status = metric_registry_find(request->registry, kpi->metric, &metric, error);
    if (status != STATUS_OK) {
        error_where(error, "metric");
        return status;
    }
    kpi->title = metric_title(metric);
    kpi->period = PERIOD_MONTH;
    kpi->calendar = request->organization->calendar;
    kpi->perspective = perspective_name(metric->perspective);
    return STATUS_OK;
}

/* The target of a body, made by its rule and checked; false in `ret_given` where there is none. */
static Status read_target(Request *request, const struct json_t *body, const Kpi *kpi, bool *ret_given, KpiTarget *target,
                          Error *error)
{
    const struct json_t *given;
    KpiAsker asker = goal_asker(request);
    TRY(body_object(body, "target", &given, error));
    *ret_given = given != NULL;
    if (!given)
        return STATUS_OK;
    TRY(goal_read_target(request, given, target, error));
    TRY(kpi_make_target(&asker, request->arena, kpi, target, error));
    return kpi_check_target(&asker, kpi, target, error);
}

static Status add(Request *request, Response *response, Error *error)
{
    struct json_t *body CLEANUP(body_cleanup) = NULL;
    Kpi kpi = {0};
    KpiTarget target;
    bool has_target;
    KpiAsker asker = goal_asker(request);
    TRY(body_parse_object(request->body, &body, error));
    TRY(body_text(body, "id", true, &kpi.id, error));
    TRY(defaults(request, body, &kpi, error));
    TRY(goal_read_kpi(request, body, &kpi, error));
    kpi_settle(&kpi, request->registry);
    TRY(kpi_check(&kpi, request->registry, request->organization, error));
    TRY(owner_check(&asker, "owner", kpi.owner, /* before= */ NULL, error));
    TRY(read_target(request, body, &kpi, &has_target, &target, error)); /* before anything is stored */
    TRY(kpi_add(request->store, &kpi, request->principal->name, error));
    if (has_target)
        TRY(kpi_set_target(&asker, &kpi, &target, error));
    response->status = 201;
    response->location = arena_format(request->arena, "/api/v1/kpis/%s", kpi.id);
    return answer_one(request, kpi.id, response, error);
}

/* What a target would be: its path and what it is made from. Nothing is stored. */
static Status preview_target(Request *request, Response *response, Error *error)
{
    static const char *const known[] = {"kpi", "target", NULL};
    struct json_t *body CLEANUP(body_cleanup) = NULL;
    const struct json_t *definition;
    Kpi kpi = {.id = "preview"};
    KpiTarget target;
    bool given;
    TRY(body_parse_object(request->body, &body, error));
    TRY(body_check_members(body, known, error));
    TRY(body_object(body, "kpi", &definition, error));
    if (!definition || !body_has(body, "target"))
        return error_set(error, STATUS_INVALID_ARGUMENT, "%s", _("a preview is of a KPI's \"kpi\" and \"target\""));
    TRY(defaults(request, definition, &kpi, error));
    TRY(goal_read_kpi(request, definition, &kpi, error));
    kpi_settle(&kpi, request->registry);
    TRY(kpi_check(&kpi, request->registry, request->organization, error));
    TRY(read_target(request, body, &kpi, &given, &target, error));
    JsonWriter writer = json_writer(&response->body);
    render_target_json(request->arena, &writer, &target);
    return STATUS_OK;
}

static Status history(Request *request, Response *response, Error *error)
{
    Kpi kpi;
    KpiVersion *versions;
    size_t count;
    const char *word = request_query(request, "against");
    const KpiVersion *against = NULL;
    TRY(kpi_find(request->store, request->arena, request_path(request, "id"), &kpi, error));
    TRY(kpi_versions(request->store, request->arena, kpi.id, &versions, &count, error));
    TRY(kpi_version_named(versions, count, word, &against, error));
    JsonWriter writer = json_writer(&response->body);
    json_object(&writer);
    json_key(&writer, "versions");
    render_versions_json(request->arena, &writer, versions, count, against);
    json_object_end(&writer);
    return STATUS_OK;
}

static Status change(Request *request, Response *response, Error *error)
{
    struct json_t *body CLEANUP(body_cleanup) = NULL;
    Kpi kpi;
    const char *reason;
    KpiAsker asker = goal_asker(request);
    TRY(body_parse_object(request->body, &body, error));
    TRY(kpi_find(request->store, request->arena, request_path(request, "id"), &kpi, error));
    const char *owner = kpi.owner;
    TRY(body_integer(body, "revision", 1, INT64_MAX, 0, &kpi.revision, error));
    TRY(body_text(body, "reason", false, &reason, error));
    TRY(goal_read_kpi(request, body, &kpi, error));
    kpi_settle(&kpi, request->registry);
    TRY(kpi_check(&kpi, request->registry, request->organization, error));
    TRY(owner_check(&asker, "owner", kpi.owner, owner, error));
    TRY(kpi_change(request->store, &kpi, request->principal->name, reason, error));
    return answer_one(request, kpi.id, response, error);
}

static Status retire(Request *request, Response *response, Error *error)
{
    TRY(kpi_retire(request->store, request_path(request, "id"), request->principal->name, request_query(request, "reason"), error));
    response->status = 204;
    return STATUS_OK;
}

static Status set_target(Request *request, Response *response, Error *error)
{
    struct json_t *body CLEANUP(body_cleanup) = NULL;
    Kpi kpi;
    KpiTarget target;
    KpiAsker asker = goal_asker(request);
    TRY(body_parse_object(request->body, &body, error));
    TRY(kpi_find(request->store, request->arena, request_path(request, "id"), &kpi, error));
    TRY(goal_read_target(request, body, &target, error));
    TRY(kpi_make_target(&asker, request->arena, &kpi, &target, error));
    TRY(kpi_set_target(&asker, &kpi, &target, error));
    response->status = 201;
    return answer_one(request, kpi.id, response, error);
}

extern const Endpoint endpoint_kpis, endpoint_kpi, endpoint_kpi_add, endpoint_kpi_change, endpoint_kpi_retire,
    endpoint_kpi_target, endpoint_kpi_target_preview, endpoint_kpi_versions;
static const char *const media[] = {"application/json", NULL};
static const char *const version_parameters[] = {"against", NULL}, *const retire_parameters[] = {"reason", NULL};
const Endpoint endpoint_kpis = {
    .method = "GET", .path = "/api/v1/kpis", .permission = PERMISSION_READ_VALUES, .run = RUN_WORKER, .handle = list,
};
const Endpoint endpoint_kpi = {
    .method = "GET", .path = "/api/v1/kpis/{id}", .permission = PERMISSION_READ_VALUES, .run = RUN_WORKER, .handle = show,
};
const Endpoint endpoint_kpi_add = {
    .method = "POST", .path = "/api/v1/kpis", .permission = PERMISSION_GOALS, .audit = "kpi.add", .run = RUN_WORKER, .body = BODY_MEMORY,
    .body_limit = 64 * 1024, .media = media, .handle = add,
};
const Endpoint endpoint_kpi_change = {
    .method = "PATCH", .path = "/api/v1/kpis/{id}", .permission = PERMISSION_GOALS, .audit = "kpi.change", .run = RUN_WORKER, .body = BODY_MEMORY,
    .body_limit = 64 * 1024, .media = media, .handle = change,
};
const Endpoint endpoint_kpi_retire = {
    .method = "DELETE", .path = "/api/v1/kpis/{id}", .permission = PERMISSION_GOALS, .audit = "kpi.retire", .run = RUN_WORKER,
    .parameters = retire_parameters, .handle = retire,
};
const Endpoint endpoint_kpi_target = {
    .method = "POST", .path = "/api/v1/kpis/{id}/targets", .permission = PERMISSION_GOALS, .audit = "kpi.target", .run = RUN_WORKER,
    .body = BODY_MEMORY, .body_limit = 64 * 1024, .media = media, .handle = set_target,
};
const Endpoint endpoint_kpi_target_preview = {
    .method = "POST", .path = "/api/v1/target-previews", .permission = PERMISSION_GOALS, .run = RUN_WORKER,
    .body = BODY_MEMORY, .body_limit = 64 * 1024, .media = media, .handle = preview_target,
};
const Endpoint endpoint_kpi_versions = {
    .method = "GET", .path = "/api/v1/kpis/{id}/versions", .permission = PERMISSION_READ_VALUES, .run = RUN_WORKER,
    .parameters = version_parameters, .handle = history,
};
