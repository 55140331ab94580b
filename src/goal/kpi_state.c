/* A KPI's periods, each judged by the target of its time. */
#include "goal/kpi.h"

#include "stats/xmr.h"

#include <math.h>

/* Limits of fewer values say nothing at all. */
enum { LIMITS_LEAST = 4 };

static GoalReading reading_of(const MetricValue *value)
{
    return (GoalReading){.defined = value->value.defined,
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

Status kpi_evaluate(const KpiAsker *asker, Arena *arena, const Kpi *kpi, size_t periods, KpiState *ret_state, Error *error)
{
    MetricQuery *query = ARENA_ARRAY(arena, 1, MetricQuery);
    MetricResult result;
    KpiTarget *targets;
    size_t target_count;
    TRY(kpi_question(arena, asker->registry, asker->organization, kpi, query, error));
    query->rows = asker->rows;
    query->has_from = query->has_to = true;
    query->from = earliest(kpi, query->as_of, periods);
    query->to = query->as_of;
    TRY(kpi_targets(asker->store, arena, kpi->id, &targets, &target_count, error));
    TRY(metric_evaluate(asker->store, asker->session, arena, asker->organization, query, &result, error));
    size_t first = result.row_count > periods ? result.row_count - periods : 0, count = result.row_count - first;
    KpiPeriod *judged = ARENA_ARRAY(arena, count + 1, KpiPeriod);
    for (size_t i = 0; i < count; i++) {
        const MetricValue *value = &result.rows[first + i].now;
        const KpiTarget *target = kpi_target_on(targets, target_count, value->period_end - 1);
        GoalReading reading = reading_of(value);
        judged[i] = (KpiPeriod){.value = value,
                                .judgement = target_judge(target ? &target->path : NULL, value->period_end - 1, &reading)};
    }
    KpiState state = {.kpi = kpi, .query = query, .currency = result.currency, .periods = judged, .count = count};
    state.has_limits = find_signals(arena, judged, count, &state);
    size_t now = latest(judged, count);
    state.now = now < count ? &judged[now] : NULL;
    state.since = now < count ? since(arena, judged, now + 1) : 0;
    *ret_state = state;
    return STATUS_OK;
}
