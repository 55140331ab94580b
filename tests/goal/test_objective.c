/* What becomes of objectives: changes and conflicts, closing, going on, initiatives, periods of the calendar. */
#include "world.h"

#include "goal/objective_view.h"
#include "goal/history.h"
#include "goal/proposal.h"
#include "goal/span.h"

static const Objective lead = {.id = "lead", .title = "Lead the industry", .from = 20727, .to = 20818}; /* the quarter */
static const KeyResult nps_metric = {.title = "NPS 0 to 60", .kind = KEY_RESULT_METRIC, .metric = "nps", .start = 0, .target = 60, .weight = 1};
static const KeyResult playbook = {.title = "A playbook", .kind = KEY_RESULT_MILESTONE, .start = 0, .target = 1, .weight = 1};
static const KeyResult calls = {.title = "100 calls", .kind = KEY_RESULT_NUMBER, .start = 0, .target = 100, .weight = 2};

static void add_lead(World *world)
{
    const KeyResult results[] = {nps_metric, playbook, calls};
    ok(objective_add_whole(&world->asker, &lead, results, 3, "test", e));
}

static ObjectiveView view_of(World *world, const char *id)
{
    Objective *objective = ARENA_ARRAY(world->arena, 1, Objective);
    ObjectiveViewer viewer = objective_viewer(&world->asker, world->arena);
    ObjectiveView view;
    ok(objective_find(world->store, world->arena, id, objective, e));
    ok(objective_view(&viewer, objective, true, &view, e));
    return view;
}

static void enter(World *world, const char *objective, int64_t number, double value)
{
    KeyResult result;
    CheckIn made = {.by = "test", .value = {true, value}};
    ok(key_result_find(world->store, world->arena, objective, number, &result, e));
    ok(check_in_add(world->store, objective, &result, &made, e));
}

static void all_or_nothing_is_added(void **state)
{
    World *world = *state;
    KeyResult wrong = calls;
    wrong.target = 0;
    const KeyResult results[] = {playbook, wrong};
    Objective found;
    assert_int_equal(objective_add_whole(&world->asker, &lead, results, 2, "test", e), STATUS_INVALID_ARGUMENT);
    assert_int_equal(objective_find(world->store, world->arena, "lead", &found, e), STATUS_NOT_FOUND);
}

static void the_second_editor_is_told_and_the_history_keeps_both(void **state)
{
    World *world = *state;
    add_lead(world);
    Objective one, two;
    ok(objective_find(world->store, world->arena, "lead", &one, e));
    two = one;
    one.title = "Lead\tthe market";
    two.title = "Lead all";
    ok(objective_change(world->store, &one, "first", "sharper", e));
    assert_int_equal(objective_change(world->store, &two, "second", NULL, e), STATUS_CONFLICT);
    assert_non_null(strstr(e_.message, "first"));
    KeyResult result;
    ok(key_result_find(world->store, world->arena, "lead", 3, &result, e));
    result.target = 120;
    assert_int_equal(key_result_change(&world->asker, "lead", two.revision, &result, "second", NULL, e), STATUS_CONFLICT);
    ok(key_result_change(&world->asker, "lead", one.revision + 1, &result, "second", "more", e));
    result.target = result.start;
    assert_int_equal(key_result_change(&world->asker, "lead", one.revision + 2, &result, "second", NULL, e), STATUS_INVALID_ARGUMENT);
    ok(key_result_remove(world->store, "lead", 2, "second", "not ours", e));
    ObjectiveChange *changes;
    size_t count;
    ok(objective_history(world->store, world->arena, "lead", &changes, &count, e));
    assert_int_equal(count, 7); /* added with three key results, changed, one changed, one removed */
    assert_string_equal(changes[0].what, "key-result-removed");
    assert_string_equal(changes[0].reason, "not ours");
    assert_string_equal(changes[1].fields[0].field, "target");
    assert_string_equal(changes[1].fields[0].before, "100");
    assert_string_equal(changes[1].fields[0].after, "120");
    assert_string_equal(changes[2].fields[0].before, "Lead the industry");
    assert_string_equal(changes[2].fields[0].after, "Lead the market");
    assert_string_equal(changes[2].by, "first");
    KeyResult *results;
    ok(key_result_list(world->store, world->arena, "lead", &results, &count, e));
    assert_int_equal(count, 2);
    int64_t number;
    ok(key_result_add(&world->asker, "lead", &playbook, "test", &number, e));
    assert_int_equal(number, 4); /* the number of the one that is gone is not given again */
}

