/* A store that was found in order is not looked through again until its facts are others. */
#include "fixture.h"

#include "store/engines.h"
#include "store/seen.h"

#include <stdio.h>
#include <string.h>

static void facts_of(const Fixture *fixture, char file[160])
{
    snprintf(file, 160, "%s/facts.duckdb", fixture->path);
}

static void reopen(Fixture *fixture)
{
    fixture_close(fixture);
    fixture_open(fixture);
}

static bool is_seen(Fixture *fixture)
{
    char file[160];
    facts_of(fixture, file);
    return seen_before(store_records(fixture->store), seen_state(file));
}

static void test_noted_once_in_order(void **state)
{
    Fixture *fixture = *state;
    reopen(fixture); /* the first opening after the tables were made */
    assert_true(is_seen(fixture));
    run(fixture, "INSERT INTO brand (brand) VALUES ('a')"); /* in the log now */
    char file[160];
    facts_of(fixture, file);
    assert_true(seen_state(file) == 0);
    assert_false(is_seen(fixture));
    fixture_close(fixture); /* written back: another state */
    assert_true(seen_state(file) != 0);
    fixture_open(fixture);
    assert_true(is_seen(fixture));
}

/* What a process did not come to write into the list of imports is written, though the store was in order before. */
static void test_changed_facts_are_looked_at(void **state)
{
    Fixture *fixture = *state;
    Error error;
    RecordsTable table;
    reopen(fixture);
    assert_true(is_seen(fixture));
    run(fixture, "INSERT INTO batch (batch, kind, source, committed_at, read, added, changed, unchanged, rejected) "
                 "VALUES (1, 'brand', 'a.csv', TIMESTAMP '2026-11-01 10:00:00', 1, 1, 0, 0, 0)");
    ok(records_query(store_records(fixture->store), fixture->arena, "SELECT count(*) FROM import", NULL, 0, &table, &error));
    assert_int_equal(records_value(&table, 0, 0).integer, 0);
    reopen(fixture);
    ok(records_query(store_records(fixture->store), fixture->arena, "SELECT count(*) FROM import", NULL, 0, &table, &error));
    assert_int_equal(records_value(&table, 0, 0).integer, 1);
}

static void test_another_schema_is_looked_at(void **state)
{
    Fixture *fixture = *state;
    Error error;
    reopen(fixture);
    ok(records_execute(store_records(fixture->store), "UPDATE facts_seen SET schema = schema + 1", NULL, 0, NULL, &error));
    assert_false(is_seen(fixture));
    reopen(fixture);
    assert_true(is_seen(fixture));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_noted_once_in_order),
        TEST(test_changed_facts_are_looked_at),
        TEST(test_another_schema_is_looked_at),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
