#include "goal/strategy.h"

#include "base/translate.h"
#include "goal/parts.h"
#include "goal/rows.h"

#include <math.h>
#include <string.h>

/* A probability below this is more than chance. */
static const double SIGNIFICANT = 0.05;
enum { MAP_PERIODS = 36 };

const char *link_support_name(LinkSupport support)
{
    static const char *const names[LINK_SUPPORTS] = {"too-few", "still", "not-shown", "shown", "against"};
    return names[support];
}

LinkSupport link_support(const Association *association, Better cause, Better effect)
{
    if (association->probability >= SIGNIFICANT)
        return SUPPORT_NOT_SHOWN;
    if (cause == BETTER_NEITHER || effect == BETTER_NEITHER)
        return SUPPORT_SHOWN;
    double wanted = cause == effect ? 1 : -1;
    return wanted * association->correlation > 0 ? SUPPORT_SHOWN : SUPPORT_AGAINST;
}

/* ---- two series side by side ---- */

static bool is_known(const MetricValue *value)
{
    return value->complete && value->value.defined;
}

/* Both by the first day of their periods; NaN where one has no whole value. Counts where both have. */
static size_t lay_out(const KpiState *cause, const KpiState *effect, double *causes, double *effects, size_t *ret_known)
{
    size_t count = 0, other = 0;
    *ret_known = 0;
    for (size_t i = 0; i < cause->count; i++) {
        const MetricValue *value = cause->periods[i].value;
        while (other < effect->count && effect->periods[other].value->period_start < value->period_start)
            other++;
        bool matched = other < effect->count && effect->periods[other].value->period_start == value->period_start;
        const MetricValue *result = matched ? effect->periods[other].value : NULL;
        causes[count] = is_known(value) ? value->value.number : (double)NAN;
        effects[count] = result && is_known(result) ? result->value.number : (double)NAN;
        *ret_known += !isnan(causes[count]) && !isnan(effects[count]);
        count++;
    }
    return count;
}

/* The KPI by another's periods, where they are unlike: each metric is computed anew from its facts. */
static Status by_periods_of(const KpiAsker *asker, Arena *arena, const KpiState *state, PeriodLength period,
                            CalendarSystem calendar, KpiState *ret_state, Error *error)
{
    if (state->kpi->period == period && state->kpi->calendar == calendar) {
        *ret_state = *state;
        return STATUS_OK;
    }
    Kpi *kpi = ARENA_ARRAY(arena, 1, Kpi);
    *kpi = *state->kpi;
    kpi->period = period;
    kpi->calendar = calendar;
    return kpi_evaluate(asker, arena, kpi, MAP_PERIODS, ret_state, error);
}

static const char *strength(double correlation)
{
    double size = fabs(correlation); /* Cohen 1988 */
    return size >= 0.5 ? _("strongly") : size >= 0.3 ? _("moderately") : _("weakly");
}

static const char *say(Arena *arena, const StrategyLink *link)
{
    const Association *found = &link->association;
    const char *numbers = link->has_association
        ? arena_format(arena, _("(r %.2f at a lag of %zu, %zu pairs of changes, %s)"), found->correlation, found->lag,
                       found->pairs, goal_probability_text(arena, found->probability))
        : "";
    switch (link->support) {
    case SUPPORT_TOO_FEW:
        return arena_format(arena, _("Too few periods to tell: both are known in %zu that are over, and at least %d in a row are needed."),
                            link->periods, ASSOCIATION_LEAST_PAIRS + 1);
    case SUPPORT_STILL:
        return _("One of the two does not change, so nothing can be compared.");
    case SUPPORT_NOT_SHOWN:
        return arena_format(arena, _("The facts do not show it: their changes go together no more than chance would %s."), numbers);
    case SUPPORT_SHOWN:
        return arena_format(arena, _("The facts support it: their changes go together %s %s."), strength(found->correlation), numbers);
    case SUPPORT_AGAINST:
        return arena_format(arena, _("The facts speak against it: when the one gets better the other gets worse %s."), numbers);
    }
    return "";
}

