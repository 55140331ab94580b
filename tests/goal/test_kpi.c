/* KPIs over facts of known days: targets of segments and from the past, versions, what is gone, and the audit. */
#include "world.h"

#include "goal/smart.h"

static const Kpi nps = {.id = "nps", .title = "Recommendation", .metric = "nps", .period = PERIOD_MONTH,
                        .perspective = "customers"};

/* Answers of customers of a brand. */
static void answers_of(World *world, const char *brand, const char *day, int promoters, int detractors)
{
    static int64_t number = 0;
    for (int i = 0; i < promoters + detractors; i++) {
        char key[32];
        snprintf(key, sizeof key, "b%lld", (long long)++number);
        Value values[] = {value_text(key), value_number(i < promoters ? 10 : 0), value_text(day), value_text(brand)};
        ok(facts_execute(world->session,
                         "INSERT INTO answer (answer, question, score, scale_min, scale_max, asked_at, answered_at, "
                         "asked_day, answered_day, day, batch, channel, brand) VALUES ($1, 'nps', $2, 0, 10, CAST($3 AS TIMESTAMP), "
                         "CAST($3 AS TIMESTAMP), CAST($3 AS DATE), CAST($3 AS DATE), CAST($3 AS DATE), 1, 'mail', $4)",
                         values, 4, NULL, e));
    }
}

static KpiTarget at_least(double low, int32_t from, const char *segment)
{
    static TargetPoint points[16];
    static size_t used = 0;
    TargetPoint *point = &points[used++ % 16];
    *point = (TargetPoint){from, low, low};
    return (KpiTarget){.path = {.direction = TARGET_UP, .points = point, .count = 1, .margin = 10}, .from = from, .by = "test",
                       .segment = segment};
}

/* Each slice is judged by its own target on its own values; who may not see a slice hears nothing of it. */
static void segments_are_judged_on_their_own_values(void **state)
{
    World *world = *state;
    answers_of(world, "Noor", "2026-11-10", 90, 10); /* 80 */
    answers_of(world, "Zest", "2026-11-10", 50, 50); /* 0 */
    ok(kpi_add(world->store, &nps, "test", e));
    KpiTarget targets[] = {at_least(30, 20758, NULL), at_least(85, 20758, "brand=Noor"), at_least(30, 20758, "brand=Zest")};
    for (size_t i = 0; i < 3; i++)
        ok(kpi_set_target(&world->asker, &nps, &targets[i], e));
    KpiState found;
    ok(kpi_evaluate(&world->asker, world->arena, &nps, 3, &found, e));
    assert_int_equal(found.now->judgement.status, GOAL_ON_TRACK); /* 40 of 30 */
    assert_int_equal(found.segment_count, 2);
    assert_string_equal(found.segments[0].filter, "brand=Noor");
    assert_true(found.segments[0].now->value->value.number == 80);
    assert_int_equal(found.segments[0].now->judgement.status, GOAL_AT_RISK); /* short by 5 */
    assert_int_equal(found.segments[1].now->judgement.status, GOAL_OFF_TRACK);
    static const char *const brands[] = {"Zest"};
    RowScope rows = {.brands = {brands, 1}};
    KpiAsker narrow = world->asker;
    narrow.rows = &rows;
    ok(kpi_evaluate(&narrow, world->arena, &nps, 3, &found, e));
    assert_int_equal(found.segment_count, 1);
    assert_string_equal(found.segments[0].filter, "brand=Zest");
    assert_true(found.now->value->value.number == 0);
}

static void wrong_segments_are_refused(void **state)
{
    World *world = *state;
    ok(kpi_add(world->store, &nps, "test", e));
    static const char *const cases[] = {"brand", "nothing=x", "brand=a\nb"};
    for (size_t i = 0; i < 3; i++) {
        KpiTarget target = at_least(1, TODAY, cases[i]);
        assert_int_equal(kpi_set_target(&world->asker, &nps, &target, e), STATUS_INVALID_ARGUMENT);
        assert_string_equal(e->where, "segment");
    }
    static const char *const filters[] = {"brand=Noor"};
    Kpi narrowed = nps;
    narrowed.filters = filters, narrowed.filter_count = 1;
    KpiTarget target = at_least(1, TODAY, "brand=Zest");
    assert_int_equal(kpi_set_target(&world->asker, &narrowed, &target, e), STATUS_INVALID_ARGUMENT);
}

