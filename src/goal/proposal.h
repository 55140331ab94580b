/*
 * An objective for a KPI that falls short, as a draft: nothing is saved. Its first key result is the KPI itself from
 * where it stands to its target; the others are the slices behind it, the strongest first:
 *
 *   1. those whose own value moved the whole away from the target in the last complete period (insight/cause.h);
 *   2. where there are fewer than three, those that weigh most on the whole: furthest short of the target times their
 *      share of the answers.
 */
#ifndef GOAL_PROPOSAL_H
#define GOAL_PROPOSAL_H

#include "goal/objective.h"
#include "insight/cause.h"

enum { PROPOSED_CAUSES = 3 };

typedef enum ProposedFrom { PROPOSED_KPI, PROPOSED_CHANGE, PROPOSED_LEVEL } ProposedFrom;

typedef struct ProposedResult {
    KeyResult result;
    ProposedFrom from;
    MaybeNumber before; /* PROPOSED_CHANGE: its value in the period before */
    double effect;      /* PROPOSED_CHANGE: what that did to the whole */
    double share;       /* PROPOSED_LEVEL: of the answers, 0..1 */
} ProposedResult;

typedef struct Proposal {
    Objective objective;      /* id, title, owner and days; `why` is left to who writes in words */
    const KpiState *state;    /* the KPI that falls short */
    double now, aim;          /* where it stands, and the bound of its target that it misses */
    ProposedResult results[1 + PROPOSED_CAUSES]; size_t count;
} Proposal;

/* STATUS_CONFLICT for a KPI without a target, without a number or on its way, saying so. `state` is one that
 * kpi_evaluate() gave, and outlives the proposal. In the arena. */
Status proposal_make(const KpiAsker *asker, Arena *arena, const KpiState *state, Proposal *ret_proposal, Error *error) MUST_CHECK;

#endif
