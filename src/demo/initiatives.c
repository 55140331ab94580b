/* What was done for the sample company's objectives, and an objective of the quarter before that was closed. */
#include "demo/work.h"

#include "base/translate.h"
#include "goal/initiative.h"
#include "goal/span.h"

static Status check_in(Store *store, Arena *arena, const char *objective, int64_t number, const CheckIn *made, Error *error)
{
    KeyResult result;
    TRY(key_result_find(store, arena, objective, number, &result, error));
    return check_in_add(store, objective, &result, made, error);
}

/* One that began with the quarter, so that there is a before and an after, and one that is to come. */
static Status add_initiatives(const KpiAsker *asker, const Objective *lead, Error *error)
{
    int64_t number;
    int32_t today = asker->organization->today;
    Initiative running = {.title = _("Answer in the chat around the clock"), .owner = "Support", .from = lead->from, .to = lead->to,
                          .state = INITIATIVE_RUNNING, .key_result = 2};
    Initiative planned = {.title = _("Ring back everyone who scored 6 or less"), .owner = "Support", .from = today + 7,
                          .to = lead->to > today + 7 ? lead->to : today + 37, .state = INITIATIVE_PLANNED, .key_result = 1};
    TRY(initiative_add(asker, lead->id, &running, "demo", &number, error));
    return initiative_add(asker, lead->id, &planned, "demo", &number, error);
}

static Status add_check_ins(Store *store, Arena *arena, const char *lead, Error *error)
{
    const CheckIn first = {.by = "demo", .confidence = {true, 0.4}, .words = _("The chat lifts it, the mail still holds it down.")};
    const CheckIn second = {.by = "demo", .confidence = {true, 0.6}, .words = _("Nights are covered now; the mornings are next.")};
    TRY(check_in(store, arena, lead, 1, &first, error));
    return check_in(store, arena, lead, 2, &second, error);
}

/* As it would have been then, and closed with the numbers of its own days. */
static Status add_closed(const KpiAsker *asker, Arena *arena, int32_t before, Error *error)
{
    Organization then = *asker->organization;
    KpiAsker earlier = *asker;
    ObjectiveState state;
    Objective objective = {.id = "hear-everyone", .title = _("Hear every customer we serve"), .owner = "Support",
                           .why = _("Who is not asked leaves without a word")};
    then.today = before;
    earlier.organization = &then;
    TRY(span_parse(&earlier, arena, "this-quarter", &objective.from, &objective.to, error));
    const KeyResult results[] = {
        {.title = _("Of those we ask, 45 % answer"), .kind = KEY_RESULT_METRIC, .metric = "response_rate", .start = 20, .target = 45, .weight = 1},
        {.title = _("Every channel asks after each conversation"), .kind = KEY_RESULT_MILESTONE, .start = 0, .target = 1, .weight = 1},
    };
    const CheckIn reached = {.by = "demo", .value = {true, 1}, .confidence = {true, 1}, .words = _("The phone was the last to begin.")};
    TRY(objective_add_whole(asker, &objective, results, 2, "demo", error));
    TRY(check_in(asker->store, arena, objective.id, 2, &reached, error));
    TRY(objective_evaluate(asker, arena, &objective, &state, error));
    return objective_close(asker->store, &state,
                           _("People answer within the hour or not at all: the question has to come with the last message, not a day later."),
                           "demo", error);
}

Status demo_initiatives(const KpiAsker *asker, Arena *arena, const Objective *lead, Error *error)
{
    TRY(add_initiatives(asker, lead, error));
    TRY(add_check_ins(asker->store, arena, lead->id, error));
    return add_closed(asker, arena, lead->from - 1, error);
}
