#include "organization_testing.h"

#include "organization/check.h"

static const Finding *find(const Findings *findings, const char *code, const char *kind)
{
    for (size_t i = 0; i < findings->count; i++) {
        const Finding *finding = &findings->items[i];
        if (strcmp(finding->code, code) == 0 && (!kind || (finding->kind && strcmp(finding->kind, kind) == 0)))
            return finding;
    }
    return NULL;
}

static Findings check(Fixture *fixture)
{
    Findings findings;
    ok(organization_check(fixture->store, fixture->arena, &findings, e));
    for (size_t i = 0; i < findings.count; i++)
        print_message("%s %s %lld: %s\n", findings.items[i].code, findings.items[i].kind ? findings.items[i].kind : "-",
                      (long long)findings.items[i].count, findings.items[i].examples);
    return findings;
}

static void expect(const Findings *findings, Severity severity, const char *kind, const char *code, int64_t count,
                   const char *examples)
{
    const Finding *finding = find(findings, code, kind);
    if (!finding)
        fail_msg("%s of %s was not found", code, kind);
    assert_int_equal(finding->severity, severity);
    assert_int_equal(finding->count, count);
    assert_string_equal(finding->examples, examples);
    assert_true(finding->message[0] != '\0');
}

static void prepare(Fixture *fixture)
{
    ok(store_set_setting(fixture->store, "time_zone", "Asia/Riyadh", e));
    ok(organization_apply(fixture->store, e));
    run(fixture, "INSERT INTO batch (batch, kind, committed_at) VALUES (1, 'ticket', '2026-01-01')");
}

static void a_new_store_is_sound(void **state)
{
    Fixture *fixture = *state;
    Findings findings = check(fixture);
    /* Nobody filled the calendar yet. */
    assert_non_null(find(&findings, "calendar-incomplete", NULL));
    assert_non_null(find(&findings, "working-hours-incomplete", NULL));
    assert_non_null(find(&findings, "settings-not-applied", NULL));
    assert_true(findings.items[0].mendable);
    ok(organization_mend(fixture->store, e));
    findings = check(fixture);
    assert_int_equal(findings.count, 0);
    assert_true(findings.rows >= 2 * 25567);
    assert_true(findings.facts_version >= 2);
    assert_true(findings.records_version >= 1);
}

static void rows_by_themselves(void **state)
{
    Fixture *fixture = *state;
    prepare(fixture);
    run(fixture, "INSERT INTO ticket (ticket, opened_at, opened_day, first_reply_at, day, batch) VALUES "
                 "('good', '2026-11-20 08:00:00', '2026-11-20', '2026-11-20 08:00:00', '2026-11-20', 1), "
                 "('backwards', '2026-11-20 08:00:00', '2026-11-20', '2026-11-20 07:59:59', '2026-11-20', 1), "
                 "('twice', '2026-11-20 08:00:00', '2026-11-20', NULL, '2026-11-20', 1), "
                 "('twice', '2026-11-20 08:00:00', '2026-11-20', NULL, '2026-11-20', 1), "
                 "('of-utc', '2026-11-19 22:00:00', '2026-11-19', NULL, '2026-11-19', 1), "
                 "('stranger', '2026-11-20 08:00:00', '2026-11-20', NULL, '2026-11-20', 77), "
                 "('tomorrow', '2056-11-20 08:00:00', '2056-11-20', NULL, '2056-11-20', 1), "
                 "('before', '1970-11-20 08:00:00', '1970-11-20', NULL, '1970-11-20', 1)");
    run(fixture, "INSERT INTO subscription (subscription, customer, term_start, price, billing_interval, day, batch) "
                 "VALUES ('s', 'c', '2056-11-20', 1, 'month', '2056-11-20', 1)");
    run(fixture, "INSERT INTO answer (answer, question, score, scale_min, scale_max, answered_at, answered_day, day, "
                 "batch) VALUES ('a', 'nps', 11, 0, 10, '2026-11-20', '2026-11-20', '2026-11-20', 1)");
    Findings findings = check(fixture);
    expect(&findings, SEVERITY_BROKEN, "ticket", "reply-before-opened", 1, "backwards");
    expect(&findings, SEVERITY_BROKEN, "ticket", "duplicate-key", 1, "twice");
    expect(&findings, SEVERITY_BROKEN, "ticket", "wrong-local-day", 1, "of-utc");
    expect(&findings, SEVERITY_WARNING, "ticket", "unknown-batch", 1, "77");
    expect(&findings, SEVERITY_WARNING, "ticket", "future-day", 1, "tomorrow");
    expect(&findings, SEVERITY_BROKEN, "ticket", "outside-calendar", 1, "before");
    expect(&findings, SEVERITY_BROKEN, "answer", "off-scale", 1, "a");
    assert_null(find(&findings, "future-day", "subscription"));
    assert_int_equal(findings.count, 7);
    /* Local days are mended, what came with the data stays. */
    ok(organization_mend(fixture->store, e));
    findings = check(fixture);
    assert_null(find(&findings, "wrong-local-day", NULL));
    assert_int_equal(findings.count, 6);
    assert_string_equal(ask(fixture, "SELECT day FROM ticket WHERE ticket = 'of-utc'"), "2026-11-20");
}

