/*
 * A series: the components of one compiled question, by period and slices. Between the compiler and the
 * evaluation; used by evaluate.c alone.
 */
#ifndef METRIC_SERIES_H
#define METRIC_SERIES_H

#include "metric/compile.h"

typedef struct SeriesRow {
    size_t period; /* index into the periods */
    const char *const *slices;
    const MaybeNumber *components; /* of the variant, in the metric's order */
} SeriesRow;

typedef struct Series {
    const Period *periods;
    size_t period_count;
    const SeriesRow *rows;
    size_t row_count;
    const size_t *buckets; /* open addressing: row index + 1, 0 empty */
    size_t bucket_count, slice_count;
} Series;

/* Asks the engine: the periods of [input->from, input->to), then the components. */
Status series_read(FactsSession *session, Arena *arena, const MetricQuery *query, const CompileInput *input,
                   Series *ret_series, Error *error) MUST_CHECK;
/* The row of a period with these slices; NULL when there is none. */
const SeriesRow *series_find(const Series *series, size_t period, const char *const *slices);

/* The periods of a calendar that touch [from, to). */
Status periods_read(FactsSession *session, Arena *arena, PeriodLength length, CalendarSystem calendar, int32_t from,
                    int32_t to, Period **ret_periods, size_t *ret_count, Error *error) MUST_CHECK;

#endif
