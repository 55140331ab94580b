/* SQL of one's own, by somebody who sees some rows alone: hostile statements see no more than those. */
#include "fixture.h"

#include <stdio.h>
#include <string.h>

static const char *const own_brand[] = {"Ours"}, *const own_team[] = {"Desk"};
static const RowScope brand = {.brands = {own_brand, 1}}, team = {.teams = {own_team, 1}};

static void fill(Fixture *fixture)
{
    static const char *const statements[] = {
        "INSERT INTO customer (customer, name, brand, segment) VALUES ('c1', 'Mona', 'Ours', 'small'), "
        "('c2', 'SECRET', 'Theirs', 'small'), ('c3', 'SECRET', NULL, 'small')",
        "INSERT INTO ticket (ticket, subject, customer, brand, team, opened_at, opened_day, day, batch) VALUES "
        "('1', '10', 'c1', NULL, 'Desk', TIMESTAMP '2026-01-01', DATE '2026-01-01', DATE '2026-01-01', 1), "
        "('2', '20', 'c2', 'Ours', 'Desk', TIMESTAMP '2026-01-01', DATE '2026-01-01', DATE '2026-01-01', 1), "
        "('3', 'SECRET', 'c2', NULL, 'Desk', TIMESTAMP '2026-01-01', DATE '2026-01-01', DATE '2026-01-01', 1), "
        "('4', 'SECRET', 'c1', 'Theirs', 'Other', TIMESTAMP '2026-01-01', DATE '2026-01-01', DATE '2026-01-01', 1), "
        "('5', 'SECRET', NULL, NULL, NULL, TIMESTAMP '2026-01-01', DATE '2026-01-01', DATE '2026-01-01', 1)",
        "INSERT INTO employee (employee, name, team, hired_on) VALUES ('e1', 'SECRET', 'Desk', DATE '2026-01-01')",
        "INSERT INTO exchange_rate (currency, from_day, rate) VALUES ('EUR', DATE '2026-01-01', 4)",
        "INSERT INTO batch (batch, kind, source, committed_at, read, added, changed, unchanged, rejected) "
        "VALUES (1, 'ticket', 'SECRET', TIMESTAMP '2026-01-01', 0, 0, 0, 0, 0)",
    };
    for (size_t i = 0; i < sizeof statements / sizeof statements[0]; i++)
        run(fixture, statements[i]);
}

/* The rows as one text; "refused" with `*ret_message` where there is an error. */
static const char *answer(Fixture *fixture, const char *sql, const RowScope *rows, const char **ret_message)
{
    Error error = {0};
    FactsResult *result = NULL;
    TextBuilder out CLEANUP(text_builder_free) = text_builder(1 << 20);
    Status status = facts_query_narrowed(fixture->session, sql, rows, &result, &error);
    for (bool row = status == STATUS_OK; row;) {
        status = facts_result_next(result, &row, &error);
        row = row && status == STATUS_OK;
        for (size_t i = 0; row && i < facts_result_columns(result); i++) {
            Value value = facts_result_value(result, i);
            if (value.type == VALUE_TEXT)
                text_append_bytes(&out, value.text.bytes, value.text.length);
            else if (value.type == VALUE_INTEGER)
                text_append_format(&out, "%lld", (long long)value.integer);
            text_append(&out, " ");
        }
    }
    facts_result_free(result);
    *ret_message = arena_format(fixture->arena, "%s|%s|%s", error.message, error.value, error.hint);
    return status == STATUS_OK ? arena_copy(fixture->arena, out.bytes, out.length) : "refused";
}

static void sees(Fixture *fixture, const char *sql, const RowScope *rows, const char *expected)
{
    const char *message, *seen = answer(fixture, sql, rows, &message);
    if (strcmp(seen, expected) != 0)
        fail_msg("%s: \"%s\" and not \"%s\" (%s)", sql, seen, expected, message);
}

