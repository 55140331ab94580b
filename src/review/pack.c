#include "review/pack.h"

#include "base/translate.h"
#include "insight/cause.h"
#include "review/outlook.h"

#include <string.h>

enum { PATH_STEP = 7, PATH_POINTS = 60 }; /* days; of a number that grows with its days */
static const double UNLIKELY = 0.5;

typedef struct Building {
    const KpiAsker *asker;
    Arena *arena;
    const ReviewSpan *span;
    KpiState *states; /* of the pack's KPIs, for key results; `kpi` NULL where it could not be computed */
    ReviewPack pack;
    Error *error;
} Building;

const char *review_change_name(ReviewChange change)
{
    static const char *const names[] = {"signal", "noise", "unknown", "nothing-new"};
    return names[change];
}

/* What is wrong with one definition is said beside it; what stops the work stops all of it. */
static bool is_of_one(Status status)
{
    return status == STATUS_INVALID_ARGUMENT || status == STATUS_INVALID_DATA || status == STATUS_NOT_FOUND ||
           status == STATUS_UNSUPPORTED || status == STATUS_TOO_LARGE;
}

/* ---- KPIs ---- */

static ReviewChange change_of(const KpiState *state, const ReviewSpan *span)
{
    const KpiPeriod *now = state->now;
    if (!now || !now->value->complete || !state->has_limits)
        return CHANGE_UNKNOWN;
    if (now->value->period_end <= span->from)
        return CHANGE_NOTHING;
    return now->signals ? CHANGE_SIGNAL : CHANGE_NOISE;
}

static const char *turn_of(const KpiState *state, MaybeNumber before, MaybeNumber after)
{
    Better better = state->query->variant->better;
    if (!before.defined || !after.defined || before.number == after.number || better == BETTER_NEITHER)
        return NULL;
    return (after.number > before.number) == (better == BETTER_UP) ? "better" : "worse";
}

static void fill_value(const KpiState *state, ReviewKpi *kpi)
{
    const KpiPeriod *now = state->now;
    const MetricValue *value = now->value;
    size_t index = (size_t)(now - state->periods);
    kpi->has_period = true;
    kpi->complete = value->complete;
    kpi->period_start = value->period_start;
    kpi->period_end = value->period_end;
    kpi->value = value->value;
    kpi->low = (MaybeNumber){value->has_interval, value->interval.low};
    kpi->high = (MaybeNumber){value->has_interval, value->interval.high};
    kpi->sample = value->sample;
    if (index > 0)
        kpi->previous = state->periods[index - 1].value->value;
    kpi->signals = now->signals;
    /* A run on one side is told from the mean: its last step may be small, or back. */
    bool from_mean = state->has_limits && now->signals;
    kpi->turn = turn_of(state, from_mean ? (MaybeNumber){true, state->mean} : kpi->previous, kpi->value);
}

static void fill_judgement(const KpiState *state, ReviewKpi *kpi)
{
    const Judgement *judgement = &state->now->judgement;
    size_t upto = (size_t)(state->now - state->periods) + 1;
    bool judged = judgement->status != GOAL_NO_TARGET;
    kpi->status = judgement->status;
    kpi->target_low = (MaybeNumber){judged, judgement->bounds.low};
    kpi->target_high = (MaybeNumber){judged, judgement->bounds.high};
    kpi->gap = (MaybeNumber){judged && judgement->status != GOAL_NO_DATA, judgement->gap};
    kpi->certain = judgement->certain;
    kpi->since_periods = (int64_t)state->since;
    kpi->has_since = state->since > 0;
    if (!kpi->has_since)
        return;
    kpi->since_day = state->periods[upto - state->since].value->period_start;
    kpi->since_open = state->since == upto;
}

/* Facts are late where they are older than the KPI allows; where it says nothing, than a period of its own or the days that
 * are looked back on, whichever is longer. */
static void fill_freshness(const Building *building, const KpiState *state, ReviewKpi *kpi)
{
    int32_t today = building->asker->organization->today;
    kpi->has_data_to = state->data_from <= state->data_to;
    kpi->data_to = state->data_to < today ? state->data_to : today;
    int64_t own = period_length_days(state->kpi->period), span = building->span->to - building->span->from + 1;
    int64_t allowed = state->kpi->fresh_days ? state->kpi->fresh_days : own > span ? own : span;
    kpi->late = !kpi->has_data_to || today - kpi->data_to > allowed;
}

