/* A question to a metric from a request: the same words as on the command line. */
#ifndef HTTP_ASK_H
#define HTTP_ASK_H

#include "http/endpoint.h"
#include "metric/query.h"

/* The query parameters of a question, for an end point's `parameters`. */
#define ASK_PARAMETERS "variant", "period", "calendar", "from", "to", "by", "where", "set", "compare", "as_of"

/* Reads the question to the metric that the path names as {id}. `query` lives in the request's arena. */
Status ask_read(Request *request, MetricQuery *ret_query, Error *error) MUST_CHECK;

/* Reads a number from 0 or 1 on; `fallback` where the parameter is not given. */
Status ask_number(const Request *request, const char *name, long least, long most, long fallback, long *ret_number,
                  Error *error) MUST_CHECK;

#endif
