#include "goal/proposal.h"

#include "base/translate.h"
#include "goal/parts.h"
#include "goal/span.h"
#include "metric/slice_title.h"
#include "schema/kind.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { LEAST_DAYS = 30, LEVEL_SLICES = 6, CANDIDATES_LIMIT = 400 };

/* ---- whether there is something to mend ---- */


static Status check(const KpiState *state, Error *error)
{
    const Kpi *kpi = state->kpi;
    if (kpi->retired || state->problem)
        return error_set(error, STATUS_CONFLICT, _("\"%s\" is not measured any more"), kpi->title);
    if (!state->now) {
        error_set(error, STATUS_CONFLICT, _("\"%s\" has no number yet"), kpi->title);
        error_hint(error, "%s", _("import the facts that it counts"));
        return STATUS_CONFLICT;
    }
    switch (state->now->judgement.status) {
    case GOAL_AT_RISK:
    case GOAL_OFF_TRACK:
        return STATUS_OK;
    case GOAL_NO_TARGET:
        error_set(error, STATUS_CONFLICT, _("\"%s\" has no target that it could fall short of"), kpi->title);
        error_hint(error, "%s", _("set its target first"));
        return STATUS_CONFLICT;
    case GOAL_NOT_ENOUGH:
        error_set(error, STATUS_CONFLICT, _("\"%s\" has too few answers to tell whether it falls short"), kpi->title);
        error_hint(error, "%s", _("wait for more answers, or measure it over a longer period"));
        return STATUS_CONFLICT;
    default:
        error_set(error, STATUS_CONFLICT, _("\"%s\" does not fall short of its target"), kpi->title);
        error_hint(error, "%s", _("an objective of your own can be set for it at any time"));
        return STATUS_CONFLICT;
    }
}

/* The bound that is missed. */
static double missed(const KpiState *state)
{
    const TargetPoint *bounds = &state->now->judgement.bounds;
    return state->now->value->value.number < bounds->low ? bounds->low : bounds->high;
}

/* ---- candidates ---- */

typedef struct Candidate {
    const char *slice, *value;
    ProposedFrom from;
    double start, strength; /* strength: how much it takes from the whole, in the unit of the metric */
    MaybeNumber before;
    double effect, share;
} Candidate;

typedef struct Search {
    const KpiAsker *asker;
    Arena *arena;
    Proposal *proposal;
    bool up;            /* the whole has to rise */
    Candidate *found; size_t count;
    Error *error;
} Search;

static int by_strength(const void *left, const void *right)
{
    const Candidate *a = left, *b = right;
    if (a->from != b->from)
        return a->from < b->from ? -1 : 1;
    if (a->strength != b->strength)
        return a->strength > b->strength ? -1 : 1;
    return strcmp(a->slice, b->slice) ? strcmp(a->slice, b->slice) : strcmp(a->value, b->value);
}

/* An objective is not set against one person. A metric's own column is no field. */
static bool is_personal(const char *slice)
{
    const Field *field = NULL;
    for (size_t i = 0; i < schema_kind_count && !field; i++)
        field = schema_field(schema_kinds[i], slice);
    return field && field->personal;
}

static void keep(Search *search, const Candidate *candidate)
{
    if (!is_personal(candidate->slice) && search->count < CANDIDATES_LIMIT && candidate->strength > 0)
        search->found[search->count++] = *candidate;
}

/* Values whose own number went the wrong way and took the whole along. */
static Status find_changes(Search *search)
{
    CauseReport report;
    const KpiAsker *asker = search->asker;
    MetricQuery query = *search->proposal->state->query;
    TRY(cause_find(asker->store, asker->session, search->arena, asker->organization, &query, &report, search->error));
    for (size_t i = 0; i < report.count; i++) {
        const Cause *cause = &report.causes[i];
        if (!cause->value || !cause->before.defined || !cause->after.defined || cause_is_told(&report, i))
            continue;
        keep(search, &(Candidate){.slice = cause->slice, .value = cause->value, .from = PROPOSED_CHANGE,
                                  .start = cause->after.number, .before = cause->before, .effect = cause->rate,
                                  .strength = search->up ? -cause->rate : cause->rate});
    }
    return STATUS_OK;
}