static void a_closed_objective_keeps_its_numbers(void **state)
{
    World *world = *state;
    add_lead(world);
    answers(world, "2026-10-10", 75, 25); /* 50 */
    enter(world, "lead", 3, 40);
    ObjectiveView view = view_of(world, "lead");
    double score = (50.0 / 60 + 0 + 2 * 0.4) / 4;
    assert_float_equal(view.state.score.number, score, 1e-12);
    assert_int_equal(objective_close(world->store, &view.state, " ", "test", e), STATUS_INVALID_ARGUMENT);
    assert_string_equal(e_.where, "learned");
    ok(objective_close(world->store, &view.state, "Calls alone do not move it.", "test", e));
    answers(world, "2026-11-10", 100, 0);
    view = view_of(world, "lead");
    assert_true(view.state.results[0].now.number == 50);
    assert_float_equal(view.state.score.number, score, 1e-12);
    KeyResult result = *view.state.results[2].result;
    CheckIn late = {.by = "test", .value = {true, 100}};
    assert_int_equal(check_in_add(world->store, "lead", &result, &late, e), STATUS_CONFLICT);
    assert_int_equal(objective_change(world->store, view.state.objective, "test", NULL, e), STATUS_CONFLICT);
}

static void what_is_open_goes_on_from_where_it_stands(void **state)
{
    World *world = *state;
    int64_t number;
    add_lead(world);
    Objective other = lead;
    other.id = "other";
    ok(objective_add(world->store, &other, "test", e));
    ok(objective_link_add(world->store, &(ObjectiveLink){"other", "lead", LINK_DEPENDS}, "test", e));
    answers(world, "2026-10-10", 80, 20); /* 60: reached */
    enter(world, "lead", 3, 40);
    Initiative running = {.title = "Call back", .from = TODAY, .to = TODAY + 10, .state = INITIATIVE_RUNNING, .key_result = 3};
    Initiative done = {.title = "Listen", .from = TODAY - 20, .to = TODAY - 10, .state = INITIATIVE_DONE, .key_result = 3};
    ok(initiative_add(&world->asker, "lead", &running, "test", &number, e));
    ok(initiative_add(&world->asker, "lead", &done, "test", &number, e));
    ObjectiveView view = view_of(world, "lead");
    CarryOver carry = {.id = "lead-2"};
    ok(span_after(&world->asker, world->arena, lead.from, lead.to, &carry.from, &carry.to, e));
    assert_int_equal(carry.from, 20819);          /* 2027-01-01 */
    assert_int_equal(carry.to, 20819 + 89);       /* 2027-03-31 */
    assert_int_equal(objective_carry_over(&world->asker, world->arena, &view.state, &carry, "test", e), STATUS_INVALID_ARGUMENT);
    carry.learned = "Begin earlier.";
    ok(objective_carry_over(&world->asker, world->arena, &view.state, &carry, "test", e));
    ObjectiveView next = view_of(world, "lead-2"), old = view_of(world, "lead"), waiting = view_of(world, "other");
    assert_true(old.state.objective->closed);
    assert_string_equal(old.state.objective->carried_to, "lead-2");
    assert_string_equal(next.state.objective->carried_from, "lead");
    assert_int_equal(next.state.result_count, 2); /* the playbook and the calls */
    assert_true(next.state.results[1].result->start == 40 && next.state.results[1].result->target == 100);
    assert_true(next.state.results[1].now.number == 40 && next.state.results[1].progress == 0);
    assert_int_equal(next.initiative_count, 1);
    assert_string_equal(next.initiatives[0].initiative.title, "Call back");
    assert_int_equal(next.initiatives[0].initiative.key_result, 2);
    /* What waited for the old one waits for the new one. */
    assert_int_equal(waiting.state.blocked_count, 1);
    assert_string_equal(waiting.state.blocked_by[0], "lead-2");
    view = view_of(world, "lead");
    carry.id = "lead-3";
    assert_int_equal(objective_carry_over(&world->asker, world->arena, &view.state, &carry, "test", e), STATUS_CONFLICT);
}

