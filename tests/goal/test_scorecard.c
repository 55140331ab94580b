/* The scorecard's rule, its audit and the strategy map, against sums done by hand; and its records over a store. */
#include "testing.h"

#include "goal/scorecard.h"
#include "goal/strategy.h"
#include "organization/organization.h"

#include <ftw.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static Error e_;
#define e (&e_)
#define ok(call)                                                                                             \
    do {                                                                                                     \
        if ((call) != STATUS_OK)                                                                             \
            fail_msg("%s (%s) %s", e_.message, e_.where, e_.hint);                                           \
    } while (0)
#define near(left, right) assert_true(fabs((left) - (right)) < 1e-12)

/* ---- the rule ---- */

static const TargetPoint forty[] = {{0, 40, 40}};

static MaybeNumber score_of(const Target *target, double value)
{
    GoalReading reading = {.defined = true, .value = value};
    Judgement judgement = target_judge(target, 1, &reading);
    return judgement_score(&judgement);
}

static void a_score_says_what_the_status_says(void **state)
{
    (void)state;
    Target up = {.direction = TARGET_UP, .points = forty, .count = 1, .margin = 10}, down = up, exact = up;
    down.direction = TARGET_DOWN;
    exact.margin = 0;
    static const struct { double value, up, down, exact; } cases[] = {
        {40, 1, 1, 1},        {55, 1, 0, 1},      {25, 0, 1, 0}, /* beyond the target is no more than on it */
        {37.5, 0.75, 1, 0},   {42.5, 1, 0.75, 1}, {30, 0, 1, 0}, /* short by all of the margin */
        {32, 0.2, 1, 0},      {29.9, 0, 1, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        near(score_of(&up, cases[i].value).number, cases[i].up);
        near(score_of(&down, cases[i].value).number, cases[i].down);
        near(score_of(&exact, cases[i].value).number, cases[i].exact);
    }
    static const GoalStatus none[] = {GOAL_NO_TARGET, GOAL_NO_DATA, GOAL_NOT_ENOUGH};
    for (size_t i = 0; i < 3; i++)
        assert_false(judgement_score(&(Judgement){.status = none[i]}).defined);
}

#define KNOWN(number, its_weight) {.score = {true, number}, .weight = its_weight}
#define UNKNOWN(its_weight) {.weight = its_weight, .reason = "no-data"}

static void scores_roll_up_by_weights(void **state)
{
    (void)state;
    Arena *arena CLEANUP(arena_cleanup) = arena_new(0);
    static const ScorecardPerspective places[] = {
        {.id = "a", .weight = 3}, {.id = "b", .weight = 1}, {.id = "c", .weight = 2}, {.id = "d", .weight = 4}, {.id = "f", .weight = 0}};
    ScoredKpi a[] = {KNOWN(1, 1), KNOWN(0.2, 3), UNKNOWN(4)}, b[] = {KNOWN(0.5, 2)}, c[] = {UNKNOWN(1)}, f[] = {KNOWN(0, 1)};
    ScoredPerspective rows[] = {{.perspective = &places[0], .kpis = a, .count = 3}, {.perspective = &places[1], .kpis = b, .count = 1},
                                {.perspective = &places[2], .kpis = c, .count = 1}, {.perspective = &places[3]},
                                {.perspective = &places[4], .kpis = f, .count = 1}};
    Scorecard card = {.perspectives = rows, .count = 5};
    scorecard_roll_up(&card, arena);
    /* a: (1 x 1 + 3 x 0.2) / 4 = 0.4, the unknown one left out; 4 of its 8 weights are known. */
    near(rows[0].score.number, 0.4);
    near(rows[0].coverage, 0.5);
    near(a[0].share, 0.25);
    near(a[1].share, 0.75);
    near(a[2].share, 0);
    near(rows[1].score.number, 0.5);
    assert_false(rows[2].score.defined);
    assert_string_equal(rows[2].reason, "nothing-known");
    assert_string_equal(rows[3].reason, "no-kpi");
    assert_string_equal(rows[4].reason, "no-weight");
    /* The whole: (3 x 0.4 + 1 x 0.5) / 4 = 0.425; c and d left out, f counts nothing. */
    assert_true(card.score.defined);
    near(card.score.number, 0.425);
    near(rows[0].share, 0.75);
    near(rows[1].share, 0.25);
    near(rows[4].share, 0);
    assert_int_equal(card.kpis, 6);
    assert_int_equal(card.known, 4);
    near(card.coverage, (3 * 0.5 + 1 + 0 + 0) / 10);
}

static void what_has_no_weight_has_no_score(void **state)
{
    (void)state;
    Arena *arena CLEANUP(arena_cleanup) = arena_new(0);
    static const ScorecardPerspective only = {.id = "a", .weight = 1};
    ScoredKpi kpis[] = {KNOWN(1, 0)};
    ScoredPerspective row = {.perspective = &only, .kpis = kpis, .count = 1};
    Scorecard card = {.perspectives = &row, .count = 1};
    scorecard_roll_up(&card, arena);
    assert_false(card.score.defined);
    assert_string_equal(row.reason, "no-weight");
    assert_string_equal(kpis[0].reason, "no-weight");
    card = (Scorecard){0};
    scorecard_roll_up(&card, arena);
    assert_false(card.score.defined);
    near(card.coverage, 0);
}

/* ---- the audit ---- */

#define AUDITED(name, place, early, kri, serves)                                                             \
    {.kpi = {.id = name, .title = name, .perspective = place, .leading = early, .weight = 1}, .result = kri, .served = serves,  \
     .objective = "Lead"}

static bool has_finding(const ScorecardFinding *findings, size_t count, const char *code, const char *about)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(findings[i].code, code) == 0 && ((findings[i].perspective && strcmp(findings[i].perspective, about) == 0) ||
                                                    (findings[i].kpi_count > 0 && strcmp(findings[i].kpis[0], about) == 0)))
            return findings[i].evidence && findings[i].mend;
    return false;
}

