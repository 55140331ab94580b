/* SQL that a user wrote reads the store and nothing else. */
#include "fixture.h"

#include <stdio.h>
#include <string.h>

/* Each would read or change something outside, or something of the engine's own. */
static const char *const attacks[] = {
    "SELECT * FROM read_csv('/etc/passwd')",
    "SELECT * FROM '/etc/passwd.csv'",
    "SELECT * FROM \"/tmp/x.parquet\"",
    "FROM 'data.json'",
    "SELECT * FROM read_text('/etc/passwd')",
    "SELECT * FROM read_blob('/etc/passwd')",
    "SELECT * FROM glob('/etc/*')",
    "SELECT * FROM read_parquet('x.parquet')",
    "SELECT * FROM parquet_metadata('x.parquet')",
    "SELECT * FROM read_json('/etc/passwd')",
    "SELECT * FROM read_duckdb('/tmp/x.duckdb')",
    "SELECT * FROM sniff_csv('/etc/passwd')",
    "SELECT (SELECT count(*) FROM read_text('/etc/passwd'))",
    "SELECT 1 WHERE EXISTS (FROM read_text('/etc/passwd'))",
    "SELECT 1 ORDER BY (SELECT content FROM read_text('/etc/passwd'))",
    "SELECT 1 LIMIT (SELECT count(*) FROM read_text('/etc/passwd'))",
    "SELECT sum(x) FILTER (WHERE EXISTS (FROM 'a.csv')) FROM (VALUES (1)) t(x)",
    "SELECT CASE WHEN true THEN (SELECT content FROM read_text('/etc/passwd')) END",
    "SELECT list_transform([1], lambda x: (SELECT content FROM read_text('/etc/passwd')))",
    "SELECT row_number() OVER (ORDER BY (SELECT content FROM read_text('/etc/passwd')))",
    "SELECT * FROM range((SELECT count(*) FROM read_text('/etc/passwd')))",
    "SELECT * FROM ticket TABLESAMPLE 10% JOIN 'x.csv' ON true",
    "SELECT * FROM (SELECT * FROM (SELECT * FROM 'x.csv'))",
    "WITH a AS (SELECT * FROM 'x.csv') SELECT * FROM a",
    "WITH a AS MATERIALIZED (FROM read_csv('x')) SELECT * FROM a",
    "WITH RECURSIVE a(n) AS (SELECT 1 UNION ALL SELECT 1 FROM 'x.csv') SELECT * FROM a",
    "WITH \"x.csv\" AS (SELECT 1) SELECT * FROM \"x.csv\"",
    "SELECT (WITH \"x.csv\" AS (SELECT 1) SELECT 1) FROM \"x.csv\"",
    "SELECT 1 UNION ALL SELECT content FROM read_text('/etc/passwd')",
    "PIVOT 'x.csv' ON a IN (1) USING sum(b)",
    "UNPIVOT 'x.csv' ON a INTO NAME n VALUE v",
    "DESCRIBE 'x.csv'",
    "DESCRIBE SELECT * FROM 'x.csv'",
    "SUMMARIZE 'x.csv'",
    "SHOW DATABASES",
    "SHOW ALL TABLES",
    "EXPLAIN SELECT * FROM 'x.csv'",
    "EXPLAIN ANALYZE SELECT * FROM read_text('/etc/passwd')",
    "/* */ EXPLAIN -- x\n ANALYZE DELETE FROM ticket",
    "EXPLAIN (ANALYZE) DELETE FROM ticket",
    "EXPLAIN (FORMAT json) SELECT * FROM 'x.csv'",
    "EXPLAIN INSERT INTO brand VALUES ('a')",
    "SELECT * FROM query('SELECT 1')",
    "SELECT * FROM query_table('x.csv')",
    "SELECT * FROM json_execute_serialized_sql('x')",
    "SELECT json_serialize_plan('SELECT * FROM ''/etc/passwd.csv''')",
    "SELECT JSON_Serialize_Plan('SELECT 1')",
    "SELECT 'x'.write_log()",
    "SELECT main.write_log('x')",
    "SELECT getenv('HOME')",
    "SELECT getvariable('x')",
    "SELECT current_setting('temp_directory')",
    "SELECT nextval('s')",
    "SELECT * FROM duckdb_secrets()",
    "SELECT * FROM duckdb_settings()",
    "SELECT * FROM duckdb_databases()",
    "SELECT * FROM duckdb_databases",
    "SELECT * FROM pragma_database_list",
    "SELECT * FROM pragma_table_info('ticket')",
    "SELECT * FROM system.main.duckdb_databases",
    "SELECT * FROM sqlite_master",
    "SELECT * FROM pg_catalog.pg_settings",
    "SELECT * FROM which_secret('x', 's3')",
    "SELECT * FROM checkpoint()",
    "SELECT * FROM force_checkpoint('facts')",
    "SELECT * FROM repeat_row(1, num_rows = 2)",
    "SELECT sleep_ms(1000000)",
    "SELECT \"read_text\"('/etc/passwd')",
    "COPY ticket TO '/tmp/mizan-attack.csv'",
    "COPY (SELECT 1) TO '/tmp/mizan-attack.csv'",
    "COPY brand FROM '/etc/passwd'",
    "EXPORT DATABASE '/tmp/mizan-attack'",
    "IMPORT DATABASE '/tmp/mizan-attack'",
    "ATTACH '/tmp/mizan-attack.duckdb'",
    "DETACH facts",
    "INSTALL httpfs",
    "LOAD httpfs",
    "PRAGMA database_list",
    "PRAGMA enable_profiling",
    "SET memory_limit = '100GB'",
    "RESET memory_limit",
    "SET VARIABLE x = (SELECT 1)",
    "CALL pragma_version()",
    "USE memory",
    "CHECKPOINT",
    "FORCE CHECKPOINT",
    "VACUUM",
    "BEGIN",
    "COMMIT",
    "INSERT INTO brand (brand) VALUES ('a')",
    "INSERT INTO brand (brand) VALUES ('a') RETURNING brand",
    "UPDATE brand SET name = 'a'",
    "DELETE FROM brand",
    "MERGE INTO brand USING (SELECT 'a' AS brand) s USING (brand) WHEN NOT MATCHED THEN INSERT",
    "TRUNCATE brand",
    "DROP TABLE brand",
    "ALTER TABLE brand ADD COLUMN x INTEGER",
    "CREATE TABLE x (y INTEGER)",
    "CREATE TEMP TABLE x AS SELECT 1",
    "CREATE MACRO f() AS TABLE FROM 'x.csv'",
    "CREATE SECRET (TYPE s3)",
    "COMMENT ON TABLE brand IS 'x'",
    "PREPARE p AS SELECT 1",
    "EXECUTE p",
    "SELECT 1; SELECT 2",
    "SELECT 1; DROP TABLE brand",
    "SELECT 1 INTO x",
    "WITH a AS (INSERT INTO brand (brand) VALUES ('a') RETURNING *) SELECT * FROM a",
    "SELECT $1",
    "",
    ";",
    "-- nothing",
    "/*",
    "EXPLAIN",
};

