/* From a question to values: the series, the formula, the interval, the fair comparison. */
#include "metric/evaluation.h"
#include "metric/own.h"
#include "metric/spell.h"

#include "base/translate.h"
#include "store/deadline.h"

#include <math.h>
#include <string.h>

/* How many periods back a comparison looks at most. */
static size_t steps_back(const MetricQuery *query, ComponentTime time)
{
    static const size_t year[PERIOD_LENGTHS] = {
        [PERIOD_DAY] = 366, [PERIOD_WEEK] = 52, [PERIOD_MONTH] = 12, [PERIOD_QUARTER] = 4, [PERIOD_YEAR] = 1, [PERIOD_ALL] = 1};
    return time == COMPONENT_YEAR_BEFORE ? year[query->period] : 1;
}

typedef struct Looks {
    bool previous, year;
} Looks;

static void note_look(void *context, const char *name, ComponentTime time)
{
    (void)name;
    Looks *looks = context;
    looks->previous = looks->previous || time == COMPONENT_PREVIOUS;
    looks->year = looks->year || time == COMPONENT_YEAR_BEFORE;
}

/* The first day of the main series: as far back as comparisons and the formula look. */
static Status extend_back(Evaluation *evaluation)
{
    const MetricQuery *query = evaluation->query;
    Looks looks = {.previous = query->compare == COMPARE_PREVIOUS, .year = query->compare == COMPARE_YEAR};
    Looks formula = {0};
    expression_names(query->variant->value, note_look, &formula);
    size_t steps = 0;
    if (looks.previous)
        steps += 1;
    if (looks.year)
        steps += steps_back(query, COMPONENT_YEAR_BEFORE);
    if (formula.year)
        steps += steps_back(query, COMPONENT_YEAR_BEFORE);
    else if (formula.previous)
        steps += 1;
    if (!steps || query->period == PERIOD_ALL || evaluation->input.to <= evaluation->input.from)
        return STATUS_OK;
    int32_t earliest = evaluation->shown_from - (int32_t)steps * period_length_days(query->period);
    Period *periods;
    size_t count;
    TRY(periods_read(evaluation->session, evaluation->arena, query->period, query->calendar, earliest,
                     evaluation->shown_from + 1, &periods, &count, evaluation->error));
    if (count > steps)
        evaluation->input.from = periods[count - 1 - steps].calendar_start;
    return STATUS_OK;
}

/* The same date a year earlier in the calendar asked for; a leap day becomes the day before it. */
static int32_t year_before(const MetricQuery *query, int32_t day)
{
    DayParts parts;
    Error ignored;
    int32_t before;
    if (day_parts(query->calendar, day, &parts, &ignored) != STATUS_OK)
        return day - 365;
    parts.year--;
    for (int tries = 0; tries < 2; tries++, parts.day--)
        if (day_from_parts(query->calendar, parts, &before, &ignored) == STATUS_OK)
            return before;
    return day - 365;
}

/* The days of the earlier period that answer to those of `now`: all of it, or as many from the same place.
 * A period that is not over counts up to the horizon. False when there is no such period. */
static bool earlier_days(const Evaluation *evaluation, size_t period, ComponentTime time, bool *ret_whole, int32_t *ret_from,
                         int32_t *ret_to, size_t *ret_period)
{
    const Period *now = &evaluation->main.periods[period];
    if (evaluation->query->period == PERIOD_ALL) {
        bool year = time == COMPONENT_YEAR_BEFORE;
        *ret_whole = false;
        *ret_from = year ? year_before(evaluation->query, now->start) : now->start - (now->end - now->start);
        *ret_to = year ? year_before(evaluation->query, now->end) : now->start;
        return now->start < now->end;
    }
    size_t steps = steps_back(evaluation->query, time);
    if (evaluation->query->period == PERIOD_DAY && time == COMPONENT_YEAR_BEFORE)
        steps = (size_t)(now->start - year_before(evaluation->query, now->start));
    if (period < steps)
        return false;
    const Period *then = &evaluation->main.periods[period - steps];
    int32_t end = now->end < evaluation->horizon ? now->end : evaluation->horizon;
    *ret_period = period - steps;
    *ret_whole = now->start == now->calendar_start && end == now->calendar_end;
    *ret_from = then->calendar_start + (now->start - now->calendar_start);
    *ret_to = *ret_from + (end - now->start);
    if (*ret_to > then->calendar_end)
        *ret_to = then->calendar_end;
    return *ret_from < *ret_to;
}

