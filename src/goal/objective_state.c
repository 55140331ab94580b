/* How far an objective has come. */
#include "goal/objective.h"

#include "goal/parts.h"
#include "goal/rows.h"

#include <string.h>

/* Short of what its time asks for: by this it is at risk, by that off track. Both edges belong to the worse. */
static const double AT_RISK_FROM = 0.1, OFF_TRACK_FROM = 0.3;
enum { KPI_PERIODS = 24 };

Status key_result_question(Arena *arena, const KpiAsker *asker, const KeyResult *result, MetricQuery *ret_query, Error *error)
{
    QueryWords words = {.id = result->metric,
                        .variant = result->variant,
                        .period = "all",
                        .filters = result->filters,
                        .filter_count = result->filter_count,
                        .parameters = result->parameters,
                        .parameter_count = result->parameter_count};
    return metric_query_parse(arena, asker->registry, asker->organization, &words, ret_query, error);
}

/* The KPI's number that stands for now. */
static Status read_kpi(const KpiAsker *asker, Arena *arena, const KeyResult *result, KeyResultState *state, Error *error)
{
    Kpi *kpi = ARENA_ARRAY(arena, 1, Kpi);
    KpiState found;
    TRY(kpi_find(asker->store, arena, result->kpi, kpi, error));
    if (kpi->retired) {
        state->reason = "kpi-retired";
        return STATUS_OK;
    }
    MetricQuery *query = ARENA_ARRAY(arena, 1, MetricQuery);
    TRY(kpi_question(arena, asker->registry, asker->organization, kpi, query, error));
    state->query = query;
    TRY(kpi_evaluate(asker, arena, kpi, KPI_PERIODS, &found, error));
    state->query = found.query;
    state->currency = found.currency;
    if (found.now)
        state->now = found.now->value->value;
    return STATUS_OK;
}

/* The metric over the objective's days that have come. */
static Status read_metric(const KpiAsker *asker, Arena *arena, const Objective *objective, const KeyResult *result,
                          KeyResultState *state, Error *error)
{
    MetricQuery *query = ARENA_ARRAY(arena, 1, MetricQuery);
    MetricResult answer;
    TRY(key_result_question(arena, asker, result, query, error));
    query->rows = asker->rows;
    query->has_from = query->has_to = true;
    query->from = objective->from;
    query->to = objective->to < query->as_of ? objective->to : query->as_of;
    state->query = query;
    if (query->to < query->from)
        return STATUS_OK;
    TRY(metric_evaluate(asker->store, asker->session, arena, asker->organization, query, &answer, error));
    state->currency = answer.currency;
    if (answer.row_count > 0)
        state->now = answer.rows[answer.row_count - 1].now.value;
    return STATUS_OK;
}

/* Confidence is of the latest check-in that says one; the number of the latest that has one. */
static Status read_check_ins(const KpiAsker *asker, Arena *arena, const Objective *objective, const KeyResult *result,
                             KeyResultState *state, Error *error)
{
    CheckIn *check_ins;
    size_t count;
    bool entered = result->kind == KEY_RESULT_MILESTONE || result->kind == KEY_RESULT_NUMBER;
    TRY(check_in_list(asker->store, arena, objective->id, result->number, &check_ins, &count, error));
    for (size_t i = count; i > 0; i--) {
        if (check_ins[i - 1].confidence.defined)
            state->confidence = check_ins[i - 1].confidence;
        if (entered && check_ins[i - 1].value.defined)
            state->now = check_ins[i - 1].value;
    }
    return STATUS_OK;
}

static Status evaluate_result(const KpiAsker *asker, Arena *arena, const Objective *objective, const KeyResult *result,
                              KeyResultState *state, Error *error)
{
    *state = (KeyResultState){.result = result};
    Error gone;
    Status status = result->kind == KEY_RESULT_KPI      ? read_kpi(asker, arena, result, state, &gone)
                    : result->kind == KEY_RESULT_METRIC ? read_metric(asker, arena, objective, result, state, &gone)
                                                        : STATUS_OK;
    if (status != STATUS_OK && state->query) { /* the question stands, the answer failed */
        *error = gone;
        return status;
    }
    if (status != STATUS_OK)
        state->reason = "source-gone"; /* one deleted metric must not hide all other objectives */
    TRY(read_check_ins(asker, arena, objective, result, state, error));
    if (objective->closed)
        state->now = result->final;
    if (state->now.defined) {
        state->progress = progress_of(result->start, result->target, state->now.number);
        state->score = progress_score(state->progress);
    } else if (!state->reason) {
        state->reason = state->query ? "no-data" : "no-check-in";
    }
    return STATUS_OK;
}

static double time_passed(const Objective *objective, int32_t today)
{
    double length = (double)(objective->to - objective->from) + 1, passed = (double)(today - objective->from) + 1;
    return fmax(0, fmin(1, passed / length));
}

static GoalStatus status_of(const ObjectiveState *state)
{
    if (!state->score.defined)
        return GOAL_NO_DATA;
    double goal = state->objective->closed ? 1 : state->expected, short_by = goal - state->score.number;
    if (short_by >= OFF_TRACK_FROM)
        return GOAL_OFF_TRACK;
    return short_by >= AT_RISK_FROM ? GOAL_AT_RISK : GOAL_ON_TRACK;
}

/* What it depends on and is not reached: open, or closed below a full score. */
static Status find_blocks(const KpiAsker *asker, Arena *arena, ObjectiveState *state, Error *error)
{
    ObjectiveLink *links;
    size_t count, blocked = 0;
    TRY(objective_links(asker->store, arena, &links, &count, error));
    const char **ids = ARENA_ARRAY(arena, count + 1, const char *);
    for (size_t i = 0; i < count; i++) {
        Objective other;
        if (links[i].kind != LINK_DEPENDS || strcmp(links[i].objective, state->objective->id) != 0)
            continue;
        TRY(objective_find(asker->store, arena, links[i].other, &other, error));
        bool goes_on = other.carried_to != NULL; /* then that one is depended on */
        if (!goes_on && (!other.closed || !(other.final_score >= 1)))
            ids[blocked++] = other.id;
    }
    state->blocked_by = ids;
    state->blocked_count = blocked;
    return STATUS_OK;
}

Status objective_evaluate(const KpiAsker *asker, Arena *arena, const Objective *objective, ObjectiveState *ret_state,
                          Error *error)
{
    KeyResult *results;
    size_t count;
    TRY(key_result_list(asker->store, arena, objective->id, &results, &count, error));
    KeyResultState *states = ARENA_ARRAY(arena, count + 1, KeyResultState);
    WeightedScore *scores = ARENA_ARRAY(arena, count + 1, WeightedScore);
    for (size_t i = 0; i < count; i++) {
        TRY(evaluate_result(asker, arena, objective, &results[i], &states[i], error));
        scores[i] = (WeightedScore){states[i].now.defined, states[i].score, results[i].weight};
    }
    ObjectiveState state = {.objective = objective, .results = states, .result_count = count,
                            .expected = time_passed(objective, asker->organization->today)};
    bool begun = asker->organization->today >= objective->from;
    if (objective->closed)
        state.score = (MaybeNumber){!isnan(objective->final_score), objective->final_score};
    else
        state.score.defined = scores_roll_up(scores, count, /* missing_as_zero= */ begun, &state.score.number);
    state.status = status_of(&state);
    TRY(find_blocks(asker, arena, &state, error));
    *ret_state = state;
    return STATUS_OK;
}
