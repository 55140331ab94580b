#include "goal/smart.h"

#include "base/translate.h"
#include "goal/owner.h"
#include "goal/smart_audit.h"

#include <string.h>

const char *smart_letter_name(SmartLetter letter)
{
    static const char *const names[SMART_LETTERS] = {"specific", "measurable", "achievable", "relevant", "time-bound"};
    return names[letter];
}

void audit_good(Audit *audit, SmartLetter letter, const char *code, const char *evidence)
{
    if (audit->check->count < SMART_FINDINGS_LIMIT)
        audit->check->findings[audit->check->count++] = (SmartFinding){letter, true, code, evidence, NULL, NULL};
}

void audit_bad(Audit *audit, SmartLetter letter, const char *code, const char *field, const char *evidence, const char *mend)
{
    if (audit->check->count < SMART_FINDINGS_LIMIT)
        audit->check->findings[audit->check->count++] = (SmartFinding){letter, false, code, evidence, mend, field};
}

/* ---- specific ---- */

/* Names that are listed; one name may hold a space. */
static bool lists_several(const char *owner)
{
    return strpbrk(owner, ",;/&+") || strstr(owner, "\xD8\x8C") /* the Arabic comma */ || strstr(owner, " and ");
}

static void check_owner(Audit *audit)
{
    const char *owner = audit->state->kpi->owner;
    const Owner *found = audit->owner;
    bool known = found && found->kind != OWNER_UNKNOWN;
    if (!owner)
        audit_bad(audit, SMART_SPECIFIC, "no-owner", "owner", _("nobody answers for it"), _("name one owner"));
    else if (found && found->left)
        audit_bad(audit, SMART_SPECIFIC, "owner-left", "owner", arena_format(audit->arena, _("%s has left"), owner),
                  _("name who answers for it from now on"));
    else if (!known && lists_several(owner))
        audit_bad(audit, SMART_SPECIFIC, "two-owners", "owner", arena_format(audit->arena, _("several answer for it: %s"), owner),
                  _("name the one who answers; others help"));
    else
        audit_good(audit, SMART_SPECIFIC, "owner", arena_format(audit->arena, _("one owner: %s"), owner));
}

static void check_specific(Audit *audit)
{
    const Kpi *kpi = audit->state->kpi;
    audit_good(audit, SMART_SPECIFIC, "one-metric",
               arena_format(audit->arena, _("one metric: %s"), metric_title(audit->state->query->metric)));
    check_owner(audit);
    if (kpi->goal || kpi->objective)
        audit_good(audit, SMART_SPECIFIC, "goal", arena_format(audit->arena, _("one goal: %s"), kpi->goal ? kpi->goal : kpi->objective));
    else
        audit_bad(audit, SMART_SPECIFIC, "no-goal", "goal", _("what it serves is not said"), _("say the goal in a sentence"));
    if (kpi->criterion)
        audit_good(audit, SMART_SPECIFIC, "criterion", kpi->criterion);
    else
        audit_bad(audit, SMART_SPECIFIC, "no-criterion", "criterion", _("what is judged is not said"), _("say the criterion in a sentence"));
    const char *population = "";
    for (size_t i = 0; i < kpi->filter_count; i++)
        population = arena_format(audit->arena, "%s%s%s", population, i ? ", " : "", kpi->filters[i]);
    audit_good(audit, SMART_SPECIFIC, "population",
               kpi->filter_count ? arena_format(audit->arena, _("its population: %s"), population) : _("its population: everybody"));
}

/* ---- measurable ---- */

static void check_source(Audit *audit)
{
    const Kpi *kpi = audit->state->kpi;
    if (kpi->by_hand && !kpi->entry)
        audit_bad(audit, SMART_MEASURABLE, "no-entry", "entry", _("it is entered by hand, and who does it and when is not said"),
                  _("name who enters it, and when"));
    else if (kpi->by_hand)
        audit_good(audit, SMART_MEASURABLE, "entry", arena_format(audit->arena, _("it is entered by hand: %s"), kpi->entry));
    else if (kpi->source)
        audit_good(audit, SMART_MEASURABLE, "source", arena_format(audit->arena, _("its source: %s"), kpi->source));
    else
        audit_bad(audit, SMART_MEASURABLE, "no-source", "source", _("its source is not named"), _("name the source"));
}