static void test_attacks(void **state)
{
    Fixture *fixture = *state;
    size_t passed = 0;
    for (size_t i = 0; i < sizeof attacks / sizeof attacks[0]; i++) {
        Error error;
        FactsResult *result;
        Status status = facts_query_read_only(fixture->session, attacks[i], &result, &error);
        if (status == STATUS_OK) {
            print_error("not refused: %s\n", attacks[i]);
            facts_result_free(result);
            passed++;
        } else if (status != STATUS_INVALID_ARGUMENT || strlen(error.message) < 3 ||
                   strstr(error.message, "too deep")) {
            print_error("%s: %s: %s\n", attacks[i], status_name(status), error.message);
            passed++;
        }
    }
    assert_int_equal(passed, 0);
    assert_int_equal(integer_of(fixture, "SELECT count(*) FROM brand"), 0);
    run(fixture, "INSERT INTO brand (brand) VALUES ('still writable')");
}

static const char *const questions[] = {
    "SELECT count(*) FROM ticket",
    "select * from main.brand where name ilike 'a%' order by brand limit 3 -- comment",
    ("SELECT c.gregorian_month, count(*) FILTER (WHERE t.priority = 'high'), avg(t.agent_replies), "
    "percentile_cont(0.5) WITHIN GROUP (ORDER BY t.agent_replies) FROM ticket t JOIN calendar c ON c.day = t.day "
    "GROUP BY 1 HAVING count(*) > 1 ORDER BY 1 NULLS LAST"),
    "WITH a AS (SELECT day FROM answer), b AS (SELECT * FROM a) SELECT * FROM b UNION SELECT day FROM calendar",
    "WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r WHERE n < 5) SELECT sum(n) FROM r",
    "SELECT row_number() OVER (PARTITION BY brand ORDER BY day), lag(score) OVER w FROM answer WINDOW w AS (ORDER BY day)",
    ("SELECT CAST(day AS VARCHAR), extract(year FROM day), date_trunc('month', day), day - DATE '2026-01-01', "
    "day + INTERVAL 1 DAY, CASE WHEN is_weekend THEN 1 ELSE 0 END, coalesce(weekday, 0), nullif(weekday, 1) FROM calendar"),
    "SELECT strftime(day, '%Y'), lower('A') || 'b', round(1.5), 'a' LIKE 'b', 'x' ~ 'y', day IN (SELECT day FROM ticket) FROM calendar",
    "SELECT * EXCLUDE (batch) FROM brand",
    "SELECT unnest([1, 2]), * FROM generate_series(1, 3) g(x), range(2)",
    "FROM brand SELECT brand",
    "VALUES (1, 'a'), (2, 'b')",
    "PIVOT (SELECT brand, team FROM answer) ON brand IN ('a') USING count(*)",
    "DESCRIBE ticket",
    "DESCRIBE SELECT 1",
    "SUMMARIZE brand",
    "SHOW TABLES",
    "EXPLAIN SELECT count(*) FROM ticket",
    "EXPLAIN ANALYZE SELECT count(*) FROM ticket",
    "SELECT table_name, column_name FROM information_schema.columns",
    "SELECT DISTINCT ON (brand) brand FROM answer ORDER BY brand, day",
    "SELECT [x * 2 FOR x IN [1, 2]], {'a': 1}.a, list_transform([1], lambda x: x + 1)",
    "SELECT TRY_CAST('x' AS INTEGER), 1::DECIMAL(4, 1), 'b'::ENUM ('a', 'b')",
    "SELECT count(*) FROM \"orders\" o, LATERAL (SELECT o.amount) l",
    "SELECT b.brand FROM brand b WHERE EXISTS (SELECT 1 FROM answer a WHERE a.brand = b.brand)",
    "SELECT current_date, now()",
    "SELECT count(*) FROM ticket;",
};

