/* Metrics of the organization's own: what is checked, what is refused and in which words, what is kept of them. */
#include "../organization/organization_testing.h"

#include "base/translate.h"
#include "goal/metric_use.h"
#include "metric/own.h"

#include <string.h>
#include <time.h>

typedef struct World {
    Fixture *fixture;
    Arena *arena;
    FactsSession *session;
    MetricRegistry *registry;
    Organization organization;
    OwnChecker checker;
} World;

static void enter(World *world, Fixture *fixture)
{
    *world = (World){.fixture = fixture, .arena = arena_new(0)};
    ok(organization_apply(fixture->store, e));
    ok(facts_session_open(store_facts(fixture->store), &world->session, e));
    ok(organization_read(fixture->store, world->arena, &world->organization, e));
    ok(own_registry(store_records(fixture->store), NULL, &world->registry, e));
    ok(facts_script(world->session,
                    "INSERT INTO ticket (ticket, subject, brand, team, reopens, opened_at, opened_day, day, batch) "
                    "SELECT 't' || i, CASE WHEN i < 30 THEN '7' ELSE 'secret ' || i END, CASE WHEN i < 30 THEN 'Noor' ELSE 'Safa' END, 'Support', i % 4, "
                    "TIMESTAMP '2026-01-05 10:00:00', DATE '2026-01-05', DATE '2026-01-05', 1 FROM range(40) r(i)",
                    e));
    world->checker = (OwnChecker){fixture->store, world->session, world->registry, &world->organization, NULL};
}

static void leave(World *world)
{
    facts_session_close(world->session);
    metric_registry_free(world->registry);
    arena_free(world->arena);
}

/* A definition, of which a test replaces a part. */
static const char sample[] = "-- id: came_back\n-- title: Came back to us\n-- title ar: أعيد فتحها\n-- help: Of a hundred tickets.\n"
                             "-- perspective: customers\n-- indicator: performance\n-- better: down\n-- source: ticket\n"
                             "-- slices: brand, team\n-- unit: percent\n-- value: 100 * part / whole\n"
                             "-- interval: wilson(part, whole)\n-- sample: whole\n-- component part: Reopened\n"
                             "-- component whole: Tickets\n-- rows: ticket where t.reopens >= 0\n"
                             "SELECT day{slices},\n       count(*) FILTER (WHERE t.reopens > 0) AS part,\n"
                             "       count(*) AS whole\nFROM {ticket} t\nGROUP BY day{slices}\n";

static const char *with(World *world, const char *part, const char *by)
{
    const char *at = strstr(sample, part);
    assert_non_null(at);
    return arena_format(world->arena, "%.*s%s%s", (int)(at - sample), sample, by, at + strlen(part));
}

static Status check(World *world, const char *definition, Error *error)
{
    MetricRegistry *registry = NULL;
    const Metric *metric;
    MetricQuery query;
    MetricResult result;
    Status status = own_check(&world->checker, text_of(definition), &registry, &metric, error);
    QueryWords words = {.id = status == STATUS_OK ? metric->id : NULL, .rows = world->checker.rows};
    if (status == STATUS_OK)
        status = own_try(&world->checker, registry, world->arena, &words, &query, &result, error);
    metric_registry_free(registry);
    return status;
}

/* Refused, in words that have `says`, at a line of the definition (0: none is named). */
static void refused(World *world, const char *part, const char *by, const char *says, int line)
{
    Error error = {0};
    if (check(world, with(world, part, by), &error) != STATUS_INVALID_DATA)
        fail_msg("not refused: %s: %s", by, error.message);
    if (!strstr(error.message, says))
        fail_msg("\"%s\" does not say \"%s\"", error.message, says);
    char where[64];
    snprintf(where, sizeof where, "definition, line %d", line);
    if (line && strncmp(error.where, where, strlen(where)) != 0)
        fail_msg("\"%s\" is said at \"%s\", not at \"%s\"", error.message, error.where, where);
}

static void a_good_one_is_answered(void **state)
{
    World world;
    enter(&world, *state);
    MetricRegistry *registry = NULL;
    const Metric *metric;
    MetricQuery query;
    MetricResult result;
    ok(own_check(&world.checker, text_of(sample), &registry, &metric, e));
    QueryWords words = {.id = "came_back", .period = "all", .by = "brand"};
    ok(own_try(&world.checker, registry, world.arena, &words, &query, &result, e));
    assert_int_equal(result.row_count, 2);
    assert_true(result.rows[0].now.value.number > 73.3 && result.rows[0].now.value.number < 73.4); /* 22 of 30 */
    translate_set_language("ar");
    assert_string_equal(metric_title(metric), "أعيد فتحها");
    translate_set_language("fa");
    assert_string_equal(metric_title(metric), "Came back to us");
    translate_set_language("en");
    metric_registry_free(registry);
    leave(&world);
}