/* Months of NPS around 20, then one after the initiative began. */
static void months(World *world, int after_promoters)
{
    static const char *const days[] = {"2026-02-10", "2026-03-10", "2026-04-10", "2026-05-10", "2026-06-10", "2026-07-10", "2026-08-10"};
    for (size_t i = 0; i < sizeof days / sizeof days[0]; i++)
        answers(world, days[i], i % 2 ? 61 : 60, i % 2 ? 39 : 40);
    answers(world, "2026-10-10", after_promoters, 100 - after_promoters);
    answers(world, "2026-11-10", 10, 0); /* the month that runs does not count */
}

static InitiativeEffect effect_after(World *world, int promoters)
{
    int64_t number;
    months(world, promoters);
    add_lead(world);
    /* It begins on 2026-09-15: September is neither before nor after. */
    Initiative initiative = {.title = "Train", .from = 20711, .to = TODAY + 10, .state = INITIATIVE_RUNNING, .key_result = 1};
    ok(initiative_add(&world->asker, "lead", &initiative, "test", &number, e));
    return view_of(world, "lead").initiatives[0].effect;
}

static void an_initiative_moved_its_number(void **state)
{
    InitiativeEffect effect = effect_after(*state, 80);
    assert_int_equal(effect.verdict, EFFECT_BETTER);
    assert_true(effect.before.number == 20 && effect.now.number == 60);
    assert_true(effect.has_limits && effect.upper < 60);
}

static void an_initiative_moved_it_the_wrong_way(void **state)
{
    assert_int_equal(effect_after(*state, 30).verdict, EFFECT_WORSE);
}

static void noise_is_called_noise(void **state)
{
    InitiativeEffect effect = effect_after(*state, 61);
    assert_int_equal(effect.verdict, EFFECT_NOISE);
    assert_true(effect.now.number == 22);
}

static void initiatives_are_checked(void **state)
{
    World *world = *state;
    int64_t number;
    add_lead(world);
    static const Initiative good = {.title = "t", .from = TODAY, .to = TODAY + 1};
    Initiative wrong[5];
    static const char *const where[] = {"title", "to", "to", "key_result", "owner"};
    for (size_t i = 0; i < 5; i++)
        wrong[i] = good;
    wrong[0].title = " ";
    wrong[1].to = TODAY - 1;
    wrong[2].from = wrong[2].to = TODAY - 5;
    wrong[3].key_result = 9;
    wrong[4].owner = "Ann and Bob";
    for (size_t i = 0; i < 5; i++) {
        assert_true(initiative_add(&world->asker, "lead", &wrong[i], "test", &number, e) != STATUS_OK);
        assert_string_equal(e_.where, where[i]);
    }
    Initiative entered = good, later = good;
    entered.key_result = 3;
    later.from = TODAY + 1, later.key_result = 1;
    ok(initiative_add(&world->asker, "lead", &entered, "test", &number, e));
    ok(initiative_add(&world->asker, "lead", &good, "test", &number, e));
    ok(initiative_add(&world->asker, "lead", &later, "test", &number, e));
    ObjectiveView view = view_of(world, "lead");
    assert_int_equal(view.initiative_count, 3);
    assert_int_equal(view.initiatives[0].effect.verdict, EFFECT_NO_AFTER);
    assert_int_equal(view.initiatives[1].effect.verdict, EFFECT_NONE_NAMED);
    assert_int_equal(view.initiatives[2].effect.verdict, EFFECT_NOT_BEGUN);
    Initiative changed = view.initiatives[0].initiative;
    changed.state = INITIATIVE_DONE;
    assert_int_equal(initiative_change(&world->asker, "lead", 1, &changed, "test", e), STATUS_CONFLICT);
    ok(initiative_change(&world->asker, "lead", view.state.objective->revision, &changed, "test", e));
    assert_int_equal(view_of(world, "lead").initiatives[0].initiative.state, INITIATIVE_DONE);
}

