/* What the end points of goals share: who asks, and bodies read into the structs of src/goal. */
#ifndef HTTP_GOAL_BODY_H
#define HTTP_GOAL_BODY_H

#include "http/body.h"
#include "http/endpoint.h"

#include "goal/smart.h"

/* The request's principal as the asker of KPIs. */
KpiAsker goal_asker(const Request *request);

/* A KPI over what `kpi` holds already; texts live as long as the body. */
Status goal_read_kpi(Request *request, const struct json_t *body, Kpi *kpi, Error *error) MUST_CHECK;
Status goal_read_target(Request *request, const struct json_t *body, KpiTarget *ret_target, Error *error) MUST_CHECK;
Status goal_read_objective(Request *request, const struct json_t *body, Objective *objective, Error *error) MUST_CHECK;
Status goal_read_key_result(Request *request, const struct json_t *body, KeyResult *ret_result, Error *error) MUST_CHECK;

#endif