/* The part of an earlier period that an unfinished one is compared with, asked for once. */
static Status read_partial(Evaluation *evaluation, size_t period, ComponentTime time, int32_t from, int32_t to)
{
    size_t count = evaluation->main.period_count;
    if (!evaluation->partial[time]) {
        evaluation->partial[time] = ARENA_ARRAY(evaluation->arena, count, Series);
        evaluation->partial_read[time] = ARENA_ARRAY(evaluation->arena, count, bool);
    }
    if (evaluation->partial_read[time][period])
        return STATUS_OK;
    CompileInput input = evaluation->input;
    input.period = PERIOD_ALL;
    input.from = from;
    input.to = to;
    evaluation->partial_read[time][period] = true;
    return series_read(evaluation->session, evaluation->arena, evaluation->query, &input,
                       &evaluation->partial[time][period], evaluation->error);
}

typedef struct Earlier {
    bool exists;
    int32_t from, to;
    size_t period;        /* index in the main series where `whole` */
    bool whole;
    const SeriesRow *row; /* NULL: no facts */
} Earlier;

static Status find_earlier(Evaluation *evaluation, size_t period, const char *const *slices, ComponentTime time,
                           Earlier *ret_earlier)
{
    Earlier earlier = {0};
    earlier.exists = earlier_days(evaluation, period, time, &earlier.whole, &earlier.from, &earlier.to, &earlier.period);
    if (earlier.exists && earlier.whole) {
        const Period *then = &evaluation->main.periods[earlier.period];
        earlier.from = then->calendar_start;
        earlier.to = then->calendar_end;
        earlier.row = series_find(&evaluation->main, earlier.period, slices);
    } else if (earlier.exists) {
        TRY(read_partial(evaluation, period, time, earlier.from, earlier.to));
        earlier.row = series_find(&evaluation->partial[time][period], 0, slices);
    }
    *ret_earlier = earlier;
    return STATUS_OK;
}

typedef struct Lookup {
    Evaluation *evaluation;
    const SeriesRow *row;     /* of the period itself; NULL: none */
    size_t period;            /* for looking back; SIZE_MAX: cannot */
    const char *const *slices;
    Status status;
} Lookup;

static bool parameter_number(const MetricQuery *query, const char *name, double *ret_number)
{
    const Parameter *parameter = metric_parameter(query->metric, name);
    if (!parameter)
        return false;
    const char *text = parameter->fallback;
    for (size_t i = 0; i < query->parameter_count; i++)
        if (strcmp(query->parameters[i].name, name) == 0)
            text = query->parameters[i].value;
    return text_to_double(text_of(text), ret_number);
}

static bool lookup_component(void *context, const char *name, ComponentTime time, double *ret_number)
{
    Lookup *lookup = context;
    Evaluation *evaluation = lookup->evaluation;
    const SeriesRow *row = lookup->row;
    if (time != COMPONENT_NOW) {
        Earlier earlier = {0};
        if (lookup->period == SIZE_MAX)
            return false;
        Status status = find_earlier(evaluation, lookup->period, lookup->slices, time, &earlier);
        if (status != STATUS_OK)
            lookup->status = status;
        row = status == STATUS_OK ? earlier.row : NULL;
    }
    for (size_t i = 0; i < evaluation->component_count; i++) {
        if (strcmp(evaluation->components[i]->name, name) != 0)
            continue;
        if (!row || !row->components[i].defined)
            return false;
        *ret_number = row->components[i].number;
        return true;
    }
    return parameter_number(evaluation->query, name, ret_number);
}

