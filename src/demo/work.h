/* The sample company at work on its objectives. */
#ifndef DEMO_WORK_H
#define DEMO_WORK_H

#include "goal/objective.h"

/* Initiatives and check-ins of `lead`, whose first two key results are there, and a closed objective of the quarter
 * before it. */
Status demo_work(const KpiAsker *asker, Arena *arena, const Objective *lead, Error *error) MUST_CHECK;

#endif
