/* The folder: making, opening, settings, versions. */
#include "fixture.h"
#include "process.h"

#include "schema/kind.h"

#include <dirent.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void test_init_refuses_what_is_there(void **state)
{
    Fixture *fixture = *state;
    Error error;
    assert_int_equal(store_init(fixture->path, &error), STATUS_ALREADY_EXISTS);
    assert_int_equal(integer_of(fixture, "SELECT count(*) FROM calendar"), 0);
}

static void test_open_nothing(void **state)
{
    Fixture *fixture = *state;
    Error error;
    Store *store;
    char absent[160];
    snprintf(absent, sizeof absent, "%s/absent", fixture->folder);
    assert_int_equal(store_open(absent, NULL, &store, &error), STATUS_NOT_FOUND);
    assert_non_null(strstr(error.hint, "mizan init"));
    /* A folder of other things is not one to make a store in. */
    assert_int_equal(store_open(fixture->folder, NULL, &store, &error), STATUS_NOT_FOUND);
    assert_non_null(strstr(error.message, "holds no store"));
    assert_string_equal(error.hint, "");
}

static void test_tables_of_kinds(void **state)
{
    Fixture *fixture = *state;
    for (size_t i = 0; i < schema_kind_count; i++) {
        char sql[200];
        snprintf(sql, sizeof sql,
                 "SELECT count(*) FROM information_schema.columns WHERE table_schema = 'main' AND table_name = '%s' AND column_name = 'batch'",
                 schema_kinds[i]->table);
        assert_int_equal(integer_of(fixture, sql), 1);
    }
    assert_int_equal(integer_of(fixture, "SELECT count(*) FROM information_schema.columns WHERE table_schema = 'main' AND table_name = 'ticket' "
                                         "AND column_name = 'day' AND is_nullable = 'NO'"), 1);
}

static void test_settings(void **state)
{
    Fixture *fixture = *state;
    Error error;
    const char *value;
    ok(store_setting(fixture->store, fixture->arena, "calendar", &value, &error));
    assert_string_equal(value, "gregorian");
    uint64_t version = store_version(fixture->store);
    ok(store_set_setting(fixture->store, "currency", "IRR", &error));
    assert_true(store_version(fixture->store) > version);
    fixture_close(fixture);
    fixture_open(fixture);
    ok(store_setting(fixture->store, fixture->arena, "currency", &value, &error));
    assert_string_equal(value, "IRR");
    assert_int_equal(store_set_setting(fixture->store, "colour", "red", &error), STATUS_NOT_FOUND);
    assert_int_equal(store_setting(fixture->store, fixture->arena, "colour", &value, &error), STATUS_NOT_FOUND);
}

static void test_records(void **state)
{
    Fixture *fixture = *state;
    Error error;
    Records *records = store_records(fixture->store);
    Value row[] = {value_day(19000), value_text("monday 09:00-17:00")};
    int64_t changed;
    ok(records_execute(records, "INSERT INTO working_schedule VALUES ($1, $2)", row, 2, &changed, &error));
    assert_true(changed == 1);
    assert_int_equal(records_execute(records, "INSERT INTO working_schedule VALUES ($1, $2)", row, 2, NULL, &error),
                     STATUS_CONFLICT);
    ok(records_begin(records, &error));
    ok(records_execute(records, "DELETE FROM working_schedule", NULL, 0, &changed, &error));
    records_rollback(records);
    RecordsTable table;
    ok(records_query(records, fixture->arena, "SELECT from_day, schedule, 1.5, NULL FROM working_schedule WHERE from_day = $1",
                     row, 1, &table, &error));
    assert_int_equal(table.rows, 1);
    assert_int_equal(table.columns, 4);
    assert_int_equal(records_value(&table, 0, 0).type, VALUE_DAY);
    assert_int_equal(records_value(&table, 0, 0).day, 19000);
    assert_string_equal(records_value(&table, 0, 1).text.bytes, "monday 09:00-17:00");
    assert_true(records_value(&table, 0, 2).number == 1.5);
    assert_int_equal(records_value(&table, 0, 3).type, VALUE_NULL);
}

