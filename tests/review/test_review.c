/* Reviews over answers of known days: what changed, since when, what was said, and what a number becomes later. */
#include "goal/world.h"

#include "review/outlook.h"
#include "review/sheet.h"
#include "stats/xmr.h"

static int32_t day_of(const char *text)
{
    int32_t day = 0;
    assert_true(day_parse(text_of(text), &day));
    return day;
}

static void is_day(int32_t day, const char *expected)
{
    char text[11];
    day_format(day, text);
    assert_string_equal(text, expected);
}

/* ---- days ---- */

static Organization in_riyadh(const char *today)
{
    return (Organization){.time_zone = "Asia/Riyadh", .calendar = CALENDAR_GREGORIAN, .weekly_review = "working-day",
                          .monthly_review = "working-day", .today = day_of(today),
                          .days = {.first_day_of_week = 7, .weekend = {[5] = true, [6] = true}}};
}

static void meetings_follow_the_organizations_calendar(void **state)
{
    (void)state;
    Organization organization = in_riyadh("2026-11-21"); /* a Saturday: the week is not over */
    ReviewSpan span;
    ok(review_span_due(&organization, REVIEW_WEEKLY, &span, e));
    is_day(span.from, "2026-11-08");
    is_day(span.to, "2026-11-14");
    is_day(span.held_on, "2026-11-15");
    ok(review_span_next(&organization, REVIEW_WEEKLY, &span, e));
    is_day(span.held_on, "2026-11-22");
    /* Weeks from Monday, Saturday and Sunday off, and a holiday on the Monday. */
    const int32_t holidays[] = {day_of("2026-11-16")};
    organization.days = (CalendarSettings){.first_day_of_week = 1, .weekend = {[6] = true, [7] = true}, .holidays = holidays, .holiday_count = 1};
    ok(review_span_due(&organization, REVIEW_WEEKLY, &span, e));
    is_day(span.from, "2026-11-09");
    is_day(span.held_on, "2026-11-17");
    organization.weekly_review = "wednesday";
    ok(review_span_due(&organization, REVIEW_WEEKLY, &span, e));
    is_day(span.held_on, "2026-11-18");
    /* Before the chosen day has come, the week before it is the last one that was due. */
    organization.today = day_of("2026-11-17");
    ok(review_span_due(&organization, REVIEW_WEEKLY, &span, e));
    is_day(span.held_on, "2026-11-11");
}

static void months_are_those_of_the_calendar(void **state)
{
    (void)state;
    Organization organization = in_riyadh("2026-11-21");
    ReviewSpan span;
    ok(review_span_due(&organization, REVIEW_MONTHLY, &span, e));
    is_day(span.from, "2026-10-01");
    is_day(span.to, "2026-10-31");
    is_day(span.held_on, "2026-11-01");
    organization.calendar = CALENDAR_PERSIAN; /* 30 Aban 1405; Mehr ended on a Thursday, and Friday is off */
    organization.monthly_review = "working-day";
    ok(review_span_due(&organization, REVIEW_MONTHLY, &span, e));
    is_day(span.from, "2026-09-23");
    is_day(span.to, "2026-10-22");
    is_day(span.held_on, "2026-10-25");
    organization.monthly_review = "5";
    ok(review_span_due(&organization, REVIEW_MONTHLY, &span, e));
    is_day(span.held_on, "2026-10-27");
    assert_true(review_is_kept(&organization, REVIEW_MONTHLY));
    organization.monthly_review = "none";
    assert_false(review_is_kept(&organization, REVIEW_MONTHLY));
}

/* ---- forecasts ---- */

