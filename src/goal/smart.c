#include "goal/smart.h"

#include "base/translate.h"
#include "goal/parts.h"
#include "goal/rows.h"
#include "stats/association.h"
#include "stats/forecast.h"

/* A chance below this is a wish, one above that no aim. */
static const double UNLIKELY = 0.1, NEARLY_SURE = 0.95;
enum { LAGS = 6 };

typedef struct Audit {
    const KpiAsker *asker;
    Arena *arena;
    const KpiState *state;
    const KpiTarget *target; /* in force today; NULL: none */
    SmartCheck *check;
    Error *error;
} Audit;

const char *smart_letter_name(SmartLetter letter)
{
    static const char *const names[SMART_LETTERS] = {"specific", "measurable", "achievable", "relevant", "time-bound"};
    return names[letter];
}

static void good(Audit *audit, SmartLetter letter, const char *code, const char *evidence)
{
    if (audit->check->count < SMART_FINDINGS_LIMIT)
        audit->check->findings[audit->check->count++] = (SmartFinding){letter, true, code, evidence, NULL};
}

static void bad(Audit *audit, SmartLetter letter, const char *code, const char *evidence, const char *mend)
{
    if (audit->check->count < SMART_FINDINGS_LIMIT)
        audit->check->findings[audit->check->count++] = (SmartFinding){letter, false, code, evidence, mend};
}

/* ---- specific ---- */

static void check_specific(Audit *audit)
{
    const Kpi *kpi = audit->state->kpi;
    good(audit, SMART_SPECIFIC, "one-metric", arena_format(audit->arena, _("one metric: %s"), _(audit->state->query->metric->title)));
    if (kpi->owner)
        good(audit, SMART_SPECIFIC, "owner", arena_format(audit->arena, _("one owner: %s"), kpi->owner));
    else
        bad(audit, SMART_SPECIFIC, "no-owner", _("nobody answers for it"), _("name one owner"));
    if (kpi->criterion)
        good(audit, SMART_SPECIFIC, "criterion", kpi->criterion);
    else
        bad(audit, SMART_SPECIFIC, "no-criterion", _("what is judged is not said"), _("say the criterion in a sentence"));
    good(audit, SMART_SPECIFIC, "population",
         kpi->filter_count ? arena_format(audit->arena, _("its population: %s"), kpi->filters[0]) : _("its population: everybody"));
}

/* ---- measurable ---- */

static void check_fresh(Audit *audit)
{
    const KpiState *state = audit->state;
    const KpiPeriod *last = NULL;
    for (size_t i = 0; i < state->count; i++)
        if (state->periods[i].value->value.defined)
            last = &state->periods[i];
    if (!last) {
        bad(audit, SMART_MEASURABLE, "no-data", _("there are no facts to measure it by"), _("import the facts of its source"));
        return;
    }
    int32_t today = audit->asker->organization->today, age = today - (last->value->period_end - 1);
    int64_t allowed = state->kpi->fresh_days;
    if (allowed > 0 && age > allowed)
        bad(audit, SMART_MEASURABLE, "late", arena_format(audit->arena, _("its facts end %d days ago"), (int)age),
            _("import newer facts, or allow more days"));
    else
        good(audit, SMART_MEASURABLE, "fresh", _("its source has facts"));
}

static void check_precise(Audit *audit)
{
    const KpiPeriod *now = audit->state->now;
    if (!now || now->judgement.status < GOAL_NOT_ENOUGH)
        return;
    if (now->value->small_sample)
        bad(audit, SMART_MEASURABLE, "small-sample",
            arena_format(audit->arena, _("only %.0f in the sample"), now->value->sample.number),
            _("measure less often, or ask more people"));
    else if (now->judgement.needed > 0)
        bad(audit, SMART_MEASURABLE, "wide-interval", _("the interval is wider than the distance to the target"),
            arena_format(audit->arena, _("about %.0f answers in a period tell them apart"), now->judgement.needed));
    else
        good(audit, SMART_MEASURABLE, "precise", _("the sample is large enough for the distance to the target"));
}

/* ---- achievable ---- */