static void rows_among_others(void **state)
{
    Fixture *fixture = *state;
    prepare(fixture);
    run(fixture, "INSERT INTO measurement (measure, on_day, value, brand, team, day, batch) VALUES "
                 "('brand_awareness', '2026-11-20', 0.5, 'all', 'all', '2026-11-20', 1)");
    run(fixture, "INSERT INTO orders (\"order\", line, customer, ordered_at, ordered_day, amount, currency, day, batch) VALUES "
                 "('1', 1, 'c1', '2026-11-20', '2026-11-20', 5, 'USD', '2026-11-20', 1), "
                 "('2', 1, 'c2', '2026-11-20', '2026-11-20', 5, 'SAR', '2026-11-20', 1), "
                 "('3', 1, NULL, '2026-11-20', '2026-11-20', 5, 'EUR', '2026-11-20', 1), "
                 "('4', 1, 'c3', '2026-11-18', '2026-11-18', 5, 'EUR', '2026-11-18', 1)");
    run(fixture, "INSERT INTO exchange_rate (currency, from_day, rate) VALUES ('EUR', '2026-11-19', 1.1)");
    run(fixture, "INSERT INTO answer (answer, survey, question, score, scale_min, scale_max, answered_at, answered_day, day, "
                 "batch) SELECT n, 'spring', 'csat', 1, 1, CASE WHEN n < 3 THEN 5 ELSE 10 END, '2026-11-20', '2026-11-20', "
                 "'2026-11-20', 1 FROM range(5) r(n)");
    run(fixture, "INSERT INTO answer (answer, survey, question, score, scale_min, scale_max, answered_at, answered_day, day, "
                 "batch) SELECT n, 'autumn', 'csat', 1, 1, 5, '2026-11-20', '2026-11-20', '2026-11-20', 1 FROM range(5, 9) "
                 "r(n)");
    Findings findings = check(fixture);
    expect(&findings, SEVERITY_WARNING, "order", "no-exchange-rate", 2, "EUR, SAR");
    expect(&findings, SEVERITY_WARNING, "answer", "mixed-scales", 1, "spring / csat: 1.0-10.0, 1.0-5.0");
    /* No customers were given at all, so none is missing. */
    assert_null(find(&findings, "orphan-customer", NULL));
    run(fixture, "INSERT INTO customer (customer) VALUES ('c2')");
    run(fixture, "INSERT INTO brand (brand) VALUES ('other')");
    findings = check(fixture);
    expect(&findings, SEVERITY_WARNING, "order", "orphan-customer", 2, "c1, c3");
    assert_null(find(&findings, "orphan-brand", NULL)); /* "all" is none in particular */
}

/* Four weeks of events on every day but Tuesday and Wednesday of the second and Monday of the third. */
static void days_without_facts(void **state)
{
    Fixture *fixture = *state;
    prepare(fixture);
    run(fixture, "INSERT INTO event (event, name, occurred_at, occurred_day, day, batch) SELECT d, 'login', d + INTERVAL 6 "
                 "HOUR, d, d, 1 FROM (SELECT CAST(unnest(range(DATE '2026-10-05', DATE '2026-10-31', INTERVAL 1 DAY)) AS "
                 "DATE) AS d) WHERE d NOT IN ('2026-10-13', '2026-10-14', '2026-10-19', '2026-10-17')");
    run(fixture, "INSERT INTO spend (on_day, channel, campaign, ad, day, batch) VALUES ('2026-10-05', 'web', 'a', 'all', "
                 "'2026-10-05', 1), ('2026-10-30', 'web', 'a', 'all', '2026-10-30', 1)");
    Findings findings = check(fixture);
    expect(&findings, SEVERITY_NOTE, "event", "days-missing", 2, "2026-10-13 - 2026-10-14, 2026-10-19");
    assert_int_equal(findings.count, 1); /* spend is rare by nature; the Saturday is no working day */
}

/* A byte turned over in the middle of a file of facts that was closed is met with a finding or refused at opening. */
static void a_damaged_file_is_met(void **state)
{
    Fixture *fixture = *state;
    prepare(fixture);
    run(fixture, "INSERT INTO event (event, name, occurred_at, occurred_day, day, batch) SELECT md5(CAST(n AS VARCHAR)), "
                 "'login', '2026-10-05', '2026-10-05', '2026-10-05', 1 FROM range(200000) r(n)");
    store_close(fixture->store);
    fixture->store = NULL;
    char *name = arena_format(fixture->arena, "%s/facts.duckdb", fixture->path);
    FILE *file = fopen(name, "r+b");
    assert_non_null(file);
    fseek(file, 0, SEEK_END);
    long size = ftell(file);
    for (long at = size / 2; at < size / 2 + 262144 * 2 && at < size; at += 4096) {
        fseek(file, at, SEEK_SET);
        int byte = fgetc(file);
        fseek(file, at, SEEK_SET);
        fputc(byte ^ 0xff, file);
    }
    fclose(file);
    StoreOptions options = {.memory_limit_mb = 512, .threads = 1};
    Error error = {0};
    Status status = store_open(fixture->path, &options, &fixture->store, &error);
    if (status != STATUS_OK) {
        assert_int_equal(status, STATUS_STORE_DAMAGED);
        fixture->store = NULL;
        return;
    }
    Findings findings = check(fixture);
    assert_non_null(find(&findings, "facts-damaged", NULL));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_new_store_is_sound, setup, teardown),
        cmocka_unit_test_setup_teardown(rows_by_themselves, setup, teardown),
        cmocka_unit_test_setup_teardown(rows_among_others, setup, teardown),
        cmocka_unit_test_setup_teardown(days_without_facts, setup, teardown),
        cmocka_unit_test_setup_teardown(a_damaged_file_is_met, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