static void key_results_are_forecast_at_their_deadline(void **state)
{
    (void)state;
    static const double up[] = {1, 2, 3, 4, 5, 6}, noisy[] = {10, 12, 9, 11, 10, 12};
    int32_t last = day_of("2026-06-30");
    ReviewKeyResult result = {.start = 0, .target = 9, .deadline = day_of("2026-09-30")};
    outlook_of_series(up, 6, PERIOD_MONTH, last, &result);
    assert_true(fabs(result.forecast.number - 9) < 1e-9 && result.chance.number == 1); /* three months on, no variation */
    result = (ReviewKeyResult){.start = 0, .target = 10, .deadline = day_of("2026-09-30")};
    outlook_of_series(up, 6, PERIOD_MONTH, last, &result);
    assert_true(result.chance.number == 0);
    /* Downwards: less is better. */
    result = (ReviewKeyResult){.start = 20, .target = 11, .deadline = day_of("2026-08-31")};
    outlook_of_series(noisy, 6, PERIOD_MONTH, last, &result);
    double down = result.chance.number;
    result = (ReviewKeyResult){.start = 0, .target = 11, .deadline = day_of("2026-08-31")};
    outlook_of_series(noisy, 6, PERIOD_MONTH, last, &result);
    assert_true(down > 0 && down < 1 && fabs(down + result.chance.number - 1) < 1e-12);
    assert_true(result.low.number < result.forecast.number && result.forecast.number < result.high.number);
    /* Nothing comes any more: what is there is what it will be. */
    result = (ReviewKeyResult){.start = 0, .target = 6, .deadline = last};
    outlook_of_series(up, 6, PERIOD_MONTH, last, &result);
    assert_true(result.forecast.number == 6 && result.chance.number == 1);
    result = (ReviewKeyResult){.start = 0, .target = 6, .deadline = day_of("2026-12-31")};
    outlook_of_series(up, 2, PERIOD_MONTH, last, &result);
    assert_false(result.chance.defined);
    assert_string_equal(result.reason, "too-few-periods");
    /* A number that grows with its days: five more steps of one. */
    result = (ReviewKeyResult){.start = 0, .target = 11, .deadline = last + 35};
    outlook_of_path(up, 6, 7, last, &result);
    assert_true(result.forecast.number == 11 && result.chance.number == 1);
}

/* ---- packs ---- */

static const Kpi nps = {.id = "nps", .title = "Recommendation", .metric = "nps", .period = PERIOD_MONTH, .perspective = "customers"};

static void months(World *world, const char *key, const char *day, int64_t promoters, int64_t detractors, const char *channel)
{
    Value values[] = {value_text(key), value_integer(promoters), value_integer(promoters + detractors), value_text(day), value_text(channel)};
    ok(facts_execute(world->session,
                     "INSERT INTO answer (answer, question, score, scale_min, scale_max, asked_at, answered_at, asked_day, answered_day, "
                     "day, batch, channel) SELECT CAST($1 AS VARCHAR) || i, 'nps', CASE WHEN i < $2 THEN 10 ELSE 0 END, 0, 10, "
                     "CAST($4 AS TIMESTAMP), CAST($4 AS TIMESTAMP), CAST($4 AS DATE), CAST($4 AS DATE), CAST($4 AS DATE), 1, $5 "
                     "FROM range(CAST($3 AS BIGINT)) AS numbers (i)",
                     values, 5, NULL, e));
}

/* A year between 20 and 24, and an October far below it; a target of 22 since July. */
static void fill(World *world)
{
    static const char *const days[] = {"2025-11-10", "2025-12-10", "2026-01-10", "2026-02-10", "2026-03-10", "2026-04-10",
                                       "2026-05-10", "2026-06-10", "2026-07-10", "2026-08-10", "2026-09-10"};
    ok(kpi_add(world->store, &nps, "test", e));
    for (size_t i = 0; i < sizeof days / sizeof days[0]; i++)
        months(world, days[i], days[i], i % 2 ? 62 : 60, i % 2 ? 38 : 40, "mail");
    months(world, "oct", "2026-10-10", 20, 80, "phone");
    months(world, "nov", "2026-11-10", 60, 40, "mail"); /* by which October is over */
    world->organization.today = day_of("2026-07-05");
    TargetPoint from_july = {day_of("2026-07-01"), 22, 22};
    KpiTarget target = {.path = {.direction = TARGET_UP, .points = &from_july, .count = 1, .margin = 5}, .from = from_july.day, .by = "test"};
    ok(kpi_set_target(&world->asker, &nps, &target, e));
    world->organization.today = TODAY;
}

