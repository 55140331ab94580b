/* Values of a metric as the API answers with them. */
#ifndef HTTP_VALUES_ANSWER_H
#define HTTP_VALUES_ANSWER_H

#include "metric/query.h"
#include "render/json.h"

/* The members of the answer, within an object; `hint` may be NULL. */
void values_write(JsonWriter *writer, const MetricResult *result, const char *hint);

#endif
