/* A KPI's periods, each judged by the target of its time. */
#include "goal/kpi.h"

#include "goal/parts.h"
#include "stats/xmr.h"

#include <math.h>

/* Limits of fewer values say nothing at all. */
enum { LIMITS_LEAST = 4 };

static GoalReading reading_of(const MetricValue *value, const Metric *metric)
{
    return (GoalReading){.defined = value->value.defined,
                         .least = metric->minimum_sample,
                         .small = value->small_sample,
                         .value = value->value.number,
                         .has_interval = value->has_interval,
                         .low = value->interval.low,
                         .high = value->interval.high,
                         .sample = value->sample.defined ? value->sample.number : 0};
}

static int32_t earliest(const Kpi *kpi, int32_t today, size_t periods)
{
    /* One more than is shown: the first may be cut. */
    int32_t day = today - period_length_days(kpi->period) * (int32_t)periods;
    return day < calendar_first_day() ? calendar_first_day() : day;
}

/* Control limits of the complete periods, and what each signals. */
static bool find_signals(Arena *arena, KpiPeriod *periods, size_t count, KpiState *state)
{
    double *values = ARENA_ARRAY(arena, count + 1, double);
    unsigned char *signals = ARENA_ARRAY(arena, count + 1, unsigned char);
    XmrLimits limits;
    for (size_t i = 0; i < count; i++) {
        const MetricValue *value = periods[i].value;
        values[i] = value->complete && value->value.defined ? value->value.number : (double)NAN;
    }
    if (!xmr_limits(values, count, XMR_SCREENED_RANGE, &limits) || limits.points < LIMITS_LEAST)
        return false;
    xmr_signals(values, count, &limits, XMR_RULES_WHEELER, signals);
    for (size_t i = 0; i < count; i++)
        periods[i].signals = signals[i];
    state->mean = limits.mean;
    state->lower = limits.lower;
    state->upper = limits.upper;
    state->trial = limits.trial;
    return true;
}

/*
 * The period that stands for now: the latest complete one with a value; where it had no target yet but the running
 * one has, the running one, so that a first target shows at once; without a complete one the latest with a value.
 */
static size_t latest(const KpiPeriod *periods, size_t count)
{
    size_t running = count;
    for (size_t i = count; i > 0; i--) {
        const KpiPeriod *period = &periods[i - 1];
        if (!period->value->value.defined)
            continue;
        if (!period->value->complete && running == count)
            running = i - 1;
        if (!period->value->complete)
            continue;
        bool first_target = running < count && period->judgement.status == GOAL_NO_TARGET &&
                            periods[running].judgement.status != GOAL_NO_TARGET;
        return first_target ? running : i - 1;
    }
    return running;
}

static size_t since(Arena *arena, const KpiPeriod *periods, size_t upto)
{
    Judgement *judgements = ARENA_ARRAY(arena, upto + 1, Judgement);
    for (size_t i = 0; i < upto; i++)
        judgements[i] = periods[i].judgement;
    return target_since(judgements, upto);
}

void kpi_judge(Arena *arena, const KpiTargets *targets, const Metric *metric, const MetricRow *rows, size_t count,
               KpiSegment *ret_series)
{
    KpiPeriod *judged = ARENA_ARRAY(arena, count + 1, KpiPeriod);
    for (size_t i = 0; i < count; i++) {
        const MetricValue *value = &rows[i].now;
        int32_t last = value->period_end - 1;
        const KpiTarget *target = kpi_target_on(targets->all, targets->count, targets->segment, last);
        GoalReading reading = reading_of(value, metric);
        judged[i] = (KpiPeriod){.value = value, .judgement = target_judge(target ? &target->path : NULL, last, &reading)};
    }
    KpiSegment series = {.filter = targets->segment, .periods = judged, .count = count};
    size_t now = latest(judged, count);
    if (now < count) {
        series.now = &judged[now];
        series.since = since(arena, judged, now + 1);
        series.since_day = judged[now + 1 - series.since].value->period_start;
    }
    *ret_series = series;
}

