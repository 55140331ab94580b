/* What the end points of goals share: who asks, and bodies read into the structs of src/goal. */
#ifndef HTTP_GOAL_BODY_H
#define HTTP_GOAL_BODY_H

#include "http/body.h"
#include "http/endpoint.h"

#include "goal/initiative.h"
#include "goal/smart.h"

/* The request's principal as the asker of KPIs. */
KpiAsker goal_asker(const Request *request);

/* Refuses a word that a member does not know. */
Status goal_body_refuse(Error *error, const char *member, const char *value, const char *known);
/* An absent list leaves what is there; one that is given, also an empty one, takes its place. */
Status goal_body_list(Request *request, const struct json_t *body, const char *name, size_t limit, const char *const **target,
                      size_t *count, Error *error) MUST_CHECK;
/* A day; `*ret_given` tells whether it was there, without which `*ret_day` is left. */
Status goal_body_day(const struct json_t *body, const char *name, bool *ret_given, int32_t *ret_day, Error *error) MUST_CHECK;

/* A KPI over what `kpi` holds already; texts live as long as the body. */
Status goal_read_kpi(Request *request, const struct json_t *body, Kpi *kpi, Error *error) MUST_CHECK;
Status goal_read_target(Request *request, const struct json_t *body, KpiTarget *ret_target, Error *error) MUST_CHECK;
/* Over what `objective` holds; an empty text takes it away. "period" stands for "from" and "to". */
Status goal_read_objective(Request *request, const struct json_t *body, Objective *objective, Error *error) MUST_CHECK;
Status goal_read_key_result(Request *request, const struct json_t *body, KeyResult *ret_result, Error *error) MUST_CHECK;
/* The members of an objective's body that are objects: its key results. */
Status goal_read_key_results(Request *request, const struct json_t *body, KeyResult **ret_results, size_t *ret_count, Error *error) MUST_CHECK;
/* Title, start, target and weight over what `result` holds. */
Status goal_read_key_result_change(const struct json_t *body, KeyResult *result, Error *error) MUST_CHECK;
Status goal_read_initiative(const struct json_t *body, Initiative *initiative, Error *error) MUST_CHECK;
/* "revision" of a body; 0 without. */
Status goal_read_revision(const struct json_t *body, int64_t *ret_revision, Error *error) MUST_CHECK;
/* The number in the path, "/key-results/{number}"; 0, which nothing has, where it is none. */
int64_t goal_path_number(const Request *request);

/* Answers with the objective as it is now. */
Status objective_answer(Request *request, const char *id, Response *response, Error *error) MUST_CHECK;

#endif