static void the_audit_finds_what_is_lopsided(void **state)
{
    (void)state;
    Arena *arena CLEANUP(arena_cleanup) = arena_new(0);
    static const ScorecardPerspective places[] = {{.id = "money", .weight = 1}, {.id = "people", .weight = 1}, {.id = "empty", .weight = 1}};
    AuditedKpi kpis[] = {AUDITED("revenue", "money", false, true, true), AUDITED("speed", "people", true, false, false),
                         AUDITED("loose", "people", false, false, false), AUDITED("old", "people", false, false, true)};
    kpis[3].kpi.retired = true;
    KpiLink links[] = {{"speed", "old"}, {"speed", "revenue"}};
    ScorecardFinding *found;
    size_t count;
    scorecard_examine(arena, places, 3, kpis, 4, links, 1, &found, &count);
    assert_true(has_finding(found, count, "no-kpi", "empty"));
    assert_true(has_finding(found, count, "only-lagging", "money"));
    assert_false(has_finding(found, count, "only-lagging", "people"));
    assert_true(has_finding(found, count, "orphan", "loose"));
    assert_true(has_finding(found, count, "orphan", "speed")); /* what it drives is retired */
    assert_true(has_finding(found, count, "no-driver", "revenue"));
    assert_true(has_finding(found, count, "retired-linked", "old"));
    assert_int_equal(count, 7); /* "old" twice: by its link and by its objective */
    /* Driven by a leading one, revenue has a driver, and money is warned in time. */
    scorecard_examine(arena, places, 3, kpis, 4, links, 2, &found, &count);
    assert_false(has_finding(found, count, "only-lagging", "money"));
    assert_false(has_finding(found, count, "no-driver", "revenue"));
    assert_false(has_finding(found, count, "orphan", "speed"));
    kpis[0].kpi.weight = 0;
    scorecard_examine(arena, places, 3, kpis, 4, links, 2, &found, &count);
    assert_true(has_finding(found, count, "no-weight", "money"));
}

