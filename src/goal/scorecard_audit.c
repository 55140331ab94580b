/* What makes a scorecard lopsided, by its records alone. */
#include "goal/scorecard.h"

#include "base/translate.h"
#include "goal/rows.h"

#include <string.h>

typedef struct Examination {
    Arena *arena;
    const AuditedKpi *kpis; size_t kpi_count;
    const KpiLink *links; size_t link_count;
    ScorecardFinding *findings; size_t count;
} Examination;

static void find(Examination *exam, ScorecardFinding finding)
{
    exam->findings[exam->count++] = finding;
}

static const AuditedKpi *kpi_of(const Examination *exam, const char *id)
{
    for (size_t i = 0; i < exam->kpi_count; i++)
        if (strcmp(exam->kpis[i].kpi.id, id) == 0)
            return &exam->kpis[i];
    return NULL;
}

static bool is_live(const Examination *exam, const char *id)
{
    const AuditedKpi *found = kpi_of(exam, id);
    return found && !found->kpi.retired;
}

/* "A", "B" and so on: titles between quotation marks. */
static const char *titles(const Examination *exam, const char *const *ids, size_t count)
{
    const char *text = "";
    for (size_t i = 0; i < count; i++) {
        const AuditedKpi *found = kpi_of(exam, ids[i]);
        const char *title = found ? found->kpi.title : ids[i];
        text = i ? arena_format(exam->arena, _("%s, \"%s\""), text, title) : arena_format(exam->arena, _("\"%s\""), title);
    }
    return text;
}

static const char *const *one_id(Examination *exam, const char *id)
{
    const char **ids = ARENA_ARRAY(exam->arena, 1, const char *);
    ids[0] = id;
    return ids;
}

/* ---- perspectives ---- */

/* Moves early itself, or is driven by what does: then the perspective is warned in time. */
static bool is_warned(const Examination *exam, const AuditedKpi *audited)
{
    if (audited->kpi.leading)
        return true;
    for (size_t i = 0; i < exam->link_count; i++) {
        const AuditedKpi *driver = kpi_of(exam, exam->links[i].kpi);
        if (strcmp(exam->links[i].result, audited->kpi.id) == 0 && driver && !driver->kpi.retired && driver->kpi.leading)
            return true;
    }
    return false;
}

static void examine_members(Examination *exam, const ScorecardPerspective *perspective, const char *const *ids, size_t count)
{
    const char *name = perspective_title(perspective->id, perspective->title);
    bool warned = false;
    double weights = 0;
    for (size_t i = 0; i < count; i++) {
        const AuditedKpi *audited = kpi_of(exam, ids[i]);
        warned |= is_warned(exam, audited);
        weights += audited->kpi.weight;
    }
    if (count == 0)
        find(exam, (ScorecardFinding){"no-kpi", perspective->id, NULL, 0,
                                      arena_format(exam->arena, _("the perspective \"%s\" has no KPI"), name),
                                      _("commit to one, or remove the perspective")});
    else if (!warned)
        find(exam, (ScorecardFinding){"only-lagging", perspective->id, ids, count,
                                      arena_format(exam->arena, _("every KPI of \"%s\" is lagging, and no leading one drives them: %s"),
                                                   name, titles(exam, ids, count)),
                                      _("add one that moves earlier, or link the leading KPI that drives one of them")});
    if (count > 0 && !(weights > 0))
        find(exam, (ScorecardFinding){"no-weight", perspective->id, ids, count,
                                      arena_format(exam->arena, _("the weights of the KPIs of \"%s\" sum to 0, so it has no score"), name),
                                      _("give one of them a weight")});
    if (count > SCORECARD_PERSPECTIVE_LIMIT)
        find(exam, (ScorecardFinding){"too-many", perspective->id, ids, count,
                                      arena_format(exam->arena, _("\"%s\" has %zu KPIs; more than %d in a perspective are not watched"),
                                                   name, count, SCORECARD_PERSPECTIVE_LIMIT),
                                      _("keep those that decide, and retire the rest: a metric can be looked at without being a KPI")});
}

static void examine_perspective(Examination *exam, const ScorecardPerspective *perspective)
{
    const char **ids = ARENA_ARRAY(exam->arena, exam->kpi_count + 1, const char *);
    size_t count = 0;
    for (size_t i = 0; i < exam->kpi_count; i++) {
        const Kpi *kpi = &exam->kpis[i].kpi;
        if (!kpi->retired && strcmp(kpi->perspective, perspective->id) == 0)
            ids[count++] = kpi->id;
    }
    examine_members(exam, perspective, ids, count);
}

static void examine_size(Examination *exam)
{
    size_t live = 0;
    for (size_t i = 0; i < exam->kpi_count; i++)
        live += !exam->kpis[i].kpi.retired;
    if (live > SCORECARD_LIMIT)
        find(exam, (ScorecardFinding){"too-many", NULL, NULL, 0,
                                      arena_format(exam->arena, _("the scorecard has %zu KPIs; more than %d in all are not watched"), live,
                                                   SCORECARD_LIMIT),
                                      _("keep those that decide, and retire the rest: a metric can be looked at without being a KPI")});
}

/* ---- KPIs ---- */

