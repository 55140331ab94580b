#include "http/goal_body.h"

#include "base/translate.h"

#include <string.h>

KpiAsker goal_asker(const Request *request)
{
    return (KpiAsker){request->store, request->session, request->registry, request->organization, &request->principal->rows};
}

Status goal_body_refuse(Error *error, const char *member, const char *value, const char *known)
{
    error_set(error, STATUS_INVALID_ARGUMENT, _("\"%s\" does not know \"%s\""), member, value);
    error_where(error, "%s", member);
    error_hint(error, _("there are: %s"), known);
    return STATUS_INVALID_ARGUMENT;
}

/* ---- KPIs ---- */

static Status read_choices(const struct json_t *body, Kpi *kpi, Error *error)
{
    const char *period, *calendar;
    TRY(body_text(body, "period", false, &period, error));
    TRY(body_text(body, "calendar", false, &calendar, error));
    if (period && !period_length_parse(text_of(period), &kpi->period))
        return goal_body_refuse(error, "period", period, "day, week, month, quarter, year");
    if (calendar && !calendar_system_parse(text_of(calendar), &kpi->calendar))
        return goal_body_refuse(error, "calendar", calendar, "gregorian, persian, islamic, fiscal");
    return STATUS_OK;
}

static Status read_texts(const struct json_t *body, Kpi *kpi, Error *error)
{
    const struct { const char *name; const char **target; } members[] = {
        {"title", &kpi->title}, {"goal", &kpi->goal},   {"criterion", &kpi->criterion}, {"metric", &kpi->metric},
        {"variant", &kpi->variant}, {"owner", &kpi->owner}, {"source", &kpi->source}, {"objective", &kpi->objective},
        {"perspective", &kpi->perspective}, {"entry", &kpi->entry}, {"people", &kpi->people}, {"money", &kpi->money}, {"tools", &kpi->tools}};
    for (size_t i = 0; i < sizeof members / sizeof members[0]; i++) {
        const char *text;
        TRY(body_text(body, members[i].name, false, &text, error));
        if (text)
            *members[i].target = *text ? text : NULL; /* an empty text takes it away */
    }
    return STATUS_OK;
}

Status goal_body_list(Request *request, const struct json_t *body, const char *name, size_t limit, const char *const **target,
                      size_t *count, Error *error)
{
    const char **texts;
    if (!body_has(body, name))
        return STATUS_OK;
    TRY(body_texts(body, name, request->arena, &texts, count, error));
    *target = texts;
    if (*count <= limit)
        return STATUS_OK;
    error_set(error, STATUS_TOO_LARGE, _("\"%s\" has at most %zu entries"), name, limit);
    error_where(error, "%s", name);
    return error->status;
}

Status goal_body_day(const struct json_t *body, const char *name, bool *ret_given, int32_t *ret_day, Error *error)
{
    const char *text;
    TRY(body_text(body, name, false, &text, error));
    *ret_given = text != NULL;
    if (!text || day_parse(text_of(text), ret_day))
        return STATUS_OK;
    error_set(error, STATUS_INVALID_ARGUMENT, "%s", _("a day is written as 2026-11-21"));
    error_where(error, "%s", name);
    error_value(error, text, strlen(text));
    return STATUS_INVALID_ARGUMENT;
}

/* An empty text takes it away. */
static Status read_review(const struct json_t *body, Kpi *kpi, Error *error)
{
    const char *text;
    TRY(body_text(body, "review", false, &text, error));
    if (text && !*text) {
        kpi->has_review = false;
        return STATUS_OK;
    }
    bool given;
    TRY(goal_body_day(body, "review", &given, &kpi->review, error));
    kpi->has_review = kpi->has_review || given;
    return STATUS_OK;
}

Status goal_read_kpi(Request *request, const struct json_t *body, Kpi *kpi, Error *error)
{
    static const char *const known[] = {"id", "title", "goal", "criterion", "metric", "variant", "filters", "parameters",
                                        "period", "calendar", "perspective", "leading", "result", "objective", "owner", "source",
                                        "by_hand", "entry", "people", "money", "tools", "review", "fresh_days", "revision",
                                        "reason", "target", NULL};
    TRY(body_check_members(body, known, error));
    const char *before = kpi->metric;
    TRY(read_texts(body, kpi, error));
    if (before && kpi->metric && strcmp(before, kpi->metric) != 0) { /* what was said of the other metric says nothing of this */
        kpi->variant = body_has(body, "variant") ? kpi->variant : NULL;
        kpi->has_result = false;
    }
    TRY(goal_body_list(request, body, "filters", QUERY_FILTERS_LIMIT, &kpi->filters, &kpi->filter_count, error));
    TRY(goal_body_list(request, body, "parameters", QUERY_PARAMETERS_LIMIT, &kpi->parameters, &kpi->parameter_count, error));
    TRY(body_truth(body, "leading", kpi->leading, &kpi->leading, error));
    TRY(body_truth(body, "result", kpi->result, &kpi->result, error));
    TRY(body_truth(body, "by_hand", kpi->by_hand, &kpi->by_hand, error));
    kpi->has_result = kpi->has_result || body_has(body, "result");
    TRY(read_review(body, kpi, error));
    TRY(body_integer(body, "fresh_days", 0, 3660, kpi->fresh_days, &kpi->fresh_days, error));
    return read_choices(body, kpi, error);
}

