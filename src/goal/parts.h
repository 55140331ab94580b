/* What the files of this folder give to each other. */
#ifndef GOAL_PARTS_H
#define GOAL_PARTS_H

#include "goal/objective.h"

/* a-z, 0-9 and dashes, as ids of KPIs and objectives are. */
Status goal_id_check(const char *id, Error *error) MUST_CHECK;
/* Notes who changed what of an objective; within a transaction. */
Status objective_note(Store *store, const char *id, const char *by, const char *what, Error *error) MUST_CHECK;
/* The question that a metric-bound key result puts, without days. */
Status key_result_question(Arena *arena, const KpiAsker *asker, const KeyResult *result, MetricQuery *ret_query,
                           Error *error) MUST_CHECK;

#endif