static Status fill_causes(const Building *building, const KpiState *state, ReviewKpi *kpi)
{
    const KpiAsker *asker = building->asker;
    CauseReport report;
    Status status = cause_find(asker->store, asker->session, building->arena, asker->organization, state->query, &report,
                               building->error);
    if (status != STATUS_OK)
        return is_of_one(status) ? STATUS_OK : status;
    /* Those of another period than the one that is judged would explain something else. */
    if (!state->now || report.after_start != state->now->value->period_start)
        return STATUS_OK;
    ReviewCause *causes = ARENA_ARRAY(building->arena, REVIEW_CAUSES, ReviewCause);
    for (size_t i = 0; i < report.count && kpi->cause_count < REVIEW_CAUSES; i++)
        if (!cause_is_told(&report, i))
            causes[kpi->cause_count++] =
                (ReviewCause){report.causes[i].slice, report.causes[i].value, report.causes[i].effect};
    kpi->causes = causes;
    return STATUS_OK;
}

static Status fill_state(const Building *building, const KpiState *state, ReviewKpi *kpi)
{
    kpi->metric = state->query->metric->id;
    kpi->variant = state->query->variant->name;
    kpi->unit = unit_name(state->query->variant->unit);
    kpi->currency = state->currency;
    kpi->change = change_of(state, building->span);
    kpi->mean = (MaybeNumber){state->has_limits, state->mean};
    kpi->lower = (MaybeNumber){state->has_limits, state->lower};
    kpi->upper = (MaybeNumber){state->has_limits, state->upper};
    fill_freshness(building, state, kpi);
    if (!state->now)
        return STATUS_OK;
    fill_value(state, kpi);
    fill_judgement(state, kpi);
    bool asks = kpi->change == CHANGE_SIGNAL || kpi->status == GOAL_AT_RISK || kpi->status == GOAL_OFF_TRACK;
    return asks && kpi->complete ? fill_causes(building, state, kpi) : STATUS_OK;
}

static Status add_kpi(Building *building, const Kpi *definition)
{
    ReviewKpi *kpi = &building->pack.kpis[building->pack.kpi_count];
    KpiState *state = &building->states[building->pack.kpi_count++];
    *kpi = (ReviewKpi){.kpi = definition->id, .title = definition->title, .metric = definition->metric,
                       .variant = definition->variant, .perspective = definition->perspective,
                       .owner = definition->owner, .period = definition->period, .calendar = definition->calendar,
                       .definition = definition->revision, .status = GOAL_NO_DATA, .change = CHANGE_UNKNOWN};
    Status status = kpi_evaluate(building->asker, building->arena, definition, REVIEW_PERIODS, state, building->error);
    if (status == STATUS_OK && !state->problem)
        return fill_state(building, state, kpi);
    if (status != STATUS_OK && !is_of_one(status))
        return status;
    kpi->problem = status == STATUS_OK ? state->problem : arena_string(building->arena, building->error->message);
    *state = (KpiState){0};
    return STATUS_OK;
}

/* ---- key results ---- */

/* Complete periods with a value, oldest first, from the last gap on; and the last day of them. */
static size_t history(const KpiState *state, double *values, int32_t *ret_last)
{
    size_t count = 0;
    for (size_t i = 0; i < state->count; i++) {
        const MetricValue *value = state->periods[i].value;
        if (!value->complete)
            continue;
        if (value->value.defined) {
            values[count++] = value->value.number;
            *ret_last = value->period_end - 1;
        } else {
            count = 0;
        }
    }
    return count;
}

static void look_at_kpi(const Building *building, const char *id, ReviewKeyResult *result)
{
    double values[REVIEW_PERIODS];
    for (size_t i = 0; i < building->pack.kpi_count; i++) {
        const KpiState *state = &building->states[i];
        int32_t last = 0;
        if (!state->kpi || strcmp(state->kpi->id, id) != 0)
            continue;
        size_t count = history(state, values, &last);
        outlook_of_series(values, count, state->kpi->period, last, result);
        return;
    }
    result->reason = "no-data";
}

