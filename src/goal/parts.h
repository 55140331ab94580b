/* What the files of this folder give to each other. */
#ifndef GOAL_PARTS_H
#define GOAL_PARTS_H

#include "goal/history.h"
#include "goal/objective.h"

/* STATUS_INVALID_ARGUMENT with the message, about a member. */
Status goal_refuse(Error *error, const char *member, const char *message);
/* Refuses a text that is longer than KPI_TEXT_LIMIT; NULL is none. */
Status goal_text_check(const char *member, const char *text, Error *error) MUST_CHECK;
/* "p = 0.044", or "p < 0.001" where three places would say nothing; in the arena. */
const char *goal_probability_text(Arena *arena, double probability);
/* a-z, 0-9 and dashes, as ids of KPIs and objectives are. */
Status goal_id_check(const char *id, Error *error) MUST_CHECK;
/* The question of a KPI narrowed to a segment ("slice=value"; NULL: the whole), without days. */
Status kpi_segment_question(const KpiAsker *asker, Arena *arena, const Kpi *kpi, const char *segment, MetricQuery *ret_query,
                            Error *error) MUST_CHECK;
/* Refuses what is no slice=value of the KPI's metric, or a slice that the KPI is narrowed by already. */
Status kpi_segment_check(const KpiAsker *asker, Arena *arena, const Kpi *kpi, const char *segment, Error *error) MUST_CHECK;
/* The segments that targets were set for and `rows` allows, each once, in the arena. */
size_t kpi_segments_of(Arena *arena, const KpiTarget *targets, size_t count, const RowScope *rows, const char ***ret_segments);
/* Within a transaction: as objective_add(), key_result_add() and objective_close(). */
Status objective_insert(Store *store, Arena *arena, const Objective *objective, const char *by, Error *error) MUST_CHECK;
Status key_result_insert(const KpiAsker *asker, Arena *arena, const char *objective, const KeyResult *result, const char *by,
                         int64_t *ret_number, Error *error) MUST_CHECK;
Status key_result_check(const KpiAsker *asker, Arena *arena, const KeyResult *result, Error *error) MUST_CHECK;
/* STATUS_CONFLICT where the objective is closed, or is not of `revision` any more (0: any), saying who changed it. */
Status objective_still(Store *store, Arena *arena, const char *id, int64_t revision, Objective *ret_objective, Error *error) MUST_CHECK;
/* The question that a metric-bound key result puts, without days. */
Status key_result_question(Arena *arena, const KpiAsker *asker, const KeyResult *result, MetricQuery *ret_query,
                           Error *error) MUST_CHECK;

/* Notes what a KPI is from its revision on; within a transaction. */
Status kpi_note(Store *store, Arena *arena, const Kpi *kpi, const char *by, const char *reason, Error *error) MUST_CHECK;
/* STATUS_CONFLICT, naming who changed the KPI meanwhile; STATUS_NOT_FOUND where there is none. */
Status kpi_say_conflict(Store *store, Arena *arena, const Kpi *kpi, Error *error);
/* The perspective exists, and the weights of its KPIs are more than 0 with the one that comes into it. Gives that one's
 * weight: 1 of a new one. */
Status perspective_takes(Store *store, Arena *arena, const char *perspective, const char *id, double *ret_weight,
                         Error *error) MUST_CHECK;

#endif
