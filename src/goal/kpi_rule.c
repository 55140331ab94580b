/* Targets made from what a KPI was: the periods that a rule reads, and those that it is for. */
#include "goal/kpi.h"

#include "base/translate.h"
#include "goal/parts.h"
#include "metric/series.h"

#include <math.h>
#include <string.h>

/* How many periods a year goes back. A day is laid beside the same weekday, as a week has a shape and a date has none. */
static size_t year_of(PeriodLength length)
{
    static const size_t steps[PERIOD_LENGTHS] = {[PERIOD_DAY] = 364, [PERIOD_WEEK] = 52, [PERIOD_MONTH] = 12,
                                                 [PERIOD_QUARTER] = 4, [PERIOD_YEAR] = 1, [PERIOD_ALL] = 1};
    return steps[length];
}

typedef struct Making {
    const KpiAsker *asker;
    Arena *arena;
    const Kpi *kpi;
    KpiTarget *target;
    MetricQuery query;
    Error *error;
} Making;

/* The values of whole periods within [from, to). */
static Status read_past(Making *making, int32_t from, int32_t to, MetricResult *ret_result)
{
    making->query.has_from = making->query.has_to = true;
    making->query.from = from;
    making->query.to = to - 1 < making->query.as_of ? to - 1 : making->query.as_of;
    if (making->query.to < making->query.from) {
        *ret_result = (MetricResult){0};
        return STATUS_OK;
    }
    return metric_evaluate(making->asker->store, making->asker->session, making->arena, making->asker->organization,
                           &making->query, ret_result, making->error);
}

static const MetricValue *value_on(const MetricResult *result, int32_t start)
{
    for (size_t i = 0; i < result->row_count; i++) {
        const MetricValue *value = &result->rows[i].now;
        if (value->period_start == start && value->complete && value->value.defined)
            return value;
    }
    return NULL;
}

static Status refuse_missing(const Making *making, int32_t start)
{
    char day[11];
    day_format(start, day);
    error_set(making->error, STATUS_INVALID_ARGUMENT, _("the period that began on %s has no value that a target could be made from"),
              day);
    error_where(making->error, "rule");
    error_hint(making->error, "%s", _("choose an earlier deadline, another rule, or give the numbers"));
    return STATUS_INVALID_ARGUMENT;
}

/* Last year's value for each period of the target. */
static Status from_last_year(Making *making)
{
    const Kpi *kpi = making->kpi;
    KpiTarget *target = making->target;
    size_t back = year_of(kpi->period), all, count;
    Period *periods;
    MetricResult past;
    if (!target->has_to)
        return goal_refuse(making->error, "to", _("this rule needs the day until which the target holds"));
    int32_t earliest = target->from - (int32_t)(back + 1) * period_length_days(kpi->period);
    TRY(periods_read(making->asker->session, making->arena, kpi->period, kpi->calendar,
                     earliest < calendar_first_day() ? calendar_first_day() : earliest, target->to + 1, &periods, &all,
                     making->error));
    size_t first = 0;
    while (first < all && periods[first].calendar_end <= target->from)
        first++;
    count = all - first;
    if (first < back || count == 0)
        return goal_refuse(making->error, "rule", _("there is no period to make the target from"));
    TRY(read_past(making, periods[first - back].calendar_start, periods[all - 1 - back].calendar_end, &past));
    TargetBasis *basis = ARENA_ARRAY(making->arena, count, TargetBasis);
    int32_t *starts = ARENA_ARRAY(making->arena, count, int32_t);
    for (size_t i = 0; i < count; i++) {
        const Period *then = &periods[first + i - back];
        const MetricValue *value = value_on(&past, then->calendar_start);
        if (!value)
            return refuse_missing(making, then->calendar_start);
        basis[i] = (TargetBasis){then->calendar_start, value->value.number};
        starts[i] = i == 0 ? target->from : periods[first + i].calendar_start;
    }
    target->made_from = basis;
    target->made_from_count = count;
    return target_rule_points(making->arena, &target->rule, basis, count, starts, count, &target->path, making->error);
}

/* The mean of the latest whole periods. */
static Status from_average(Making *making)
{
    KpiTarget *target = making->target;
    size_t wanted = (size_t)target->rule.number, count = 0;
    MetricResult past;
    int32_t from = making->query.as_of - (int32_t)(wanted + 2) * period_length_days(making->kpi->period);
    TRY(read_past(making, from < calendar_first_day() ? calendar_first_day() : from, making->query.as_of + 1, &past));
    TargetBasis *basis = ARENA_ARRAY(making->arena, past.row_count + 1, TargetBasis);
    for (size_t i = 0; i < past.row_count; i++) {
        const MetricValue *value = &past.rows[i].now;
        if (value->complete && value->value.defined)
            basis[count++] = (TargetBasis){value->period_start, value->value.number};
    }
    if (count < wanted) {
        error_set(making->error, STATUS_INVALID_ARGUMENT, _("an average of %zu periods was asked for, and %zu are over and have a value"),
                  wanted, count);
        error_where(making->error, "periods");
        return STATUS_INVALID_ARGUMENT;
    }
    target->made_from = basis + count - wanted;
    target->made_from_count = wanted;
    return target_rule_points(making->arena, &target->rule, target->made_from, wanted, &target->from, 1, &target->path,
                              making->error);
}

Status kpi_make_target(const KpiAsker *asker, Arena *arena, const Kpi *kpi, KpiTarget *target, Error *error)
{
    Making making = {.asker = asker, .arena = arena, .kpi = kpi, .target = target, .error = error};
    TRY(target_rule_check(&target->rule, target->path.direction, error));
    if (target->rule.kind == TARGET_GIVEN)
        return STATUS_OK;
    TRY(kpi_segment_question(asker, arena, kpi, target->segment, &making.query, error));
    making.query.rows = asker->rows;
    return target->rule.kind == TARGET_AVERAGE ? from_average(&making) : from_last_year(&making);
}
