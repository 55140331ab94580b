/* Bodies about objectives, key results and initiatives. */
#include "http/goal_body.h"

#include "base/translate.h"
#include "goal/span.h"

#include <string.h>

static Status read_texts(const struct json_t *body, const char *const *names, const char **const *targets, Error *error)
{
    for (size_t i = 0; names[i]; i++) {
        const char *text;
        TRY(body_text(body, names[i], false, &text, error));
        if (text)
            *targets[i] = *text ? text : NULL; /* an empty text takes it away */
    }
    return STATUS_OK;
}

/* "from" and "to", or "period", which is both. A new objective without an end is told that it needs one. */
static Status read_span(Request *request, const struct json_t *body, Objective *objective, Error *error)
{
    const char *period;
    bool from, to;
    KpiAsker asker = goal_asker(request);
    TRY(body_text(body, "period", false, &period, error));
    TRY(goal_body_day(body, "from", &from, &objective->from, error));
    TRY(goal_body_day(body, "to", &to, &objective->to, error));
    if (period && (from || to)) {
        error_set(error, STATUS_INVALID_ARGUMENT, "%s", _("either a period, or a first and a last day"));
        error_where(error, "period");
        return error->status;
    }
    if (period)
        return span_parse(&asker, request->arena, period, &objective->from, &objective->to, error);
    if (to || objective->revision)
        return STATUS_OK;
    error_set(error, STATUS_INVALID_ARGUMENT, "%s", _("say until when: a target without a period is never due"));
    error_where(error, "to");
    error_hint(error, "%s", _("\"to\" with a day, or \"period\" with this-quarter, next-quarter, this-year or next-year"));
    return STATUS_INVALID_ARGUMENT;
}

Status goal_read_objective(Request *request, const struct json_t *body, Objective *objective, Error *error)
{
    static const char *const known[] = {"id", "title", "why", "level", "of", "owner", "from", "to", "period", "committed", "revision",
                                        "reason", "key_results", NULL};
    static const char *const names[] = {"title", "why", "of", "owner", NULL};
    const char **const targets[] = {&objective->title, &objective->why, &objective->unit, &objective->owner};
    const char *level;
    TRY(body_check_members(body, known, error));
    TRY(read_texts(body, names, targets, error));
    TRY(body_text(body, "level", false, &level, error));
    if (level && !objective_level_parse(level, &objective->level))
        return goal_body_refuse(error, "level", level, "company, department, team, person");
    TRY(read_span(request, body, objective, error));
    return body_truth(body, "committed", objective->committed, &objective->committed, error);
}

Status goal_read_key_result(Request *request, const struct json_t *body, KeyResult *ret_result, Error *error)
{
    static const char *const known[] = {"title", "kind", "kpi", "metric", "variant", "filters", "parameters", "start", "target",
                                        "weight", NULL};
    const char *kind;
    bool start, target, weight;
    KeyResult result = {.weight = 1};
    TRY(body_check_members(body, known, error));
    TRY(body_text(body, "title", true, &result.title, error));
    TRY(body_text(body, "kind", true, &kind, error));
    if (!key_result_kind_parse(kind, &result.kind))
        return goal_body_refuse(error, "kind", kind, "kpi, metric, milestone, number");
    TRY(body_text(body, "kpi", false, &result.kpi, error));
    TRY(body_text(body, "metric", false, &result.metric, error));
    TRY(body_text(body, "variant", false, &result.variant, error));
    TRY(goal_body_list(request, body, "filters", QUERY_FILTERS_LIMIT, &result.filters, &result.filter_count, error));
    TRY(goal_body_list(request, body, "parameters", QUERY_PARAMETERS_LIMIT, &result.parameters, &result.parameter_count, error));
    TRY(body_number(body, "start", &start, &result.start, error));
    TRY(body_number(body, "target", &target, &result.target, error));
    TRY(body_number(body, "weight", &weight, &result.weight, error));
    if (result.kind == KEY_RESULT_MILESTONE) {
        result.start = 0;
        result.target = 1;
    } else if (!start || !target) {
        error_set(error, STATUS_INVALID_ARGUMENT, "%s", _("a key result goes from a start to a target"));
        error_where(error, start ? "target" : "start");
        return STATUS_INVALID_ARGUMENT;
    }
    *ret_result = result;
    return STATUS_OK;
}

Status goal_read_key_results(Request *request, const struct json_t *body, KeyResult **ret_results, size_t *ret_count, Error *error)
{
    size_t count = 0;
    if (body_has(body, "key_results"))
        TRY(body_objects(body, "key_results", KEY_RESULTS_LIMIT, &count, error));
    KeyResult *results = ARENA_ARRAY(request->arena, count + 1, KeyResult);
    for (size_t i = 0; i < count; i++)
        TRY(goal_read_key_result(request, body_object_at(body, "key_results", i), &results[i], error));
    *ret_results = results;
    *ret_count = count;
    return STATUS_OK;
}

Status goal_read_key_result_change(const struct json_t *body, KeyResult *result, Error *error)
{
    static const char *const known[] = {"title", "start", "target", "weight", "revision", "reason", NULL};
    const char *title;
    bool start, target, weight;
    double start_value = result->start, target_value = result->target;
    TRY(body_check_members(body, known, error));
    TRY(body_text(body, "title", false, &title, error));
    TRY(body_number(body, "start", &start, &start_value, error));
    TRY(body_number(body, "target", &target, &target_value, error));
    TRY(body_number(body, "weight", &weight, &result->weight, error));
    result->title = title ? title : result->title;
    if (result->kind == KEY_RESULT_MILESTONE) /* goes from 0 to 1 */
        return STATUS_OK;
    result->start = start_value;
    result->target = target_value;
    return STATUS_OK;
}

Status goal_read_initiative(const struct json_t *body, Initiative *initiative, Error *error)
{
    static const char *const known[] = {"title", "owner", "from", "to", "state", "key_result", "outcome", "revision", NULL};
    static const char *const names[] = {"title", "owner", "outcome", NULL};
    const char **const targets[] = {&initiative->title, &initiative->owner, &initiative->outcome};
    const char *state;
    bool from, to, is_new = initiative->number == 0;
    TRY(body_check_members(body, known, error));
    TRY(read_texts(body, names, targets, error));
    TRY(goal_body_day(body, "from", &from, &initiative->from, error));
    TRY(goal_body_day(body, "to", &to, &initiative->to, error));
    if (is_new && !to) {
        error_set(error, STATUS_INVALID_ARGUMENT, "%s", _("an initiative has a last day"));
        error_where(error, "to");
        return error->status;
    }
    TRY(body_text(body, "state", false, &state, error));
    if (state && !initiative_state_parse(state, &initiative->state))
        return goal_body_refuse(error, "state", state, "planned, running, done, dropped");
    return body_integer(body, "key_result", 0, INT64_MAX, initiative->key_result, &initiative->key_result, error);
}

Status goal_read_revision(const struct json_t *body, int64_t *ret_revision, Error *error)
{
    *ret_revision = 0;
    return body_has(body, "revision") ? body_integer(body, "revision", 1, INT64_MAX, 0, ret_revision, error) : STATUS_OK;
}

int64_t goal_path_number(const Request *request)
{
    long number = 0;
    return text_to_long(text_of(request_path(request, "number")), &number) ? number : 0;
}