static Status judge_link(const KpiAsker *asker, Arena *arena, StrategyLink *link, Error *error)
{
    const Kpi *cause = link->cause->kpi, *effect = link->effect->kpi;
    KpiState first, second;
    bool longer = period_length_days(cause->period) > period_length_days(effect->period);
    link->period = longer ? cause->period : effect->period;
    TRY(by_periods_of(asker, arena, link->cause, link->period, effect->calendar, &first, error));
    TRY(by_periods_of(asker, arena, link->effect, link->period, effect->calendar, &second, error));
    double *causes = ARENA_ARRAY(arena, first.count + 1, double), *effects = ARENA_ARRAY(arena, first.count + 1, double);
    size_t count = lay_out(&first, &second, causes, effects, &link->periods);
    link->has_association = association_lagged(causes, effects, count, STRATEGY_LAGS, &link->association);
    if (link->has_association)
        link->support = link_support(&link->association, first.query->variant->better, second.query->variant->better);
    else
        link->support = link->periods > ASSOCIATION_LEAST_PAIRS + 1 ? SUPPORT_STILL : SUPPORT_TOO_FEW;
    link->words = say(arena, link);
    return STATUS_OK;
}

/* ---- the map ---- */

static const KpiState *state_of(const KpiState *states, size_t count, const char *id)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(states[i].kpi->id, id) == 0)
            return &states[i];
    return NULL;
}

static Status read_links(const KpiAsker *asker, Arena *arena, StrategyMap *map, Error *error)
{
    KpiLink *believed;
    size_t count;
    TRY(kpi_links(asker->store, arena, &believed, &count, error));
    StrategyLink *links = ARENA_ARRAY(arena, count + 1, StrategyLink);
    for (size_t i = 0; i < count; i++) {
        StrategyLink *link = &links[map->link_count];
        link->cause = state_of(map->states, map->state_count, believed[i].kpi);
        link->effect = state_of(map->states, map->state_count, believed[i].result);
        if (!link->cause || !link->effect)
            continue;
        TRY(judge_link(asker, arena, link, error));
        map->link_count++;
    }
    map->links = links;
    return STATUS_OK;
}

static bool is_open(const StrategyMap *map, const char *objective)
{
    for (size_t i = 0; i < map->objective_count; i++)
        if (strcmp(map->objectives[i].id, objective) == 0)
            return true;
    return false;
}

static Status read_objectives(const KpiAsker *asker, Arena *arena, StrategyMap *map, Error *error)
{
    Objective *objectives;
    ObjectiveLink *links;
    RecordsTable table;
    size_t link_count;
    TRY(objective_list(asker->store, arena, /* closed= */ false, &objectives, &map->objective_count, error));
    map->objectives = objectives;
    TRY(objective_links(asker->store, arena, &links, &link_count, error));
    for (size_t i = 0; i < link_count; i++)
        if (is_open(map, links[i].objective) && is_open(map, links[i].other))
            links[map->objective_link_count++] = links[i];
    map->objective_links = links;
    TRY(records_query(store_records(asker->store), arena,
                      "SELECT k.kpi, o.objective FROM kpi k, objective o WHERE o.closed_at IS NULL AND k.retired_at IS NULL "
                      "AND (k.objective = o.objective OR EXISTS (SELECT 1 FROM key_result r WHERE r.kpi = k.kpi "
                      "AND r.objective = o.objective)) ORDER BY k.kpi, o.objective",
                      NULL, 0, &table, error));
    StrategyMeasure *measures = ARENA_ARRAY(arena, table.rows + 1, StrategyMeasure);
    for (size_t i = 0; i < table.rows; i++)
        measures[i] = (StrategyMeasure){row_text(arena, &table, i, 0), row_text(arena, &table, i, 1)};
    map->measures = measures;
    map->measure_count = table.rows;
    return STATUS_OK;
}

Status strategy_map(const KpiAsker *asker, Arena *arena, StrategyMap *ret_map, Error *error)
{
    Kpi *kpis;
    ScorecardPerspective *perspectives;
    StrategyMap map = {0};
    TRY(perspective_list(asker->store, arena, &perspectives, &map.perspective_count, error));
    map.perspectives = perspectives;
    TRY(kpi_list(asker->store, arena, /* retired= */ false, &kpis, &map.state_count, error));
    KpiState *states = ARENA_ARRAY(arena, map.state_count + 1, KpiState);
    for (size_t i = 0; i < map.state_count; i++)
        TRY(kpi_evaluate(asker, arena, &kpis[i], MAP_PERIODS, &states[i], error));
    map.states = states;
    TRY(read_links(asker, arena, &map, error));
    TRY(read_objectives(asker, arena, &map, error));
    *ret_map = map;
    return STATUS_OK;
}