static void too_many_is_said_from_the_next_one_on(void **state)
{
    (void)state;
    Arena *arena CLEANUP(arena_cleanup) = arena_new(0);
    enum { MANY = SCORECARD_LIMIT + 1 };
    static const ScorecardPerspective places[] = {{.id = "money", .weight = 1}, {.id = "people", .weight = 1}};
    AuditedKpi *kpis = ARENA_ARRAY(arena, MANY, AuditedKpi);
    ScorecardFinding *found;
    size_t count;
    for (size_t i = 0; i < MANY; i++) {
        AuditedKpi one = AUDITED("x", "people", true, false, true);
        one.kpi.id = one.kpi.title = arena_format(arena, "k%zu", i);
        one.kpi.perspective = i == 0 ? "money" : "people";
        kpis[i] = one;
    }
    scorecard_examine(arena, places, 2, kpis, SCORECARD_PERSPECTIVE_LIMIT + 1, NULL, 0, &found, &count);
    assert_int_equal(count, 0);
    scorecard_examine(arena, places, 2, kpis, SCORECARD_PERSPECTIVE_LIMIT + 2, NULL, 0, &found, &count);
    assert_int_equal(count, 1);
    assert_true(has_finding(found, count, "too-many", "people"));
    scorecard_examine(arena, places, 2, kpis, MANY - 1, NULL, 0, &found, &count);
    assert_int_equal(count, 1);
    scorecard_examine(arena, places, 2, kpis, MANY, NULL, 0, &found, &count);
    assert_int_equal(count, 2);
    assert_string_equal(found[1].code, "too-many");
    assert_null(found[1].perspective);
}

/* ---- what the facts say of a link ---- */

static void a_link_is_judged_by_chance_and_direction(void **state)
{
    (void)state;
    const Association likely = {.correlation = 0.6, .probability = 0.01}, chance = {.correlation = 0.6, .probability = 0.05},
                      inverse = {.correlation = -0.6, .probability = 0.01};
    assert_int_equal(link_support(&chance, BETTER_UP, BETTER_UP), SUPPORT_NOT_SHOWN);
    assert_int_equal(link_support(&likely, BETTER_UP, BETTER_UP), SUPPORT_SHOWN);
    assert_int_equal(link_support(&likely, BETTER_DOWN, BETTER_DOWN), SUPPORT_SHOWN);
    assert_int_equal(link_support(&likely, BETTER_DOWN, BETTER_UP), SUPPORT_AGAINST); /* longer waits, and a higher NPS */
    assert_int_equal(link_support(&inverse, BETTER_DOWN, BETTER_UP), SUPPORT_SHOWN);
    assert_int_equal(link_support(&inverse, BETTER_UP, BETTER_UP), SUPPORT_AGAINST);
    assert_int_equal(link_support(&inverse, BETTER_NEITHER, BETTER_UP), SUPPORT_SHOWN);
}

/* ---- records ---- */

typedef struct World {
    char folder[64], path[96];
    Store *store;
    Arena *arena;
} World;

static int remove_entry(const char *path, const struct stat *status, int kind, struct FTW *place)
{
    (void)status, (void)kind, (void)place;
    return remove(path);
}

static int set_up(void **state)
{
    World *world = calloc(1, sizeof *world);
    snprintf(world->folder, sizeof world->folder, "/tmp/mizan-card-XXXXXX");
    assert_non_null(mkdtemp(world->folder));
    snprintf(world->path, sizeof world->path, "%s/store", world->folder);
    world->arena = arena_new(0);
    ok(store_init(world->path, e));
    ok(store_open(world->path, &(StoreOptions){.memory_limit_mb = 256, .threads = 1}, &world->store, e));
    *state = world;
    return 0;
}

static int tear_down(void **state)
{
    World *world = *state;
    store_close(world->store);
    arena_free(world->arena);
    nftw(world->folder, remove_entry, 16, FTW_DEPTH | FTW_PHYS);
    free(world);
    return 0;
}

