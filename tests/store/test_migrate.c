/* Numbered migrations, with a list of our own in place of the program's. */
#include "testing.h"

#include "base/embedded.h"
#include "store/migrate.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define SQL(name, text) {name, (const unsigned char *)(text), (const unsigned char *)(text) + sizeof(text) - 1}

extern const EmbeddedFile store_facts_migrations[], store_records_migrations[];
extern const size_t store_facts_migrations_count, store_records_migrations_count;

const EmbeddedFile store_facts_migrations[] = {
    SQL("0001_first.sql", "CREATE TABLE first (x INTEGER);"),
    SQL("0002_second.sql", "CREATE TABLE second (y INTEGER); INSERT INTO second SELECT x + 1 FROM first;"),
    SQL("0010_tenth.sql", "ALTER TABLE first ADD COLUMN z VARCHAR; UPDATE first SET z = 'ten';"),
};
const size_t store_facts_migrations_count = 3;
const EmbeddedFile store_records_migrations[] = {
    SQL("0001_first.sql", "CREATE TABLE a (x INTEGER); CREATE TABLE b (x INTEGER);"),
    SQL("0002_second.sql", "INSERT INTO b SELECT x FROM a; DROP TABLE a;"),
};
const size_t store_records_migrations_count = 2;

typedef struct Engines {
    char folder[64], facts_file[128], records_file[128];
    Facts *facts;
    Records *records;
    FactsSession *session;
    Arena *arena;
} Engines;

#define ok(call)                                                                                             \
    do {                                                                                                     \
        if ((call) != STATUS_OK)                                                                             \
            fail_msg("%s", error.message);                                                                   \
    } while (0)

static int setup(void **state)
{
    Error error;
    Engines *engines = calloc(1, sizeof *engines);
    snprintf(engines->folder, sizeof engines->folder, "/tmp/mizan-test-XXXXXX");
    assert_non_null(mkdtemp(engines->folder));
    snprintf(engines->facts_file, sizeof engines->facts_file, "%s/facts.duckdb", engines->folder);
    snprintf(engines->records_file, sizeof engines->records_file, "%s/records.sqlite", engines->folder);
    FactsConfig config = {.file = engines->facts_file, .tmp = engines->folder, .threads = 1};
    ok(facts_open(&config, &engines->facts, NULL, &error));
    ok(records_open(engines->records_file, &engines->records, &error));
    ok(facts_session_open(engines->facts, &engines->session, &error));
    engines->arena = arena_new(0);
    *state = engines;
    return 0;
}

static int teardown(void **state)
{
    Engines *engines = *state;
    facts_session_close(engines->session);
    facts_close(engines->facts);
    records_close(engines->records);
    arena_free(engines->arena);
    unlink(engines->facts_file);
    unlink(engines->records_file);
    rmdir(engines->folder);
    free(engines);
    return 0;
}

static int64_t value_of(Engines *engines, const char *sql)
{
    Error error;
    Value value;
    ok(facts_value(engines->session, engines->arena, sql, NULL, 0, &value, &error));
    return value.integer;
}

static const char version_table[] =
    "CREATE TABLE schema_version (version INTEGER NOT NULL, applied_at TIMESTAMP NOT NULL, program VARCHAR NOT NULL);"
    "INSERT INTO schema_version VALUES (1, '2026-01-01', 'mizan 0');";

static void test_from_older(void **state)
{
    Engines *engines = *state;
    Error error;
    SchemaState schema;
    ok(facts_script(engines->session, (const char *)store_facts_migrations[0].bytes, &error));
    ok(facts_script(engines->session, "INSERT INTO first VALUES (41)", &error));
    ok(facts_script(engines->session, version_table, &error));
    ok(records_script(engines->records, (const char *)store_records_migrations[0].bytes, &error));
    ok(records_script(engines->records, "INSERT INTO a VALUES (7)", &error));
    ok(records_script(engines->records, version_table, &error));

    ok(migrate_state(engines->facts, engines->records, &schema, &error));
    assert_int_equal(schema.facts, 1);
    assert_int_equal(schema.records, 1);
    assert_true(migrate_needed(&schema));
    ok(migrate_refuse_newer(&schema, &error));
    ok(migrate_apply(engines->facts, engines->records, &schema, &error));

    assert_int_equal(value_of(engines, "SELECT y FROM second"), 42);
    assert_int_equal(value_of(engines, "SELECT count(*) FROM first WHERE z = 'ten'"), 1);
    assert_int_equal(value_of(engines, "SELECT count(*) FROM schema_version"), 3);
    RecordsTable table;
    ok(records_query(engines->records, engines->arena, "SELECT x FROM b", NULL, 0, &table, &error));
    assert_int_equal(records_value(&table, 0, 0).integer, 7);

    ok(migrate_state(engines->facts, engines->records, &schema, &error));
    assert_int_equal(schema.facts, 10);
    assert_int_equal(schema.records, 2);
    assert_false(migrate_needed(&schema));
}

/* A migration that fails leaves the store as it was. */
static void test_failure_changes_nothing(void **state)
{
    Engines *engines = *state;
    Error error;
    SchemaState schema;
    ok(facts_script(engines->session, "CREATE TABLE second (other INTEGER)", &error)); /* in the way of 0002 */
    ok(migrate_state(engines->facts, engines->records, &schema, &error));
    assert_int_equal(schema.facts, 0);
    assert_int_not_equal(migrate_apply(engines->facts, engines->records, &schema, &error), STATUS_OK);
    assert_int_equal(value_of(engines, "SELECT count(*) FROM duckdb_tables()"), 1);
    ok(migrate_state(engines->facts, engines->records, &schema, &error));
    assert_int_equal(schema.facts, 0);
    assert_int_equal(schema.records, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_from_older, setup, teardown),
        cmocka_unit_test_setup_teardown(test_failure_changes_nothing, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
