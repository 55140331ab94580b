/* The folder: making, opening, settings, versions. */
#include "fixture.h"

#include "schema/kind.h"

#include <stdio.h>
#include <string.h>
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
    assert_int_equal(store_open(fixture->folder, NULL, &store, &error), STATUS_NOT_FOUND);
    assert_non_null(strstr(error.hint, "mizan init"));
}

static void test_tables_of_kinds(void **state)
{
    Fixture *fixture = *state;
    for (size_t i = 0; i < schema_kind_count; i++) {
        char sql[200];
        snprintf(sql, sizeof sql,
                 "SELECT count(*) FROM information_schema.columns WHERE table_name = '%s' AND column_name = 'batch'",
                 schema_kinds[i]->table);
        assert_int_equal(integer_of(fixture, sql), 1);
    }
    assert_int_equal(integer_of(fixture, "SELECT count(*) FROM information_schema.columns WHERE table_name = 'ticket' "
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_init_refuses_what_is_there), TEST(test_open_nothing), TEST(test_tables_of_kinds),
        TEST(test_settings), TEST(test_records),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