static void what_is_wrong_is_said_where(void **state)
{
    World world;
    enter(&world, *state);
    refused(&world, "100 * part", "100 * parts", "\"parts\" is no component", 11);
    refused(&world, "100 * part / whole", "100 * (part / whole", "formula", 11);
    refused(&world, "t.reopens > 0", "t.reopenings > 0", "no field \"reopenings\"", 18);
    refused(&world, "{ticket} t", "{tickets} t", "{tickets}", 20);
    refused(&world, "{ticket} t", "{ticket:closed} t", "\"closed\" is no day", 20);
    refused(&world, "source: ticket", "source: tickt", "no kind of fact \"tickt\"", 8);
    refused(&world, "brand, team", "brand, colour", "\"colour\" is no slice", 9);
    refused(&world, "brand, team", "brand, own:age", "age", 0);
    refused(&world, "count(*) AS whole", "count(*) AS hole", "gives no column \"whole\"", 0);
    refused(&world, "AS part,", "AS part", "cannot be read", 0);
    refused(&world, "GROUP BY day{slices}", "GROUP BY day", "GROUP BY", 0);
    refused(&world, "unit: percent", "unit: percents", "percents", 10);
    refused(&world, "id: came_back", "id: nps", "comes with Mizan", 1);
    refused(&world, "id: came_back", "id: recommendation?", "a-z", 1);
    refused(&world, "id: came_back", "id: new", "another id", 1);
    refused(&world, "-- rows: ticket", "-- row: ticket", "not expected", 16);
    refused(&world, "count(*) AS whole", "count(*) + sum(CAST(t.subject AS INTEGER)) AS whole", "secret", 0);
    leave(&world);
}

static void nothing_else_is_read(void **state)
{
    World world;
    enter(&world, *state);
    refused(&world, "{ticket} t", "ticket t", "{ticket}", 20);
    refused(&world, "{ticket} t", "main.ticket t", "{ticket}", 20);
    refused(&world, "{ticket} t", "{ticket} t, main . \"batch\" b", "", 20);
    refused(&world, "{ticket} t", "{ticket} t, currency_used b", "nothing that a metric may read", 20);
    refused(&world, "{ticket} t", "{ticket} t, information_schema.tables b", "", 20);
    refused(&world, "{ticket} t", "{ticket} t, duckdb_tables() b", "duckdb_tables", 20);
    refused(&world, "{ticket} t", "{ticket} t, read_csv('/etc/passwd') b", "read_csv", 20);
    refused(&world, "{ticket} t", "{ticket} t, '/etc/passwd' b", "", 0);
    refused(&world, "{ticket} t", "{ticket} t, \"/etc/passwd\" b", "/etc/passwd", 20);
    refused(&world, "count(*) AS whole", "count(getenv('HOME')) AS whole", "getenv", 19);
    refused(&world, "{ticket} t", "{ticket} t) m; DELETE FROM ticket; SELECT * FROM ({ticket} t", "", 0);
    refused(&world, "{ticket} t", "{ticket} t WHERE t.subject = $1", "not $1", 0);
    refused(&world, "{ticket} t", "{ticket} t WHERE t.subject = '{ticket}'", "within a text", 20);
    refused(&world, "{ticket} t", "{ticket} t -- {answer}", "", 0);
    refused(&world, "{ticket} t", "{ticket} t /* {answer} */", "{answer}", 20);
    refused(&world, "{ticket} t", "{ticket} t WHERE $$ {ticket} $$ = ''", "{ticket}", 20);
    refused(&world, "{ticket} t", "{ticket} \"{answer}\"", "", 0);
    refused(&world, "day{slices},", "day{slices:t, (SELECT count(*) FROM batch) AS x},", "in braces", 17);
    refused(&world, "{ticket} t", "{include:subscription_balance} t", "shared pieces", 20);
    refused(&world, "{ticket} t", "{ticket} t WHERE t.subject < {setting:no_such}", "no such setting", 20);
    refused(&world, "{ticket} t\n", "(WITH customer AS (SELECT 1) SELECT * FROM {ticket} u) t\n", "customer", 20);
    refused(&world, "component whole: Tickets", "component whole: Tickets\n--   sql: (SELECT count(*) FROM batch)", "batch", 16);
    refused(&world, "component whole: Tickets", "component whole: Tickets\n--   sql: sum(whole)) FROM m; DROP TABLE ticket; SELECT (1", "", 0);
    refused(&world, "t.reopens >= 0", "1 = (SELECT count(*) FROM \"/etc/passwd\")", "/etc/passwd", 16);
    refused(&world, "t.reopens >= 0", "true) UNION SELECT * FROM batch WHERE (true", "", 0);
    leave(&world);
}