static void test_questions(void **state)
{
    Fixture *fixture = *state;
    size_t failed = 0;
    for (size_t i = 0; i < sizeof questions / sizeof questions[0]; i++) {
        Error error;
        FactsResult *result = NULL;
        Status status = facts_query_read_only(fixture->session, questions[i], &result, &error);
        for (bool row = true; row && status == STATUS_OK;)
            status = facts_result_next(result, &row, &error);
        facts_result_free(result);
        if (status != STATUS_OK) {
            print_error("%s\n  %s\n", questions[i], error.message);
            failed++;
        }
    }
    assert_int_equal(failed, 0);
    run(fixture, "INSERT INTO brand (brand) VALUES ('the read only transaction has ended')");
}

/* For SQL that a mapping holds: the session's own temporary tables may be read. */
static void test_check_alone(void **state)
{
    Fixture *fixture = *state;
    Error error;
    run(fixture, "CREATE TEMP TABLE source AS SELECT 1 AS x");
    ok(facts_check_read_only(fixture->session, "SELECT x FROM source", &error));
    assert_int_equal(facts_check_read_only(fixture->session, "SELECT x FROM elsewhere", &error), STATUS_INVALID_ARGUMENT);
    assert_non_null(strstr(error.message, "\"elsewhere\""));
}

/* Within a transaction of the session the question sees its rows and leaves it open. */
static void test_within_transaction(void **state)
{
    Fixture *fixture = *state;
    Error error;
    FactsResult *result;
    ok(facts_begin(fixture->session, &error));
    run(fixture, "INSERT INTO brand (brand) VALUES ('a')");
    ok(facts_query_read_only(fixture->session, "SELECT count(*) FROM brand", &result, &error));
    bool row;
    ok(facts_result_next(result, &row, &error));
    assert_true(facts_result_value(result, 0).integer == 1);
    facts_result_free(result);
    ok(facts_commit(fixture->session, &error));
    assert_int_equal(integer_of(fixture, "SELECT count(*) FROM brand"), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_attacks), TEST(test_questions), TEST(test_check_alone), TEST(test_within_transaction),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
