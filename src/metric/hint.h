/* A word to those who filtered by a value that no fact has. */
#ifndef METRIC_HINT_H
#define METRIC_HINT_H

#include "metric/query.h"

/* Where the answer counted nothing and a filter names a value that no fact has: a sentence with the nearest value
 * that there is, or with some of them; else NULL. Asks the metric once more for each such filter. Shows no value
 * of rows that the asker may not see. */
Status metric_filter_hint(Store *store, FactsSession *session, Arena *arena, const Organization *organization,
                          const MetricResult *result, const char **ret_hint, Error *error) MUST_CHECK;

#endif