/* The metric over the objective's days up to each week's end: the way to where it is now. */
static Status look_at_metric(const Building *building, const Objective *objective, const KeyResultState *state,
                             ReviewKeyResult *result)
{
    const KpiAsker *asker = building->asker;
    double values[PATH_POINTS];
    size_t count = 0;
    int32_t last = state->query->to;
    int32_t step = PATH_STEP * (1 + (last - objective->from) / (PATH_STEP * PATH_POINTS));
    for (int32_t day = objective->from + (last - objective->from) % step; day <= last && count < PATH_POINTS; day += step) {
        MetricQuery query = *state->query;
        MetricResult answer;
        query.to = day;
        TRY(metric_evaluate(asker->store, asker->session, building->arena, asker->organization, &query, &answer, building->error));
        MaybeNumber value = answer.row_count > 0 ? answer.rows[answer.row_count - 1].now.value : (MaybeNumber){0};
        if (value.defined)
            values[count++] = value.number;
        else
            count = 0;
    }
    outlook_of_path(values, count, step, last, result);
    return STATUS_OK;
}

static Status add_result(Building *building, const Objective *objective, const KeyResultState *state)
{
    const KeyResult *definition = state->result;
    ReviewKeyResult *result = &building->pack.results[building->pack.result_count++];
    *result = (ReviewKeyResult){.objective = objective->id, .objective_title = objective->title, .title = definition->title,
                                .kind = key_result_kind_name(definition->kind),
                                .unit = state->query ? unit_name(state->query->variant->unit) : NULL,
                                .currency = state->currency, .number = definition->number, .deadline = objective->to,
                                .start = definition->start, .target = definition->target, .now = state->now,
                                .progress = {state->now.defined, state->progress}, .confidence = state->confidence};
    if (definition->kind == KEY_RESULT_KPI)
        look_at_kpi(building, definition->kpi, result);
    else if (definition->kind == KEY_RESULT_METRIC && state->now.defined)
        return look_at_metric(building, objective, state, result);
    else
        result->reason = definition->kind == KEY_RESULT_METRIC ? "no-data" : "entered";
    return STATUS_OK;
}

static Status add_results(Building *building)
{
    const KpiAsker *asker = building->asker;
    Objective *objectives;
    size_t count;
    TRY(objective_list(asker->store, building->arena, /* closed= */ false, &objectives, &count, building->error));
    building->pack.results = ARENA_ARRAY(building->arena, count * KEY_RESULTS_LIMIT + 1, ReviewKeyResult);
    for (size_t i = 0; i < count; i++) {
        ObjectiveState state;
        Status status = objective_evaluate(asker, building->arena, &objectives[i], &state, building->error);
        if (status != STATUS_OK && is_of_one(status))
            continue;
        TRY(status);
        for (size_t j = 0; j < state.result_count && j < KEY_RESULTS_LIMIT; j++)
            TRY(add_result(building, &objectives[i], &state.results[j]));
    }
    return STATUS_OK;
}

Status review_pack_build(const KpiAsker *asker, Arena *arena, const ReviewSpan *span, ReviewPack *ret_pack, Error *error)
{
    Kpi *kpis;
    size_t count;
    TRY(kpi_list(asker->store, arena, /* retired= */ false, &kpis, &count, error));
    Building building = {asker, arena, span, ARENA_ARRAY(arena, count + 1, KpiState), {0}, error};
    building.pack.as_of = asker->organization->today;
    building.pack.kpis = ARENA_ARRAY(arena, count + 1, ReviewKpi);
    for (size_t i = 0; i < count; i++)
        TRY(add_kpi(&building, &kpis[i]));
    TRY(add_results(&building));
    *ret_pack = building.pack;
    return STATUS_OK;
}

ReviewCounts review_pack_count(const ReviewPack *pack)
{
    ReviewCounts counts = {0};
    for (size_t i = 0; i < pack->kpi_count; i++) {
        const ReviewKpi *kpi = &pack->kpis[i];
        counts.signals += kpi->change == CHANGE_SIGNAL;
        counts.noise += kpi->change == CHANGE_NOISE;
        counts.off_track += kpi->status == GOAL_OFF_TRACK;
        counts.at_risk += kpi->status == GOAL_AT_RISK;
        counts.on_track += kpi->status == GOAL_ON_TRACK;
        counts.late += kpi->late;
        counts.restated += kpi->restated;
    }
    for (size_t i = 0; i < pack->result_count; i++)
        counts.unlikely += pack->results[i].chance.defined && pack->results[i].chance.number < UNLIKELY;
    return counts;
}
