/* KPIs and objectives over a store with facts of known days: the organization's today is set to 2026-11-21. */
#include "world.h"

static const Kpi nps = {.id = "nps", .title = "Recommendation", .metric = "nps", .period = PERIOD_MONTH,
                        .perspective = "customers"};

static KpiTarget at_least(const TargetPoint *points, size_t count)
{
    return (KpiTarget){.path = {.direction = TARGET_UP, .points = points, .count = count, .margin = 10},
                       .from = points[0].day, .by = "test"};
}

static void a_kpi_is_judged_by_the_target_of_its_time(void **state)
{
    World *world = *state;
    answers(world, "2026-09-10", 60, 40);  /* 20 */
    answers(world, "2026-10-10", 70, 30);  /* 40 */
    answers(world, "2026-11-10", 70, 30);  /* 40 */
    ok(kpi_check(&nps, world->registry, &world->organization, e));
    ok(kpi_add(world->store, &nps, "test", e));
    /* As it was on 2026-10-05: a target of 45 from October on. */
    world->organization.today = 20731;
    static const TargetPoint october[] = {{20727, 45, 45}}, november[] = {{20758, 60, 60}}, september[] = {{20697, 1, 1}};
    KpiTarget target = at_least(october, 1);
    ok(kpi_set_target(&world->asker, &nps, &target, e));
    world->organization.today = TODAY;
    target = at_least(november, 1);
    ok(kpi_set_target(&world->asker, &nps, &target, e));
    target = at_least(september, 1);
    assert_int_equal(kpi_set_target(&world->asker, &nps, &target, e), STATUS_INVALID_ARGUMENT);
    assert_string_equal(e_.where, "from");
    KpiState found;
    ok(kpi_evaluate(&world->asker, world->arena, &nps, 3, &found, e));
    assert_int_equal(found.count, 3);
    assert_int_equal(found.periods[0].judgement.status, GOAL_NO_TARGET);
    assert_int_equal(found.periods[1].judgement.status, GOAL_AT_RISK);  /* 40 of 45 */
    assert_int_equal(found.periods[2].judgement.status, GOAL_OFF_TRACK); /* 40 of 60 */
    assert_true(found.periods[1].judgement.gap == -5);
    assert_true(found.now == &found.periods[1]); /* November is not over */
    assert_int_equal(found.since, 1);
}

