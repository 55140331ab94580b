/*
 * The goals of the sample company, as people know them: to lead the industry in customer satisfaction, with NPS from
 * 40 to 60 by the end of the quarter, an answer within 2 hours and 85 % resolved at first contact; and the experience
 * of customers by NPS, new customers and repeat purchases.
 */
#include "demo/work.h"
#include "demo/samples.h"

#include "base/translate.h"
#include "goal/perspective.h"

enum { TARGETS_SINCE = 120 }; /* days: so that there are periods to be judged */

static Status add_kpi(const KpiAsker *asker, const SampleKpi *sample, Error *error)
{
    Kpi kpi = sample->kpi;
    kpi.title = _(kpi.title);
    kpi.goal = _(kpi.goal);
    kpi.criterion = _(kpi.criterion);
    kpi.period = kpi.period ? kpi.period : PERIOD_MONTH;
    kpi.calendar = asker->organization->calendar;
    kpi_settle(&kpi, asker->registry);
    TRY(kpi_check(&kpi, asker->registry, asker->organization, error));
    TRY(kpi_add(asker->store, &kpi, "demo", error));
    /* Set as it would have been then: a target is not set for the past. */
    Organization then = *asker->organization;
    then.today -= TARGETS_SINCE;
    KpiAsker earlier = *asker;
    earlier.organization = &then;
    TargetPoint point = {then.today, sample->target, sample->target};
    KpiTarget target = {.path = {.direction = sample->direction, .points = &point, .count = 1, .margin = sample->margin},
                        .from = then.today, .by = "demo"};
    TRY(kpi_set_target(&earlier, &kpi, &target, error));
    return sample->weight > 0 ? kpi_weigh(asker->store, kpi.id, sample->weight, /* revision= */ 1, "demo", error) : STATUS_OK;
}

/* Enterprises have a target of their own, judged on their own answers. */
static Status add_segment(const KpiAsker *asker, Arena *arena, Error *error)
{
    Kpi kpi;
    Organization then = *asker->organization;
    then.today -= TARGETS_SINCE;
    KpiAsker earlier = *asker;
    earlier.organization = &then;
    TRY(kpi_find(asker->store, arena, "recommendation", &kpi, error));
    TargetPoint point = {then.today, 35, 35};
    KpiTarget target = {.path = {.direction = TARGET_UP, .points = &point, .count = 1, .margin = 10}, .from = then.today,
                        .segment = "segment=Enterprise", .by = "demo"};
    return kpi_set_target(&earlier, &kpi, &target, error);
}

typedef struct SampleResult {
    const char *title, *kpi;
    double start, target;
} SampleResult;

static Status add_objective(const KpiAsker *asker, const Objective *objective, const SampleResult *results, size_t count,
                            Error *error)
{
    int64_t number;
    TRY(objective_add(asker->store, objective, "demo", error));
    for (size_t i = 0; i < count; i++) {
        KeyResult result = {.title = _(results[i].title), .kind = KEY_RESULT_KPI, .kpi = results[i].kpi,
                            .start = results[i].start, .target = results[i].target, .weight = 1};
        TRY(key_result_add(asker, objective->id, &result, "demo", &number, error));
    }
    return STATUS_OK;
}

/* The quarter that today lies in, in the organization's calendar. */
static Status quarter_of(const KpiAsker *asker, Arena *arena, int32_t *ret_from, int32_t *ret_to, Error *error)
{
    const char *column = arena_format(arena, "%s_quarter", calendar_system_name(asker->organization->calendar));
    TextBuilder sql CLEANUP(text_builder_free) = text_builder(400);
    text_append(&sql, "SELECT min(day), max(day) FROM calendar WHERE ");
    text_append_identifier(&sql, column);
    text_append(&sql, " = (SELECT ");
    text_append_identifier(&sql, column);
    text_append(&sql, " FROM calendar WHERE day = $1)");
    Value today = value_day(asker->organization->today);
    FactsResult *result CLEANUP(facts_result_cleanup) = NULL;
    bool row;
    TRY(facts_query(asker->session, sql.bytes, &today, 1, &result, error));
    TRY(facts_result_next(result, &row, error));
    if (!row)
        return error_set(error, STATUS_INTERNAL, "%s", _("the store has no calendar"));
    *ret_from = facts_result_value(result, 0).day;
    *ret_to = facts_result_value(result, 1).day;
    return STATUS_OK;
}

Status demo_goals(const KpiAsker *asker, Arena *arena, Error *error)
{
    static const SampleResult lead[] = {
        {N_("NPS from 40 to 60"), "recommendation", 40, 60},
        {N_("First answer from 4 hours to 2"), "first-answer", 14400, 7200},
        {N_("85 % resolved at first contact"), "first-contact", 65, 85},
    };
    static const SampleResult experience[] = {
        {N_("NPS from 40 to 50"), "recommendation", 40, 50},
        {N_("New customers a month from 40 to 80"), "new-customers", 40, 80},
        {N_("Repeat purchases from 20 % to 30 %"), "repeat-purchases", 20, 30},
    };
    static const SampleResult growth[] = {
        {N_("Revenue of a month from 135,000 to 160,000"), "revenue", 135000, 160000},
        {N_("Subscriptions from 98 % to 101 % of what they were"), "net-retention", 98, 101},
    };
    int32_t from = 0, to = 0;
    for (size_t i = 0; i < sample_kpi_count; i++)
        TRY(add_kpi(asker, &sample_kpis[i], error));
    TRY(add_segment(asker, arena, error));
    for (size_t i = 0; i < sample_link_count; i++)
        TRY(kpi_link(asker->store, sample_links[i].kpi, sample_links[i].result, error));
    TRY(quarter_of(asker, arena, &from, &to, error));
    Objective satisfaction = {.id = "lead-in-satisfaction", .title = _("Lead the industry in customer satisfaction"),
                              .owner = "Support", .from = from, .to = to};
    Objective known = {.id = "experience", .title = _("An experience that people come back to"), .owner = "Commerce",
                       .level = LEVEL_DEPARTMENT, .from = from, .to = to};
    TRY(add_objective(asker, &satisfaction, lead, 3, error));
    Objective grow = {.id = "grow", .title = _("Grow with the customers we have"), .owner = "Commerce", .from = from, .to = to};
    TRY(add_objective(asker, &known, experience, 3, error));
    TRY(add_objective(asker, &grow, growth, 2, error));
    TRY(objective_link_add(asker->store, &(ObjectiveLink){"lead-in-satisfaction", "grow", LINK_CONTRIBUTES}, "demo", error));
    TRY(objective_link_add(asker->store, &(ObjectiveLink){"experience", "lead-in-satisfaction", LINK_CONTRIBUTES}, "demo", error));
    return demo_initiatives(asker, arena, &satisfaction, error);
}