static ReviewSpan october(World *world)
{
    ReviewSpan span;
    ok(review_span_due(&world->organization, REVIEW_MONTHLY, &span, e));
    return span;
}

static void a_pack_says_what_changed_and_since_when(void **state)
{
    World *world = *state;
    ReviewPack pack;
    fill(world);
    ReviewSpan span = october(world);
    ok(review_pack_build(&world->asker, world->arena, &span, &pack, e));
    assert_int_equal(pack.kpi_count, 1);
    const ReviewKpi *kpi = &pack.kpis[0];
    assert_true(kpi->value.number == -60 && kpi->previous.number == 20);
    assert_int_equal(kpi->change, CHANGE_SIGNAL);
    assert_true(kpi->signals & XMR_OUTSIDE);
    assert_string_equal(kpi->turn, "worse");
    assert_int_equal(kpi->status, GOAL_OFF_TRACK);
    is_day(kpi->since_day, "2026-10-01");
    assert_false(kpi->since_open || kpi->late);
    assert_true(kpi->cause_count > 0);
    /* In September it was within its variation, and at risk since then: August was on track. */
    world->organization.today = day_of("2026-10-02");
    ok(review_span_of(&world->organization, REVIEW_MONTHLY, day_of("2026-09-15"), &span, e));
    ok(review_pack_build(&world->asker, world->arena, &span, &pack, e));
    assert_int_equal(pack.kpis[0].change, CHANGE_NOISE);
    assert_int_equal(pack.kpis[0].status, GOAL_AT_RISK);
    is_day(pack.kpis[0].since_day, "2026-09-01");
    /* A week in which no month has ended has nothing new. */
    world->organization.today = TODAY;
    ok(review_span_due(&world->organization, REVIEW_WEEKLY, &span, e));
    ok(review_pack_build(&world->asker, world->arena, &span, &pack, e));
    assert_int_equal(pack.kpis[0].change, CHANGE_NOTHING);
    /* Facts that ended long ago are late. */
    world->organization.today = day_of("2026-12-20");
    ok(review_span_due(&world->organization, REVIEW_MONTHLY, &span, e));
    ok(review_pack_build(&world->asker, world->arena, &span, &pack, e));
    assert_true(pack.kpis[0].late);
    is_day(pack.kpis[0].data_to, "2026-11-10");
}

static void a_number_that_changes_later_stands_beside_the_frozen_one(void **state)
{
    World *world = *state;
    ReviewSheet sheet;
    int64_t number;
    fill(world);
    ReviewSpan span = october(world);
    ok(review_prepare(&world->asker, &span, "Sara", &number, e));
    ok(review_sheet_read(&world->asker, world->arena, number, NULL, &sheet, e));
    assert_false(sheet.pack.kpis[0].restated);
    months(world, "late", "2026-10-25", 100, 0, "mail");
    ok(review_sheet_read(&world->asker, world->arena, number, NULL, &sheet, e));
    const ReviewKpi *kpi = &sheet.pack.kpis[0];
    assert_true(kpi->restated && !kpi->redefined);
    assert_true(kpi->value.number == -60 && kpi->now.number == 20);
    assert_int_equal(kpi->change, CHANGE_SIGNAL);
    assert_int_equal(review_pack_count(&sheet.pack).restated, 1);
    /* Nothing was decided yet: the numbers may be taken anew. */
    ok(review_prepare_again(&world->asker, number, "Sara", e));
    ok(review_sheet_read(&world->asker, world->arena, number, NULL, &sheet, e));
    assert_true(!sheet.pack.kpis[0].restated && sheet.pack.kpis[0].value.number == 20);
}

