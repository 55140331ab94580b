#include "render/goal.h"

#include "base/translate.h"
#include "render/number.h"
#include "render/result.h"
#include "render/table.h"
#include "stats/xmr.h"

const char *goal_status_text(GoalStatus status)
{
    switch (status) {
    case GOAL_NO_TARGET:
        return _("no target");
    case GOAL_NO_DATA:
        return _("no data");
    case GOAL_NOT_ENOUGH:
        return _("not enough data");
    case GOAL_ON_TRACK:
        return _("on track");
    case GOAL_AT_RISK:
        return _("at risk");
    case GOAL_OFF_TRACK:
        return _("off track");
    }
    return "";
}

/* ---- JSON ---- */

static void write_day(JsonWriter *writer, const char *name, bool known, int32_t day)
{
    char text[11];
    if (known)
        day_format(day, text);
    json_member_text(writer, name, known ? text : NULL);
}

static void write_definition(JsonWriter *writer, const Kpi *kpi, const MetricQuery *query)
{
    json_member_text(writer, "id", kpi->id);
    json_member_text(writer, "title", kpi->title);
    json_member_text(writer, "goal", kpi->goal);
    json_member_text(writer, "criterion", kpi->criterion);
    json_member_text(writer, "metric", query->metric->id);
    json_member_text(writer, "metric_title", metric_title(query->metric));
    json_member_text(writer, "variant", query->variant->name);
    json_member_text(writer, "unit", unit_name(query->variant->unit));
    json_member_texts(writer, "parameters", kpi->parameters, kpi->parameter_count);
    json_member_texts(writer, "filters", kpi->filters, kpi->filter_count);
    json_member_text(writer, "period", period_length_name(kpi->period));
    json_member_text(writer, "calendar", calendar_system_name(kpi->calendar));
    json_member_text(writer, "perspective", kpi->perspective);
    json_member_text(writer, "perspective_title", kpi->perspective_title);
    json_member_number(writer, "weight", kpi->weight);
    json_member_boolean(writer, "leading", kpi->leading);
    json_member_boolean(writer, "result", kpi_is_result(kpi, query->metric));
    json_member_text(writer, "objective", kpi->objective);
    json_member_text(writer, "owner", kpi->owner);
    json_member_text(writer, "source", kpi->source);
    json_member_boolean(writer, "by_hand", kpi->by_hand);
    json_member_text(writer, "entry", kpi->entry);
    json_member_integer(writer, "fresh_days", kpi->fresh_days);
    json_member_text(writer, "people", kpi->people);
    json_member_text(writer, "money", kpi->money);
    json_member_text(writer, "tools", kpi->tools);
    write_day(writer, "review", kpi->has_review, kpi->review);
    json_member_integer(writer, "revision", kpi->revision);
    json_member_boolean(writer, "retired", kpi->retired);
}

void render_owner_json(JsonWriter *writer, const Owner *owner)
{
    json_key(writer, "owner_state");
    if (!owner) {
        json_null(writer);
        return;
    }
    json_object(writer);
    json_member_text(writer, "kind", owner_kind_name(owner->kind));
    json_member_boolean(writer, "left", owner->left);
    if (owner->has_last_day)
        render_day(writer, "last_day", owner->last_day);
    else
        json_member_text(writer, "last_day", NULL);
    json_member_text(writer, "warning", owner->warning);
    json_object_end(writer);
}

void render_signals_json(JsonWriter *writer, unsigned char signals)
{
    static const struct { unsigned char bit; const char *name; } names[] = {
        {XMR_OUTSIDE, "outside"}, {XMR_RUN, "run"}, {XMR_TREND, "trend"}, {XMR_NEAR, "near"}};
    json_key(writer, "signals");
    json_array(writer);
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (signals & names[i].bit)
            json_text(writer, names[i].name);
    json_array_end(writer);
}

