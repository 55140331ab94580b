#include "testing.h"

#include "metric/compile.h"

#include <string.h>

static const char header[] = "-- id: sample\n-- title: A sample\n-- help: Help.\n-- perspective: processes\n"
                             "-- indicator: performance\n-- better: up\n-- source: ticket\n-- slices: team, segment, own:age\n"
                             "-- unit: count\n-- value: opened\n-- component opened: Opened\n"
                             "-- parameter days: Days\n--   type: integer\n--   default: 7\n";

static const char *setting(void *context, const char *name)
{
    (void)context;
    return strcmp(name, "first_value_event") == 0 ? "it's" : NULL;
}

typedef struct Case {
    const char *select;
    const char *by, *filter_slice, *filter_value;
    bool convert;
} Case;

static Status compile(Arena *arena, const Case *row, CompiledQuery *ret_compiled, Error *error)
{
    Metric *metric = ARENA_NEW(arena, Metric);
    const char *file = arena_format(arena, "%s%s", header, row->select);
    TRY(metric_parse(arena, "sample.sql", text_of(file), metric, error));
    MetricQuery query = {.metric = metric, .variant = &metric->variants[0], .period = PERIOD_MONTH};
    if (row->by)
        query.by[query.by_count++] = row->by;
    if (row->filter_slice)
        query.filters[query.filter_count++] = (SliceFilter){row->filter_slice, row->filter_value};
    CompileInput input = {.period = PERIOD_MONTH, .from = 20000, .to = 20031, .today = 20040, .currency = "USD",
                          .convert = row->convert, .setting = setting};
    return metric_compile(arena, &query, &input, ret_compiled, error);
}

static const char plain[] = "SELECT day{slices}, count(*) AS opened FROM {ticket} t GROUP BY day{slices}\n";

static void test_values_are_bound(void **state)
{
    (void)state;
    Arena *arena CLEANUP(arena_cleanup) = arena_new(0);
    Error error = {0};
    CompiledQuery compiled;
    const char *hostile = "x'; DROP TABLE ticket; --";
    Case row = {.select = "SELECT day{slices}, count(*) AS opened FROM {ticket} t WHERE topic = {setting:first_value_event} "
                          "AND reopens < {days} AND closed_day < {today} GROUP BY day{slices}\n",
                .by = "team", .filter_slice = "segment", .filter_value = hostile};
    assert_int_equal(compile(arena, &row, &compiled, &error), STATUS_OK);
    assert_null(strstr(compiled.sql, "DROP"));
    assert_null(strstr(compiled.sql, "it's"));
    assert_null(strchr(compiled.sql, '{'));
    bool found = false;
    for (size_t i = 0; i < compiled.parameter_count; i++)
        found = found || (compiled.parameters[i].type == VALUE_TEXT && text_equals(compiled.parameters[i].text, hostile));
    assert_true(found);
}

/* Whole histories keep the filters; what else happened to a customer is looked for beyond them. */
static void test_reach(void **state)
{
    (void)state;
    Arena *arena CLEANUP(arena_cleanup) = arena_new(0);
    Error error = {0};
    CompiledQuery compiled;
    Case row = {.select = "SELECT day{slices}, count(*) AS opened FROM {ticket:*} t GROUP BY day{slices}\n",
                .filter_slice = "team", .filter_value = "billing"};
    assert_int_equal(compile(arena, &row, &compiled, &error), STATUS_OK);
    assert_null(strstr(compiled.sql, "f.day >="));
    assert_non_null(strstr(compiled.sql, "f.team ="));
    row.select = "SELECT day, count(*) AS opened FROM {ticket:all} t GROUP BY day\n";
    assert_int_equal(compile(arena, &row, &compiled, &error), STATUS_OK);
    assert_null(strstr(compiled.sql, "f.day >="));
    assert_null(strstr(compiled.sql, "f.team ="));
    assert_non_null(strstr(compiled.sql, "\"ticket\" t"));
}