static void who_sees_some_rows_gets_their_own_numbers_and_no_words(void **state)
{
    World *world = *state;
    static const char *const brands[] = {"Noor"};
    RowScope noor = {.brands = {brands, 1}};
    ReviewSheet sheet;
    int64_t number, ignored;
    fill(world);
    ReviewSpan span = october(world);
    ok(review_prepare(&world->asker, &span, "Sara", &number, e));
    ok(review_entry_add(world->store, number, &(ReviewEntry){.decision = true, .words = "NPS is -60"}, "Sara", &ignored, e));
    ReviewAction own = {.review = number, .words = "Call", .owner = "Omar", .due = TODAY + 7}, other = own;
    other.owner = "Sara";
    ok(review_action_add(world->store, &own, "Sara", &ignored, e));
    ok(review_action_add(world->store, &other, "Sara", &ignored, e));
    KpiAsker limited = world->asker;
    limited.rows = &noor;
    ok(review_sheet_read(&limited, world->arena, number, "Omar", &sheet, e));
    assert_false(sheet.whole);
    assert_false(sheet.pack.kpis[0].value.defined); /* no answer is of the brand */
    assert_int_equal(sheet.entry_count, 0);
    assert_int_equal(sheet.action_count, 1);
    assert_string_equal(sheet.actions[0].owner, "Omar");
    ok(review_sheet_read(&limited, world->arena, number, NULL, &sheet, e));
    assert_int_equal(sheet.action_count, 0);
}

/* ---- what is said ---- */

static void wrong_reviews_are_refused(void **state)
{
    World *world = *state;
    ReviewSpan span;
    int64_t number;
    fill(world);
    ok(review_span_of(&world->organization, REVIEW_WEEKLY, TODAY, &span, e));
    assert_int_equal(review_prepare(&world->asker, &span, "Sara", &number, e), STATUS_INVALID_ARGUMENT);
    span = october(world);
    ok(review_prepare(&world->asker, &span, "Sara", &number, e));
    assert_int_equal(review_prepare(&world->asker, &span, "Sara", &number, e), STATUS_ALREADY_EXISTS);
    const struct { ReviewAction action; const char *where; } wrong[] = {
        {{.review = number, .words = "Call", .owner = "Sara, Omar", .due = TODAY}, "owner"},
        {{.review = number, .words = "Call", .due = TODAY}, "owner"},
        {{.review = number, .words = "Call", .owner = "Sara", .due = TODAY - 1}, "due"},
        {{.review = number, .words = " ", .owner = "Sara", .due = TODAY}, "words"}};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        assert_int_equal(review_action_check(&world->asker, &wrong[i].action, e), STATUS_INVALID_ARGUMENT);
        assert_string_equal(e_.where, wrong[i].where);
    }
    ReviewEntry entry = {.decision = true, .words = "More people", .kpi = "nothing"};
    assert_int_equal(review_entry_add(world->store, number, &entry, "Sara", &entry.number, e), STATUS_INVALID_ARGUMENT);
    entry.kpi = "nps";
    ok(review_entry_add(world->store, number, &entry, "Sara", &entry.number, e));
    assert_int_equal(review_prepare_again(&world->asker, number, "Sara", e), STATUS_CONFLICT);
    /* The second of two is told. */
    entry.revision = 1;
    entry.words = "Fewer people";
    ok(review_entry_change(world->store, number, &entry, "Omar", e));
    entry.words = "Other people";
    assert_int_equal(review_entry_change(world->store, number, &entry, "Sara", e), STATUS_CONFLICT);
    assert_non_null(strstr(e_.message, "Omar"));
    ok(review_close(world->store, number, "Sara", e));
    assert_int_equal(review_close(world->store, number, "Omar", e), STATUS_CONFLICT);
    entry.revision = 2;
    assert_int_equal(review_entry_change(world->store, number, &entry, "Sara", e), STATUS_CONFLICT);
    assert_int_equal(review_entry_add(world->store, number, &entry, "Sara", &entry.number, e), STATUS_CONFLICT);
}