/* Complete periods with a value, oldest first, from the last gap on. */
static size_t history(const KpiState *state, double *values)
{
    size_t count = 0;
    for (size_t i = 0; i < state->count; i++) {
        const MetricValue *value = state->periods[i].value;
        if (!value->complete)
            continue;
        if (value->value.defined)
            values[count++] = value->value.number;
        else
            count = 0;
    }
    return count;
}

static size_t periods_ahead(const Audit *audit, int32_t day)
{
    static const int32_t lengths[PERIOD_LENGTHS] = {[PERIOD_DAY] = 1, [PERIOD_WEEK] = 7, [PERIOD_MONTH] = 30,
                                                    [PERIOD_QUARTER] = 91, [PERIOD_YEAR] = 365, [PERIOD_ALL] = 1};
    int32_t away = day - audit->asker->organization->today;
    return away <= 0 ? 1 : 1 + (size_t)(away / lengths[audit->state->kpi->period]);
}

static double chance_of(const Target *path, const TargetPoint *bounds, const Forecast *forecast)
{
    double at_least = forecast_chance(forecast, bounds->low), above = forecast_chance(forecast, bounds->high);
    switch (path->direction) {
    case TARGET_UP:
        return at_least;
    case TARGET_DOWN:
        return 1 - above;
    case TARGET_WITHIN:
        break;
    }
    return at_least - above;
}

static void judge_chance(Audit *audit, double chance)
{
    const char *evidence = arena_format(audit->arena, _("by its own trend and variation the chance to reach it is %.0f %%"), 100 * chance);
    if (chance < UNLIKELY)
        bad(audit, SMART_ACHIEVABLE, "unlikely", evidence, _("say what will be done differently, or aim at less"));
    else if (chance > NEARLY_SURE)
        bad(audit, SMART_ACHIEVABLE, "too-easy", evidence, _("aim at more: this comes by itself"));
    else
        good(audit, SMART_ACHIEVABLE, "possible", evidence);
}

static void check_achievable(Audit *audit)
{
    TargetPoint bounds;
    TrendLine line;
    Forecast forecast;
    if (!audit->target) {
        bad(audit, SMART_ACHIEVABLE, "no-target", _("no target is in force"), _("set one from the running period on"));
        return;
    }
    int32_t deadline = audit->target->has_to ? audit->target->to : audit->asker->organization->today;
    double *values = ARENA_ARRAY(audit->arena, audit->state->count + 1, double);
    size_t count = history(audit->state, values);
    if (!target_at(&audit->target->path, deadline, &bounds) ||
        !forecast_trend(values, count, periods_ahead(audit, deadline), &line, &forecast)) {
        bad(audit, SMART_ACHIEVABLE, "no-history", _("fewer than three periods are over: nothing tells how likely it is"),
            _("look again when three periods are over"));
        return;
    }
    audit->check->has_chance = true;
    audit->check->chance = chance_of(&audit->target->path, &bounds, &forecast);
    judge_chance(audit, audit->check->chance);
}

/* ---- relevant ---- */

static Status count_of(Audit *audit, const char *sql, int64_t *ret_count)
{
    RecordsTable table;
    Value key = value_text(audit->state->kpi->id);
    TRY(records_query(store_records(audit->asker->store), audit->arena, sql, &key, 1, &table, audit->error));
    *ret_count = records_value(&table, 0, 0).integer;
    return STATUS_OK;
}

static void fill_series(const KpiState *state, double *values)
{
    for (size_t i = 0; i < state->count; i++) {
        const MetricValue *value = state->periods[i].value;
        values[i] = value->complete && value->value.defined ? value->value.number : (double)NAN;
    }
}

/* Whether a leading KPI has moved before the result that it is said to drive. */
static void compare_series(Audit *audit, const KpiState *result)
{
    size_t count = audit->state->count < result->count ? audit->state->count : result->count;
    double *own = ARENA_ARRAY(audit->arena, audit->state->count + 1, double);
    double *other = ARENA_ARRAY(audit->arena, result->count + 1, double);
    Association found;
    fill_series(audit->state, own);
    fill_series(result, other);
    if (!association_lagged(own + audit->state->count - count, other + result->count - count, count, LAGS, &found)) {
        bad(audit, SMART_RELEVANT, "not-shown", arena_format(audit->arena, _("too few periods to see whether it drives \"%s\""),
                                                             result->kpi->title), _("look again when more periods are over"));
        return;
    }
    const char *evidence = arena_format(audit->arena, _("its changes and those of \"%s\" %zu periods later: r %.2f, p %.3f"),
                                        result->kpi->title, found.lag, found.correlation, found.probability);
    if (found.probability < 0.05)
        good(audit, SMART_RELEVANT, "drives", evidence);
    else
        bad(audit, SMART_RELEVANT, "not-shown", evidence, _("the facts do not show that it drives the result: look for what does"));
}