/* Answers of a pulse are shown in groups alone, whoever defines the metric. */
static void people_stay_together(void **state)
{
    World world;
    enter(&world, *state);
    Error failure = {0};
    static const char pulse[] = "-- id: mood\n-- title: Mood\n-- help: Mean.\n-- perspective: learning\n-- indicator: result\n"
                                "-- better: up\n-- source: ticket\n-- slices: team\n-- unit: score\n-- value: total / answers\n%s"
                                "-- component total: Sum\n-- component answers: Answers\n"
                                "SELECT day{slices}, sum(score) AS total, count(*) AS answers FROM {pulse_answer} a GROUP BY day{slices}\n";
    TextBuilder text CLEANUP(text_builder_free) = text_builder(4096);
    const char *at = strstr(pulse, "%s");
    text_append_bytes(&text, pulse, (size_t)(at - pulse));
    text_append(&text, at + 2);
    assert_int_equal(check(&world, text.bytes, &failure), STATUS_INVALID_DATA);
    assert_non_null(strstr(failure.hint, "suppress below: 5"));
    text.length = 0;
    text_append_bytes(&text, pulse, (size_t)(at - pulse));
    text_append(&text, "-- sample: answers\n-- suppress below: 5\n");
    text_append(&text, at + 2);
    ok(check(&world, text.bytes, e));
    leave(&world);
}

/* An error that tells a value tells one of a row that the author may see. */
static void rows_that_are_not_seen_are_not_told(void **state)
{
    World world;
    enter(&world, *state);
    const char *const noor[] = {"Noor"};
    RowScope rows = {.brands = {noor, 1}};
    world.checker.rows = &rows;
    ok(check(&world, with(&world, "{ticket} t\n", "{ticket} t WHERE CAST(t.subject AS INTEGER) + 1 > 0\n"), e));
    Error failure = {0};
    assert_int_equal(check(&world, with(&world, "t.reopens > 0", "CAST(t.brand AS INTEGER) > 0"), &failure), STATUS_INVALID_DATA);
    assert_null(strstr(failure.message, "Safa"));
    MetricRegistry *registry = NULL;
    const Metric *metric;
    MetricQuery query;
    MetricResult result;
    ok(own_check(&world.checker, text_of(sample), &registry, &metric, e));
    QueryWords words = {.id = "came_back", .period = "all", .rows = &rows};
    ok(own_try(&world.checker, registry, world.arena, &words, &query, &result, e));
    assert_true(result.rows[0].now.sample.number > 29 && result.rows[0].now.sample.number < 31);
    metric_registry_free(registry);
    leave(&world);
}

static void what_takes_too_long_is_stopped(void **state)
{
    World world;
    enter(&world, *state);
    Error failure = {0};
    struct timespec begin, end;
    clock_gettime(CLOCK_MONOTONIC, &begin);
    Status status = check(&world, with(&world, "{ticket} t\n", "{ticket} t, range(10000000000) a, range(10000000000) b\n"), &failure);
    clock_gettime(CLOCK_MONOTONIC, &end);
    assert_int_equal(status, STATUS_INVALID_DATA);
    assert_non_null(strstr(failure.message, "took longer"));
    assert_true(end.tv_sec - begin.tv_sec < 3 * OWN_SECONDS);
    ok(check(&world, sample, e)); /* the session serves on */
    leave(&world);
}

static void division_by_nothing_is_no_number(void **state)
{
    World world;
    enter(&world, *state);
    MetricRegistry *registry = NULL;
    const Metric *metric;
    MetricQuery query;
    MetricResult result;
    ok(own_check(&world.checker, text_of(with(&world, "count(*) AS whole", "count(*) FILTER (WHERE false) AS whole")), &registry, &metric, e));
    QueryWords words = {.id = "came_back", .period = "all"};
    ok(own_try(&world.checker, registry, world.arena, &words, &query, &result, e));
    assert_false(result.rows[0].now.value.defined);
    assert_string_equal(result.rows[0].now.reason, "division-by-zero");
    metric_registry_free(registry);
    leave(&world);
}