/* Last year's November was 20 and December 40: with 10 % more they make 22 and 44, and what was read is kept. */
static void targets_are_made_from_the_past(void **state)
{
    World *world = *state;
    answers(world, "2025-11-10", 60, 40);
    answers(world, "2025-12-10", 70, 30);
    answers(world, "2026-09-10", 55, 45);
    answers(world, "2026-10-10", 65, 35);
    answers(world, "2026-11-10", 100, 0); /* not over */
    ok(kpi_add(world->store, &nps, "test", e));
    KpiTarget target = {.path = {.direction = TARGET_UP}, .rule = {.kind = TARGET_LAST_YEAR, .percent = 10}, .from = TODAY,
                        .has_to = true, .to = 20818, .by = "test"};
    ok(kpi_make_target(&world->asker, world->arena, &nps, &target, e));
    assert_int_equal(target.path.count, 2);
    assert_true(fabs(target.path.points[0].low - 22) < 1e-9 && fabs(target.path.points[1].low - 44) < 1e-9);
    assert_int_equal(target.path.points[0].day, TODAY);
    ok(kpi_set_target(&world->asker, &nps, &target, e));
    KpiTarget *kept;
    size_t count;
    ok(kpi_targets(world->store, world->arena, "nps", &kept, &count, e));
    assert_int_equal(count, 1);
    assert_int_equal(kept[0].rule.kind, TARGET_LAST_YEAR);
    assert_true(kept[0].rule.percent == 10);
    assert_int_equal(kept[0].made_from_count, 2);
    assert_true(kept[0].made_from[1].value == 40);
    /* The mean of September and October is 20; of three periods there is none. */
    target.rule = (TargetRule){.kind = TARGET_AVERAGE, .number = 2};
    ok(kpi_make_target(&world->asker, world->arena, &nps, &target, e));
    assert_true(target.path.points[0].low == 20);
    target.rule.number = 30;
    assert_int_equal(kpi_make_target(&world->asker, world->arena, &nps, &target, e), STATUS_INVALID_ARGUMENT);
    assert_string_equal(e->where, "periods");
    /* January of last year has no value. */
    target.rule = (TargetRule){.kind = TARGET_SHAPE_MEAN, .number = 50};
    target.to = 20830;
    assert_int_equal(kpi_make_target(&world->asker, world->arena, &nps, &target, e), STATUS_INVALID_ARGUMENT);
    assert_non_null(strstr(e->message, "2026-01-01"));
    target.has_to = false;
    assert_int_equal(kpi_make_target(&world->asker, world->arena, &nps, &target, e), STATUS_INVALID_ARGUMENT);
    assert_string_equal(e->where, "to");
}

static void a_status_says_since_when_and_how_sure(void **state)
{
    World *world = *state;
    answers(world, "2026-09-10", 60, 40);
    answers(world, "2026-10-10", 60, 40);
    answers(world, "2026-11-10", 3, 2);
    ok(kpi_add(world->store, &nps, "test", e));
    world->organization.today = 20700;
    KpiTarget target = at_least(50, 20697, NULL); /* September on */
    ok(kpi_set_target(&world->asker, &nps, &target, e));
    world->organization.today = TODAY;
    KpiState found;
    ok(kpi_evaluate(&world->asker, world->arena, &nps, 3, &found, e));
    assert_int_equal(found.since, 2);
    assert_int_equal(found.since_day, 20697);
    const Judgement *running = &found.periods[2].judgement;
    assert_int_equal(running->status, GOAL_NOT_ENOUGH);
    assert_true(running->missing == found.query->metric->minimum_sample - 5);
}

