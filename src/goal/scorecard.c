#include "goal/scorecard.h"

#include "goal/progress.h"

#include <string.h>

enum { SCORECARD_PERIODS = 24 };

MaybeNumber judgement_score(const Judgement *judgement)
{
    switch (judgement->status) {
    case GOAL_ON_TRACK:
        return (MaybeNumber){true, 1};
    case GOAL_AT_RISK: /* short of the bound, and a margin there is */
        return (MaybeNumber){true, 1 + judgement->gap / judgement->margin};
    case GOAL_OFF_TRACK:
        return (MaybeNumber){true, 0};
    case GOAL_NO_TARGET:
    case GOAL_NO_DATA:
    case GOAL_NOT_ENOUGH:
        break;
    }
    return (MaybeNumber){0};
}

/* ---- rolling up ---- */

static void roll_up_kpis(ScoredPerspective *scored, Arena *arena)
{
    WeightedScore *scores = ARENA_ARRAY(arena, scored->count + 1, WeightedScore);
    double weights = 0, known_weights = 0;
    scored->known = 0;
    for (size_t i = 0; i < scored->count; i++) {
        const ScoredKpi *kpi = &scored->kpis[i];
        scores[i] = (WeightedScore){kpi->score.defined, kpi->score.number, kpi->weight};
        weights += kpi->weight;
        known_weights += kpi->score.defined ? kpi->weight : 0;
        scored->known += kpi->score.defined;
    }
    scored->score.defined = scores_roll_up(scores, scored->count, /* missing_as_zero= */ false, &scored->score.number);
    scored->coverage = weights > 0 ? known_weights / weights : 0;
    for (size_t i = 0; i < scored->count; i++) {
        ScoredKpi *kpi = &scored->kpis[i];
        bool counts = kpi->score.defined && kpi->weight > 0;
        kpi->share = counts ? kpi->weight / known_weights : 0;
        if (kpi->score.defined && !counts)
            kpi->reason = "no-weight";
    }
    if (!scored->score.defined)
        scored->reason = scored->count == 0 ? "no-kpi" : scored->known ? "no-weight" : "nothing-known";
}

void scorecard_roll_up(Scorecard *scorecard, Arena *arena)
{
    WeightedScore *scores = ARENA_ARRAY(arena, scorecard->count + 1, WeightedScore);
    double weights = 0, known_weights = 0, covered = 0;
    scorecard->kpis = scorecard->known = 0;
    for (size_t i = 0; i < scorecard->count; i++) {
        ScoredPerspective *scored = &scorecard->perspectives[i];
        double weight = scored->perspective->weight;
        roll_up_kpis(scored, arena);
        scores[i] = (WeightedScore){scored->score.defined, scored->score.number, weight};
        weights += weight;
        known_weights += scored->score.defined ? weight : 0;
        covered += weight * scored->coverage;
        scorecard->kpis += scored->count;
        scorecard->known += scored->known;
    }
    for (size_t i = 0; i < scorecard->count; i++) {
        ScoredPerspective *scored = &scorecard->perspectives[i];
        bool counts = scored->score.defined && scored->perspective->weight > 0;
        scored->share = counts ? scored->perspective->weight / known_weights : 0;
        if (scored->score.defined && !counts)
            scored->reason = "no-weight";
    }
    scorecard->score.defined = scores_roll_up(scores, scorecard->count, /* missing_as_zero= */ false, &scorecard->score.number);
    scorecard->coverage = weights > 0 ? covered / weights : 0;
}

/* ---- from the records ---- */

static void score_kpi(const KpiState *state, ScoredKpi *scored)
{
    GoalStatus status = state->now ? state->now->judgement.status : GOAL_NO_DATA;
    *scored = (ScoredKpi){.state = state, .weight = state->kpi->weight};
    if (state->now)
        scored->score = judgement_score(&state->now->judgement);
    if (!scored->score.defined)
        scored->reason = goal_status_name(status);
}

Status scorecard_evaluate(const KpiAsker *asker, Arena *arena, Scorecard *ret_scorecard, Error *error)
{
    ScorecardPerspective *perspectives;
    Kpi *kpis;
    size_t count, kpi_count;
    TRY(perspective_list(asker->store, arena, &perspectives, &count, error));
    TRY(kpi_list(asker->store, arena, /* retired= */ false, &kpis, &kpi_count, error));
    KpiState *states = ARENA_ARRAY(arena, kpi_count + 1, KpiState);
    for (size_t i = 0; i < kpi_count; i++)
        TRY(kpi_evaluate(asker, arena, &kpis[i], SCORECARD_PERIODS, &states[i], error));
    Scorecard scorecard = {.perspectives = ARENA_ARRAY(arena, count + 1, ScoredPerspective), .count = count};
    for (size_t i = 0; i < count; i++) {
        ScoredPerspective *scored = &scorecard.perspectives[i];
        scored->perspective = &perspectives[i];
        scored->kpis = ARENA_ARRAY(arena, kpi_count + 1, ScoredKpi);
        for (size_t k = 0; k < kpi_count; k++)
            if (strcmp(kpis[k].perspective, perspectives[i].id) == 0)
                score_kpi(&states[k], &scored->kpis[scored->count++]);
    }
    scorecard_roll_up(&scorecard, arena);
    *ret_scorecard = scorecard;
    return STATUS_OK;
}