static void test_joins_only_what_is_asked(void **state)
{
    (void)state;
    Arena *arena CLEANUP(arena_cleanup) = arena_new(0);
    Error error = {0};
    CompiledQuery compiled;
    assert_int_equal(compile(arena, &(Case){.select = plain, .by = "team"}, &compiled, &error), STATUS_OK);
    assert_null(strstr(compiled.sql, "JOIN customer"));
    assert_null(strstr(compiled.sql, "WITH"));
    assert_int_equal(compile(arena, &(Case){.select = plain, .by = "segment"}, &compiled, &error), STATUS_OK);
    assert_non_null(strstr(compiled.sql, "LEFT JOIN \"customer\" c"));
    Case working = {.select = "SELECT day{slices}, sum({working_seconds:t.opened_at:t.first_reply_at}) AS opened "
                              "FROM {ticket} t GROUP BY day{slices}\n"};
    assert_int_equal(compile(arena, &working, &compiled, &error), STATUS_OK);
    assert_non_null(strstr(compiled.sql, "(t.\"working_first_reply_at\" - t.\"working_opened_at\")"));
    assert_non_null(strstr(compiled.sql, "LEFT JOIN working_hours \"opened_at\""));
}

static void test_hides_facts_of_small_groups(void **state)
{
    (void)state;
    Arena *arena CLEANUP(arena_cleanup) = arena_new(0);
    for (int hides = 0; hides < 2; hides++) {
        Error error = {0};
        CompiledQuery compiled;
        Metric metric;
        const char *file = arena_format(arena, "%s%s%s", hides ? "-- suppress below: 5\n" : "", header, plain);
        assert_int_equal(metric_parse(arena, "sample.sql", text_of(file), &metric, &error), STATUS_OK);
        MetricQuery query = {.metric = &metric, .variant = &metric.variants[0], .period = PERIOD_MONTH};
        CompileInput input = {.period = PERIOD_MONTH, .from = 20000, .to = 20031, .today = 20040, .currency = "USD",
                              .setting = setting};
        assert_int_equal(metric_compile_facts(arena, &query, &input, 10, 0, &compiled, &error),
                         hides ? STATUS_FORBIDDEN : STATUS_OK);
    }
}

static void test_first_of_two_days(void **state)
{
    (void)state;
    Arena *arena CLEANUP(arena_cleanup) = arena_new(0);
    Error error = {0};
    CompiledQuery compiled;
    Case row = {.select = "SELECT day{slices}, count(*) AS opened FROM {ticket:closed_day|opened_day} t GROUP BY day{slices}\n"};
    assert_int_equal(compile(arena, &row, &compiled, &error), STATUS_OK);
    assert_non_null(strstr(compiled.sql, "SELECT COALESCE(f.closed_day, f.opened_day) AS day"));
    assert_non_null(strstr(compiled.sql, "COALESCE(f.closed_day, f.opened_day) >= "));
}

static void test_refuses_placeholders(void **state)
{
    (void)state;
    static const char *const selects[] = {
        "SELECT {tickt}\n", "SELECT {setting:nothing}\n", "SELECT day FROM {ticket:opened_at} t\n",
        "SELECT day FROM {ticket:closed_day|opened_at} t\n", "SELECT {days\n", "SELECT {working_seconds:a}\n"};
    for (size_t i = 0; i < sizeof selects / sizeof selects[0]; i++) {
        Arena *arena CLEANUP(arena_cleanup) = arena_new(0);
        Error error = {0};
        CompiledQuery compiled;
        assert_int_not_equal(compile(arena, &(Case){.select = selects[i]}, &compiled, &error), STATUS_OK);
        assert_true(error.message[0]);
    }
}

static const char *compile_period(Arena *arena, CalendarSystem calendar, PeriodLength period, const Period *periods, size_t count)
{
    Error error = {0};
    Metric *metric = ARENA_NEW(arena, Metric);
    const char *grain = periods ? "-- grain: period\n" : "";
    const char *select = periods ? "SELECT period_start{slices}, 1 AS opened FROM {period} p\n" : plain;
    const char *file = arena_format(arena, "%s%s%s", header, grain, select);
    assert_int_equal(metric_parse(arena, "sample.sql", text_of(file), metric, &error), STATUS_OK);
    MetricQuery query = {.metric = metric, .variant = &metric->variants[0], .period = period, .calendar = calendar};
    CompileInput input = {.period = period, .from = 20000, .to = 20031, .today = 20040, .currency = "USD", .setting = setting,
                          .periods = periods, .period_count = count};
    CompiledQuery *compiled = ARENA_NEW(arena, CompiledQuery);
    assert_int_equal(metric_compile(arena, &query, &input, compiled, &error), STATUS_OK);
    return compiled->sql;
}

