/* What hangs on an own metric: KPIs and key results that are measured by it. */
#ifndef GOAL_METRIC_USE_H
#define GOAL_METRIC_USE_H

#include "goal/objective.h"

/* Whether everything that is measured by the metric `id` still can be, with the registry of the asker, where it stands
 * as it is to become. STATUS_CONFLICT names what cannot, and why. */
Status metric_use_fits(const KpiAsker *asker, const char *id, Error *error) MUST_CHECK;

/* Retires an own metric, as own_retire(). STATUS_CONFLICT names the KPIs that are not retired, and the open objectives,
 * that are measured by it. */
Status metric_use_retire(Store *store, const char *id, const char *by, const char *reason, Error *error) MUST_CHECK;

#endif
