#include "insight/cause.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* How far parts may miss the whole: rounding of sums in another order. */
static const double TOLERANCE = 1e-6;

typedef struct Search {
    Store *store;
    FactsSession *session;
    Arena *arena;
    const Organization *organization;
    const MetricQuery *query;
    CauseReport *report;
    Cause *causes;
    size_t count;
    double before_sample, after_sample; /* of the whole; NaN: it has none */
    Error *error;
} Search;

static Status evaluate(Search *search, MetricQuery *query, MetricResult *ret_result)
{
    return metric_evaluate(search->store, search->session, search->arena, search->organization, query, ret_result,
                           search->error);
}

/* The latest complete period with a value, and the one before it. False: there are not two. */
static Status find_periods(Search *search, bool *ret_found)
{
    MetricQuery query = *search->query;
    MetricResult result;
    query.by_count = 0;
    query.compare = COMPARE_NONE;
    query.has_from = query.has_to = true;
    query.to = query.as_of;
    query.from = query.as_of - 14 * period_length_days(query.period);
    *ret_found = false;
    TRY(evaluate(search, &query, &result));
    for (size_t i = result.row_count; i > 1 && !*ret_found; i--) {
        const MetricValue *after = &result.rows[i - 1].now, *before = &result.rows[i - 2].now;
        if (!after->complete || !after->value.defined || !before->value.defined)
            continue;
        *ret_found = true;
        search->report->before = before->value;
        search->report->after = after->value;
        search->report->before_start = before->period_start;
        search->report->before_end = before->period_end;
        search->report->after_start = after->period_start;
        search->report->after_end = after->period_end;
        search->before_sample = before->sample.defined ? before->sample.number : (double)NAN;
        search->after_sample = after->sample.defined ? after->sample.number : (double)NAN;
    }
    return STATUS_OK;
}

/* ---- one slice ---- */

typedef struct Split {
    const char **values;
    Part *parts;
    size_t count;
} Split;

static size_t part_of(Split *split, const char *value)
{
    for (size_t i = 0; i < split->count; i++) {
        const char *other = split->values[i];
        if (other == value || (other && value && strcmp(other, value) == 0))
            return i;
    }
    split->values[split->count] = value;
    split->parts[split->count] = (Part){0, (double)NAN, 0, (double)NAN};
    return split->count++;
}

static Split collect(Search *search, const MetricResult *result)
{
    Split split = {ARENA_ARRAY(search->arena, result->row_count + 1, const char *),
                   ARENA_ARRAY(search->arena, result->row_count + 1, Part), 0};
    for (size_t i = 0; i < result->row_count; i++) {
        const MetricRow *row = &result->rows[i];
        const MetricValue *value = &row->now;
        bool after = value->period_start == search->report->after_start;
        if ((!after && value->period_start != search->report->before_start) || !value->value.defined)
            continue;
        Part *part = &split.parts[part_of(&split, row->slices[0])];
        *(after ? &part->after_value : &part->before_value) = value->value.number;
        *(after ? &part->after_weight : &part->before_weight) = value->sample.defined ? value->sample.number : 0;
    }
    return split;
}

static bool near(double left, double right)
{
    return fabs(left - right) <= TOLERANCE * fmax(1, fmax(fabs(left), fabs(right)));
}

static bool alike(MaybeNumber left, MaybeNumber right)
{
    return left.defined == right.defined && (!left.defined || near(left.number, right.number));
}

bool cause_is_told(const CauseReport *report, size_t index)
{
    const Cause *cause = &report->causes[index];
    for (size_t i = 0; i < index; i++) {
        const Cause *other = &report->causes[i];
        if (strcmp(other->slice, cause->slice) != 0 && alike(other->before, cause->before) && alike(other->after, cause->after) &&
            near(other->before_weight, cause->before_weight) && near(other->after_weight, cause->after_weight))
            return true;
    }
    return false;
}

static double sum_of(const Split *split, bool after)
{
    double sum = 0;
    for (size_t i = 0; i < split->count; i++) {
        double value = after ? split->parts[i].after_value : split->parts[i].before_value;
        sum += isnan(value) ? 0 : value;
    }
    return sum;
}

static double weights_of(const Split *split, bool after)
{
    double sum = 0;
    for (size_t i = 0; i < split->count; i++)
        sum += after ? split->parts[i].after_weight : split->parts[i].before_weight;
    return sum;
}