/* ---- targets ---- */

/* "low" and "high"; one of them stands for both. */
static Status read_bounds(const struct json_t *point, TargetPoint *ret_point, Error *error)
{
    bool low, high;
    TRY(body_number(point, "low", &low, &ret_point->low, error));
    TRY(body_number(point, "high", &high, &ret_point->high, error));
    if (!low && !high) {
        error_set(error, STATUS_INVALID_ARGUMENT, "%s", _("the target has no value"));
        error_where(error, "points");
        return STATUS_INVALID_ARGUMENT;
    }
    if (!low)
        ret_point->low = ret_point->high;
    if (!high)
        ret_point->high = ret_point->low;
    return STATUS_OK;
}

/* More than a target may have, so that it is the target's check that says how many there may be. */
enum { POINTS_READ = 8 * 1024 };

static Status read_points(Request *request, const struct json_t *body, KpiTarget *target, Error *error)
{
    size_t count;
    TRY(body_objects(body, "points", POINTS_READ, &count, error));
    TargetPoint *points = ARENA_ARRAY(request->arena, count + 1, TargetPoint);
    for (size_t i = 0; i < count; i++) {
        bool given;
        const struct json_t *point = body_object_at(body, "points", i);
        points[i].day = target->from;
        TRY(goal_body_day(point, "day", &given, &points[i].day, error));
        TRY(read_bounds(point, &points[i], error));
    }
    target->path.points = points;
    target->path.count = count;
    return STATUS_OK;
}

static Status read_rule(const struct json_t *body, TargetRule *rule, Error *error)
{
    const char *name;
    bool given;
    int64_t periods;
    TRY(body_text(body, "rule", false, &name, error));
    if (name && !target_rule_parse(name, &rule->kind))
        return goal_body_refuse(error, "rule", name, "given, last-year, average, seasonal-mean, seasonal-total");
    TRY(body_number(body, "percent", &given, &rule->percent, error));
    TRY(body_number(body, "number", &given, &rule->number, error));
    TRY(body_integer(body, "periods", 0, TARGET_AVERAGE_LIMIT, 0, &periods, error));
    if (rule->kind == TARGET_AVERAGE)
        rule->number = (double)periods;
    else if (rule->kind >= TARGET_SHAPE_MEAN && !given) {
        error_set(error, STATUS_INVALID_ARGUMENT, "%s", _("the mean or total that the shape is scaled to is a number"));
        error_where(error, "number");
        return STATUS_INVALID_ARGUMENT;
    }
    return STATUS_OK;
}

Status goal_read_target(Request *request, const struct json_t *body, KpiTarget *ret_target, Error *error)
{
    static const char *const known[] = {"direction", "shape", "margin", "points", "from", "to", "basis", "reason", "segment",
                                        "rule", "percent", "periods", "number", NULL};
    const char *direction, *shape;
    bool given;
    KpiTarget target = {.from = request->organization->today, .by = request->principal->name};
    TRY(body_check_members(body, known, error));
    TRY(body_text(body, "direction", true, &direction, error));
    TRY(body_text(body, "shape", false, &shape, error));
    if (!target_direction_parse(direction, &target.path.direction))
        return goal_body_refuse(error, "direction", direction, "up, down, within");
    if (shape && !target_shape_parse(shape, &target.path.shape))
        return goal_body_refuse(error, "shape", shape, "stepped, linear, seasonal");
    TRY(goal_body_day(body, "from", &given, &target.from, error));
    TRY(goal_body_day(body, "to", &target.has_to, &target.to, error));
    TRY(body_number(body, "margin", &given, &target.path.margin, error));
    TRY(body_text(body, "basis", false, &target.basis, error));
    TRY(body_text(body, "reason", false, &target.reason, error));
    TRY(body_text(body, "segment", false, &target.segment, error));
    if (target.segment && !*target.segment)
        target.segment = NULL;
    TRY(read_rule(body, &target.rule, error));
    TRY(read_points(request, body, &target, error));
    *ret_target = target;
    return STATUS_OK;
}
