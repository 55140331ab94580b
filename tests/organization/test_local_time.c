#include "testing.h"

#include "calendar/zone.h"
#include "organization/local_time.h"

#include <duckdb.h>
#include <stdio.h>
#include <string.h>

/* The engine is asked directly: what is tested is the text that it reads. */
static duckdb_connection connection;

static int open_engine(void **state)
{
    (void)state;
    static duckdb_database database;
    return duckdb_open(NULL, &database) == DuckDBError || duckdb_connect(database, &connection) == DuckDBError;
}

static const char *ask(const char *sql)
{
    static char answer[64];
    duckdb_result result;
    if (duckdb_query(connection, sql, &result) == DuckDBError)
        fail_msg("%s", duckdb_result_error(&result));
    duckdb_data_chunk chunk = duckdb_fetch_chunk(result);
    assert_non_null(chunk);
    duckdb_vector vector = duckdb_data_chunk_get_vector(chunk, 0);
    duckdb_string_t *texts = duckdb_vector_get_data(vector);
    snprintf(answer, sizeof answer, "%.*s", (int)duckdb_string_t_length(texts[0]), duckdb_string_t_data(&texts[0]));
    duckdb_destroy_data_chunk(&chunk);
    duckdb_destroy_result(&result);
    return answer;
}

typedef Status Expression(Arena *, const char *, const char *, const char **, Error *);

static const char *convert(Expression *expression, const char *zone, const char *time)
{
    Arena *arena CLEANUP(arena_cleanup) = arena_new(0);
    Error error = {0};
    const char *sql;
    if (expression(arena, zone, "t.\"at\"", &sql, &error) != STATUS_OK)
        fail_msg("%s", error.message);
    return ask(arena_format(arena, "SELECT COALESCE(CAST(%s AS VARCHAR), 'null') FROM (SELECT CAST(%s AS TIMESTAMP) AS \"at\") t",
                            sql, time));
}

static void local_days_follow_the_zone(void **state)
{
    (void)state;
    static const char *const cases[][3] = {
        {"UTC", "'2026-11-21 23:59:59.999999'", "2026-11-21"},
        {"Asia/Riyadh", "'2026-11-21 20:59:59'", "2026-11-21"},
        {"Asia/Riyadh", "'2026-11-21 21:00:00'", "2026-11-22"},
        /* Iran kept summer time until 2022: +4:30 then, +3:30 since. */
        {"Asia/Tehran", "'2022-07-01 19:29:59'", "2022-07-01"},
        {"Asia/Tehran", "'2022-07-01 19:30:00'", "2022-07-02"},
        {"Asia/Tehran", "'2023-07-01 20:29:59'", "2023-07-01"},
        {"Asia/Tehran", "'2023-07-01 20:30:00'", "2023-07-02"},
        {"America/New_York", "'2024-03-10 04:59:59'", "2024-03-09"},
        {"America/New_York", "'2024-03-11 03:59:59'", "2024-03-10"},
        {"America/New_York", "'2024-03-11 04:00:00'", "2024-03-11"},
        {"Asia/Riyadh", "NULL", "null"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_string_equal(convert(organization_day_expression, cases[i][0], cases[i][1]), cases[i][2]);
}

static void local_times_become_instants(void **state)
{
    (void)state;
    static const char *const cases[][3] = {
        {"Asia/Tehran", "'2026-11-21 03:30:00'", "2026-11-21 00:00:00"},
        {"Asia/Tehran", "'2022-07-01 04:30:00'", "2022-07-01 00:00:00"},
        {"America/New_York", "'2024-03-10 01:59:59'", "2024-03-10 06:59:59"},
        {"America/New_York", "'2024-03-10 02:30:00'", "2024-03-10 07:30:00"}, /* skipped: half an hour behind */
        {"America/New_York", "'2024-03-10 03:00:00'", "2024-03-10 07:00:00"},
        {"America/New_York", "'2024-11-03 01:30:00'", "2024-11-03 05:30:00"}, /* twice: the first */
        {"America/New_York", "'2024-11-03 02:00:00'", "2024-11-03 07:00:00"},
        {"America/New_York", "'2059-07-01 00:00:00'", "2059-07-01 04:00:00"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_string_equal(convert(organization_utc_expression, cases[i][0], cases[i][1]), cases[i][2]);
    assert_string_equal(convert(organization_local_expression, "America/New_York", "'2024-11-03 05:30:00'"),
                        "2024-11-03 01:30:00");
    assert_string_equal(convert(organization_local_expression, "America/New_York", "'2024-11-03 06:30:00'"),
                        "2024-11-03 01:30:00");
}

/* Seventy years of hours in one statement: SQL and zone_offset() agree on the sum of the offsets. */
static void sql_and_zone_agree_on_every_hour(void **state)
{
    (void)state;
    static const char *const zones[] = {"Europe/Moscow", "Africa/Casablanca", "Australia/Lord_Howe", "America/Havana"};
    for (size_t i = 0; i < sizeof zones / sizeof zones[0]; i++) {
        Arena *arena CLEANUP(arena_cleanup) = arena_new(0);
        Error error = {0};
        const char *sql;
        Zone zone;
        assert_int_equal(organization_local_expression(arena, zones[i], "moment", &sql, &error), STATUS_OK);
        assert_int_equal(zone_read(arena, zones[i], &zone, &error), STATUS_OK);
        int64_t hours = 0, seconds = 0;
        for (int64_t at = INT64_C(631152000); at < INT64_C(2840140800); at += 3600, hours++)
            seconds += zone_offset(&zone, at * 1000000) * (hours % 997);
        const char *answer = ask(arena_format(
            arena,
            "SELECT CAST(sum(CAST(epoch(%s - moment) AS HUGEINT) * (h %% 997)) AS VARCHAR) FROM (SELECT h, TIMESTAMP "
            "'1990-01-01' + to_hours(h) AS moment FROM range(%lld) r(h))",
            sql, (long long)hours));
        assert_string_equal(answer, arena_format(arena, "%lld", (long long)seconds));
    }
}

static void unknown_zones_are_refused(void **state)
{
    (void)state;
    Arena *arena CLEANUP(arena_cleanup) = arena_new(0);
    Error error = {0};
    const char *sql = NULL;
    assert_int_equal(organization_day_expression(arena, "Asia/Atlantis", "at", &sql, &error), STATUS_INVALID_ARGUMENT);
    assert_null(sql);
    assert_string_equal(error.value, "Asia/Atlantis");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(local_days_follow_the_zone),
        cmocka_unit_test(local_times_become_instants),
        cmocka_unit_test(sql_and_zone_agree_on_every_hour),
        cmocka_unit_test(unknown_zones_are_refused),
    };
    return cmocka_run_group_tests(tests, open_engine, NULL);
}
