/* Results of every type, parameters, streams, transactions, interruption. */
#include "fixture.h"

#include <math.h>
#include <pthread.h>
#include <string.h>
#include <unistd.h>

static Value one(Fixture *fixture, const char *sql)
{
    Error error;
    Value value;
    ok(facts_value(fixture->session, fixture->arena, sql, NULL, 0, &value, &error));
    return value;
}

static void assert_text(Value value, const char *expected)
{
    assert_int_equal(value.type, VALUE_TEXT);
    assert_int_equal(value.text.length, strlen(expected));
    assert_memory_equal(value.text.bytes, expected, strlen(expected));
}

static void test_integers(void **state)
{
    static const struct { const char *sql; int64_t expected; } cases[] = {
        {"SELECT (-128)::TINYINT", -128},
        {"SELECT (-32768)::SMALLINT", -32768},
        {"SELECT (-2147483648)::INTEGER", INT32_MIN},
        {"SELECT (-9223372036854775808)::BIGINT", INT64_MIN},
        {"SELECT 255::UTINYINT", 255},
        {"SELECT 65535::USMALLINT", 65535},
        {"SELECT 4294967295::UINTEGER", 4294967295},
        {"SELECT 9223372036854775807", INT64_MAX},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        Value value = one(*state, cases[i].sql);
        assert_int_equal(value.type, VALUE_INTEGER);
        assert_true(value.integer == cases[i].expected);
    }
}

static void test_numbers(void **state)
{
    static const struct { const char *sql; double expected; } cases[] = {
        {"SELECT 0.1::DOUBLE", 0.1},
        {"SELECT 0.5::FLOAT", 0.5},
        {"SELECT 18446744073709551615::UBIGINT", 18446744073709551615.0},
        {"SELECT 1.5::DECIMAL(4,1)", 1.5},
        {"SELECT 12345.67::DECIMAL(9,2)", 12345.67},
        {"SELECT 12345678901.2345::DECIMAL(18,4)", 12345678901.2345},
        {"SELECT (-12345678901234567890.5)::DECIMAL(38,1)", -12345678901234567890.5},
        {"SELECT sum(x) FROM (VALUES (1::BIGINT), (2)) t(x)", 3},
        {"SELECT sum(x) FROM (VALUES (1.25::DECIMAL(18,4)), (2)) t(x)", 3.25},
        {"SELECT 5::UHUGEINT", 5},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        Value value = one(*state, cases[i].sql);
        assert_int_equal(value.type, VALUE_NUMBER);
        assert_true(fabs(value.number - cases[i].expected) <= 1e-15 * fabs(cases[i].expected));
    }
    assert_true(isnan(one(*state, "SELECT 'nan'::DOUBLE").number));
}

static void test_times(void **state)
{
    static const char *const casts[] = {"TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS", "TIMESTAMPTZ"};
    for (size_t i = 0; i < sizeof casts / sizeof casts[0]; i++) {
        char sql[96];
        snprintf(sql, sizeof sql, "SELECT '1969-12-31 23:59:58'::%s", casts[i]);
        Value value = one(*state, sql);
        assert_int_equal(value.type, VALUE_TIME);
        assert_true(value.time == -2000000);
    }
    assert_true(one(*state, "SELECT '1969-12-31 23:59:59.999999999'::TIMESTAMP_NS").time == -1);
    assert_true(one(*state, "SELECT '2026-01-01 00:00:00+03:30'::TIMESTAMPTZ").time == 1767213000000000);
    Value day = one(*state, "SELECT DATE '1970-01-11'");
    assert_int_equal(day.type, VALUE_DAY);
    assert_int_equal(day.day, 10);
    assert_int_equal(one(*state, "SELECT 'infinity'::DATE").type, VALUE_NULL);
    assert_int_equal(one(*state, "SELECT 'infinity'::TIMESTAMP").type, VALUE_NULL);
    assert_int_equal(one(*state, "SELECT '-infinity'::TIMESTAMP_S").type, VALUE_NULL);
}

