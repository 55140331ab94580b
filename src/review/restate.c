/* Numbers of a pack beside what they are now: facts that came late, or were corrected or taken back. */
#include "review/pack.h"

#include <math.h>

/* Sums in another order differ by less. */
static bool differs(double was, double now)
{
    return fabs(was - now) > 1e-9 * fmax(1, fmax(fabs(was), fabs(now)));
}

static Status value_now(const KpiAsker *asker, Arena *arena, const Kpi *kpi, const ReviewKpi *frozen, MaybeNumber *ret_value,
                        Error *error)
{
    MetricQuery query;
    MetricResult result;
    TRY(kpi_question(arena, asker->registry, asker->organization, kpi, &query, error));
    query.rows = asker->rows;
    query.has_from = query.has_to = true;
    query.from = frozen->period_start;
    query.to = frozen->period_end - 1;
    TRY(metric_evaluate(asker->store, asker->session, arena, asker->organization, &query, &result, error));
    *ret_value = (MaybeNumber){0};
    for (size_t i = 0; i < result.row_count; i++)
        if (result.rows[i].now.period_start == frozen->period_start)
            *ret_value = result.rows[i].now.value;
    return STATUS_OK;
}

static Status restate(const KpiAsker *asker, Arena *arena, ReviewKpi *frozen, Error *error)
{
    Kpi kpi;
    TRY(kpi_find(asker->store, arena, frozen->kpi, &kpi, error));
    if (kpi.period != frozen->period || kpi.calendar != frozen->calendar)
        return STATUS_OK; /* its periods are others now: nothing stands beside the number */
    TRY(value_now(asker, arena, &kpi, frozen, &frozen->now, error));
    frozen->restated = frozen->now.defined != frozen->value.defined ||
                       (frozen->now.defined && differs(frozen->value.number, frozen->now.number));
    frozen->redefined = frozen->restated && kpi.revision != frozen->definition;
    return STATUS_OK;
}

Status review_pack_restate(const KpiAsker *asker, Arena *arena, ReviewPack *pack, Error *error)
{
    for (size_t i = 0; i < pack->kpi_count; i++) {
        ReviewKpi *kpi = &pack->kpis[i];
        if (!kpi->complete || !kpi->value.defined)
            continue;
        Status status = restate(asker, arena, kpi, error);
        /* A metric that is gone or asked in another way does not hide what was decided upon. */
        if (status != STATUS_OK && status != STATUS_NOT_FOUND && status != STATUS_INVALID_ARGUMENT)
            return status;
    }
    return STATUS_OK;
}