static void wrong_kpis_are_refused(void **state)
{
    World *world = *state;
    struct { Kpi kpi; const char *where; } cases[] = {
        {{.id = "No Spaces", .title = "t", .metric = "nps", .period = PERIOD_MONTH}, "id"},
        {{.id = "a", .metric = "nps", .period = PERIOD_MONTH}, "title"},
        {{.id = "a", .title = "t", .period = PERIOD_MONTH}, "metric"},
        {{.id = "a", .title = "t", .metric = "npx", .period = PERIOD_MONTH}, "metric"},
        {{.id = "a", .title = "t", .metric = "nps", .variant = "x", .period = PERIOD_MONTH}, "metric"},
        {{.id = "a", .title = "t", .metric = "nps", .period = PERIOD_ALL}, "period"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        assert_true(kpi_check(&cases[i].kpi, world->registry, &world->organization, e) != STATUS_OK);
        assert_string_equal(e_.where, cases[i].where);
    }
    ok(kpi_add(world->store, &nps, "test", e));
    assert_int_equal(kpi_add(world->store, &nps, "test", e), STATUS_ALREADY_EXISTS);
    Kpi found;
    assert_int_equal(kpi_find(world->store, world->arena, "npz", &found, e), STATUS_NOT_FOUND);
    assert_non_null(strstr(e_.hint, "nps"));
}

static void the_second_of_two_editors_is_told(void **state)
{
    World *world = *state;
    ok(kpi_add(world->store, &nps, "first", e));
    Kpi one, two;
    ok(kpi_find(world->store, world->arena, "nps", &one, e));
    two = one;
    one.title = "One";
    two.title = "Two";
    ok(kpi_change(world->store, &one, "first", "clearer", e));
    assert_int_equal(kpi_change(world->store, &two, "second", NULL, e), STATUS_CONFLICT);
    assert_non_null(strstr(e_.message, "first"));
    ok(kpi_find(world->store, world->arena, "nps", &two, e));
    assert_string_equal(two.title, "One");
    assert_int_equal(two.revision, 2);
}

static const Objective lead = {.id = "lead", .title = "Lead the industry", .from = 20727, .to = 20818}; /* the quarter */

static void progress_moves_with_the_facts(void **state)
{
    World *world = *state;
    int64_t number;
    ObjectiveState found;
    ok(objective_check(&lead, NULL, TODAY, e));
    ok(objective_add(world->store, &lead, "test", e));
    static const KeyResult bound = {.title = "NPS 40 to 60", .kind = KEY_RESULT_METRIC, .metric = "nps", .start = 40,
                                    .target = 60, .weight = 1};
    static const KeyResult milestone = {.title = "A playbook", .kind = KEY_RESULT_MILESTONE, .start = 0, .target = 1, .weight = 3};
    ok(key_result_add(&world->asker, "lead", &bound, "test", &number, e));
    assert_int_equal(number, 1);
    ok(key_result_add(&world->asker, "lead", &milestone, "test", &number, e));
    ok(objective_evaluate(&world->asker, world->arena, &lead, &found, e));
    assert_false(found.score.defined);
    assert_int_equal(found.status, GOAL_NO_DATA);
    answers(world, "2026-10-10", 75, 25); /* 50: half the way */
    ok(objective_evaluate(&world->asker, world->arena, &lead, &found, e));
    assert_true(found.results[0].progress == 0.5);
    assert_string_equal(found.results[1].reason, "no-check-in");
    assert_true(found.score.defined && found.score.number == 0.125); /* 0.5 of weight 1, nothing of weight 3 */
    answers(world, "2026-11-10", 100, 0); /* 175 and 25 of 200: 75 */
    KeyResult *results;
    size_t count;
    ok(key_result_list(world->store, world->arena, "lead", &results, &count, e));
    CheckIn done = {.by = "test", .value = {true, 1}, .confidence = {true, 0.9}};
    ok(check_in_add(world->store, "lead", &results[1], &done, e));
    ok(objective_evaluate(&world->asker, world->arena, &lead, &found, e));
    assert_true(found.results[0].progress == 1.75 && found.results[0].score == 1);
    assert_true(found.results[1].confidence.number == 0.9);
    assert_true(found.score.number == 1);
    assert_int_equal(found.status, GOAL_ON_TRACK);
    /* A computed number is not typed over. */
    assert_int_equal(check_in_add(world->store, "lead", &results[0], &done, e), STATUS_INVALID_ARGUMENT);
    assert_string_equal(e_.where, "value");
}

static void wrong_objectives_are_refused(void **state)
{
    World *world = *state;
    int64_t number;
    Objective past = lead;
    past.to = TODAY - 1;
    assert_int_equal(objective_check(&past, NULL, TODAY, e), STATUS_INVALID_ARGUMENT);
    assert_string_equal(e_.where, "to");
    ok(objective_add(world->store, &lead, "test", e));
    KeyResult result = {.title = "t", .kind = KEY_RESULT_NUMBER, .start = 5, .target = 5, .weight = 1};
    assert_int_equal(key_result_add(&world->asker, "lead", &result, "test", &number, e), STATUS_INVALID_ARGUMENT);
    result.target = 6, result.weight = 0;
    assert_int_equal(key_result_add(&world->asker, "lead", &result, "test", &number, e), STATUS_INVALID_ARGUMENT);
    result.weight = 1, result.kind = KEY_RESULT_KPI, result.kpi = "nobody";
    assert_int_equal(key_result_add(&world->asker, "lead", &result, "test", &number, e), STATUS_NOT_FOUND);
    KeyResult *results;
    size_t count;
    ok(key_result_list(world->store, world->arena, "lead", &results, &count, e));
    assert_int_equal(count, 0); /* nothing half saved */
}

static void a_circle_is_refused_with_its_path(void **state)
{
    World *world = *state;
    static const char *const ids[] = {"a", "b", "c", "d"};
    for (size_t i = 0; i < 4; i++) {
        Objective objective = lead;
        objective.id = ids[i];
        ok(objective_add(world->store, &objective, "test", e));
    }
    for (size_t i = 0; i < 3; i++) {
        ObjectiveLink link = {ids[i], ids[i + 1], i % 2 ? LINK_DEPENDS : LINK_CONTRIBUTES};
        ok(objective_link_add(world->store, &link, "test", e));
    }
    ObjectiveLink back = {"d", "a", LINK_CONTRIBUTES}, self = {"b", "b", LINK_DEPENDS};
    assert_int_equal(objective_link_add(world->store, &back, "test", e), STATUS_CONFLICT);
    assert_string_equal(e_.where, "d -> a -> b -> c -> d");
    assert_int_equal(objective_link_add(world->store, &self, "test", e), STATUS_CONFLICT);
    ObjectiveState found;
    Objective b = lead;
    b.id = "b";
    ok(objective_evaluate(&world->asker, world->arena, &b, &found, e));
    assert_int_equal(found.blocked_count, 1);
    assert_string_equal(found.blocked_by[0], "c");
    Objective c = lead;
    c.id = "c";
    ObjectiveState closing = {.objective = &c, .score = {true, 1}};
    ok(objective_close(world->store, &closing, "worked", "test", e));
    ok(objective_evaluate(&world->asker, world->arena, &b, &found, e));
    assert_int_equal(found.blocked_count, 0);
    assert_int_equal(objective_close(world->store, &closing, "again", "test", e), STATUS_CONFLICT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_kpi_is_judged_by_the_target_of_its_time), TEST(wrong_kpis_are_refused),
        TEST(the_second_of_two_editors_is_told),         TEST(progress_moves_with_the_facts),
        TEST(wrong_objectives_are_refused),              TEST(a_circle_is_refused_with_its_path),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