static const char *order_of(World *world)
{
    ScorecardPerspective *found;
    size_t count;
    const char *text = "";
    ok(perspective_list(world->store, world->arena, &found, &count, e));
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(found[i].place, i + 1);
        text = arena_format(world->arena, "%s%s%s", text, i ? " " : "", found[i].id);
    }
    return text;
}

static void perspectives_have_a_place(void **state)
{
    World *world = *state;
    assert_string_equal(order_of(world), "financial customers processes learning");
    ok(perspective_add(world->store, &(ScorecardPerspective){.id = "planet", .title = "The planet", .place = 2, .weight = 1}, e));
    assert_string_equal(order_of(world), "financial planet customers processes learning");
    ok(perspective_change(world->store, &(ScorecardPerspective){.id = "planet", .title = "Earth", .place = 5, .weight = 2, .revision = 1}, NULL, 0, "test", e));
    assert_string_equal(order_of(world), "financial customers processes learning planet");
    ScorecardPerspective found;
    ok(perspective_find(world->store, world->arena, "planet", &found, e));
    assert_string_equal(found.title, "Earth");
    near(found.weight, 2);
    assert_int_equal(perspective_change(world->store, &(ScorecardPerspective){.id = "planet", .title = "E", .weight = 1, .revision = 1}, NULL, 0, "test", e),
                     STATUS_CONFLICT);
    ok(perspective_remove(world->store, "customers", e));
    assert_string_equal(order_of(world), "financial processes learning planet");
    assert_int_equal(perspective_remove(world->store, "customers", e), STATUS_NOT_FOUND);
    assert_string_equal(perspective_title("learning", NULL), "Learning and growth");
}

static void weights_that_say_nothing_are_refused(void **state)
{
    World *world = *state;
    static const double wrong[] = {-1, (double)NAN, (double)INFINITY};
    for (size_t i = 0; i < 3; i++) {
        ScorecardPerspective one = {.id = "planet", .title = "p", .weight = wrong[i]};
        assert_int_equal(perspective_add(world->store, &one, e), STATUS_INVALID_ARGUMENT);
        assert_string_equal(e_.where, "weight");
    }
    static const char *const ids[] = {"financial", "customers", "processes"};
    for (size_t i = 0; i < 3; i++)
        ok(perspective_change(world->store, &(ScorecardPerspective){.id = ids[i], .weight = 0, .revision = 1}, NULL, 0, "test", e));
    assert_int_equal(perspective_change(world->store, &(ScorecardPerspective){.id = "learning", .weight = 0, .revision = 1}, NULL, 0, "test", e),
                     STATUS_INVALID_ARGUMENT);
    assert_int_equal(perspective_remove(world->store, "learning", e), STATUS_INVALID_ARGUMENT); /* the others weigh nothing */
    assert_string_equal(order_of(world), "financial customers processes learning");
}

static Kpi kpi_in(const char *id, const char *perspective)
{
    return (Kpi){.id = id, .title = id, .metric = "nps", .period = PERIOD_MONTH, .perspective = perspective};
}