/* Where a day says its period, the calendar is not joined. */
static void test_period_of_a_day(void **state)
{
    (void)state;
    Arena *arena CLEANUP(arena_cleanup) = arena_new(0);
    static const struct { CalendarSystem calendar; PeriodLength period; const char *start; } cases[] = {
        {CALENDAR_GREGORIAN, PERIOD_MONTH, "date_trunc('month', m.day)"},
        {CALENDAR_GREGORIAN, PERIOD_QUARTER, "date_trunc('quarter', m.day)"},
        {CALENDAR_GREGORIAN, PERIOD_YEAR, "date_trunc('year', m.day)"},
        {CALENDAR_PERSIAN, PERIOD_DAY, "SELECT m.day AS period_start"},
        {CALENDAR_GREGORIAN, PERIOD_WEEK, NULL}, /* the organization says with which day weeks begin */
        {CALENDAR_PERSIAN, PERIOD_MONTH, NULL},
        {CALENDAR_FISCAL, PERIOD_YEAR, NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const char *sql = compile_period(arena, cases[i].calendar, cases[i].period, NULL, 0);
        assert_int_equal(strstr(sql, "FROM calendar") == NULL, cases[i].start != NULL);
        assert_non_null(strstr(sql, cases[i].start ? cases[i].start : "k.period_start"));
    }
}

static void test_known_periods_are_written(void **state)
{
    (void)state;
    Arena *arena CLEANUP(arena_cleanup) = arena_new(0);
    static const Period two[] = {{19997, 20028, 20000, 20028}, {20028, 20058, 20028, 20031}};
    const char *sql = compile_period(arena, CALENDAR_PERSIAN, PERIOD_MONTH, two, 2);
    assert_non_null(strstr(sql, "(VALUES (DATE '2024-10-04', DATE '2024-11-01', 1), (DATE '2024-11-01', DATE '2024-11-04', 2))"));
    assert_null(strstr(sql, "calendar"));
    static Period many[65];
    for (int i = 0; i < 65; i++)
        many[i] = (Period){20000 + i, 20001 + i, 20000 + i, 20001 + i};
    assert_null(strstr(compile_period(arena, CALENDAR_PERSIAN, PERIOD_MONTH, many, 64), "calendar"));
    assert_non_null(strstr(compile_period(arena, CALENDAR_PERSIAN, PERIOD_MONTH, many, 65), "FROM calendar"));
}

/* Of facts in one currency, that one has the rate 1; kept apart, each that is used has. */
static void test_rates_of_one_currency(void **state)
{
    (void)state;
    Arena *arena CLEANUP(arena_cleanup) = arena_new(0);
    const char *file = arena_format(arena, "-- grain: period\n%sSELECT period_start{slices}, 1 AS opened FROM {rate} r\n", header);
    for (int one = 0; one < 2; one++) {
        Error error = {0};
        Metric metric;
        assert_int_equal(metric_parse(arena, "sample.sql", text_of(file), &metric, &error), STATUS_OK);
        MetricQuery query = {.metric = &metric, .variant = &metric.variants[0], .period = PERIOD_MONTH};
        CompileInput input = {.period = PERIOD_MONTH, .from = 20000, .to = 20031, .today = 20040, .currency = "USD",
                              .one_currency = one, .setting = setting};
        CompiledQuery compiled;
        assert_int_equal(metric_compile(arena, &query, &input, &compiled, &error), STATUS_OK);
        assert_int_equal(strstr(compiled.sql, "currency_used") == NULL, one);
        assert_non_null(strstr(compiled.sql, "AS end_rate FROM period p"));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_values_are_bound),
        cmocka_unit_test(test_reach),
        cmocka_unit_test(test_joins_only_what_is_asked),
        cmocka_unit_test(test_hides_facts_of_small_groups),
        cmocka_unit_test(test_first_of_two_days),
        cmocka_unit_test(test_refuses_placeholders),
        cmocka_unit_test(test_period_of_a_day),
        cmocka_unit_test(test_known_periods_are_written),
        cmocka_unit_test(test_rates_of_one_currency),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