static void every_form_is_kept(void **state)
{
    World *world = *state;
    Kpi kpi;
    KpiVersion *versions;
    const KpiVersion *first;
    KpiDifference *changes;
    size_t count;
    ok(kpi_add(world->store, &nps, "first", e));
    ok(kpi_find(world->store, world->arena, "nps", &kpi, e));
    kpi.owner = "Leila", kpi.has_review = true, kpi.review = TODAY;
    ok(kpi_change(world->store, &kpi, "second", "she took over", e));
    ok(kpi_retire(world->store, "nps", "third", "no longer asked for", e));
    ok(kpi_versions(world->store, world->arena, "nps", &versions, &count, e));
    assert_int_equal(count, 3);
    assert_string_equal(versions[1].reason, "she took over");
    kpi_compare(world->arena, versions[0].definition, versions[1].definition, &changes, &count);
    assert_int_equal(count, 2);
    assert_string_equal(changes[0].member, "owner");
    assert_string_equal(changes[0].before, "");
    assert_string_equal(changes[0].after, "Leila");
    assert_string_equal(changes[1].after, "2026-11-21");
    kpi_compare(world->arena, versions[1].definition, versions[2].definition, &changes, &count);
    assert_int_equal(count, 1);
    assert_string_equal(changes[0].member, "retired");
    ok(kpi_version_named(versions, 3, "1", &first, e));
    assert_ptr_equal(first, &versions[0]);
    assert_int_equal(kpi_version_named(versions, 3, "4", &first, e), STATUS_NOT_FOUND);
    assert_int_equal(kpi_version_named(versions, 3, "one", &first, e), STATUS_NOT_FOUND);
}

/* It stays in the lists and says what is wrong, instead of taking the others with it. */
static void a_metric_that_is_gone(void **state)
{
    World *world = *state;
    Kpi kpi = nps;
    kpi.metric = "withdrawn";
    ok(kpi_add(world->store, &kpi, "test", e));
    KpiState found;
    ok(kpi_evaluate(&world->asker, world->arena, &kpi, 24, &found, e));
    assert_non_null(strstr(found.problem, "withdrawn"));
    assert_null(found.now);
    SmartCheck check;
    ok(smart_check(&world->asker, world->arena, &found, &check, e));
    bool told = false;
    for (size_t i = 0; i < check.count; i++)
        told = told || strcmp(check.findings[i].code, "metric-gone") == 0;
    assert_true(told);
}

static void serves_no_objective_that_is_not_there(void **state)
{
    World *world = *state;
    Kpi kpi = nps;
    kpi.objective = "nothing";
    assert_int_equal(kpi_add(world->store, &kpi, "test", e), STATUS_INVALID_ARGUMENT);
    assert_string_equal(e->where, "objective");
    KpiVersion *versions;
    size_t count;
    ok(kpi_versions(world->store, world->arena, "nps", &versions, &count, e));
    assert_int_equal(count, 0); /* nothing half saved */
}

/* ---- the audit ---- */

static const SmartFinding *finding(const SmartCheck *check, const char *code)
{
    for (size_t i = 0; i < check->count; i++)
        if (strcmp(check->findings[i].code, code) == 0)
            return &check->findings[i];
    return NULL;
}

static void check(World *world, const Kpi *kpi, SmartCheck *ret_check)
{
    KpiState *found = ARENA_ARRAY(world->arena, 1, KpiState);
    ok(kpi_evaluate(&world->asker, world->arena, kpi, 24, found, e));
    ok(smart_check(&world->asker, world->arena, found, ret_check, e));
}

static void each_finding_names_what_mends_it(void **state)
{
    World *world = *state;
    SmartCheck found;
    ok(kpi_add(world->store, &nps, "test", e));
    check(world, &nps, &found);
    static const struct { const char *code, *field; } missing[] = {
        {"no-owner", "owner"}, {"no-goal", "goal"}, {"no-criterion", "criterion"}, {"no-source", "source"}, {"no-data", "facts"},
        {"no-target", "target"}, {"no-people", "people"}, {"no-money", "money"}, {"no-tools", "tools"},
        {"no-objective", "objective"}, {"no-deadline", "to"}, {"no-review", "review"}};
    for (size_t i = 0; i < sizeof missing / sizeof missing[0]; i++) {
        const SmartFinding *one = finding(&found, missing[i].code);
        if (!one)
            fail_msg("%s is not found", missing[i].code);
        assert_false(one->good);
        assert_string_equal(one->field, missing[i].field);
        assert_non_null(one->mend);
    }
    for (size_t i = 0; i < found.count; i++) {
        assert_true(strlen(found.findings[i].evidence) > 0);
        assert_true(found.findings[i].good == (found.findings[i].mend == NULL));
    }
}