static void periods_are_of_the_calendar(void **state)
{
    World *world = *state;
    int32_t from, to;
    PeriodLength length;
    const char *label;
    ok(span_parse(&world->asker, world->arena, "this-quarter", &from, &to, e));
    assert_true(from == 20727 && to == 20818);
    ok(span_name(&world->asker, world->arena, from, to, &length, &label, e));
    assert_int_equal(length, PERIOD_QUARTER);
    assert_non_null(strstr(label, "2026"));
    ok(span_parse(&world->asker, world->arena, "next-year", &from, &to, e));
    assert_true(from == 20819 && to == 20819 + 364);
    ok(span_name(&world->asker, world->arena, from, to - 1, &length, &label, e));
    assert_int_equal(length, PERIOD_ALL);
    assert_null(label);
    ok(span_after(&world->asker, world->arena, 100 + TODAY, 109 + TODAY, &from, &to, e));
    assert_true(from == 110 + TODAY && to == 119 + TODAY);
    assert_int_equal(span_parse(&world->asker, world->arena, "soon", &from, &to, e), STATUS_INVALID_ARGUMENT);
}

static void a_metric_that_is_gone_does_not_hide_the_rest(void **state)
{
    World *world = *state;
    add_lead(world);
    ok(records_execute(store_records(world->store), "UPDATE key_result SET metric = 'no_such' WHERE key_result = 1", NULL, 0, NULL, e));
    ObjectiveView view = view_of(world, "lead");
    assert_string_equal(view.state.results[0].reason, "source-gone");
    assert_false(view.state.results[0].now.defined);
}

/* Answers of one channel: promoters score 10, detractors 0. */
static void answers_by(World *world, const char *day, const char *channel, int promoters, int detractors)
{
    Value parameters[] = {value_text(channel)};
    answers(world, day, promoters, detractors);
    ok(facts_execute(world->session, "UPDATE answer SET channel = $1 WHERE channel = 'mail'", parameters, 1, NULL, e));
}

static const Kpi nps = {.id = "nps", .title = "Recommendation", .metric = "nps", .period = PERIOD_MONTH,
                        .perspective = "customers", .owner = "Ann"};

/* NPS is to reach 45 from October on: what is proposed for that. */
static void aim_at_45(World *world, KpiState *found, Proposal *proposal)
{
    static const TargetPoint point[] = {{20727, 45, 45}};
    KpiTarget target = {.path = {.direction = TARGET_UP, .points = point, .count = 1, .margin = 10}, .from = 20727, .by = "test"};
    world->organization.today = 20731;
    ok(kpi_set_target(&world->asker, &nps, &target, e));
    world->organization.today = TODAY;
    ok(kpi_evaluate(&world->asker, world->arena, &nps, 12, found, e));
    ok(proposal_make(&world->asker, world->arena, found, proposal, e));
}