/* As a mean by the sample or as a sum: whichever gives both wholes. */
static bool split_change(const Search *search, const Split *split, Contribution *contributions)
{
    double before, after;
    const CauseReport *report = search->report;
    bool whole = near(weights_of(split, false), search->before_sample) && near(weights_of(split, true), search->after_sample);
    if (whole && contribution_mean(split->parts, split->count, false, &before) && near(before, report->before.number) &&
        contribution_mean(split->parts, split->count, true, &after) && near(after, report->after.number))
        return contribution_of_mean(split->parts, split->count, contributions);
    if (!near(sum_of(split, false), report->before.number) || !near(sum_of(split, true), report->after.number))
        return false;
    contribution_of_sum(split->parts, split->count, contributions);
    return true;
}

static MaybeNumber maybe(double number)
{
    return (MaybeNumber){!isnan(number), isnan(number) ? 0 : number};
}

static Status split_by(Search *search, const char *slice, bool *ret_split)
{
    MetricQuery query = *search->query;
    MetricResult result;
    query.by[0] = slice;
    query.by_count = 1;
    query.compare = COMPARE_NONE;
    query.has_from = query.has_to = true;
    query.from = search->report->before_start;
    query.to = search->report->after_end - 1;
    TRY(evaluate(search, &query, &result));
    Split split = collect(search, &result);
    Contribution *contributions = ARENA_ARRAY(search->arena, split.count + 1, Contribution);
    *ret_split = split.count > 1 && split_change(search, &split, contributions);
    for (size_t i = 0; *ret_split && i < split.count && search->count < CAUSES_LIMIT; i++) {
        const Part *part = &split.parts[i];
        search->causes[search->count++] = (Cause){.slice = slice,
                                                  .value = split.values[i],
                                                  .effect = contributions[i].rate + contributions[i].mix,
                                                  .rate = contributions[i].rate,
                                                  .mix = contributions[i].mix,
                                                  .before = maybe(part->before_value),
                                                  .after = maybe(part->after_value),
                                                  .before_weight = part->before_weight,
                                                  .after_weight = part->after_weight};
    }
    return STATUS_OK;
}

/* ---- all slices ---- */

static int by_effect(const void *left_, const void *right_)
{
    const Cause *left = left_, *right = right_;
    double difference = fabs(right->effect) - fabs(left->effect);
    if (difference != 0)
        return difference > 0 ? 1 : -1;
    int slices = strcmp(left->slice, right->slice);
    return slices ? slices : strcmp(left->value ? left->value : "", right->value ? right->value : "");
}

static bool is_filtered(const MetricQuery *query, const char *slice)
{
    for (size_t i = 0; i < query->filter_count; i++)
        if (strcmp(query->filters[i].slice, slice) == 0)
            return true;
    return false;
}

static Status split_all(Search *search)
{
    const Metric *metric = search->query->metric;
    const char **split = ARENA_ARRAY(search->arena, metric->slice_count + 1, const char *);
    const char **skipped = ARENA_ARRAY(search->arena, metric->slice_count + 1, const char *);
    CauseReport *report = search->report;
    for (size_t i = 0; i < metric->slice_count && i < CAUSE_SLICES_LIMIT; i++) {
        bool exact;
        const char *slice = metric->slices[i].name;
        if (is_filtered(search->query, slice))
            continue;
        TRY(split_by(search, slice, &exact));
        if (exact)
            split[report->split_count++] = slice;
        else
            skipped[report->skipped_count++] = slice;
    }
    report->split = split;
    report->skipped = skipped;
    return STATUS_OK;
}

Status cause_find(Store *store, FactsSession *session, Arena *arena, const Organization *organization,
                  const MetricQuery *query, CauseReport *ret_report, Error *error)
{
    CauseReport report = {0};
    Search search = {.store = store, .session = session, .arena = arena, .organization = organization, .query = query,
                     .report = &report, .causes = ARENA_ARRAY(arena, CAUSES_LIMIT, Cause), .error = error};
    bool found;
    TRY(find_periods(&search, &found));
    if (found)
        TRY(split_all(&search));
    qsort(search.causes, search.count, sizeof *search.causes, by_effect);
    report.causes = search.causes;
    report.count = search.count;
    *ret_report = report;
    return STATUS_OK;
}