/* Once it is mended nothing of that is left; the way to the objective is named. */
static void what_is_mended_is_good(void **state)
{
    World *world = *state;
    SmartCheck found;
    Objective lead = {.id = "lead", .title = "Lead the industry", .from = 20727, .to = 20818};
    ok(objective_add(world->store, &lead, "test", e));
    Kpi result = nps, driver = nps;
    result.objective = "lead", result.has_result = true, result.result = true;
    driver.id = "driver", driver.title = "First answer", driver.leading = true, driver.has_result = true;
    driver.owner = "Leila", driver.goal = "g", driver.criterion = "c", driver.source = "help desk", driver.fresh_days = 40;
    driver.people = "two", driver.money = "none", driver.tools = "none", driver.has_review = true, driver.review = TODAY + 30;
    ok(kpi_add(world->store, &result, "test", e));
    ok(kpi_add(world->store, &driver, "test", e));
    check(world, &result, &found);
    assert_non_null(finding(&found, "no-driver"));
    ok(kpi_link(world->store, "driver", "nps", e));
    check(world, &result, &found);
    assert_null(finding(&found, "no-driver"));
    assert_non_null(finding(&found, "driver"));
    check(world, &driver, &found);
    const SmartFinding *way = finding(&found, "objective");
    assert_non_null(way);
    assert_non_null(strstr(way->evidence, "First answer \xE2\x80\xBA Recommendation \xE2\x80\xBA Lead the industry"));
    static const char *const gone[] = {"no-owner", "no-goal", "no-criterion", "no-source", "no-people", "no-money", "no-tools",
                                       "no-review", "no-freshness", "drives-nothing"};
    for (size_t i = 0; i < sizeof gone / sizeof gone[0]; i++)
        assert_null(finding(&found, gone[i]));
    driver.owner = "Leila, Omar", driver.review = TODAY - 1;
    check(world, &driver, &found);
    assert_non_null(finding(&found, "two-owners"));
    assert_non_null(finding(&found, "review-overdue"));
}

/* The target against the KPI's own past. */
static void a_target_beyond_its_variation_is_told(void **state)
{
    World *world = *state;
    SmartCheck found;
    static const char *const days[] = {"2026-03-10", "2026-04-10", "2026-05-10", "2026-06-10",
                                       "2026-07-10", "2026-08-10", "2026-09-10", "2026-10-10"};
    for (int i = 0; i < 8; i++)
        answers(world, days[i], 60 + i % 2, 40 - i % 2);
    answers(world, "2026-11-10", 60, 40);
    ok(kpi_add(world->store, &nps, "test", e));
    KpiTarget target = at_least(90, TODAY, NULL);
    ok(kpi_set_target(&world->asker, &nps, &target, e));
    check(world, &nps, &found);
    assert_non_null(finding(&found, "beyond-variation"));
    assert_non_null(finding(&found, "unlikely"));
    assert_true(found.has_chance && found.chance < 0.1);
    target = at_least(21, TODAY, NULL);
    ok(kpi_set_target(&world->asker, &nps, &target, e));
    check(world, &nps, &found);
    assert_non_null(finding(&found, "was-there"));
    assert_non_null(strstr(finding(&found, "was-there")->evidence, "4 of the last 8"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(segments_are_judged_on_their_own_values), TEST(wrong_segments_are_refused),
        TEST(targets_are_made_from_the_past),          TEST(a_status_says_since_when_and_how_sure),
        TEST(every_form_is_kept),                      TEST(a_metric_that_is_gone),
        TEST(serves_no_objective_that_is_not_there),   TEST(each_finding_names_what_mends_it),
        TEST(what_is_mended_is_good),                  TEST(a_target_beyond_its_variation_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
