#include "http/meter.h"

#include <stdatomic.h>
#include <stdlib.h>

static const unsigned statuses[] = {200, 201, 202, 204, 304, 400, 401, 403, 404, 405, 409, 411, 413, 414, 415, 421, 422, 429, 431, 499, 500, 503, 504, 507};
static const double bounds[] = {0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10, 30};
enum {
    STATUSES = sizeof statuses / sizeof statuses[0], /* and one for all others */
    BOUNDS = sizeof bounds / sizeof bounds[0],       /* and one above */
};

typedef struct MeterRow {
    atomic_ullong by_status[STATUSES + 1];
    atomic_ullong by_duration[BOUNDS + 1];
    atomic_ullong microseconds;
} MeterRow;

struct Meter {
    size_t count;
    MeterRow rows[];
};

Meter *meter_new(size_t rows)
{
    Meter *meter = calloc(1, sizeof *meter + rows * sizeof(MeterRow));
    if (!meter)
        abort();
    meter->count = rows;
    return meter;
}

void meter_free(Meter *meter)
{
    free(meter);
}

static void count_one(atomic_ullong *counter)
{
    atomic_fetch_add_explicit(counter, 1, memory_order_relaxed);
}

void meter_observe(Meter *meter, size_t row, unsigned status, double seconds)
{
    size_t at = 0;
    while (at < STATUSES && statuses[at] != status)
        at++;
    count_one(&meter->rows[row].by_status[at]);
    at = 0;
    while (at < BOUNDS && seconds > bounds[at])
        at++;
    count_one(&meter->rows[row].by_duration[at]);
    atomic_fetch_add_explicit(&meter->rows[row].microseconds, (unsigned long long)(seconds * 1e6),
                              memory_order_relaxed);
}

static void write_histogram(const MeterRow *row, const char *label, TextBuilder *out)
{
    unsigned long long sum = 0;
    for (size_t i = 0; i <= BOUNDS; i++) {
        sum += row->by_duration[i];
        char bound[16] = "+Inf";
        if (i < BOUNDS)
            snprintf(bound, sizeof bound, "%g", bounds[i]);
        text_append_format(out, "mizan_request_duration_seconds_bucket{%s,le=\"%s\"} %llu\n", label, bound, sum);
    }
    text_append_format(out, "mizan_request_duration_seconds_sum{%s} %.6f\n", label, (double)row->microseconds / 1e6);
    text_append_format(out, "mizan_request_duration_seconds_count{%s} %llu\n", label, sum);
}

static bool is_used(const MeterRow *row)
{
    for (size_t i = 0; i <= BOUNDS; i++)
        if (row->by_duration[i])
            return true;
    return false;
}

void meter_write(Meter *meter, TextBuilder *out, const char *(*label)(size_t row, void *context), void *context)
{
    text_append(out, "# HELP mizan_requests_total Requests answered.\n# TYPE mizan_requests_total counter\n");
    for (size_t r = 0; r < meter->count; r++)
        for (size_t i = 0; i <= STATUSES; i++) {
            unsigned long long count = meter->rows[r].by_status[i];
            char status[8] = "other";
            if (i < STATUSES)
                snprintf(status, sizeof status, "%u", statuses[i]);
            if (count)
                text_append_format(out, "mizan_requests_total{%s,status=\"%s\"} %llu\n", label(r, context), status, count);
        }
    text_append(out, "# HELP mizan_request_duration_seconds From the request's first line to the answer's last byte.\n"
                     "# TYPE mizan_request_duration_seconds histogram\n");
    for (size_t r = 0; r < meter->count; r++)
        if (is_used(&meter->rows[r]))
            write_histogram(&meter->rows[r], label(r, context), out);
}