static void test_texts(void **state)
{
    assert_text(one(*state, "SELECT 'رضایت مشتری از پشتیبانی'"), "رضایت مشتری از پشتیبانی");
    assert_text(one(*state, "SELECT ''"), "");
    assert_text(one(*state, "SELECT 'b'::ENUM ('a', 'b')"), "b");
    assert_text(one(*state, "SELECT [1, 2]"), "[1, 2]");
    assert_text(one(*state, "SELECT {'a': 1};  "), "{'a': 1}");
    assert_text(one(*state, "SELECT INTERVAL 90 MINUTE"), "01:30:00");
    assert_text(one(*state, "SELECT TIME '10:20:30'"), "10:20:30");
    assert_text(one(*state, "SELECT '00000000-0000-0000-0000-000000000001'::UUID"),
                "00000000-0000-0000-0000-000000000001");
    assert_text(one(*state, "SELECT MAP {'k': 1}"), "{k=1}");
    assert_int_equal(one(*state, "SELECT true").boolean, true);
    assert_int_equal(one(*state, "SELECT true").type, VALUE_BOOLEAN);
    Value zero = one(*state, "SELECT 'a' || chr(0) || 'b'");
    assert_int_equal(zero.text.length, 3);
}

static void test_nested_keep_order_and_names(void **state)
{
    Fixture *fixture = *state;
    Error error;
    FactsResult *result;
    Value parameter = value_integer(3);
    ok(facts_query(fixture->session,
                   "SELECT range AS \"n \"\"q\", [range] AS list, NULL AS nothing FROM range($1) ORDER BY 1 DESC -- end",
                   &parameter, 1, &result, &error));
    assert_int_equal(facts_result_columns(result), 3);
    assert_string_equal(facts_result_name(result, 0), "n \"q");
    assert_int_equal(facts_result_type(result, 1), VALUE_TEXT);
    bool row;
    for (int64_t i = 2; i >= 0; i--) {
        ok(facts_result_next(result, &row, &error));
        assert_true(row);
        assert_true(facts_result_value(result, 0).integer == i);
        assert_int_equal(facts_result_value(result, 2).type, VALUE_NULL);
    }
    ok(facts_result_next(result, &row, &error));
    assert_false(row);
    facts_result_free(result);
}

static void test_parameters(void **state)
{
    Fixture *fixture = *state;
    Error error;
    FactsResult *result;
    Value parameters[] = {
        value_boolean(true),   value_integer(-7), value_number(0.25), value_text("o'clock; --"),
        value_day(19000),      value_time(1767213000123456), value_null(),
    };
    ok(facts_query(fixture->session, "SELECT $7, $6, $5, $4, $3, $2, $1, $4", parameters, 7, &result, &error));
    bool row;
    ok(facts_result_next(result, &row, &error));
    assert_int_equal(facts_result_value(result, 0).type, VALUE_NULL);
    assert_true(facts_result_value(result, 1).time == 1767213000123456);
    assert_int_equal(facts_result_value(result, 2).day, 19000);
    assert_text(facts_result_value(result, 3), "o'clock; --");
    assert_true(facts_result_value(result, 4).number == 0.25);
    assert_true(facts_result_value(result, 5).integer == -7);
    assert_true(facts_result_value(result, 6).boolean);
    assert_text(facts_result_value(result, 7), "o'clock; --");
    facts_result_free(result);
    /* Only some of the values are named. */
    Value value;
    ok(facts_value(fixture->session, fixture->arena, "SELECT $4 || $2", parameters, 7, &value, &error));
    assert_text(value, "o'clock; ---7");
    assert_int_equal(facts_value(fixture->session, fixture->arena, "SELECT $8", parameters, 7, &value, &error),
                     STATUS_INVALID_ARGUMENT);
}

static void test_stream(void **state)
{
    Fixture *fixture = *state;
    Error error;
    FactsResult *result;
    ok(facts_query(fixture->session, "SELECT range, CASE WHEN range % 3 = 0 THEN NULL ELSE 'r' || range END FROM range(100000)",
                   NULL, 0, &result, &error));
    int64_t count = 0, nulls = 0;
    for (bool row;; count++) {
        ok(facts_result_next(result, &row, &error));
        if (!row)
            break;
        assert_true(facts_result_value(result, 0).integer == count);
        nulls += facts_result_value(result, 1).type == VALUE_NULL;
    }
    assert_true(count == 100000);
    assert_true(nulls == 33334);
    facts_result_free(result);
}

/* An endless result can only be begun if it is streamed; a second statement ends it. */
static void test_stream_is_lazy(void **state)
{
    Fixture *fixture = *state;
    Error error;
    FactsResult *result;
    ok(facts_query(fixture->session, "SELECT r.range, s.range FROM range(10000000) r, range(1000000) s", NULL, 0,
                   &result, &error));
    bool row;
    ok(facts_result_next(result, &row, &error));
    assert_true(row);
    assert_int_equal(integer_of(fixture, "SELECT 42"), 42);
    assert_int_equal(facts_result_next(result, &row, &error), STATUS_INTERNAL);
    facts_result_free(result);
}

