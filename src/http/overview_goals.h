/*
 * What the organization has committed to, on the overview: the KPI that stands behind a card, its target for each of the
 * card's periods, and how the latest period that is over was judged. Nothing is computed anew: the card's own values are
 * held to the targets.
 */
#ifndef HTTP_OVERVIEW_GOALS_H
#define HTTP_OVERVIEW_GOALS_H

#include "goal/kpi.h"
#include "http/cards.h"
#include "http/endpoint.h"
#include "render/json.h"

typedef struct OverviewGoals {
    const Kpi *kpis; /* those that ask what an overview asks: no filters, no parameters */
    size_t count;
} OverviewGoals;

/* None where the question has filters: targets are those of the whole. */
Status overview_goals_read(Request *request, const CardQuestion *question, OverviewGoals *ret_goals, Error *error) MUST_CHECK;
/* The member "goal" of a card: null where no KPI puts its question. */
Status overview_goal_write(Request *request, const OverviewGoals *goals, const Metric *metric, const Card *card,
                           JsonWriter *writer, Error *error) MUST_CHECK;

#endif