static void write_judgement(JsonWriter *writer, const Judgement *judgement)
{
    bool judged = judgement->status != GOAL_NO_TARGET;
    json_member_text(writer, "status", goal_status_name(judgement->status));
    json_key(writer, "target");
    if (judged) {
        json_object(writer);
        json_member_number(writer, "low", judgement->bounds.low);
        json_member_number(writer, "high", judgement->bounds.high);
        json_member_number(writer, "margin", judgement->margin);
        json_member_text(writer, "direction", target_direction_name(judgement->direction));
        json_object_end(writer);
    } else {
        json_null(writer);
    }
    json_key(writer, "gap");
    if (judged && judgement->status != GOAL_NO_DATA)
        json_number(writer, judgement->gap);
    else
        json_null(writer);
    json_member_boolean(writer, "certain", judgement->certain);
    json_member_number(writer, "answers_needed", judgement->needed);
    json_member_number(writer, "answers_missing", judgement->missing);
}

static void write_period(JsonWriter *writer, const KpiPeriod *period, const MetricQuery *query)
{
    json_object(writer);
    json_key(writer, "value");
    render_metric_value_json(writer, period->value, query);
    write_judgement(writer, &period->judgement);
    render_signals_json(writer, period->signals);
    json_object_end(writer);
}

static void write_limits(JsonWriter *writer, const KpiState *state)
{
    json_key(writer, "limits");
    if (!state->has_limits) {
        json_null(writer);
        return;
    }
    json_object(writer);
    json_member_number(writer, "mean", state->mean);
    json_member_number(writer, "lower", state->lower);
    json_member_number(writer, "upper", state->upper);
    json_member_boolean(writer, "trial", state->trial);
    json_object_end(writer);
}

/* Where a series stands: "status", "now", "since", "since_periods". */
static void write_stand(JsonWriter *writer, const KpiSegment *series, const MetricQuery *query)
{
    json_member_text(writer, "status", goal_status_name(series->now ? series->now->judgement.status : GOAL_NO_DATA));
    json_key(writer, "now");
    if (series->now)
        write_period(writer, series->now, query);
    else
        json_null(writer);
    write_day(writer, "since", series->now != NULL, series->since_day);
    json_member_integer(writer, "since_periods", (int64_t)series->since);
}

static void write_periods(JsonWriter *writer, const KpiSegment *series, const MetricQuery *query)
{
    json_key(writer, "periods");
    json_array(writer);
    for (size_t i = 0; i < series->count; i++)
        write_period(writer, &series->periods[i], query);
    json_array_end(writer);
}

void render_kpi_now_json(JsonWriter *writer, const KpiState *state)
{
    const KpiSegment all = {.now = state->now, .since = state->since, .since_day = state->since_day};
    write_stand(writer, &all, state->query);
}

void render_kpi_json(JsonWriter *writer, const KpiState *state, bool whole)
{
    const KpiSegment all = {.periods = state->periods, .count = state->count, .now = state->now, .since = state->since,
                            .since_day = state->since_day};
    json_object(writer);
    write_definition(writer, state->kpi, state->query);
    render_owner_json(writer, state->owner);
    json_member_text(writer, "currency", state->currency);
    json_member_text(writer, "problem", state->problem);
    write_stand(writer, &all, state->query);
    write_limits(writer, state);
    json_key(writer, "segments");
    json_array(writer);
    for (size_t i = 0; i < state->segment_count; i++) {
        json_object(writer);
        json_member_text(writer, "segment", state->segments[i].filter);
        write_stand(writer, &state->segments[i], state->query);
        if (whole)
            write_periods(writer, &state->segments[i], state->query);
        json_object_end(writer);
    }
    json_array_end(writer);
    if (whole)
        write_periods(writer, &all, state->query);
    json_object_end(writer);
}

/* ---- tables ---- */

static const char *number_text(Arena *arena, const KpiState *state, double number)
{
    return format_number(arena, number, state->query->variant->unit, state->currency);
}

static const char *bounds_text(Arena *arena, const KpiState *state, const Judgement *judgement)
{
    const TargetPoint *bounds = &judgement->bounds;
    if (judgement->status == GOAL_NO_TARGET)
        return "";
    if (bounds->low == bounds->high)
        return number_text(arena, state, bounds->low);
    return arena_format(arena, "%s \xE2\x80\x93 %s", number_text(arena, state, bounds->low),
                        number_text(arena, state, bounds->high));
}

