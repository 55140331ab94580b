/* An answer that outgrows its memory is refused; it does not end the program. */
#include "../organization/organization_testing.h"

#include "metric/query.h"

/* Answers of one day through 20,000 channels. */
static void add_answers(Fixture *fixture)
{
    FactsSession *session CLEANUP(facts_session_cleanup) = NULL;
    ok(facts_session_open(store_facts(fixture->store), &session, e));
    ok(facts_script(session,
                    "INSERT INTO answer (answer, question, score, scale_min, scale_max, channel, answered_at, answered_day, day, batch) "
                    "SELECT 'a' || i, 'nps', i % 11, 0, 10, 'channel ' || i, TIMESTAMP '2026-01-05 10:00:00', DATE '2026-01-05', "
                    "DATE '2026-01-05', 1 FROM range(20000) r(i)",
                    e));
}

static Status evaluate(Fixture *fixture, const char *by, size_t ceiling, size_t *ret_rows, Error *failure)
{
    static MetricRegistry *registry;
    if (!registry)
        ok(metric_registry_load(&registry, e));
    Arena *arena CLEANUP(arena_cleanup) = arena_new(ceiling);
    FactsSession *session CLEANUP(facts_session_cleanup) = NULL;
    ok(facts_session_open(store_facts(fixture->store), &session, e));
    Organization organization;
    ok(organization_read(fixture->store, arena, &organization, e));
    QueryWords words = {.id = "nps", .by = by, .period = "month"};
    MetricQuery query;
    ok(metric_query_parse(arena, registry, &organization, &words, &query, e));
    MetricResult result;
    Status status = metric_evaluate(fixture->store, session, arena, &organization, &query, &result, failure);
    *ret_rows = status == STATUS_OK ? result.row_count : 0;
    return status;
}

static void test_too_large_an_answer_is_refused(void **state)
{
    Fixture *fixture = *state;
    Error failure = {0};
    size_t rows = 0;
    ok(organization_apply(fixture->store, e));
    add_answers(fixture);
    assert_int_equal(evaluate(fixture, "channel", 8 << 20, &rows, &failure), STATUS_TOO_LARGE);
    assert_true(failure.message[0] && failure.hint[0]);
    /* The session and the store serve on. */
    ok(evaluate(fixture, NULL, 8 << 20, &rows, e));
    assert_int_equal(rows, 1);
    ok(evaluate(fixture, "channel", 1 << 30, &rows, e));
    assert_int_equal(rows, 20000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_too_large_an_answer_is_refused, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
