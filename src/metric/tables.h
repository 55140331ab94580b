/* Facts and dimensions are read through `{kind}` alone, where days, filters and permissions narrow them. */
#ifndef METRIC_TABLES_H
#define METRIC_TABLES_H

#include "metric/definition.h"

/* STATUS_INVALID_DATA where a SELECT of the metric, or a shared piece of SQL, names a kind's table after FROM or JOIN
 * instead of its placeholder; the error's value is the name. */
Status metric_refuse_tables(const Metric *metric, Error *error) MUST_CHECK;
/* The same for one piece of SQL; `name` is said in the error. */
Status metric_refuse_tables_in(const char *name, Text sql, Error *error) MUST_CHECK;

#endif