static const char *label_of(Arena *arena, const KpiState *state, const MetricValue *value)
{
    const char *label = "";
    Error ignored;
    if (period_label(arena, state->query->calendar, state->query->period, value->period_start, value->period_end,
                     translate_language(), &label, &ignored) != STATUS_OK)
        label = "";
    return label;
}

static const char *since_text(Arena *arena, int32_t day)
{
    char text[11];
    day_format(day, text);
    return arena_string(arena, text);
}

static const char *status_cell(Arena *arena, const Judgement *judgement)
{
    const char *text = goal_status_text(judgement->status);
    if (judgement->missing > 0)
        return arena_format(arena, _("%s (%.0f answers more)"), text, judgement->missing);
    bool judged = judgement->status >= GOAL_ON_TRACK;
    return judged && !judgement->certain ? arena_format(arena, "%s (%s)", text, _("not certain")) : text;
}

void render_kpi_table(Arena *arena, TextBuilder *out, const KpiState *states, size_t count)
{
    enum { COLUMNS = 6 };
    const TableColumn columns[COLUMNS] = {{_("KPI"), false},    {_("period"), false}, {_("value"), true},
                                          {_("target"), true},  {_("status"), false}, {_("since"), false}};
    const char **cells = ARENA_ARRAY(arena, count * COLUMNS + 1, const char *);
    for (size_t i = 0; i < count; i++) {
        const KpiState *state = &states[i];
        const char **row = cells + i * COLUMNS;
        row[0] = arena_format(arena, "%s (%s)", state->kpi->title, state->kpi->id);
        if (!state->now) {
            row[4] = state->problem ? state->problem : goal_status_text(GOAL_NO_DATA);
            continue;
        }
        row[1] = label_of(arena, state, state->now->value);
        row[2] = number_text(arena, state, state->now->value->value.number);
        row[3] = bounds_text(arena, state, &state->now->judgement);
        row[4] = status_cell(arena, &state->now->judgement);
        row[5] = since_text(arena, state->since_day);
    }
    render_table(out, columns, COLUMNS, cells, count);
}

void render_kpi_segments(Arena *arena, TextBuilder *out, const KpiState *state)
{
    enum { COLUMNS = 5 };
    const TableColumn columns[COLUMNS] = {{_("segment"), false}, {_("value"), true}, {_("target"), true}, {_("status"), false},
                                          {_("since"), false}};
    const char **cells = ARENA_ARRAY(arena, state->segment_count * COLUMNS + 1, const char *);
    for (size_t i = 0; i < state->segment_count; i++) {
        const KpiSegment *segment = &state->segments[i];
        const char **row = cells + i * COLUMNS;
        row[0] = segment->filter;
        if (!segment->now) {
            row[3] = goal_status_text(GOAL_NO_DATA);
            continue;
        }
        row[1] = number_text(arena, state, segment->now->value->value.number);
        row[2] = bounds_text(arena, state, &segment->now->judgement);
        row[3] = status_cell(arena, &segment->now->judgement);
        row[4] = since_text(arena, segment->since_day);
    }
    if (state->segment_count > 0)
        render_table(out, columns, COLUMNS, cells, state->segment_count);
}

void render_kpi_periods(Arena *arena, TextBuilder *out, const KpiState *state)
{
    enum { COLUMNS = 5 };
    const TableColumn columns[COLUMNS] = {{_("period"), false}, {_("value"), true}, {_("target"), true}, {_("status"), false},
                                          {_("signal"), false}};
    const char **cells = ARENA_ARRAY(arena, state->count * COLUMNS + 1, const char *);
    for (size_t i = 0; i < state->count; i++) {
        const KpiPeriod *period = &state->periods[i];
        const char **row = cells + i * COLUMNS;
        row[0] = label_of(arena, state, period->value);
        row[1] = period->value->value.defined ? number_text(arena, state, period->value->value.number) : "";
        row[2] = bounds_text(arena, state, &period->judgement);
        row[3] = status_cell(arena, &period->judgement);
        row[4] = period->signals ? _("yes") : "";
    }
    render_table(out, columns, COLUMNS, cells, state->count);
}