static void examine_kpi(Examination *exam, const AuditedKpi *audited)
{
    const Kpi *kpi = &audited->kpi;
    bool drives = false, driven = false;
    if (kpi->retired)
        return;
    for (size_t i = 0; i < exam->link_count; i++) {
        const KpiLink *link = &exam->links[i];
        drives |= strcmp(link->kpi, kpi->id) == 0 && is_live(exam, link->result);
        driven |= strcmp(link->result, kpi->id) == 0 && is_live(exam, link->kpi);
    }
    if (!audited->served && !drives)
        find(exam, (ScorecardFinding){"orphan", kpi->perspective, one_id(exam, kpi->id), 1,
                                      arena_format(exam->arena, _("\"%s\" serves no open objective and drives nothing"), kpi->title),
                                      _("bind a key result of an objective to it, link it to what it drives, or retire it")});
    if (audited->result && !driven)
        find(exam, (ScorecardFinding){"no-driver", kpi->perspective, one_id(exam, kpi->id), 1,
                                      arena_format(exam->arena, _("\"%s\" reports a result (KRI), and no KPI that drives it is named"), kpi->title),
                                      _("link a KPI that somebody can act upon")});
}

/* ---- what is retired and still linked ---- */

static void examine_retired(Examination *exam, const AuditedKpi *audited)
{
    const Kpi *kpi = &audited->kpi;
    const char **others = ARENA_ARRAY(exam->arena, exam->link_count + 1, const char *);
    size_t count = 0;
    if (!kpi->retired)
        return;
    for (size_t i = 0; i < exam->link_count; i++) {
        const KpiLink *link = &exam->links[i];
        if (strcmp(link->kpi, kpi->id) == 0)
            others[count++] = link->result;
        else if (strcmp(link->result, kpi->id) == 0)
            others[count++] = link->kpi;
    }
    if (count > 0)
        find(exam, (ScorecardFinding){"retired-linked", NULL, one_id(exam, kpi->id), 1,
                                      arena_format(exam->arena, _("\"%s\" is retired and still linked with %s"), kpi->title,
                                                   titles(exam, others, count)),
                                      _("take the links away, and draw them to the KPI that took its place")});
    if (audited->served)
        find(exam, (ScorecardFinding){"retired-linked", NULL, one_id(exam, kpi->id), 1,
                                      arena_format(exam->arena, _("\"%s\" is retired, and the open objective \"%s\" still counts on it"),
                                                   kpi->title, audited->objective),
                                      _("bind the key result to another KPI")});
}

void scorecard_examine(Arena *arena, const ScorecardPerspective *perspectives, size_t perspective_count, const AuditedKpi *kpis,
                       size_t kpi_count, const KpiLink *links, size_t link_count, ScorecardFinding **ret_findings,
                       size_t *ret_count)
{
    /* At most three of a perspective, two of a KPI, one of the whole. */
    size_t limit = 3 * perspective_count + 2 * kpi_count + 1;
    Examination exam = {arena, kpis, kpi_count, links, link_count, ARENA_ARRAY(arena, limit, ScorecardFinding), 0};
    for (size_t i = 0; i < perspective_count; i++)
        examine_perspective(&exam, &perspectives[i]);
    examine_size(&exam);
    for (size_t i = 0; i < kpi_count; i++)
        examine_kpi(&exam, &kpis[i]);
    for (size_t i = 0; i < kpi_count; i++)
        examine_retired(&exam, &kpis[i]);
    *ret_findings = exam.findings;
    *ret_count = exam.count;
}

/* ---- from the records ---- */

static Status read_served(Store *store, Arena *arena, AuditedKpi *audited, Error *error)
{
    RecordsTable table;
    Value keys[] = {value_text(audited->kpi.id), value_text(audited->kpi.objective)};
    TRY(records_query(store_records(store), arena,
                      "SELECT o.title FROM objective o WHERE o.closed_at IS NULL AND (o.objective = $2 OR EXISTS "
                      "(SELECT 1 FROM key_result r WHERE r.objective = o.objective AND r.kpi = $1)) ORDER BY o.objective LIMIT 1",
                      keys, 2, &table, error));
    audited->served = table.rows > 0;
    audited->objective = table.rows ? row_text(arena, &table, 0, 0) : NULL;
    return STATUS_OK;
}

Status scorecard_audit(const KpiAsker *asker, Arena *arena, ScorecardFinding **ret_findings, size_t *ret_count, Error *error)
{
    ScorecardPerspective *perspectives;
    Kpi *kpis;
    KpiLink *links;
    size_t perspective_count, kpi_count, link_count;
    TRY(perspective_list(asker->store, arena, &perspectives, &perspective_count, error));
    TRY(kpi_list(asker->store, arena, /* retired= */ true, &kpis, &kpi_count, error));
    TRY(kpi_links(asker->store, arena, &links, &link_count, error));
    AuditedKpi *audited = ARENA_ARRAY(arena, kpi_count + 1, AuditedKpi);
    for (size_t i = 0; i < kpi_count; i++) {
        const Metric *metric;
        Error gone = {0}; /* a metric that is no longer there says nothing of results */
        audited[i].kpi = kpis[i];
        audited[i].result = metric_registry_find(asker->registry, kpis[i].metric, &metric, &gone) == STATUS_OK
                                ? kpi_is_result(&kpis[i], metric)
                                : kpis[i].has_result && kpis[i].result;
        TRY(read_served(asker->store, arena, &audited[i], error));
    }
    scorecard_examine(arena, perspectives, perspective_count, audited, kpi_count, links, link_count, ret_findings, ret_count);
    return STATUS_OK;
}
