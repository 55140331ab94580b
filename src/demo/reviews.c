/*
 * The reviews of the sample company: the month before last with what was decided in it, closed; the last month and the
 * last week, open, in which one of the actions is done. Texts are in the thread's language, days follow from today.
 */
#include "demo/work.h"

#include "base/translate.h"
#include "review/review.h"

static const char holder[] = "Management";

typedef struct SampleAction {
    const char *kpi, *words, *owner;
    int32_t days; /* from the meeting to the day by which it is done */
} SampleAction;

static const SampleAction actions[] = {
    {"first-answer", N_("A second shift at the phones of Riyadh"), "Customer service", 21},
    {"recommendation", N_("Call those who gave the lowest scores"), "Customer success", 30},
    {"new-customers", N_("End the affiliates' campaign: its leads do not buy"), "Marketing", 14},
};

static const struct {
    bool decision;
    const char *kpi, *words;
} entries[] = {
    {true, "first-answer", N_("Riyadh comes first this month: two people of the other teams help there")},
    {true, NULL, N_("No new channel is opened before first answers are back under two hours")},
    {false, "recommendation", N_("Small businesses speak of the price rise: look at their answers alone next time")},
};

/* As it would have been held then. */
static Status hold(const KpiAsker *asker, ReviewSpan span, int64_t *ret_number, Error *error)
{
    Organization then = *asker->organization;
    KpiAsker earlier = *asker;
    int64_t number;
    then.today = span.held_on;
    earlier.organization = &then;
    TRY(review_prepare(&earlier, &span, holder, ret_number, error));
    for (size_t i = 0; i < sizeof entries / sizeof entries[0]; i++) {
        ReviewEntry entry = {.decision = entries[i].decision, .kpi = entries[i].kpi, .words = _(entries[i].words)};
        TRY(review_entry_add(asker->store, *ret_number, &entry, holder, &number, error));
    }
    for (size_t i = 0; i < sizeof actions / sizeof actions[0]; i++) {
        ReviewAction action = {.review = *ret_number, .kpi = actions[i].kpi, .words = _(actions[i].words), .owner = actions[i].owner,
                               .due = span.held_on + actions[i].days};
        TRY(review_action_check(&earlier, &action, error));
        TRY(review_action_add(asker->store, &action, holder, &number, error));
    }
    return review_close(asker->store, *ret_number, holder, error);
}

static Status finish_first(const KpiAsker *asker, Arena *arena, int64_t review, Error *error)
{
    Review held;
    ReviewAction *found;
    size_t count;
    TRY(review_find(asker->store, arena, review, &held, error));
    TRY(review_last_actions(asker->store, arena, &held, &found, &count, error));
    for (size_t i = 0; i < count; i++)
        if (found[i].kpi && found[i].number == 1) {
            found[i].state = ACTION_DONE;
            found[i].outcome = _("It began in the second week");
            return review_action_change(asker, &found[i], /* into= */ 0, holder, error);
        }
    return STATUS_OK;
}

Status demo_reviews(const KpiAsker *asker, Arena *arena, Error *error)
{
    ReviewSpan month, week, earlier;
    int64_t number;
    TRY(review_span_due(asker->organization, REVIEW_MONTHLY, &month, error));
    TRY(review_span_due(asker->organization, REVIEW_WEEKLY, &week, error));
    TRY(review_span_of(asker->organization, REVIEW_MONTHLY, month.from - 1, &earlier, error));
    TRY(hold(asker, earlier, &number, error));
    TRY(review_prepare(asker, &month, holder, &number, error));
    TRY(finish_first(asker, arena, number, error));
    return review_prepare(asker, &week, holder, &number, error);
}