static void a_kpi_weighs_within_its_perspective(void **state)
{
    World *world = *state;
    Kpi one = kpi_in("one", "customers"), two = kpi_in("two", "customers"), lost = kpi_in("lost", "customer"), found;
    ok(kpi_add(world->store, &one, "test", e));
    assert_int_equal(kpi_add(world->store, &lost, "test", e), STATUS_INVALID_ARGUMENT);
    assert_string_equal(e_.where, "perspective");
    assert_non_null(strstr(e_.hint, "customers"));
    assert_int_equal(kpi_weigh(world->store, "one", 0, 1, "test", e), STATUS_INVALID_ARGUMENT); /* alone */
    assert_int_equal(kpi_weigh(world->store, "one", (double)NAN, 1, "test", e), STATUS_INVALID_ARGUMENT);
    ok(kpi_add(world->store, &two, "test", e));
    ok(kpi_weigh(world->store, "one", 0, 1, "test", e));
    assert_int_equal(kpi_weigh(world->store, "one", 2, 1, "test", e), STATUS_CONFLICT);
    assert_int_equal(kpi_weigh(world->store, "two", 0, 1, "test", e), STATUS_INVALID_ARGUMENT);
    ok(kpi_find(world->store, world->arena, "one", &found, e));
    near(found.weight, 0);
    assert_int_equal(found.revision, 2);
    assert_string_equal(found.perspective_title, "Customers");
    /* Several at once: all or nothing. */
    KpiWeight swap[] = {{"two", 0, 1}, {"one", 4, 2}}, nothing[] = {{"two", 0, 2}, {"one", 0, 3}};
    ScorecardPerspective customers;
    ok(perspective_find(world->store, world->arena, "customers", &customers, e));
    ok(perspective_change(world->store, &customers, swap, 2, "test", e));
    ok(perspective_find(world->store, world->arena, "customers", &customers, e));
    assert_int_equal(perspective_change(world->store, &customers, nothing, 2, "test", e), STATUS_INVALID_ARGUMENT);
    assert_string_equal(e_.where, "kpi_weights");
    ok(kpi_find(world->store, world->arena, "one", &found, e));
    near(found.weight, 4);
    ok(kpi_weigh(world->store, "two", 1, 2, "test", e));
    ok(kpi_weigh(world->store, "one", 0, 3, "test", e));
    ok(kpi_find(world->store, world->arena, "one", &found, e));
    /* A weight of 0 does not go where nothing else weighs. */
    found.perspective = "learning";
    assert_int_equal(kpi_change(world->store, &found, "test", NULL, e), STATUS_INVALID_ARGUMENT);
    /* A perspective in use stays, and says by what. */
    assert_int_equal(perspective_remove(world->store, "customers", e), STATUS_CONFLICT);
    assert_non_null(strstr(e_.message, "one, two"));
}

static void links_are_drawn_and_taken_away(void **state)
{
    World *world = *state;
    Kpi one = kpi_in("one", "customers"), two = kpi_in("two", "processes");
    KpiLink *links;
    size_t count;
    ok(kpi_add(world->store, &one, "test", e));
    ok(kpi_add(world->store, &two, "test", e));
    ok(kpi_link(world->store, "two", "one", e));
    ok(kpi_link(world->store, "two", "one", e));
    assert_int_equal(kpi_link(world->store, "two", "two", e), STATUS_INVALID_ARGUMENT);
    ok(kpi_links(world->store, world->arena, &links, &count, e));
    assert_int_equal(count, 1);
    ok(kpi_unlink(world->store, "two", "one", e));
    assert_int_equal(kpi_unlink(world->store, "two", "one", e), STATUS_NOT_FOUND);
    ok(kpi_retire(world->store, "two", "test", NULL, e));
    assert_int_equal(kpi_link(world->store, "one", "two", e), STATUS_INVALID_ARGUMENT);
}

/* ---- links by facts ---- */

enum { TODAY = 20778, MONTHS = 14 }; /* 2026-11-21 */

/* Answers of one question in a month: `good` of ten with the best score, the rest with the worst. */
static void answers(FactsSession *session, const char *question, int month, int good, double best, double worst)
{
    static int number = 0;
    for (int i = 0; i < 10; i++) {
        char key[24], day[32];
        snprintf(key, sizeof key, "a%d", ++number);
        snprintf(day, sizeof day, "%d-%02d-10", 2025 + (8 + month) / 12, (8 + month) % 12 + 1); /* from September 2025 on */
        Value values[] = {value_text(key), value_text(question), value_number(i < good ? best : worst), value_number(worst),
                          value_number(best), value_text(day)};
        ok(facts_execute(session,
                         "INSERT INTO answer (answer, question, score, scale_min, scale_max, asked_at, answered_at, asked_day, "
                         "answered_day, day, batch) VALUES ($1, $2, $3, $4, $5, CAST($6 AS TIMESTAMP), CAST($6 AS TIMESTAMP), "
                         "CAST($6 AS DATE), CAST($6 AS DATE), CAST($6 AS DATE), 1)",
                         values, 6, NULL, e));
    }
}

