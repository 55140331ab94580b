/*
 * The strategy map: which KPI is said to drive which, and whether the facts show it. A link is a belief; beside it
 * stands how the changes of both have gone together (stats/association.h): at which lag, how strongly, in how many
 * periods, and how likely that is by chance.
 */
#ifndef GOAL_STRATEGY_H
#define GOAL_STRATEGY_H

#include "goal/objective.h"
#include "goal/perspective.h"
#include "stats/association.h"

typedef enum LinkSupport {
    SUPPORT_TOO_FEW,   /* too few periods of both are over */
    SUPPORT_STILL,     /* one of both never changes */
    SUPPORT_NOT_SHOWN, /* no more than chance */
    SUPPORT_SHOWN,     /* more than chance, in the direction that it is said to go */
    SUPPORT_AGAINST,   /* more than chance, in the other direction: what is better for one goes with worse for the other */
} LinkSupport;
enum { LINK_SUPPORTS = 5, STRATEGY_LAGS = 6 };

const char *link_support_name(LinkSupport support); /* "not-shown" */

typedef struct StrategyLink {
    const KpiState *cause, *effect;
    LinkSupport support;
    PeriodLength period;     /* of the lag: the longer of both KPIs' */
    size_t periods;          /* complete periods that are known of both */
    bool has_association;
    Association association; /* where `has_association` */
    const char *words;       /* all that in a sentence, in the thread's language */
} StrategyLink;

typedef struct StrategyMeasure {
    const char *kpi, *objective; /* ids: an open objective is measured by the KPI, or the KPI names it as what it serves */
} StrategyMeasure;

typedef struct StrategyMap {
    const ScorecardPerspective *perspectives; size_t perspective_count; /* from the top: the lanes */
    const KpiState *states; size_t state_count;
    const StrategyLink *links; size_t link_count;
    const Objective *objectives; size_t objective_count; /* open ones */
    const ObjectiveLink *objective_links; size_t objective_link_count; /* between open ones */
    const StrategyMeasure *measures; size_t measure_count;
} StrategyMap;

/* Judges a link by its association; `cause` and `effect` say what is better for each. Pure. */
LinkSupport link_support(const Association *association, Better cause, Better effect);

/* In the arena. Links of retired KPIs are left out: the audit names them. */
Status strategy_map(const KpiAsker *asker, Arena *arena, StrategyMap *ret_map, Error *error) MUST_CHECK;

#endif