static void actions_are_followed_into_the_next_review(void **state)
{
    World *world = *state;
    ReviewSpan span;
    Review first, second;
    ReviewAction *found, action = {.words = "Call", .owner = "Sara", .due = TODAY + 3}, other = {.words = "Write", .owner = "Omar", .due = TODAY + 5};
    size_t count;
    fill(world);
    span = october(world);
    ReviewSpan september;
    ok(review_span_of(&world->organization, REVIEW_MONTHLY, span.from - 1, &september, e));
    ok(review_prepare(&world->asker, &september, "Sara", &action.review, e));
    other.review = action.review;
    ok(review_action_add(world->store, &action, "Sara", &action.number, e));
    ok(review_action_add(world->store, &other, "Sara", &other.number, e));
    ok(review_close(world->store, action.review, "Sara", e));
    int64_t next;
    ok(review_prepare(&world->asker, &span, "Sara", &next, e));
    action.revision = other.revision = 1;
    action.state = ACTION_DONE;
    ok(review_action_change(&world->asker, &action, next, "Omar", e));
    assert_int_equal(review_action_change(&world->asker, &action, next, "Sara", e), STATUS_CONFLICT);
    assert_non_null(strstr(e_.message, "Omar"));
    other.state = ACTION_CARRIED;
    other.due = TODAY - 1;
    assert_int_equal(review_action_change(&world->asker, &other, next, "Sara", e), STATUS_INVALID_ARGUMENT);
    other.due = TODAY + 30;
    ok(review_action_change(&world->asker, &other, next, "Sara", e));
    ok(review_find(world->store, world->arena, next, &second, e));
    ok(review_last_actions(world->store, world->arena, &second, &found, &count, e));
    assert_int_equal(count, 2);
    assert_int_equal(found[0].state, ACTION_DONE);
    assert_int_equal(found[1].state, ACTION_CARRIED);
    ok(review_actions(world->store, world->arena, &second, &found, &count, e));
    assert_int_equal(count, 1);
    assert_int_equal(found[0].carried_from, other.number);
    assert_int_equal(found[0].due, TODAY + 30);
    /* The minute of the first stays as it was at its close, and says what became since. */
    ok(review_find(world->store, world->arena, action.review, &first, e));
    ok(review_actions(world->store, world->arena, &first, &found, &count, e));
    assert_int_equal(found[0].state, ACTION_OPEN);
    assert_int_equal(found[0].state_now, ACTION_DONE);
    /* Its words belong to that minute. */
    action.revision = 2;
    action.words = "Something else";
    assert_int_equal(review_action_change(&world->asker, &action, next, "Sara", e), STATUS_CONFLICT);
}

static void a_review_is_prepared_by_itself_once(void **state)
{
    World *world = *state;
    int64_t number;
    world->organization.today = day_of("2026-11-03");
    ok(review_prepare_due(&world->asker, REVIEW_MONTHLY, &number, e));
    assert_int_equal(number, 0); /* no KPI yet */
    fill(world);
    /* The KPI is of the day on which the test runs: later than the meeting of that October. */
    ok(records_execute(store_records(world->store), "UPDATE kpi SET created_at = $1", &(Value){.type = VALUE_TIME, .time = 0}, 1, NULL, e));
    ok(review_prepare_due(&world->asker, REVIEW_MONTHLY, &number, e));
    assert_int_equal(number, 0); /* 21 November: the meeting was long ago */
    world->organization.today = day_of("2026-11-03");
    ok(review_prepare_due(&world->asker, REVIEW_MONTHLY, &number, e));
    assert_int_equal(number, 1);
    ok(review_prepare_due(&world->asker, REVIEW_MONTHLY, &number, e));
    assert_int_equal(number, 0);
    world->organization.weekly_review = "none";
    ok(review_prepare_due(&world->asker, REVIEW_WEEKLY, &number, e));
    assert_int_equal(number, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(meetings_follow_the_organizations_calendar),
        cmocka_unit_test(months_are_those_of_the_calendar),
        cmocka_unit_test(key_results_are_forecast_at_their_deadline),
        cmocka_unit_test_setup_teardown(a_pack_says_what_changed_and_since_when, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_number_that_changes_later_stands_beside_the_frozen_one, set_up, tear_down),
        cmocka_unit_test_setup_teardown(who_sees_some_rows_gets_their_own_numbers_and_no_words, set_up, tear_down),
        cmocka_unit_test_setup_teardown(wrong_reviews_are_refused, set_up, tear_down),
        cmocka_unit_test_setup_teardown(actions_are_followed_into_the_next_review, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_review_is_prepared_by_itself_once, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