/* ---- one holder ---- */

static void test_second_process(void **state)
{
    Fixture *fixture = *state;
    Error error;
    Store *store;
    fixture_close(fixture);
    Process process = process_start("hold", fixture->path, NULL);
    char line[64], expected[128];
    assert_non_null(fgets(line, sizeof line, process.output));
    assert_int_equal(store_open(fixture->path, NULL, &store, &error), STATUS_STORE_BUSY);
    snprintf(expected, sizeof expected, "the store is held by process %d (serve 127.0.0.1:8080)", (int)process.pid);
    assert_string_equal(error.message, expected);
    assert_int_equal(process_finish(&process), 0);
    fixture_open(fixture);

    /* And the other way round, also from within this process. */
    assert_int_equal(store_open(fixture->path, NULL, &store, &error), STATUS_STORE_BUSY);
    process = process_start("hold", fixture->path, NULL);
    assert_non_null(fgets(line, sizeof line, process.output));
    assert_memory_equal(line, "store-busy ", 11);
    assert_int_equal(process_finish(&process), 1);
}

static void test_killed_holder_leaves_no_lock(void **state)
{
    Fixture *fixture = *state;
    fixture_close(fixture);
    Process process = process_start("hold", fixture->path, NULL);
    char line[64];
    assert_non_null(fgets(line, sizeof line, process.output));
    process_kill(&process);
    fixture_open(fixture);
}

/* ---- versions ---- */

static int copies(const Fixture *fixture, char found[300])
{
    char path[160];
    snprintf(path, sizeof path, "%s/backups", fixture->path);
    DIR *folder = opendir(path);
    int count = 0;
    for (struct dirent *entry = readdir(folder); entry; entry = readdir(folder))
        if (strstr(entry->d_name, "-schema-")) {
            snprintf(found, 300, "%.150s/%.100s/facts.duckdb", path, entry->d_name);
            count++;
        }
    closedir(folder);
    return count;
}

/* As a version of the program left it that knew fewer fields: it noted another shape. */
static void forget_shape(Fixture *fixture)
{
    run(fixture, "UPDATE schema_kinds SET fingerprint = fingerprint / 2");
}

static void test_upgrade_adds_fields(void **state)
{
    Fixture *fixture = *state;
    char found[300];
    run(fixture, "INSERT INTO ticket (ticket, day, batch) VALUES ('t1', DATE '2026-01-01', 1)");
    run(fixture, "ALTER TABLE ticket DROP COLUMN priority");
    run(fixture, "ALTER TABLE ticket DROP COLUMN channel");
    run(fixture, "DROP TABLE campaign");
    forget_shape(fixture);
    fixture_close(fixture);
    assert_int_equal(copies(fixture, found), 0);
    fixture_open(fixture);
    assert_int_equal(integer_of(fixture, "SELECT count(*) FROM ticket WHERE priority IS NULL AND channel IS NULL "
                                         "AND ticket = 't1'"), 1);
    assert_int_equal(integer_of(fixture, "SELECT count(*) FROM campaign"), 0);
    assert_int_equal(copies(fixture, found), 1);
    assert_int_equal(access(found, R_OK), 0);
    fixture_close(fixture);
    fixture_open(fixture); /* nothing is left to do */
    assert_int_equal(copies(fixture, found), 1);
}

/* A store from before the shape was noted gets it once. */
static void test_upgrade_notes_shape(void **state)
{
    Fixture *fixture = *state;
    char found[300];
    run(fixture, "DROP TABLE schema_kinds");
    fixture_close(fixture);
    fixture_open(fixture);
    assert_int_equal(integer_of(fixture, "SELECT count(*) FROM schema_kinds"), 1);
    assert_int_equal(copies(fixture, found), 1);
    fixture_close(fixture);
    fixture_open(fixture);
    assert_int_equal(copies(fixture, found), 1);
}

