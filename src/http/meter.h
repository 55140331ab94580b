/*
 * Counts of what the server did, for /metrics. Any thread.
 */
#ifndef HTTP_METER_H
#define HTTP_METER_H

#include "base/text.h"

#include <stddef.h>

typedef struct Meter Meter;

/* `rows`: one for each end point and those the caller adds ("static", "unknown"). */
Meter *meter_new(size_t rows);
void meter_free(Meter *meter);
void meter_observe(Meter *meter, size_t row, unsigned status, double seconds);

/* Writes requests by end point and status and the histogram of durations in the Prometheus text format
 * (0.0.4). `label` gives a row's labels: `method="GET",path="/api/v1/..."`. */
void meter_write(Meter *meter, TextBuilder *out, const char *(*label)(size_t row, void *context), void *context);

#endif
