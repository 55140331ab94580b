/* Relevant: the way from the KPI to an objective, and whether the facts show what it is said to drive. */
#include "goal/smart_audit.h"

#include "base/translate.h"
#include "goal/parts.h"
#include "goal/rows.h"
#include "stats/association.h"

#include <string.h>

enum { LAGS = 6, RESULTS_SHOWN = 3 };

/* ---- the way to an objective: over KPIs that it drives, to one that an open objective is measured by ---- */

typedef struct Way {
    RecordsTable links;    /* kpi, result, the result's title */
    RecordsTable ends;     /* kpi, the objective's title */
    const char **ids, **texts; /* reached so far, each with the way to it */
    size_t count;
} Way;

static Status read_way(Audit *audit, Way *way)
{
    Records *records = store_records(audit->asker->store);
    TRY(records_query(records, audit->arena,
                      "SELECT l.kpi, l.result, k.title FROM kpi_link l JOIN kpi k ON k.kpi = l.result WHERE k.retired_at IS NULL "
                      "ORDER BY l.kpi, l.result",
                      NULL, 0, &way->links, audit->error));
    return records_query(records, audit->arena,
                         "SELECT r.kpi, o.title FROM key_result r JOIN objective o ON o.objective = r.objective "
                         "WHERE o.closed_at IS NULL AND r.kpi IS NOT NULL "
                         "UNION SELECT k.kpi, o.title FROM kpi k JOIN objective o ON o.objective = k.objective "
                         "WHERE o.closed_at IS NULL ORDER BY 1, 2",
                         NULL, 0, &way->ends, audit->error);
}

static bool reached(const Way *way, const char *id)
{
    for (size_t i = 0; i < way->count; i++)
        if (strcmp(way->ids[i], id) == 0)
            return true;
    return false;
}

/* The nearest objective, with the way to it in words; NULL where none is reached. */
static const char *find_way(Audit *audit, Way *way)
{
    way->ids = ARENA_ARRAY(audit->arena, way->links.rows + 2, const char *);
    way->texts = ARENA_ARRAY(audit->arena, way->links.rows + 2, const char *);
    way->ids[0] = audit->state->kpi->id;
    way->texts[0] = audit->state->kpi->title;
    way->count = 1;
    for (size_t at = 0; at < way->count; at++) {
        for (size_t i = 0; i < way->ends.rows; i++)
            if (text_equals(records_value(&way->ends, i, 0).text, way->ids[at]))
                return arena_format(audit->arena, "%s \xE2\x80\xBA %s", way->texts[at], row_text(audit->arena, &way->ends, i, 1));
        for (size_t i = 0; i < way->links.rows; i++) {
            const char *next = row_text(audit->arena, &way->links, i, 1);
            if (!text_equals(records_value(&way->links, i, 0).text, way->ids[at]) || reached(way, next))
                continue;
            way->ids[way->count] = next;
            way->texts[way->count++] = arena_format(audit->arena, "%s \xE2\x80\xBA %s", way->texts[at],
                                                    row_text(audit->arena, &way->links, i, 2));
        }
    }
    return NULL;
}

static Status check_objective(Audit *audit)
{
    Way way = {0};
    TRY(read_way(audit, &way));
    const char *text = find_way(audit, &way);
    if (text)
        audit_good(audit, SMART_RELEVANT, "objective", arena_format(audit->arena, _("it leads to an open objective: %s"), text));
    else
        audit_bad(audit, SMART_RELEVANT, "no-objective", "objective", _("no way leads from it to an open objective"),
                  _("name the objective that it serves, or bind a key result of one to it"));
    return STATUS_OK;
}

/* ---- what it drives, and what drives it ---- */

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
        audit_bad(audit, SMART_RELEVANT, "not-shown", "facts",
                  arena_format(audit->arena, _("too few periods to see whether it drives \"%s\""), result->kpi->title),
                  _("look again when more periods are over"));
        return;
    }
    const char *evidence = arena_format(audit->arena, _("its changes and those of \"%s\" %zu periods later: r %.2f, %s"),
                                        result->kpi->title, found.lag, found.correlation,
                                        goal_probability_text(audit->arena, found.probability));
    if (found.probability < 0.05)
        audit_good(audit, SMART_RELEVANT, "drives", evidence);
    else
        audit_bad(audit, SMART_RELEVANT, "not-shown", "links", evidence,
                  _("the facts do not show that it drives the result: look for what does"));
}

static Status compare_with(Audit *audit, const char *id)
{
    Kpi *kpi = ARENA_ARRAY(audit->arena, 1, Kpi);
    KpiState result;
    TRY(kpi_find(audit->asker->store, audit->arena, id, kpi, audit->error));
    if (kpi->period != audit->state->kpi->period || kpi->calendar != audit->state->kpi->calendar) {
        audit_bad(audit, SMART_RELEVANT, "not-comparable", "period",
                  arena_format(audit->arena, _("\"%s\" is measured by other periods: their series cannot be laid side by side"), kpi->title),
                  _("measure both by the same period"));
        return STATUS_OK;
    }
    TRY(kpi_evaluate(audit->asker, audit->arena, kpi, audit->state->count, &result, audit->error));
    compare_series(audit, &result);
    return STATUS_OK;
}

static Status check_drives(Audit *audit)
{
    RecordsTable table;
    Value key = value_text(audit->state->kpi->id);
    TRY(records_query(store_records(audit->asker->store), audit->arena,
                      "SELECT l.result FROM kpi_link l JOIN kpi k ON k.kpi = l.result "
                      "WHERE l.kpi = $1 AND k.retired_at IS NULL ORDER BY l.result",
                      &key, 1, &table, audit->error));
    if (table.rows == 0 && audit->state->kpi->leading)
        audit_bad(audit, SMART_RELEVANT, "drives-nothing", "links", _("it is called leading and drives no result"),
                  _("link it to the result that it drives"));
    for (size_t i = 0; i < table.rows && i < RESULTS_SHOWN; i++)
        TRY(compare_with(audit, row_text(audit->arena, &table, i, 0)));
    return STATUS_OK;
}

static Status check_driver(Audit *audit)
{
    RecordsTable table;
    Value key = value_text(audit->state->kpi->id);
    if (!kpi_is_result(audit->state->kpi, audit->state->query->metric))
        return STATUS_OK;
    TRY(records_query(store_records(audit->asker->store), audit->arena,
                      "SELECT k.title FROM kpi_link l JOIN kpi k ON k.kpi = l.kpi WHERE l.result = $1 AND k.retired_at IS NULL "
                      "ORDER BY k.title LIMIT 1",
                      &key, 1, &table, audit->error));
    if (table.rows > 0)
        audit_good(audit, SMART_RELEVANT, "driver",
                   arena_format(audit->arena, _("it reports a result (KRI), driven by \"%s\""), row_text(audit->arena, &table, 0, 0)));
    else
        audit_bad(audit, SMART_RELEVANT, "no-driver", "links", _("it reports a result (KRI), and no KPI that drives it is named"),
                  _("link a KPI that somebody can act upon"));
    return STATUS_OK;
}

Status audit_relevant(Audit *audit)
{
    TRY(check_objective(audit));
    TRY(check_driver(audit));
    return check_drives(audit);
}
