/* Whether what an initiative should move has moved since it began. */
#include "goal/initiative.h"

#include "goal/parts.h"
#include "stats/xmr.h"

#include <math.h>
#include <string.h>

enum { EFFECT_PERIODS = 36, LIMITS_LEAST = 4 };

const char *effect_verdict_name(EffectVerdict verdict)
{
    static const char *const names[] = {"none-named", "not-begun", "no-before", "no-after", "untold", "noise", "better", "worse"};
    return names[verdict];
}

static const KeyResultState *bound_to(const ObjectiveState *state, int64_t number)
{
    for (size_t i = 0; i < state->result_count; i++)
        if (state->results[i].result->number == number)
            return &state->results[i];
    return NULL;
}

static EffectVerdict direction(const KeyResult *result, double before, double now)
{
    bool up = result->target > result->start;
    if (now == before)
        return EFFECT_NOISE;
    return (now > before) == up ? EFFECT_BETTER : EFFECT_WORSE;
}

/* ---- computed numbers ---- */

static bool are_apart(const MetricValue *a, const MetricValue *b)
{
    return a->interval.high < b->interval.low || b->interval.high < a->interval.low;
}

static EffectVerdict judge(const KeyResult *result, const InitiativeEffect *effect, const MetricValue *before, const MetricValue *now)
{
    bool outside = now->value.number < effect->lower || now->value.number > effect->upper;
    if (!effect->has_limits && !(before->has_interval && now->has_interval))
        return EFFECT_UNTOLD;
    if (effect->has_limits ? !outside : !are_apart(before, now))
        return EFFECT_NOISE;
    return direction(result, before->value.number, now->value.number);
}

static void find_limits(Arena *arena, const KpiState *state, int32_t from, InitiativeEffect *effect)
{
    double *values = ARENA_ARRAY(arena, state->count + 1, double);
    XmrLimits limits;
    for (size_t i = 0; i < state->count; i++) {
        const MetricValue *value = state->periods[i].value;
        bool counts = value->complete && value->value.defined && value->period_end <= from;
        values[i] = counts ? value->value.number : (double)NAN;
    }
    effect->has_limits = xmr_limits(values, state->count, XMR_SCREENED_RANGE, &limits) && limits.points >= LIMITS_LEAST;
    if (effect->has_limits) {
        effect->lower = limits.lower;
        effect->upper = limits.upper;
    }
}

static void compare_periods(Arena *arena, const KpiState *state, const KeyResult *result, int32_t from, InitiativeEffect *effect)
{
    const MetricValue *before = NULL, *now = NULL;
    for (size_t i = 0; i < state->count; i++) {
        const MetricValue *value = state->periods[i].value;
        if (!value->complete || !value->value.defined)
            continue;
        if (value->period_end <= from)
            before = value;
        if (value->period_start >= from)
            now = value;
    }
    effect->query = state->query;
    effect->currency = state->currency;
    effect->before = before ? before->value : (MaybeNumber){0};
    effect->now = now ? now->value : (MaybeNumber){0};
    find_limits(arena, state, from, effect);
    effect->verdict = !before ? EFFECT_NO_BEFORE : !now ? EFFECT_NO_AFTER : judge(result, effect, before, now);
}

/* A metric is looked at month by month, as if it were a KPI. */
static Status look_at(const KpiAsker *asker, Arena *arena, const KeyResult *result, Kpi *kpi, Error *error)
{
    if (result->kind == KEY_RESULT_KPI)
        return kpi_find(asker->store, arena, result->kpi, kpi, error);
    *kpi = (Kpi){.id = "", .metric = result->metric, .variant = result->variant, .parameters = result->parameters,
                 .parameter_count = result->parameter_count, .filters = result->filters, .filter_count = result->filter_count,
                 .period = PERIOD_MONTH, .calendar = asker->organization->calendar};
    return STATUS_OK;
}

/* ---- entered numbers ---- */

static Status compare_check_ins(const KpiAsker *asker, Arena *arena, const char *objective, const KeyResult *result, int32_t from,
                                InitiativeEffect *effect, Error *error)
{
    static const int64_t day_length = 86400LL * 1000000;
    CheckIn *check_ins;
    size_t count;
    TRY(check_in_list(asker->store, arena, objective, result->number, &check_ins, &count, error));
    effect->before = (MaybeNumber){true, result->start};
    for (size_t i = count; i > 0; i--) { /* the oldest first */
        const CheckIn *made = &check_ins[i - 1];
        if (!made->value.defined)
            continue;
        if (made->at < from * day_length)
            effect->before = made->value;
        else
            effect->now = made->value;
    }
    effect->verdict = effect->now.defined ? EFFECT_UNTOLD : EFFECT_NO_AFTER;
    return STATUS_OK;
}

Status initiative_effect(const KpiAsker *asker, Arena *arena, const ObjectiveState *state, const Initiative *initiative,
                         InitiativeEffect *ret_effect, Error *error)
{
    const KeyResultState *bound = bound_to(state, initiative->key_result);
    InitiativeEffect effect = {.verdict = EFFECT_NONE_NAMED};
    if (bound && initiative->from > asker->organization->today) {
        effect.verdict = EFFECT_NOT_BEGUN;
    } else if (bound && (bound->result->kind == KEY_RESULT_KPI || bound->result->kind == KEY_RESULT_METRIC)) {
        Kpi *kpi = ARENA_ARRAY(arena, 1, Kpi);
        KpiState found;
        effect.verdict = EFFECT_NO_BEFORE;
        if (bound->query) { /* else what it was bound to is gone */
            TRY(look_at(asker, arena, bound->result, kpi, error));
            TRY(kpi_evaluate(asker, arena, kpi, EFFECT_PERIODS, &found, error));
            compare_periods(arena, &found, bound->result, initiative->from, &effect);
        }
    } else if (bound) {
        TRY(compare_check_ins(asker, arena, state->objective->id, bound->result, initiative->from, &effect, error));
    }
    *ret_effect = effect;
    return STATUS_OK;
}
