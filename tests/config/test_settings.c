#include "testing.h"

#include "config/settings.h"

#include <string.h>

static Status check(const char *name, const char *value, Error *error)
{
    *error = (Error){0};
    const Setting *setting = setting_find(name);
    assert_non_null(setting);
    return setting_check(setting, value, error);
}

static void fallbacks_pass_their_own_checks(void **state)
{
    (void)state;
    Error error = {0};
    for (size_t i = 0; i < setting_count; i++)
        assert_int_equal(setting_check(&settings[i], settings[i].fallback, &error), STATUS_OK);
    assert_int_equal(setting_count, 17);
}

static void good_values_pass(void **state)
{
    (void)state;
    static const char *const good[][2] = {
        {"name", "شرکت نمونه"},
        {"time_zone", "Asia/Tehran"},
        {"time_zone", "America/Argentina/Buenos_Aires"},
        {"calendar", "persian"},
        {"first_day_of_week", "saturday"},
        {"weekend", ""},
        {"weekend", "friday, saturday"},
        {"working_hours", "sunday-thursday 08:00-12:00,13:00-17:00; saturday 9:00-24:00"},
        {"holidays", "2026-05-01,2026-01-01"},
        {"currency", "IRR"},
        {"fiscal_year_start", "04-06"},
        {"language", "fa"},
        {"first_value_event", ""},
        {"sla_first_reply_minutes", "1"},
        {"weekly_review", "working-day"},
        {"weekly_review", "sunday"},
        {"second_factor", "administrators"},
        {"second_factor", "everyone"},
        {"monthly_review", "none"},
        {"monthly_review", "28"},
    };
    Error error;
    for (size_t i = 0; i < sizeof good / sizeof good[0]; i++)
        if (check(good[i][0], good[i][1], &error) != STATUS_OK)
            fail_msg("%s=%s: %s", good[i][0], good[i][1], error.message);
}

static void bad_values_are_refused_by_name(void **state)
{
    (void)state;
    static const char *const bad[][2] = {
        {"name", ""},
        {"time_zone", ""},
        {"time_zone", "Mars/Olympus"},
        {"time_zone", "GMT+3:30"},
        {"time_zone", "Etc/Unknown"},
        {"time_zone", "Asia/Tehran\xff"},
        {"time_zone", "'; DROP TABLE ticket; --"},
        {"calendar", "fiscal"},
        {"calendar", "Persian"},
        {"first_day_of_week", "mon"},
        {"weekend", "friday,,saturday"},
        {"weekend", "monday,tuesday,wednesday,thursday,friday,saturday,sunday"},
        {"working_hours", "always"},
        {"holidays", "2026-02-29"},
        {"holidays", "01/05/2026"},
        {"currency", "usd"},
        {"currency", "ZZZ"},
        {"currency", "US"},
        {"fiscal_year_start", "02-29"},
        {"fiscal_year_start", "13-01"},
        {"fiscal_year_start", "4-1"},
        {"fiscal_year_start", ""},
        {"language", "de"},
        {"weekly_review", "5"},
        {"weekly_review", ""},
        {"second_factor", "owners"},
        {"second_factor", ""},
        {"monthly_review", "monday"},
        {"monthly_review", "29"},
        {"monthly_review", "0"},
        {"sla_resolution_minutes", "0"},
        {"sla_resolution_minutes", "1.5"},
        {"sla_resolution_minutes", "99999999999999999999"},
    };
    Error error;
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        if (check(bad[i][0], bad[i][1], &error) != STATUS_INVALID_ARGUMENT)
            fail_msg("%s=%s was let through", bad[i][0], bad[i][1]);
        assert_string_equal(error.where, bad[i][0]);
        assert_true(error.message[0] != '\0');
    }
}

static void a_value_without_end_is_refused(void **state)
{
    (void)state;
    static char huge[70000];
    memset(huge, '1', sizeof huge - 1);
    Error error;
    for (size_t i = 0; i < setting_count; i++)
        assert_int_equal(check(settings[i].name, huge, &error), STATUS_INVALID_ARGUMENT);
    assert_null(setting_find("no_such_setting"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fallbacks_pass_their_own_checks),
        cmocka_unit_test(good_values_pass),
        cmocka_unit_test(bad_values_are_refused_by_name),
        cmocka_unit_test(a_value_without_end_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