static void check_fresh(Audit *audit)
{
    const KpiState *state = audit->state;
    const KpiPeriod *last = NULL;
    for (size_t i = 0; i < state->count; i++)
        if (state->periods[i].value->value.defined)
            last = &state->periods[i];
    if (!last) {
        audit_bad(audit, SMART_MEASURABLE, "no-data", "facts", _("there are no facts to measure it by"), _("import the facts of its source"));
        return;
    }
    int32_t today = audit->asker->organization->today, age = today - (last->value->period_end - 1);
    int64_t allowed = state->kpi->fresh_days;
    if (allowed == 0)
        audit_bad(audit, SMART_MEASURABLE, "no-freshness", "fresh_days", _("no limit is set for how old its facts may be"),
                  _("set after how many days they are late"));
    if (allowed > 0 && age > allowed)
        audit_bad(audit, SMART_MEASURABLE, "late", "facts", arena_format(audit->arena, _("its facts end %d days ago"), (int)age),
                  _("import newer facts, or allow more days"));
    else
        audit_good(audit, SMART_MEASURABLE, "fresh", _("its source has facts"));
}

static void check_precise(Audit *audit)
{
    const KpiPeriod *now = audit->state->now;
    if (!now || now->judgement.status < GOAL_NOT_ENOUGH)
        return;
    const Judgement *judgement = &now->judgement;
    if (now->value->small_sample)
        audit_bad(audit, SMART_MEASURABLE, "small-sample", "period",
                  arena_format(audit->arena, _("only %.0f in the sample of a period: too few to judge by"), now->value->sample.number),
                  arena_format(audit->arena, _("%.0f more in a period are enough: measure less often, or ask more people"), judgement->missing));
    else if (judgement->needed > 0)
        audit_bad(audit, SMART_MEASURABLE, "wide-interval", "period",
                  arena_format(audit->arena, _("with %.0f in a period the interval is wider than the distance to the target"),
                               now->value->sample.number),
                  arena_format(audit->arena, _("about %.0f answers in a period tell them apart"), judgement->needed));
    else
        audit_good(audit, SMART_MEASURABLE, "precise", _("the sample is large enough for the distance to the target"));
}

static void check_measurable(Audit *audit)
{
    if (audit->state->problem) {
        audit_bad(audit, SMART_MEASURABLE, "metric-gone", "metric", audit->state->problem, _("measure it by a metric that there is"));
        return;
    }
    check_source(audit);
    check_fresh(audit);
    check_precise(audit);
}

/* ---- time-bound ---- */

static void check_review(Audit *audit)
{
    const Kpi *kpi = audit->state->kpi;
    char day[11];
    if (!kpi->has_review) {
        audit_bad(audit, SMART_TIME_BOUND, "no-review", "review", _("the day of its next review is not set"),
                  _("choose the day of its next review"));
        return;
    }
    day_format(kpi->review, day);
    if (kpi->review < audit->asker->organization->today)
        audit_bad(audit, SMART_TIME_BOUND, "review-overdue", "review", arena_format(audit->arena, _("its review was due on %s"), day),
                  _("review it, and choose the next day"));
    else
        audit_good(audit, SMART_TIME_BOUND, "review", arena_format(audit->arena, _("its next review is on %s"), day));
}

static void check_time(Audit *audit)
{
    static const char *const lengths[PERIOD_LENGTHS] = {N_("measured daily"), N_("measured weekly"), N_("measured monthly"),
                                                        N_("measured quarterly"), N_("measured yearly"), ""};
    audit_good(audit, SMART_TIME_BOUND, "frequency", _(lengths[audit->state->kpi->period]));
    if (audit->target && audit->target->has_to) {
        char day[11];
        day_format(audit->target->to, day);
        audit_good(audit, SMART_TIME_BOUND, "deadline", arena_format(audit->arena, _("its target is due on %s"), day));
    } else {
        audit_bad(audit, SMART_TIME_BOUND, "no-deadline", "to", _("its target has no deadline"), _("say until when it is to be reached"));
    }
    check_review(audit);
}

Status smart_check(const KpiAsker *asker, Arena *arena, const KpiState *state, SmartCheck *ret_check, Error *error)
{
    KpiTarget *targets;
    size_t count;
    TRY(kpi_targets(asker->store, arena, state->kpi->id, &targets, &count, error));
    *ret_check = (SmartCheck){0};
    Audit audit = {asker, arena, state, /* owner= */ NULL, kpi_target_on(targets, count, /* segment= */ NULL, asker->organization->today), ret_check, error};
    TRY(owner_book_find(owner_book_new(asker, arena), state->kpi->owner, &audit.owner, error));
    check_specific(&audit);
    check_measurable(&audit);
    audit_achievable(&audit);
    TRY(audit_relevant(&audit));
    check_time(&audit);
    return STATUS_OK;
}
