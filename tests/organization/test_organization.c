#include "organization_testing.h"

static void settings_are_read_as_values(void **state)
{
    Fixture *fixture = *state;
    ok(store_set_setting(fixture->store, "time_zone", "Asia/Tehran", e));
    ok(store_set_setting(fixture->store, "calendar", "persian", e));
    ok(store_set_setting(fixture->store, "first_day_of_week", "saturday", e));
    ok(store_set_setting(fixture->store, "weekend", "friday", e));
    ok(store_set_setting(fixture->store, "holidays", "2026-03-22,2026-03-21", e));
    ok(store_set_setting(fixture->store, "fiscal_year_start", "03-21", e));
    Organization organization;
    ok(organization_read(fixture->store, fixture->arena, &organization, e));
    assert_string_equal(organization.time_zone, "Asia/Tehran");
    assert_string_equal(organization.currency, "USD");
    assert_int_equal(organization.calendar, CALENDAR_PERSIAN);
    assert_int_equal(organization.days.first_day_of_week, 6);
    assert_true(organization.days.weekend[5]);
    assert_false(organization.days.weekend[6]);
    assert_int_equal(organization.days.holiday_count, 2);
    assert_true(organization.days.holidays[0] < organization.days.holidays[1]);
    assert_int_equal(organization.days.fiscal_month, 3);
    assert_int_equal(organization.days.fiscal_day, 21);
    int32_t today;
    ok(day_today("Asia/Tehran", &today, e));
    assert_int_equal(organization.today, today);
}

/* The check stands before the store; a value that came in another way is named. */
static void a_bad_stored_setting_is_named(void **state)
{
    Fixture *fixture = *state;
    Value value = value_text("Mars/Olympus");
    ok(records_execute(store_records(fixture->store), "UPDATE setting SET value = $1 WHERE name = 'time_zone'", &value,
                       1, NULL, e));
    Organization organization;
    Error error = {0};
    assert_int_equal(organization_read(fixture->store, fixture->arena, &organization, &error), STATUS_INVALID_ARGUMENT);
    assert_string_equal(error.where, "time_zone");
    assert_int_equal(organization_apply(fixture->store, &error), STATUS_INVALID_ARGUMENT);
    assert_string_equal(ask(fixture, "SELECT count(*) FROM calendar"), "0");
}

static void the_calendar_is_filled(void **state)
{
    Fixture *fixture = *state;
    ok(store_set_setting(fixture->store, "holidays", "2026-11-20", e));
    ok(organization_apply(fixture->store, e));
    assert_string_equal(ask(fixture, "SELECT count(*) || ' ' || count(DISTINCT day) FROM calendar"), "25567 25567");
    assert_string_equal(ask(fixture, "SELECT c::VARCHAR FROM calendar c WHERE day = '2026-11-21'"),
                        "{'day': 2026-11-21, 'weekday': 6, 'is_weekend': true, 'is_holiday': false, "
                        "'week': 2026-11-16, 'gregorian_month': 2026-11-01, 'gregorian_quarter': 2026-10-01, "
                        "'gregorian_year': 2026-01-01, 'persian_month': 2026-10-23, 'persian_quarter': 2026-09-23, "
                        "'persian_year': 2026-03-21, 'islamic_month': 2026-11-11, 'islamic_quarter': 2026-09-12, "
                        "'islamic_year': 2026-06-16, 'fiscal_month': 2026-11-01, 'fiscal_quarter': 2026-10-01, "
                        "'fiscal_year': 2026-01-01, 'persian_y': 1405, 'persian_m': 8, 'persian_d': 30, "
                        "'islamic_y': 1448, 'islamic_m': 6, 'islamic_d': 11}");
    assert_string_equal(ask(fixture, "SELECT string_agg(day, ',') FROM calendar WHERE is_holiday"), "2026-11-20");
    /* Again changes nothing, another holiday only the calendar and the hours. */
    uint64_t version = store_version(fixture->store);
    ok(organization_apply(fixture->store, e));
    assert_int_equal(store_version(fixture->store), version);
    ok(store_set_setting(fixture->store, "holidays", "", e));
    ok(organization_apply(fixture->store, e));
    assert_string_equal(ask(fixture, "SELECT count(*) FROM calendar"), "25567");
    assert_string_equal(ask(fixture, "SELECT count(*) FROM calendar WHERE is_holiday"), "0");
    assert_string_equal(ask(fixture, "SELECT count(*) FROM applied_setting"), "3");
}