static bool compute_interval(const Variant *variant, Lookup *lookup, double level, Interval *ret_interval)
{
    double arguments[3] = {0};
    const char *name;
    for (int i = 0; i < 3 && variant->interval_arguments[i]; i++)
        if (expression_evaluate(variant->interval_arguments[i], lookup_component, lookup, &arguments[i], &name) !=
            EXPRESSION_DEFINED)
            return false;
    bool found = false;
    switch (variant->interval) {
    case INTERVAL_WILSON:
        found = interval_wilson(arguments[0], arguments[1], level, ret_interval);
        if (found && variant->unit == UNIT_PERCENT)
            *ret_interval = (Interval){100 * ret_interval->low, 100 * ret_interval->high};
        return found;
    case INTERVAL_NPS:
        return interval_nps_adjusted(arguments[0], arguments[1], arguments[2], level, ret_interval);
    case INTERVAL_NPS_WALD:
        return interval_nps_wald(arguments[0], arguments[1], arguments[2], level, ret_interval);
    case INTERVAL_MEAN:
        return interval_mean(arguments[0], arguments[1], arguments[2], level, ret_interval);
    case INTERVAL_NONE:
        break;
    }
    return false;
}

static const ComponentValue *component_values(const Evaluation *evaluation, const SeriesRow *row)
{
    ComponentValue *values = ARENA_ARRAY(evaluation->arena, evaluation->component_count, ComponentValue);
    for (size_t i = 0; i < evaluation->component_count; i++) {
        values[i].component = evaluation->components[i];
        if (row)
            values[i].value = row->components[i];
    }
    return values;
}

/* A group so small that its people could be told apart gives nothing but the reason. */
static void suppress(const Evaluation *evaluation, MetricValue *value)
{
    double floor = evaluation->query->metric->suppress_below;
    if (!value->sample.defined || value->sample.number >= floor || value->sample.number == 0)
        return;
    value->value.defined = value->has_interval = value->sample.defined = false;
    value->reason = "too-few";
    value->reason_detail = NULL;
    value->components = component_values(evaluation, NULL);
}

/* What the metric itself calls undefined, such as scores of several scales. */
static void apply_rules(const Metric *metric, Lookup *lookup, MetricValue *value)
{
    for (size_t i = 0; i < metric->undefined_count; i++) {
        double number = 0;
        const UndefinedRule *rule = &metric->undefined[i];
        if (!lookup_component(lookup, rule->component->name, COMPONENT_NOW, &number) || number == 0)
            continue;
        value->value = (MaybeNumber){0};
        value->has_interval = false;
        value->reason = rule->reason;
        value->reason_detail = rule->component->name;
    }
}

static Status make_value(Evaluation *evaluation, Lookup *lookup, int32_t start, int32_t end, bool complete,
                         MetricValue *ret_value)
{
    const Variant *variant = evaluation->query->variant;
    MetricValue value = {.period_start = start, .period_end = end, .complete = complete,
                         .components = component_values(evaluation, lookup->row),
                         .component_count = evaluation->component_count};
    const char *name = NULL;
    ExpressionOutcome outcome = expression_evaluate(variant->value, lookup_component, lookup, &value.value.number, &name);
    if (lookup->status != STATUS_OK)
        return lookup->status;
    value.value.defined = outcome == EXPRESSION_DEFINED;
    if (!value.value.defined) {
        value.reason = outcome == EXPRESSION_NO_DATA || !lookup->row ? "no-data" : "division-by-zero";
        value.reason_detail = lookup->row && name && *name ? name : NULL;
        value.value.number = 0;
    }
    if (variant->sample && lookup->row)
        value.sample.defined = lookup_component(lookup, variant->sample, COMPONENT_NOW, &value.sample.number);
    value.small_sample = value.sample.defined && value.sample.number < evaluation->query->metric->minimum_sample;
    if (value.value.defined)
        value.has_interval = compute_interval(variant, lookup, evaluation->query->level, &value.interval);
    apply_rules(evaluation->query->metric, lookup, &value);
    if (evaluation->query->metric->suppress_below > 0)
        suppress(evaluation, &value);
    *ret_value = value;
    return STATUS_OK;
}