static double answers_of(const MetricResult *result)
{
    double sum = 0;
    for (size_t i = 0; i < result->row_count; i++)
        sum += result->rows[i].now.sample.defined ? result->rows[i].now.sample.number : 0;
    return sum;
}

/* Values that stand furthest short of the target, by their share of the answers. */
static Status find_levels_by(Search *search, const char *slice)
{
    const KpiAsker *asker = search->asker;
    const MetricValue *now = search->proposal->state->now->value;
    MetricQuery query = *search->proposal->state->query;
    MetricResult result;
    query.by[0] = slice;
    query.by_count = 1;
    query.compare = COMPARE_NONE;
    query.has_from = query.has_to = true;
    query.from = now->period_start;
    query.to = now->period_end - 1;
    TRY(metric_evaluate(asker->store, asker->session, search->arena, asker->organization, &query, &result, search->error));
    double all = answers_of(&result);
    for (size_t i = 0; i < result.row_count && all > 0; i++) {
        const MetricValue *value = &result.rows[i].now;
        if (!result.rows[i].slices[0] || !value->value.defined || value->small_sample || !value->sample.defined)
            continue;
        double share = value->sample.number / all, short_by = search->proposal->aim - value->value.number;
        keep(search, &(Candidate){.slice = slice, .value = result.rows[i].slices[0], .from = PROPOSED_LEVEL,
                                  .start = value->value.number, .share = share,
                                  .strength = share * (search->up ? short_by : -short_by)});
    }
    return STATUS_OK;
}

static bool is_filtered(const Kpi *kpi, const char *slice)
{
    size_t length = strlen(slice);
    for (size_t i = 0; i < kpi->filter_count; i++)
        if (strncmp(kpi->filters[i], slice, length) == 0 && kpi->filters[i][length] == '=')
            return true;
    return false;
}

static Status find_levels(Search *search)
{
    const Metric *metric = search->proposal->state->query->metric;
    Unit unit = search->proposal->state->query->variant->unit;
    if (unit == UNIT_COUNT || unit == UNIT_MONEY) /* a part of a sum is always short of the whole's target */
        return STATUS_OK;
    for (size_t i = 0; i < metric->slice_count && i < LEVEL_SLICES; i++)
        if (!is_filtered(search->proposal->state->kpi, metric->slices[i].name) && !is_personal(metric->slices[i].name))
            TRY(find_levels_by(search, metric->slices[i].name));
    return STATUS_OK;
}

/* ---- the draft ---- */

/* Four digits: a draft is read and edited by people. */
static double rounded(double number)
{
    if (number == 0 || !isfinite(number))
        return number;
    double scale = pow(10, 3 - floor(log10(fabs(number))));
    return round(number * scale) / scale;
}

/* To the whole's target; a part of a sum back to where it was. */
static double target_of(const Search *search, const Candidate *candidate)
{
    Unit unit = search->proposal->state->query->variant->unit;
    bool part = unit == UNIT_COUNT || unit == UNIT_MONEY;
    bool is_short = search->up ? candidate->start < search->proposal->aim : candidate->start > search->proposal->aim;
    return candidate->before.defined && (part || !is_short) ? candidate->before.number : search->proposal->aim;
}

static bool is_taken(const Proposal *proposal, const Candidate *candidate)
{
    for (size_t i = 1; i < proposal->count; i++) {
        const KeyResult *result = &proposal->results[i].result;
        const char *filter = result->filters[result->filter_count - 1];
        size_t length = strlen(candidate->slice);
        if (strncmp(filter, candidate->slice, length) == 0 && filter[length] == '=' && strcmp(filter + length + 1, candidate->value) == 0)
            return true;
        /* The same rows by another name: the team that alone answers a channel. */
        const ProposedResult *other = &proposal->results[i];
        if (candidate->from == PROPOSED_LEVEL && other->from == PROPOSED_LEVEL && other->share == candidate->share &&
            result->start == rounded(candidate->start))
            return true;
    }
    return false;
}