/* Working seconds between two moments in SQL, as metrics have them. */
static const char *working(Fixture *fixture, const char *from, const char *to)
{
    TextBuilder sql = text_builder(4096);
    const char *const ends[2] = {to, from};
    for (int i = 0; i < 2; i++)
        text_append_format(&sql,
                           "%s(SELECT CAST(before + greatest(0, least(s - opens_1, closes_1 - opens_1)) AS BIGINT) FROM "
                           "(SELECT *, epoch(TIMESTAMP '%s') - epoch(day) AS s FROM working_hours WHERE day = "
                           "CAST('%s' AS DATE)))",
                           i ? " - " : "", ends[i], ends[i]);
    const char *answer = ask(fixture, sql.bytes);
    text_builder_free(&sql);
    return answer;
}

/* kpi-reference section 11: Friday 16:30 to Monday 09:45 is 1 h 15 min; to Saturday what was left of Friday. */
static void working_hours_are_filled(void **state)
{
    Fixture *fixture = *state;
    ok(organization_apply(fixture->store, e));
    assert_string_equal(ask(fixture, "SELECT count(*) FROM working_hours"), "25567");
    assert_string_equal(working(fixture, "2026-11-20 16:30:00", "2026-11-23 09:45:00"), "4500");
    assert_string_equal(working(fixture, "2026-11-20 17:00:00", "2026-11-21 11:00:00"), "0");
    /* From Monday on shorter hours; Friday keeps its own. */
    int32_t monday;
    assert_true(day_parse(text_of("2026-11-23"), &monday));
    ok(organization_schedule_from(fixture->store, monday, "monday-friday 09:30-12:00", e));
    ok(organization_apply(fixture->store, e));
    assert_string_equal(working(fixture, "2026-11-20 16:30:00", "2026-11-23 09:45:00"), "2700");
    const WorkingSchedule *schedules;
    size_t count;
    ok(organization_schedules(fixture->store, fixture->arena, &schedules, &count, e));
    assert_int_equal(count, 2);
    assert_int_equal(schedules[1].from_day, monday);
    Error error = {0};
    assert_int_equal(organization_schedule_from(fixture->store, monday, "sometimes", &error), STATUS_INVALID_ARGUMENT);
    assert_int_equal(organization_schedule_from(fixture->store, -1000000, "monday 09:00-10:00", &error),
                     STATUS_INVALID_ARGUMENT);
}

/* 20:30 UTC is still the 20th in Moscow, already the 21st in Tehran (from 20:30 on). */
static void a_new_zone_moves_local_days(void **state)
{
    Fixture *fixture = *state;
    ok(store_set_setting(fixture->store, "time_zone", "Europe/Moscow", e));
    ok(organization_apply(fixture->store, e));
    run(fixture, "INSERT INTO ticket (ticket, opened_at, opened_day, closed_at, closed_day, day, batch) VALUES "
                 "('1', '2026-11-20 20:30:00', '2026-11-20', '2026-11-20 21:10:00', '2026-11-21', '2026-11-20', 1)");
    run(fixture, "INSERT INTO answer (answer, question, asked_at, asked_day, day, batch) VALUES "
                 "('1', 'nps', '2026-11-20 20:30:00', '2026-11-20', '2026-11-20', 1)");
    run(fixture, "INSERT INTO orders (\"order\", line, ordered_at, ordered_day, amount, day, batch) VALUES "
                 "('1', 1, '2026-11-20 20:29:59.999999', '2026-11-20', 5, '2026-11-20', 1)");
    run(fixture, "INSERT INTO spend (on_day, channel, campaign, ad, day, batch) VALUES "
                 "('2026-11-20', 'web', 'a', 'all', '2026-11-20', 1)");
    ok(store_set_setting(fixture->store, "time_zone", "Asia/Tehran", e));
    ok(organization_apply(fixture->store, e));
    assert_string_equal(ask(fixture, "SELECT concat_ws(' ', opened_day, closed_day, first_resolved_day, day) FROM ticket"),
                        "2026-11-21 2026-11-21 2026-11-21");
    assert_string_equal(ask(fixture, "SELECT concat_ws(' ', asked_day, day) FROM answer"), "2026-11-21 2026-11-21");
    assert_string_equal(ask(fixture, "SELECT concat_ws(' ', ordered_day, day) FROM orders"), "2026-11-20 2026-11-20");
    assert_string_equal(ask(fixture, "SELECT day FROM spend"), "2026-11-20");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(settings_are_read_as_values, setup, teardown),
        cmocka_unit_test_setup_teardown(a_bad_stored_setting_is_named, setup, teardown),
        cmocka_unit_test_setup_teardown(the_calendar_is_filled, setup, teardown),
        cmocka_unit_test_setup_teardown(working_hours_are_filled, setup, teardown),
        cmocka_unit_test_setup_teardown(a_new_zone_moves_local_days, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