static void only_own_rows_are_seen(void **state)
{
    Fixture *fixture = *state;
    fill(fixture);
    sees(fixture, "SELECT ticket FROM ticket ORDER BY ticket", &brand, "1 2 ");
    sees(fixture, "SELECT ticket FROM ticket ORDER BY ticket DESC", &brand, "2 1 ");
    sees(fixture, "FROM ticket SELECT count(*)", &team, "3 ");
    sees(fixture, "(SELECT count(*) FROM ticket) UNION ALL SELECT count(*) FROM customer", &brand, "2 1 ");
    sees(fixture, "WITH t AS (SELECT * FROM ticket), u AS (SELECT * FROM t) SELECT count(*) FROM u", &brand, "2 ");
    sees(fixture, "/* a /* nested */ b */ -- c\n wItH t AS (FROM ticket) SELECT count(*) FROM t", &brand, "2 ");
    sees(fixture, "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3) "
                  "SELECT count(*) FROM n, ticket", &brand, "6 ");
    sees(fixture, "SELECT count(*) FROM \"TICKET\" t JOIN customer c USING (customer)", &brand, "1 ");
    sees(fixture, "SELECT (SELECT count(*) FROM ticket b WHERE b.team = a.team) FROM ticket a", &brand, "2 2 ");
    sees(fixture, "SELECT count(*) FROM customer", &team, "0 "); /* no customer knows a team */
    sees(fixture, "SELECT count(*) FROM employee", &brand, "0 ");
    sees(fixture, "SELECT count(*) FROM employee", &team, "1 ");
    sees(fixture, "SELECT currency FROM exchange_rate", &brand, "EUR ");
    sees(fixture, "SELECT count(*) > 1000 FROM calendar", &brand, " ");
    sees(fixture, "SELECT count(*) FROM ticket", NULL, "5 ");
    sees(fixture, "VALUES (1)", &brand, "1 ");
    sees(fixture, "SELECT count(*) FROM ticket;", &brand, "2 ");
}

/* Names that lead around the narrowing, the engine's own tables, what is no SELECT, and errors that would tell a
 * value: each is refused, or sees nothing that it should not. */
static const char *const attacks[] = {
    "SELECT subject FROM main.ticket",
    "SELECT subject FROM facts.ticket",
    "SELECT subject FROM facts.main.ticket",
    "SELECT subject FROM \"main\".\"ticket\"",
    "SELECT subject FROM Main.Ticket",
    "SELECT subject FROM temp.ticket",
    "FROM main.ticket",
    "TABLE main.ticket",
    "SELECT (SELECT min(subject) FROM main.ticket)",
    "WITH ticket AS (SELECT * FROM main.ticket) SELECT subject FROM ticket",
    "WITH ticket AS (SELECT * FROM ticket) SELECT 'SECRET' FROM ticket",
    "WITH TICKET AS (SELECT 'SECRET') SELECT * FROM ticket",
    "WITH customer AS (SELECT 'x' AS customer) SELECT 'SECRET' FROM ticket",
    "SELECT * FROM (WITH batch AS (SELECT 1) SELECT 1), batch",
    "WITH batch AS (SELECT 1) SELECT * FROM batch",
    "SELECT source FROM batch",
    "SELECT * FROM currency_used",
    "SELECT * FROM schema_version",
    "SELECT (WITH sqlite_master AS (SELECT 1) SELECT 1), * FROM sqlite_master",
    "SELECT (WITH duckdb_tables AS (SELECT 1) SELECT 1), 'SECRET' FROM duckdb_tables",
    "SELECT 'SECRET' FROM duckdb_tables()",
    "SELECT 'SECRET' FROM duckdb_columns",
    "SELECT 'SECRET' FROM information_schema.tables",
    "SELECT 'SECRET' FROM information_schema.columns",
    "SELECT 'SECRET' FROM pg_catalog.pg_class",
    "SELECT 'SECRET' FROM sqlite_master",
    "SELECT * FROM query('SELECT subject FROM main.ticket')",
    "SELECT * FROM query_table('ticket')",
    "SELECT * FROM query_table(['ticket'])",
    "SHOW TABLES",
    "DESCRIBE ticket",
    "SUMMARIZE ticket",
    "SUMMARIZE main.ticket",
    "FROM (SUMMARIZE main.ticket)",
    "FROM (DESCRIBE SELECT * FROM ticket)",
    "EXPLAIN SELECT * FROM ticket",
    "EXPLAIN ANALYZE SELECT * FROM ticket",
    "PIVOT ticket ON subject USING count(*)",
    "SELECT * FROM (PIVOT ticket ON subject IN ('SECRET') USING count(*))",
    "PIVOT main.ticket ON subject USING count(*)",
    "UNPIVOT main.ticket ON subject INTO NAME n VALUE v",
    "SELECT $1 || 'SECRET'",
    "SELECT 'SECRET' WHERE $1 IS NOT NULL",
    "SELECT ?, 'SECRET'",
    "COPY ticket TO '/tmp/mizan-attack.csv'",
    "COPY (SELECT 1) TO '/tmp/mizan-attack.csv'",
    "PRAGMA table_info('ticket')",
    "SELECT * FROM pragma_table_info('ticket')",
    "SELECT * FROM read_csv('/etc/passwd')",
    "SELECT * FROM '/etc/passwd.csv'",
    "ATTACH '/tmp/mizan-attack.duckdb'",
    "USE memory",
    "CREATE TEMP VIEW ticket AS SELECT * FROM main.ticket",
    "SELECT 1; SELECT subject FROM main.ticket",
    "INSERT INTO brand (brand) VALUES ('a') RETURNING 'SECRET'",
    "), x AS (SELECT * FROM main.ticket) SELECT subject FROM x",
    "SELECT 1) SELECT subject FROM main.ticket --",
    "x AS (SELECT * FROM main.ticket) SELECT subject FROM x",
    ", x AS (SELECT * FROM main.ticket) SELECT subject FROM x",
    "WITH x AS (SELECT 1) INSERT INTO brand (brand) SELECT 'a' FROM x",
    "/* /* */ WITH */ SELECT subject FROM main.ticket",
    "/* /* */ WITH */ x AS (SELECT 1) SELECT subject FROM main.ticket",
    "WITH/**/RECURSIVE/**/x AS (SELECT * FROM main.ticket) SELECT subject FROM x",
    "WITH RECURSIVE x AS (SELECT 'a' AS s UNION ALL SELECT subject FROM main.ticket) SELECT * FROM x",
    "WITH RECURSIVE ticket AS (SELECT 1 UNION ALL SELECT 2) SELECT 'SECRET' FROM ticket",
    "SELECT subject FROM ticket AS OF (VERSION => 1)",
    "SELECT list_transform([1], lambda x: (SELECT min(subject) FROM main.ticket))",
    "SELECT * FROM ticket t JOIN main.ticket u ON true",
    "SELECT * FROM range((SELECT count(*) FROM main.ticket))",
    "SELECT unnest((SELECT list(subject) FROM main.ticket))",
    "SELECT 1 ORDER BY (SELECT min(subject) FROM main.ticket)",
    "SELECT 1 LIMIT (SELECT count(*) FROM main.ticket)",
};