static Status check_drives(Audit *audit)
{
    RecordsTable table;
    Value key = value_text(audit->state->kpi->id);
    TRY(records_query(store_records(audit->asker->store), audit->arena,
                      "SELECT l.result FROM kpi_link l JOIN kpi k ON k.kpi = l.result "
                      "WHERE l.kpi = $1 AND k.retired_at IS NULL ORDER BY l.result LIMIT 3",
                      &key, 1, &table, audit->error));
    if (table.rows == 0 && audit->state->kpi->leading)
        bad(audit, SMART_RELEVANT, "drives-nothing", _("it is called leading and drives no result"),
            _("link it to the result that it drives"));
    for (size_t i = 0; i < table.rows; i++) {
        Kpi *kpi = ARENA_ARRAY(audit->arena, 1, Kpi);
        KpiState result;
        TRY(kpi_find(audit->asker->store, audit->arena, row_text(audit->arena, &table, i, 0), kpi, audit->error));
        if (kpi->period != audit->state->kpi->period || kpi->calendar != audit->state->kpi->calendar)
            continue; /* series of unlike periods cannot be laid side by side */
        TRY(kpi_evaluate(audit->asker, audit->arena, kpi, audit->state->count, &result, audit->error));
        compare_series(audit, &result);
    }
    return STATUS_OK;
}

static Status check_relevant(Audit *audit)
{
    int64_t objectives, drivers;
    TRY(count_of(audit, "SELECT count(*) FROM key_result r JOIN objective o ON o.objective = r.objective "
                        "WHERE r.kpi = $1 AND o.closed_at IS NULL", &objectives));
    if (objectives > 0)
        good(audit, SMART_RELEVANT, "objective", _("an open objective is measured by it"));
    else
        bad(audit, SMART_RELEVANT, "no-objective", _("no open objective is measured by it"),
            _("bind a key result of an objective to it"));
    if (audit->state->query->metric->result) {
        TRY(count_of(audit, "SELECT count(*) FROM kpi_link WHERE result = $1", &drivers));
        if (drivers == 0)
            bad(audit, SMART_RELEVANT, "no-driver", _("it reports a result, and no KPI that drives it is named"),
                _("link a KPI that somebody can act upon"));
    }
    return check_drives(audit);
}

/* ---- time-bound ---- */

static void check_time(Audit *audit)
{
    static const char *const lengths[PERIOD_LENGTHS] = {N_("measured daily"), N_("measured weekly"), N_("measured monthly"),
                                                        N_("measured quarterly"), N_("measured yearly"), ""};
    good(audit, SMART_TIME_BOUND, "frequency", _(lengths[audit->state->kpi->period]));
    if (audit->target && audit->target->has_to) {
        char day[11];
        day_format(audit->target->to, day);
        good(audit, SMART_TIME_BOUND, "deadline", arena_format(audit->arena, _("its target is due on %s"), day));
    } else {
        bad(audit, SMART_TIME_BOUND, "no-deadline", _("its target has no deadline"), _("say until when it is to be reached"));
    }
}

Status smart_check(const KpiAsker *asker, Arena *arena, const KpiState *state, SmartCheck *ret_check, Error *error)
{
    KpiTarget *targets;
    size_t count;
    TRY(kpi_targets(asker->store, arena, state->kpi->id, &targets, &count, error));
    *ret_check = (SmartCheck){0};
    Audit audit = {asker, arena, state, kpi_target_on(targets, count, asker->organization->today), ret_check, error};
    check_specific(&audit);
    check_fresh(&audit);
    check_precise(&audit);
    check_achievable(&audit);
    TRY(check_relevant(&audit));
    check_time(&audit);
    return STATUS_OK;
}