static void test_error_in_stream(void **state)
{
    Fixture *fixture = *state;
    Error error;
    FactsResult *result;
    ok(facts_query(fixture->session, "SELECT CASE WHEN range = 900000 THEN error('here') ELSE range END FROM range(1000000)",
                   NULL, 0, &result, &error));
    Status status = STATUS_OK;
    for (bool row = true; row && status == STATUS_OK;)
        status = facts_result_next(result, &row, &error);
    assert_int_equal(status, STATUS_INVALID_ARGUMENT);
    assert_string_equal(error.message, "here");
    facts_result_free(result);
}

static void test_errors(void **state)
{
    static const struct { const char *sql; Status expected; } cases[] = {
        {"SELEC 1", STATUS_INVALID_ARGUMENT},
        {"SELECT nothing", STATUS_INVALID_ARGUMENT},
        {"SELECT * FROM nowhere", STATUS_INVALID_ARGUMENT},
        {"SELECT 'x'::INTEGER", STATUS_INVALID_DATA},
        {"SELECT 1; SELECT 2", STATUS_INVALID_ARGUMENT},
        {"INSERT INTO calendar (day) VALUES (NULL)", STATUS_CONFLICT},
        {"SELECT 170141183460469231731687303715884105727::HUGEINT + x FROM (VALUES (1::HUGEINT)) t(x)",
         STATUS_INVALID_DATA},
    };
    Fixture *fixture = *state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        Error error;
        Value value;
        assert_int_equal(facts_value(fixture->session, fixture->arena, cases[i].sql, NULL, 0, &value, &error),
                         cases[i].expected);
        assert_true(strlen(error.message) > 3);
        assert_null(strchr(error.message, '\n'));
    }
}

static void test_transactions(void **state)
{
    Fixture *fixture = *state;
    Error error;
    int64_t changed;
    run(fixture, "CREATE TABLE t (x INTEGER)");
    ok(facts_begin(fixture->session, &error));
    ok(facts_execute(fixture->session, "INSERT INTO t SELECT range FROM range(5)", NULL, 0, &changed, &error));
    assert_true(changed == 5);
    facts_rollback(fixture->session);
    assert_int_equal(integer_of(fixture, "SELECT count(*) FROM t"), 0);
    facts_rollback(fixture->session); /* nothing is open */

    ok(facts_begin(fixture->session, &error));
    run(fixture, "INSERT INTO t VALUES (1)");
    assert_int_equal(facts_execute(fixture->session, "INSERT INTO calendar (day) SELECT NULL", NULL, 0, NULL, &error),
                     STATUS_CONFLICT);
    assert_int_not_equal(facts_commit(fixture->session, &error), STATUS_OK);
    assert_int_equal(integer_of(fixture, "SELECT count(*) FROM t"), 0);

    assert_int_not_equal(facts_script(fixture->session, "INSERT INTO t VALUES (1); INSERT INTO t VALUES ('x')", &error),
                         STATUS_OK);
    assert_int_equal(integer_of(fixture, "SELECT count(*) FROM t"), 0);
    ok(facts_script(fixture->session, "INSERT INTO t VALUES (1); INSERT INTO t VALUES (2);", &error));
    assert_int_equal(integer_of(fixture, "SELECT count(*) FROM t"), 2);
}

static void test_appender(void **state)
{
    Fixture *fixture = *state;
    Error error;
    FactsAppender *appender;
    run(fixture, "CREATE TABLE t (b BOOLEAN, i INTEGER, m DECIMAL(18,4), s VARCHAR, d DATE, ts TIMESTAMP, n DOUBLE)");
    ok(facts_begin(fixture->session, &error));
    ok(facts_appender_open(fixture->session, "t", &appender, &error));
    for (int64_t i = 0; i < 5000; i++) {
        Value row[] = {value_boolean(i % 2), value_integer(i), value_number((double)i / 4),
                       i % 5 ? value_text("word") : value_null(), value_day((int32_t)i), value_time(i), value_integer(i)};
        ok(facts_append_row(appender, row, 7, &error));
    }
    ok(facts_appender_close(appender, &error));
    ok(facts_commit(fixture->session, &error));
    assert_int_equal(integer_of(fixture, "SELECT count(*) FROM t"), 5000);
    assert_int_equal(integer_of(fixture, "SELECT count(s) FROM t"), 4000);
    assert_int_equal(integer_of(fixture, "SELECT sum(m * 4)::BIGINT FROM t"), 12497500);
    assert_int_equal(facts_appender_open(fixture->session, "nowhere", &appender, &error), STATUS_INVALID_ARGUMENT);
}