static void hostile_statements_see_nothing(void **state)
{
    Fixture *fixture = *state;
    fill(fixture);
    for (size_t i = 0; i < sizeof attacks / sizeof attacks[0]; i++) {
        const char *message;
        const char *seen = answer(fixture, attacks[i], &brand, &message);
        if (strcmp(seen, "refused") != 0)
            fail_msg("%s: answered \"%s\"", attacks[i], seen);
    }
    Fixture *again = fixture;
    sees(again, "SELECT count(*) FROM ticket", &brand, "2 "); /* and the session is as it was */
}

/* A condition that fails on a value says it: it must not be tried on rows that are not seen. */
static void errors_tell_no_value(void **state)
{
    static const char *const probes[] = {
        "SELECT count(*) FROM ticket WHERE CAST(subject AS INTEGER) > 0",
        "SELECT sum(CAST(subject AS INTEGER)) FROM ticket",
        "SELECT count(*) FROM ticket WHERE CASE WHEN subject > 'A' THEN error(subject) IS NULL ELSE true END",
        "SELECT count(*) FROM ticket t JOIN ticket u ON CAST(t.subject AS INTEGER) = CAST(u.subject AS INTEGER)",
        "WITH t AS (SELECT CAST(subject AS INTEGER) AS n FROM ticket) SELECT count(*) FROM t WHERE n > 0",
        "SELECT count(*) FROM ticket GROUP BY ALL HAVING max(CAST(subject AS INTEGER)) > 0",
        "SELECT count(*) FROM ticket WHERE subject IN (SELECT CAST(CAST(subject AS INTEGER) AS VARCHAR) FROM ticket)",
        "SELECT count(*) FROM (SELECT * FROM ticket ORDER BY CAST(subject AS INTEGER) LIMIT 5)",
        "SELECT count(*) FROM customer WHERE CASE WHEN name LIKE 'SECRET%' THEN error(name) IS NULL ELSE true END",
        "SELECT count(*) FROM ticket WHERE team = 'Desk' AND CAST(subject AS INTEGER) > 0",
    };
    Fixture *fixture = *state;
    fill(fixture);
    for (size_t i = 0; i < sizeof probes / sizeof probes[0]; i++) {
        const char *message;
        const char *seen = answer(fixture, probes[i], &brand, &message);
        if (strcmp(seen, "refused") == 0 || strstr(message, "SECRET"))
            fail_msg("%s: %s", probes[i], message);
    }
}

/* A value cannot widen its list. */
static void a_separator_in_a_value_allows_nothing(void **state)
{
    static const char *const joined[] = {"Ours\x1fTheirs"}, *const quoted[] = {"Ours' OR '1'='1"};
    Fixture *fixture = *state;
    fill(fixture);
    sees(fixture, "SELECT count(*) FROM ticket", &(RowScope){.brands = {joined, 1}}, "0 ");
    sees(fixture, "SELECT count(*) FROM ticket", &(RowScope){.brands = {quoted, 1}}, "0 ");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(only_own_rows_are_seen),
        TEST(hostile_statements_see_nothing),
        TEST(errors_tell_no_value),
        TEST(a_separator_in_a_value_allows_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
