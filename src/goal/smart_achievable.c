/* Achievable: the target against the KPI's own past, and what reaching it takes. */
#include "goal/smart_audit.h"

#include "base/translate.h"
#include "stats/forecast.h"

/* A chance below this is a wish, one above that no aim. */
static const double UNLIKELY = 0.1, NEARLY_SURE = 0.95;

/* Complete periods with a value, oldest first, from the last gap on. */
static size_t history(const KpiState *state, double *values)
{
    size_t count = 0;
    for (size_t i = 0; i < state->count; i++) {
        const MetricValue *value = state->periods[i].value;
        if (!value->complete)
            continue;
        if (value->value.defined)
            values[count++] = value->value.number;
        else
            count = 0;
    }
    return count;
}

static size_t periods_ahead(const Audit *audit, int32_t day)
{
    static const int32_t lengths[PERIOD_LENGTHS] = {[PERIOD_DAY] = 1, [PERIOD_WEEK] = 7, [PERIOD_MONTH] = 30,
                                                    [PERIOD_QUARTER] = 91, [PERIOD_YEAR] = 365, [PERIOD_ALL] = 1};
    int32_t away = day - audit->asker->organization->today;
    return away <= 0 ? 1 : 1 + (size_t)(away / lengths[audit->state->kpi->period]);
}

static double chance_of(const Target *path, const TargetPoint *bounds, const Forecast *forecast)
{
    double at_least = forecast_chance(forecast, bounds->low), above = forecast_chance(forecast, bounds->high);
    switch (path->direction) {
    case TARGET_UP:
        return at_least;
    case TARGET_DOWN:
        return 1 - above;
    case TARGET_WITHIN:
        break;
    }
    return at_least - above;
}

const char *smart_chance_text(Arena *arena, double chance)
{
    if (chance < 0.005)
        return _("under 1 %");
    return chance > 0.995 ? _("over 99 %") : arena_format(arena, _("%.0f %%"), 100 * chance);
}

static void judge_chance(Audit *audit, double chance)
{
    const char *evidence = arena_format(audit->arena, _("by its own trend and variation the chance to reach it is %s"),
                                        smart_chance_text(audit->arena, chance));
    if (chance < UNLIKELY)
        audit_bad(audit, SMART_ACHIEVABLE, "unlikely", "target", evidence, _("say what will be done differently, or aim at less"));
    else if (chance > NEARLY_SURE)
        audit_bad(audit, SMART_ACHIEVABLE, "too-easy", "target", evidence, _("aim at more: this comes by itself"));
    else
        audit_good(audit, SMART_ACHIEVABLE, "possible", evidence);
}

static bool meets(TargetDirection direction, const TargetPoint *bounds, double value)
{
    bool above = value >= bounds->low, below = value <= bounds->high;
    return direction == TARGET_UP ? above : direction == TARGET_DOWN ? below : above && below;
}

/* Whether its natural limits reach the bound that it has to get to. */
static bool within_variation(const KpiState *state, TargetDirection direction, const TargetPoint *bounds)
{
    bool up = state->upper >= bounds->low, down = state->lower <= bounds->high;
    return direction == TARGET_UP ? up : direction == TARGET_DOWN ? down : up && down;
}

/* The target against what it was: how often it was there, and whether its own variation reaches so far. */
static void judge_past(Audit *audit, const TargetPoint *bounds, const double *values, size_t count)
{
    TargetDirection direction = audit->target->path.direction;
    size_t met = 0;
    for (size_t i = 0; i < count; i++)
        met += meets(direction, bounds, values[i]);
    if (met > 0) {
        audit_good(audit, SMART_ACHIEVABLE, "was-there",
                   arena_format(audit->arena, _("%zu of the last %zu periods would have met it"), met, count));
        return;
    }
    const char *evidence = arena_format(audit->arena, _("none of the last %zu periods would have met it"), count);
    if (audit->state->has_limits && within_variation(audit->state, direction, bounds))
        audit_good(audit, SMART_ACHIEVABLE, "within-variation",
                   arena_format(audit->arena, _("%s, but its own variation reaches so far"), evidence));
    else
        audit_bad(audit, SMART_ACHIEVABLE, "beyond-variation", "people",
                  arena_format(audit->arena, _("%s, and its own variation does not reach so far"), evidence),
                  _("only another way of working gets there: name what it takes, or aim at less"));
}

static void check_target(Audit *audit)
{
    TargetPoint bounds;
    TrendLine line;
    Forecast forecast;
    if (!audit->target) {
        audit_bad(audit, SMART_ACHIEVABLE, "no-target", "target", _("no target is in force"), _("set one from the running period on"));
        return;
    }
    int32_t deadline = audit->target->has_to ? audit->target->to : audit->asker->organization->today;
    double *values = ARENA_ARRAY(audit->arena, audit->state->count + 1, double);
    size_t count = history(audit->state, values);
    if (!target_at(&audit->target->path, deadline, &bounds) ||
        !forecast_trend(values, count, periods_ahead(audit, deadline), &line, &forecast)) {
        audit_bad(audit, SMART_ACHIEVABLE, "no-history", "facts",
                  _("fewer than three periods are over: nothing tells how likely it is"), _("look again when three periods are over"));
        return;
    }
    audit->check->has_chance = true;
    audit->check->chance = chance_of(&audit->target->path, &bounds, &forecast);
    judge_chance(audit, audit->check->chance);
    judge_past(audit, &bounds, values, count);
}

/* Each of people, money and tools is named, or its absence is. */
static void check_resources(Audit *audit)
{
    const Kpi *kpi = audit->state->kpi;
    const struct { const char *text, *member, *named, *missing_code, *missing; } resources[] = {
        {kpi->people, "people", _("the people it takes:"), "no-people", _("the people it needs are not named")},
        {kpi->money, "money", _("the money it takes:"), "no-money", _("the money it needs is not named")},
        {kpi->tools, "tools", _("the tools it takes:"), "no-tools", _("the tools it needs are not named")},
    };
    for (size_t i = 0; i < sizeof resources / sizeof resources[0]; i++)
        if (resources[i].text)
            audit_good(audit, SMART_ACHIEVABLE, resources[i].member,
                       arena_format(audit->arena, "%s %s", resources[i].named, resources[i].text));
        else
            audit_bad(audit, SMART_ACHIEVABLE, resources[i].missing_code, resources[i].member, resources[i].missing,
                      _("name it, also where it is none"));
}

void audit_achievable(Audit *audit)
{
    check_target(audit);
    check_resources(audit);
}