typedef struct Interruption {
    FactsSession *session;
    double progress;
    bool done;
} Interruption;

static void *interrupt_soon(void *argument)
{
    Interruption *interruption = argument;
    usleep(300000);
    interruption->progress = facts_progress(interruption->session);
    facts_interrupt(interruption->session);
    return NULL;
}

static const char slow[] = "SELECT sum(a.range * b.range % 7) FROM range(1000000) a, range(1000000) b";

static void test_interrupt(void **state)
{
    Fixture *fixture = *state;
    Error error;
    Value value;
    Interruption interruption = {.session = fixture->session};
    pthread_t thread;
    pthread_create(&thread, NULL, interrupt_soon, &interruption);
    assert_int_equal(facts_value(fixture->session, fixture->arena, slow, NULL, 0, &value, &error), STATUS_CANCELLED);
    pthread_join(thread, NULL);
    assert_true(interruption.progress <= 1);
    assert_int_equal(integer_of(fixture, "SELECT 1"), 1); /* still of use */
    pthread_create(&thread, NULL, interrupt_soon, &interruption);
    assert_int_equal(facts_execute(fixture->session, slow, NULL, 0, NULL, &error), STATUS_CANCELLED);
    pthread_join(thread, NULL);
}

/* Over a table the engine can tell how far it is. */
static void test_progress(void **state)
{
    Fixture *fixture = *state;
    Error error;
    Interruption interruption = {.session = fixture->session};
    run(fixture, "CREATE TABLE t AS SELECT range AS x FROM range(500000)");
    assert_int_equal(facts_track_progress(fixture->session, &error), STATUS_OK);
    pthread_t thread;
    pthread_create(&thread, NULL, interrupt_soon, &interruption);
    assert_int_equal(facts_execute(fixture->session,
                                   "SELECT sum((SELECT count(*) FROM range(2000) r WHERE (r.range * t.x) % 7 = 3)) FROM t",
                                   NULL, 0, NULL, &error),
                     STATUS_CANCELLED);
    pthread_join(thread, NULL);
    assert_true(interruption.progress >= 0);
    assert_true(interruption.progress < 1);
}

static void test_interrupt_in_stream(void **state)
{
    Fixture *fixture = *state;
    Error error;
    FactsResult *result;
    ok(facts_query(fixture->session, "SELECT r.range, s.range FROM range(10000000) r, range(1000000) s", NULL, 0,
                   &result, &error));
    Status status = STATUS_OK;
    int64_t rows = 0;
    for (bool row = true; row && status == STATUS_OK; rows++) {
        status = facts_result_next(result, &row, &error);
        if (rows == 5000)
            facts_interrupt(fixture->session);
    }
    assert_int_equal(status, STATUS_CANCELLED);
    facts_result_free(result);
    assert_int_equal(integer_of(fixture, "SELECT 1"), 1);
}

static void test_engine(void **state)
{
    Fixture *fixture = *state;
    assert_int_equal(facts_dialect(store_facts(fixture->store)), DIALECT_DUCKDB);
    assert_memory_equal(facts_engine_version(), "DuckDB 1.", 9);
    assert_text(one(fixture, "SELECT current_setting('TimeZone')"), "UTC");
    assert_text(one(fixture, "SELECT current_setting('memory_limit')"), "512.0 MiB");
    assert_int_equal(one(fixture, "SELECT current_setting('autoload_known_extensions')").boolean, false);
    assert_int_equal(one(fixture, "SELECT current_setting('autoinstall_known_extensions')").boolean, false);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_integers), TEST(test_numbers), TEST(test_times), TEST(test_texts),
        TEST(test_nested_keep_order_and_names), TEST(test_parameters), TEST(test_stream), TEST(test_stream_is_lazy),
        TEST(test_error_in_stream), TEST(test_errors), TEST(test_transactions), TEST(test_appender),
        TEST(test_interrupt), TEST(test_progress), TEST(test_interrupt_in_stream), TEST(test_engine),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
