/* The parts of the sample company's work, in the order in which they are made. */
#ifndef DEMO_WORK_H
#define DEMO_WORK_H

#include "goal/objective.h"

/* Its KPIs with targets and its objectives. */
Status demo_goals(const KpiAsker *asker, Arena *arena, Error *error) MUST_CHECK;
/* Initiatives and check-ins of `lead`, whose first two key results are there, and a closed objective of the quarter
 * before it. */
Status demo_initiatives(const KpiAsker *asker, Arena *arena, const Objective *lead, Error *error) MUST_CHECK;
/* What its teams say about one of the KPIs, which is shared with everyone. */
Status demo_talk(const KpiAsker *asker, Arena *arena, Error *error) MUST_CHECK;
/* Its reviews: one that was held with what was decided, and those that are open. */
Status demo_reviews(const KpiAsker *asker, Arena *arena, Error *error) MUST_CHECK;

#endif