/* Added columns stand last in the table; who appends rows need not know. */
static void test_append_after_upgrade(void **state)
{
    Fixture *fixture = *state;
    Error error;
    FactsAppender *appender;
    run(fixture, "ALTER TABLE brand DROP COLUMN brand");
    forget_shape(fixture);
    fixture_close(fixture);
    fixture_open(fixture);
    Value row[] = {value_text("b1"), value_text("Name"), value_integer(7)};
    ok(facts_appender_open(fixture->session, "brand", &appender, &error));
    ok(facts_append_row(appender, row, 3, &error));
    ok(facts_appender_close(appender, &error));
    assert_int_equal(integer_of(fixture, "SELECT count(*) FROM brand WHERE brand = 'b1' AND name = 'Name' AND batch = 7"),
                     1);
}

static void assert_newer(Fixture *fixture)
{
    Error error;
    Store *store;
    fixture_close(fixture);
    assert_int_equal(store_open(fixture->path, NULL, &store, &error), STATUS_STORE_NEWER);
    assert_non_null(strstr(error.message, "99"));
}

static void test_newer_facts(void **state)
{
    run(*state, "INSERT INTO schema_version VALUES (99, now(), 'mizan 9')");
    assert_newer(*state);
}

static void test_newer_records(void **state)
{
    Fixture *fixture = *state;
    Error error;
    ok(records_execute(store_records(fixture->store), "INSERT INTO schema_version VALUES (99, 0, 'mizan 9')", NULL, 0,
                       NULL, &error));
    assert_newer(fixture);
}

static void test_lost_file(void **state)
{
    Fixture *fixture = *state;
    Error error;
    Store *store;
    char file[160];
    fixture_close(fixture);
    snprintf(file, sizeof file, "%s/facts.duckdb", fixture->path);
    assert_int_equal(unlink(file), 0);
    assert_int_equal(store_open(fixture->path, NULL, &store, &error), STATUS_STORE_DAMAGED);
    assert_int_not_equal(access(file, F_OK), 0); /* and is not made anew, empty */
}

static void test_damaged_file(void **state)
{
    Fixture *fixture = *state;
    Error error;
    Store *store;
    char file[160], zeros[8192] = {0};
    fixture_close(fixture);
    snprintf(file, sizeof file, "%s/facts.duckdb", fixture->path);
    FILE *facts = fopen(file, "r+");
    assert_non_null(facts);
    fwrite(zeros, 1, sizeof zeros, facts);
    fclose(facts);
    assert_int_equal(store_open(fixture->path, NULL, &store, &error), STATUS_STORE_DAMAGED);
    assert_non_null(strstr(error.hint, "restore"));
    StoreOptions options = {.repair = true}; /* mends the log alone */
    assert_int_equal(store_open(fixture->path, &options, &store, &error), STATUS_STORE_DAMAGED);
}

static void test_tmp_is_emptied(void **state)
{
    Fixture *fixture = *state;
    char folder[160], file[200];
    snprintf(folder, sizeof folder, "%s/tmp/left", fixture->path);
    snprintf(file, sizeof file, "%s/file", folder);
    fixture_close(fixture);
    assert_int_equal(mkdir(folder, 0700), 0);
    fclose(fopen(file, "w"));
    fixture_open(fixture);
    assert_int_not_equal(access(folder, F_OK), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_init_refuses_what_is_there), TEST(test_open_nothing), TEST(test_tables_of_kinds),
        TEST(test_settings), TEST(test_records), TEST(test_second_process), TEST(test_killed_holder_leaves_no_lock),
        TEST(test_upgrade_adds_fields), TEST(test_upgrade_notes_shape), TEST(test_append_after_upgrade), TEST(test_newer_facts), TEST(test_newer_records), TEST(test_lost_file),
        TEST(test_damaged_file), TEST(test_tmp_is_emptied),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