static const StrategyLink *link_between(const StrategyMap *map, const char *cause, const char *effect)
{
    for (size_t i = 0; i < map->link_count; i++)
        if (strcmp(map->links[i].cause->kpi->id, cause) == 0 && strcmp(map->links[i].effect->kpi->id, effect) == 0)
            return &map->links[i];
    return NULL;
}

/* NPS follows satisfaction a month later, by the same steps: r is 1 at a lag of 1. */
static void the_map_says_what_the_facts_show(void **state)
{
    static const int good[MONTHS + 1] = {5, 7, 4, 8, 6, 9, 3, 6, 8, 5, 9, 4, 7, 6, 5};
    World *world = *state;
    FactsSession *session CLEANUP(facts_session_cleanup) = NULL;
    MetricRegistry *registry = NULL;
    Organization organization;
    StrategyMap map;
    ok(organization_apply(world->store, e));
    ok(organization_read(world->store, world->arena, &organization, e));
    organization.today = TODAY;
    ok(facts_session_open(store_facts(world->store), &session, e));
    ok(metric_registry_load(&registry, e));
    for (int month = 0; month < MONTHS; month++) {
        answers(session, "csat", month, good[month + 1], 5, 1);
        answers(session, "nps", month, good[month], 10, 0);
    }
    Kpi cause = kpi_in("satisfaction", "processes"), effect = kpi_in("nps", "customers"), slow = kpi_in("slow", "customers"),
        gone = kpi_in("gone", "customers");
    cause.metric = "csat";
    slow.period = PERIOD_QUARTER;
    const Kpi *all[] = {&cause, &effect, &slow, &gone};
    for (size_t i = 0; i < 4; i++)
        ok(kpi_add(world->store, all[i], "test", e));
    ok(kpi_link(world->store, "satisfaction", "nps", e));
    ok(kpi_link(world->store, "satisfaction", "slow", e));
    ok(kpi_link(world->store, "gone", "nps", e));
    ok(kpi_retire(world->store, "gone", "test", NULL, e));
    KpiAsker asker = {world->store, session, registry, &organization, NULL};
    ok(strategy_map(&asker, world->arena, &map, e));
    assert_int_equal(map.perspective_count, 4);
    assert_int_equal(map.state_count, 3);
    assert_int_equal(map.link_count, 2); /* that of the retired one is left out */
    const StrategyLink *shown = link_between(&map, "satisfaction", "nps"), *few = link_between(&map, "satisfaction", "slow");
    assert_int_equal(shown->support, SUPPORT_SHOWN);
    assert_int_equal(shown->periods, MONTHS - 1); /* whole ones: the first begins before its first fact */
    assert_true(shown->has_association);
    near(shown->association.correlation, 1);
    assert_int_equal(shown->association.lag, 1);
    assert_int_equal(shown->association.pairs, MONTHS - 3); /* 12 changes each, of which 11 stand a month apart */
    assert_int_equal(few->support, SUPPORT_TOO_FEW);
    assert_int_equal(few->period, PERIOD_QUARTER); /* by the longer of both */
    assert_true(few->periods < 9);
    metric_registry_free(registry);
}

#define RECORDS(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_score_says_what_the_status_says),
        cmocka_unit_test(scores_roll_up_by_weights),
        cmocka_unit_test(what_has_no_weight_has_no_score),
        cmocka_unit_test(the_audit_finds_what_is_lopsided),
        cmocka_unit_test(too_many_is_said_from_the_next_one_on),
        cmocka_unit_test(a_link_is_judged_by_chance_and_direction),
        RECORDS(perspectives_have_a_place),
        RECORDS(weights_that_say_nothing_are_refused),
        RECORDS(a_kpi_weighs_within_its_perspective),
        RECORDS(links_are_drawn_and_taken_away),
        RECORDS(the_map_says_what_the_facts_show),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