static void an_objective_is_proposed_from_the_strongest_causes(void **state)
{
    World *world = *state;
    answers_by(world, "2026-09-10", "phone", 80, 20); /* 60 */
    answers_by(world, "2026-09-11", "chat", 70, 30);  /* 40 */
    answers_by(world, "2026-10-10", "phone", 40, 60); /* -20 */
    answers_by(world, "2026-10-11", "chat", 70, 30);  /* 40: the whole went from 50 to 10 */
    answers_by(world, "2026-11-10", "web", 1, 0);
    KpiState found;
    Proposal proposal;
    ok(kpi_add(world->store, &nps, "test", e));
    ok(kpi_evaluate(&world->asker, world->arena, &nps, 12, &found, e));
    assert_int_equal(proposal_make(&world->asker, world->arena, &found, &proposal, e), STATUS_CONFLICT); /* no target */
    aim_at_45(world, &found, &proposal);
    assert_true(proposal.now == 10 && proposal.aim == 45);
    assert_int_equal(proposal.results[0].result.kind, KEY_RESULT_KPI);
    assert_true(proposal.count >= 2);
    const ProposedResult *first = &proposal.results[1];
    assert_int_equal(first->from, PROPOSED_CHANGE);
    assert_string_equal(first->result.filters[0], "channel=phone");
    assert_true(first->result.start == -20 && first->result.target == 45);
    assert_true(first->effect == -40); /* half of the answers fell by 80 */
    assert_true(proposal.objective.to == 20818 && proposal.objective.from == TODAY);
    /* As it is, it can be set. */
    KeyResult results[4];
    for (size_t i = 0; i < proposal.count; i++)
        results[i] = proposal.results[i].result;
    ok(objective_add_whole(&world->asker, &proposal.objective, results, proposal.count, "test", e));
}

/* One channel is one touchpoint: it is proposed once. */
static void rows_with_two_names_are_proposed_once(void **state)
{
    World *world = *state;
    static const char *const days[] = {"2026-09-10", "2026-10-10"};
    for (size_t i = 0; i < 2; i++) { /* the same in both months, so that there is no change to name */
        answers_by(world, days[i], "phone", 60, 40);
        answers_by(world, days[i], "chat", 50, 50);
    }
    ok(facts_execute(world->session, "UPDATE answer SET touchpoint = 'by ' || channel", NULL, 0, NULL, e));
    answers_by(world, "2026-11-10", "web", 1, 0);
    KpiState found;
    Proposal proposal;
    ok(kpi_add(world->store, &nps, "test", e));
    aim_at_45(world, &found, &proposal);
    size_t chats = 0, phones = 0;
    for (size_t i = 1; i < proposal.count; i++) {
        assert_int_equal(proposal.results[i].from, PROPOSED_LEVEL);
        chats += strstr(proposal.results[i].result.filters[0], "chat") != NULL;
        phones += strstr(proposal.results[i].result.filters[0], "phone") != NULL;
    }
    assert_true(chats == 1 && phones == 1);
    assert_string_equal(proposal.results[1].result.title, "Recommendation: Channel chat");
}

static void what_is_on_its_way_gets_no_proposal(void **state)
{
    World *world = *state;
    KpiState found;
    Proposal proposal;
    answers(world, "2026-10-10", 80, 20);
    answers(world, "2026-11-10", 100, 20);
    ok(kpi_add(world->store, &nps, "test", e));
    static const TargetPoint point[] = {{20758, 20, 20}};
    KpiTarget target = {.path = {.direction = TARGET_UP, .points = point, .count = 1, .margin = 10}, .from = 20758, .by = "test"};
    ok(kpi_set_target(&world->asker, &nps, &target, e));
    ok(kpi_evaluate(&world->asker, world->arena, &nps, 12, &found, e));
    assert_int_equal(proposal_make(&world->asker, world->arena, &found, &proposal, e), STATUS_CONFLICT);
    assert_non_null(strstr(e_.message, "does not fall short"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(all_or_nothing_is_added),
        TEST(the_second_editor_is_told_and_the_history_keeps_both),
        TEST(a_closed_objective_keeps_its_numbers),
        TEST(what_is_open_goes_on_from_where_it_stands),
        TEST(an_initiative_moved_its_number),
        TEST(an_initiative_moved_it_the_wrong_way),
        TEST(noise_is_called_noise),
        TEST(initiatives_are_checked),
        TEST(periods_are_of_the_calendar),
        TEST(a_metric_that_is_gone_does_not_hide_the_rest),
        TEST(an_objective_is_proposed_from_the_strongest_causes),
        TEST(rows_with_two_names_are_proposed_once),
        TEST(what_is_on_its_way_gets_no_proposal),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