static Status make_row(Evaluation *evaluation, size_t period, const SeriesRow *found, const char *const *slices,
                       MetricRow *ret_row)
{
    const MetricQuery *query = evaluation->query;
    const Period *days = &evaluation->main.periods[period];
    MetricRow row = {.slices = slices};
    TRY(arena_check(evaluation->arena, evaluation->error));
    bool complete = days->start == days->calendar_start && days->end == days->calendar_end &&
                    days->calendar_end <= evaluation->horizon;
    Lookup lookup = {.evaluation = evaluation, .row = found, .period = period, .slices = slices};
    TRY(make_value(evaluation, &lookup, days->start, days->end, complete, &row.now));
    if (query->compare != COMPARE_NONE) {
        Earlier earlier;
        ComponentTime time = query->compare == COMPARE_YEAR ? COMPONENT_YEAR_BEFORE : COMPONENT_PREVIOUS;
        TRY(find_earlier(evaluation, period, slices, time, &earlier));
        Lookup before = {.evaluation = evaluation, .row = earlier.row,
                         .period = earlier.whole ? earlier.period : SIZE_MAX, .slices = slices};
        row.has_previous = earlier.exists;
        if (earlier.exists)
            TRY(make_value(evaluation, &before, earlier.from, earlier.to, earlier.whole, &row.previous));
    }
    *ret_row = row;
    return STATUS_OK;
}

/* Rows of the answer: what the engine gave, and for a question without slices also periods without facts. */
static Status make_rows(Evaluation *evaluation, MetricResult *result)
{
    const Series *series = &evaluation->main;
    size_t capacity = series->row_count + series->period_count, count = 0;
    MetricRow *rows = ARENA_ARRAY(evaluation->arena, capacity + 1, MetricRow);
    static const char *const no_slices[1] = {NULL};
    size_t next = 0;
    for (size_t period = 0; period < series->period_count; period++) {
        bool shown = series->periods[period].end > evaluation->shown_from, empty = true;
        for (; next < series->row_count && series->rows[next].period <= period; next++) {
            const SeriesRow *row = &series->rows[next];
            if (shown)
                TRY(make_row(evaluation, period, row, row->slices, &rows[count++]));
            empty = false;
        }
        if (shown && empty && !evaluation->query->by_count)
            TRY(make_row(evaluation, period, NULL, no_slices, &rows[count++]));
    }
    result->rows = rows;
    result->row_count = count;
    return STATUS_OK;
}

static Status evaluate(Store *store, FactsSession *session, Arena *arena, const Organization *organization,
                       const MetricQuery *query, MetricResult *ret_result, Error *error)
{
    const MetricQuery *spelled;
    TRY(metric_query_spell(session, arena, query, &spelled, error));
    Evaluation evaluation = {.store = store, .session = session, .arena = arena, .query = spelled, .error = error};
    TRY(evaluation_prepare(&evaluation, organization));
    TRY(extend_back(&evaluation));
    MetricResult result = {.query = query, .currency = evaluation.currency, .data_from = evaluation.data_from,
                           .data_to = evaluation.data_to};
    if (evaluation.input.from < evaluation.input.to) {
        TRY(series_read(session, arena, spelled, &evaluation.input, &evaluation.main, error));
        TRY(make_rows(&evaluation, &result));
    }
    *ret_result = result;
    return STATUS_OK;
}

/* The SQL of an own metric is a stranger's: it has so much time, and then is stopped. */
Status metric_evaluate(Store *store, FactsSession *session, Arena *arena, const Organization *organization,
                       const MetricQuery *query, MetricResult *ret_result, Error *error)
{
    if (!query->metric->own)
        return evaluate(store, session, arena, organization, query, ret_result, error);
    FactsDeadline *deadline = facts_deadline_begin(session, OWN_SECONDS);
    Status status = evaluate(store, session, arena, organization, query, ret_result, error);
    if (!facts_deadline_end(deadline) || status != STATUS_CANCELLED)
        return status;
    error_set(error, STATUS_TIMEOUT, _("the metric \"%s\" took longer than %d seconds and was stopped"), query->metric->id,
              OWN_SECONDS);
    error_hint(error, "%s", _("ask for fewer days or slices, or write its SQL so that it reads less"));
    return STATUS_TIMEOUT;
}