static void every_form_is_kept(void **state)
{
    World world;
    enter(&world, *state);
    Records *records = store_records(world.fixture->store);
    OwnRevision *revisions;
    size_t count;
    uint64_t before, after;
    ok(own_version(records, world.arena, &before, e));
    ok(own_add(records, "came_back", text_of(sample), "Nadia", "asked for", e));
    assert_int_equal(own_add(records, "came_back", text_of(sample), "Omar", NULL, &(Error){0}), STATUS_ALREADY_EXISTS);
    ok(own_change(records, "came_back", 1, text_of(with(&world, "Of a hundred", "Of hundred")), "Omar", NULL, e));
    Error failure = {0};
    assert_int_equal(own_change(records, "came_back", 1, text_of(sample), "Nadia", NULL, &failure), STATUS_CONFLICT);
    assert_non_null(strstr(failure.message, "Omar"));
    ok(own_version(records, world.arena, &after, e));
    assert_true(after != before);

    /* In use it stays, and what would no longer be measured is named. */
    MetricRegistry *registry = NULL;
    ok(own_registry(records, metric_registry_shipped(world.registry), &registry, e));
    KpiAsker asker = {world.fixture->store, world.session, registry, &world.organization, NULL};
    const char *const filters[] = {"team=Support"};
    Kpi kpi = {.id = "reopened-less", .title = "Reopened less", .metric = "came_back", .filters = filters, .filter_count = 1,
               .period = PERIOD_MONTH, .calendar = CALENDAR_GREGORIAN, .perspective = "customers"};
    ok(kpi_add(world.fixture->store, &kpi, "Nadia", e));
    ok(metric_use_fits(&asker, "came_back", e));
    assert_int_equal(metric_use_retire(world.fixture->store, "came_back", "Nadia", NULL, &failure), STATUS_CONFLICT);
    assert_non_null(strstr(failure.message, "Reopened less"));

    /* What fails on the rows is the KPI's own trouble. */
    MetricText failing = {"came_back", text_of(with(&world, "count(*) AS whole", "sum(CAST(t.subject AS INTEGER)) AS whole")), 2};
    MetricRegistry *broken = NULL;
    KpiState judged;
    ok(metric_registry_with(metric_registry_shipped(registry), &failing, 1, &broken, e));
    asker.registry = broken;
    ok(kpi_evaluate(&asker, world.arena, &kpi, 12, &judged, e));
    assert_non_null(judged.problem);
    assert_int_equal(judged.count, 0);
    metric_registry_free(broken);
    MetricText narrower = {"came_back", text_of(with(&world, "brand, team", "brand")), 2};
    MetricRegistry *changed = NULL;
    ok(metric_registry_with(metric_registry_shipped(registry), &narrower, 1, &changed, e));
    asker.registry = changed;
    assert_int_equal(metric_use_fits(&asker, "came_back", &failure), STATUS_CONFLICT);
    assert_non_null(strstr(failure.message, "Reopened less"));
    ok(kpi_retire(world.fixture->store, "reopened-less", "Nadia", NULL, e));
    ok(metric_use_retire(world.fixture->store, "came_back", "Nadia", "no longer asked for", e));

    ok(own_history(records, world.arena, "came_back", &revisions, &count, e));
    assert_int_equal(count, 3);
    assert_null(revisions[0].definition);
    assert_string_equal(revisions[0].reason, "no longer asked for");
    assert_string_equal(revisions[2].by, "Nadia");
    assert_string_equal(revisions[2].definition, sample);
    ok(own_add(records, "came_back", text_of(sample), "Omar", NULL, e)); /* and back */
    metric_registry_free(changed);
    metric_registry_free(registry);
    leave(&world);
}

/* What a later version does not understand hides nothing else, and says so where it is asked for. */
static void a_definition_that_is_not_understood_is_named(void **state)
{
    World world;
    enter(&world, *state);
    MetricText texts[] = {{"old_one", text_of("-- id: old_one\nSELECT 1"), 1}, {"came_back", text_of(sample), 4}};
    MetricRegistry *registry = NULL;
    const Metric *metric;
    Error failure = {0};
    ok(metric_registry_with(world.registry, texts, 2, &registry, e));
    assert_int_equal(metric_registry_find(registry, "old_one", &metric, &failure), STATUS_INVALID_DATA);
    assert_non_null(strstr(failure.message, "old_one"));
    ok(metric_registry_find(registry, "came_back", &metric, e));
    assert_true(metric->own && metric->revision == 4);
    assert_ptr_equal(metric_registry_at(registry, 0), metric);
    ok(metric_registry_find(registry, "nps", &metric, e));
    assert_int_equal(metric_use_retire(world.fixture->store, "nps", "Nadia", NULL, &failure), STATUS_NOT_FOUND);
    metric_registry_free(registry);
    leave(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_good_one_is_answered, setup, teardown),
        cmocka_unit_test_setup_teardown(what_is_wrong_is_said_where, setup, teardown),
        cmocka_unit_test_setup_teardown(nothing_else_is_read, setup, teardown),
        cmocka_unit_test_setup_teardown(people_stay_together, setup, teardown),
        cmocka_unit_test_setup_teardown(rows_that_are_not_seen_are_not_told, setup, teardown),
        cmocka_unit_test_setup_teardown(what_takes_too_long_is_stopped, setup, teardown),
        cmocka_unit_test_setup_teardown(division_by_nothing_is_no_number, setup, teardown),
        cmocka_unit_test_setup_teardown(every_form_is_kept, setup, teardown),
        cmocka_unit_test_setup_teardown(a_definition_that_is_not_understood_is_named, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