static void add_candidate(Search *search, const Candidate *candidate)
{
    Proposal *proposal = search->proposal;
    const KpiState *state = proposal->state;
    const Kpi *kpi = state->kpi;
    KeyResult result = {.title = arena_format(search->arena, "%s: %s %s", kpi->title, slice_title(candidate->slice), candidate->value),
                        .kind = KEY_RESULT_METRIC, .metric = state->query->metric->id, .variant = state->query->variant->name,
                        .parameters = kpi->parameters, .parameter_count = kpi->parameter_count,
                        .start = rounded(candidate->start), .target = rounded(target_of(search, candidate)), .weight = 1};
    const char **filters = ARENA_ARRAY(search->arena, kpi->filter_count + 1, const char *);
    for (size_t i = 0; i < kpi->filter_count; i++)
        filters[i] = kpi->filters[i];
    filters[kpi->filter_count] = arena_format(search->arena, "%s=%s", candidate->slice, candidate->value);
    result.filters = filters;
    result.filter_count = kpi->filter_count + 1;
    if (result.start == result.target || result.filter_count > QUERY_FILTERS_LIMIT || is_taken(proposal, candidate))
        return;
    proposal->results[proposal->count++] = (ProposedResult){.result = result, .from = candidate->from, .before = candidate->before,
                                                            .effect = candidate->effect, .share = candidate->share};
}

static Status add_causes(Search *search)
{
    TRY(find_changes(search));
    TRY(find_levels(search));
    qsort(search->found, search->count, sizeof *search->found, by_strength);
    for (size_t i = 0; i < search->count && search->proposal->count < 1 + PROPOSED_CAUSES; i++)
        add_candidate(search, &search->found[i]);
    return STATUS_OK;
}

/* From today to the end of the quarter, or of the next where that is near. */
static Status add_days(const KpiAsker *asker, Arena *arena, Objective *objective, Error *error)
{
    int32_t from, to, today = asker->organization->today;
    TRY(span_parse(asker, arena, "this-quarter", &from, &to, error));
    if (to - today < LEAST_DAYS)
        TRY(span_parse(asker, arena, "next-quarter", &from, &to, error));
    objective->from = today;
    objective->to = to;
    return STATUS_OK;
}

/* The owner of the KPI, where they can still answer for it. */
static Status add_owner(const KpiAsker *asker, Arena *arena, const Kpi *kpi, Objective *objective, Error *error)
{
    const Owner *owner;
    TRY(owner_book_find(owner_book_new(asker, arena), kpi->owner, &owner, error));
    objective->owner = owner && !owner->left ? kpi->owner : NULL;
    return STATUS_OK;
}

Status proposal_make(const KpiAsker *asker, Arena *arena, const KpiState *state, Proposal *ret_proposal, Error *error)
{
    const Kpi *kpi = state->kpi;
    TRY(check(state, error));
    Proposal proposal = {.state = state, .now = state->now->value->value.number, .aim = missed(state), .count = 1};
    char day[11];
    day_format(asker->organization->today, day);
    proposal.objective = (Objective){.id = arena_format(arena, "%.50s-%.7s", kpi->id, day),
                                     .title = arena_format(arena, _("Bring \"%s\" to its target"), kpi->title)};
    proposal.results[0] = (ProposedResult){
        .result = {.title = kpi->title, .kind = KEY_RESULT_KPI, .kpi = kpi->id, .start = rounded(proposal.now), .target = proposal.aim, .weight = 1},
        .from = PROPOSED_KPI};
    Search search = {asker, arena, &proposal, proposal.now < proposal.aim, ARENA_ARRAY(arena, CANDIDATES_LIMIT, Candidate), 0, error};
    TRY(add_days(asker, arena, &proposal.objective, error));
    TRY(add_owner(asker, arena, kpi, &proposal.objective, error));
    TRY(add_causes(&search));
    *ret_proposal = proposal;
    return STATUS_OK;
}