/* The periods of one question, each with its judgement. `ret_currency` may be NULL. */
static Status judge_periods(const KpiAsker *asker, Arena *arena, MetricQuery *query, const KpiState *state, const char *segment,
                            size_t wanted, KpiSegment *ret_series, const char **ret_currency, Error *error)
{
    MetricResult result;
    query->rows = asker->rows;
    query->has_from = query->has_to = true;
    query->from = earliest(state->kpi, query->as_of, wanted);
    query->to = query->as_of;
    TRY(metric_evaluate(asker->store, asker->session, arena, asker->organization, query, &result, error));
    size_t first = result.row_count > wanted ? result.row_count - wanted : 0;
    KpiTargets targets = {state->targets, state->target_count, segment};
    kpi_judge(arena, &targets, query->metric, result.rows + first, result.row_count - first, ret_series);
    ret_series->data_from = result.data_from;
    ret_series->data_to = result.data_to;
    if (ret_currency)
        *ret_currency = result.currency;
    return STATUS_OK;
}

static Status judge_segments(const KpiAsker *asker, Arena *arena, KpiState *state, size_t periods, Error *error)
{
    const char **names;
    size_t count = kpi_segments_of(arena, state->targets, state->target_count, asker->rows, &names);
    KpiSegment *segments = ARENA_ARRAY(arena, count + 1, KpiSegment);
    for (size_t i = 0; i < count; i++) {
        MetricQuery *query = ARENA_ARRAY(arena, 1, MetricQuery);
        Error ignored;
        /* A slice that the metric lost has nothing to show. */
        if (kpi_segment_question(asker, arena, state->kpi, names[i], query, &ignored) != STATUS_OK)
            continue;
        TRY(judge_periods(asker, arena, query, state, names[i], periods, &segments[state->segment_count++], NULL, error));
    }
    state->segments = segments;
    return STATUS_OK;
}

/* What a KPI whose metric, form or slice is gone asked for, by name, so that who reads a state finds a question in it. */
static void name_question(Arena *arena, const Kpi *kpi, MetricQuery *query)
{
    Metric *metric = ARENA_NEW(arena, Metric);
    Variant *variant = ARENA_NEW(arena, Variant);
    *variant = (Variant){.name = kpi->variant ? kpi->variant : "", .title = "", .unit = UNIT_COUNT, .better = BETTER_NEITHER};
    *metric = (Metric){.id = kpi->metric, .area = "", .title = kpi->metric, .help = "", .variants = variant, .variant_count = 1};
    *query = (MetricQuery){.metric = metric, .variant = variant, .period = kpi->period, .calendar = kpi->calendar};
}

Status kpi_evaluate(const KpiAsker *asker, Arena *arena, const Kpi *kpi, size_t periods, KpiState *ret_state, Error *error)
{
    MetricQuery *query = ARENA_ARRAY(arena, 1, MetricQuery);
    KpiTarget *targets;
    KpiSegment whole;
    Error gone;
    KpiState state = {.kpi = kpi, .query = query};
    TRY(kpi_targets(asker->store, arena, kpi->id, &targets, &state.target_count, error));
    state.targets = targets;
    if (kpi_question(arena, asker->registry, asker->organization, kpi, query, &gone) != STATUS_OK) {
        name_question(arena, kpi, query);
        state.problem = arena_string(arena, gone.message);
        *ret_state = state;
        return STATUS_OK;
    }
    Status status = judge_periods(asker, arena, query, &state, /* segment= */ NULL, periods, &whole, &state.currency, error);
    /* A metric of the organization's own that fails or takes too long is its own trouble, not every KPI's. */
    if (status != STATUS_OK && status != STATUS_CANCELLED && query->metric->own) {
        state.problem = arena_string(arena, error->message);
        *ret_state = state;
        return STATUS_OK;
    }
    TRY(status);
    state.has_limits = find_signals(arena, (KpiPeriod *)whole.periods, whole.count, &state);
    state.periods = whole.periods;
    state.count = whole.count;
    state.now = whole.now;
    state.since = whole.since;
    state.since_day = whole.since_day;
    state.data_from = whole.data_from;
    state.data_to = whole.data_to;
    TRY(judge_segments(asker, arena, &state, periods, error));
    *ret_state = state;
    return STATUS_OK;
}
