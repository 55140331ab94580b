/* The sample company: the same everywhere, whole, and with its story in it. */
#include "testing.h"

#include "demo/demo.h"

#include "organization/organization.h"
#include "schema/kind.h"

#include <ftw.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define UNTIL 20777 /* 2026-11-20 */

typedef struct Company {
    char folder[64], path[96];
    Arena *arena;
    Store *store;
    FactsSession *session;
} Company;

static Error error;

static void must(Status status)
{
    if (status != STATUS_OK)
        fail_msg("%s %s", error.message, error.value);
}

static int remove_entry(const char *path, const struct stat *about, int type, struct FTW *where)
{
    (void)about, (void)type, (void)where;
    return remove(path);
}

static void company_open(Company *company, double scale, const char *only, int threads)
{
    memset(company, 0, sizeof *company);
    snprintf(company->folder, sizeof company->folder, "/tmp/mizan-demo-XXXXXX");
    assert_non_null(mkdtemp(company->folder));
    snprintf(company->path, sizeof company->path, "%s/store", company->folder);
    company->arena = arena_new(0);
    must(demo_create(company->path, UNTIL, &error));
    must(store_open(company->path, &(StoreOptions){.threads = threads}, &company->store, &error));
    must(demo_fill(company->store, &(DemoOptions){.scale = scale, .until = UNTIL, .only = only}, &error));
    must(facts_session_open(store_facts(company->store), &company->session, &error));
}

static void company_close(Company *company)
{
    facts_session_close(company->session);
    store_close(company->store);
    arena_free(company->arena);
    nftw(company->folder, remove_entry, 16, FTW_DEPTH | FTW_PHYS);
}

static double number(Company *company, const char *sql)
{
    Value value;
    must(facts_value(company->session, company->arena, sql, NULL, 0, &value, &error));
    switch (value.type) {
    case VALUE_INTEGER:
        return (double)value.integer;
    case VALUE_NUMBER:
        return value.number;
    case VALUE_BOOLEAN:
        return value.boolean;
    default:
        fail_msg("not a number: %s", sql);
        return 0;
    }
}

/* The sum of each row's digest: whatever the order of rows. */
static const char *digest(Company *company, const Kind *kind)
{
    TextBuilder sql = text_builder(1 << 16);
    text_append(&sql, "SELECT CAST(sum(md5_number_lower(concat_ws('|'");
    for (size_t i = 0; i < kind->field_count; i++) {
        text_append(&sql, ", COALESCE(CAST(");
        text_append_identifier(&sql, kind->fields[i].name);
        text_append(&sql, " AS VARCHAR), '-')");
        if (kind->fields[i].local_day) {
            text_append(&sql, ", COALESCE(CAST(");
            text_append_identifier(&sql, kind->fields[i].local_day);
            text_append(&sql, " AS VARCHAR), '-')");
        }
    }
    text_append(&sql, "))) AS VARCHAR) FROM ");
    text_append_identifier(&sql, kind->table);
    Value value;
    must(facts_value(company->session, company->arena, sql.bytes, NULL, 0, &value, &error));
    text_builder_free(&sql);
    return value.type == VALUE_TEXT ? text_string(company->arena, value.text) : "";
}

static Company shared;

static int open_shared(void **state)
{
    (void)state;
    company_open(&shared, 1, NULL, 0);
    return 0;
}

static int close_shared(void **state)
{
    (void)state;
    company_close(&shared);
    return 0;
}

/* Another number of threads, other chunks of work: not another row. */
static void test_same_rows_with_one_thread(void **state)
{
    (void)state;
    Company company;
    company_open(&company, 1, NULL, 1);
    for (size_t i = 0; i < schema_kind_count; i++)
        assert_string_equal(digest(&shared, schema_kinds[i]), digest(&company, schema_kinds[i]));
    company_close(&company);
}

/* One kind alone is the same as among all. */
static void test_only_one_kind(void **state)
{
    (void)state;
    Company company;
    company_open(&company, 1, "answer", 0);
    assert_string_equal(digest(&shared, schema_kind("answer")), digest(&company, schema_kind("answer")));
    assert_string_equal(digest(&shared, schema_kind("customer")), digest(&company, schema_kind("customer")));
    assert_true(number(&company, "SELECT count(*) FROM ticket") == 0);
    company_close(&company);
}

/* Recorded once; an intended change of sql/demo changes them, and the lines to record are printed. */
static void test_rows_are_those_recorded(void **state)
{
    (void)state;
    static const char *const recorded[][2] = {
#include "digests.h"
    };
    bool same = true;
    for (size_t i = 0; i < schema_kind_count; i++) {
        const char *kind = schema_kinds[i]->name, *known = NULL, *found = digest(&shared, schema_kinds[i]);
        for (size_t j = 0; j < sizeof recorded / sizeof recorded[0]; j++)
            if (strcmp(recorded[j][0], kind) == 0)
                known = recorded[j][1];
        if (known && strcmp(known, found) == 0)
            continue;
        print_message("    {\"%s\", \"%s\"},\n", kind, found);
        same = false;
    }
    assert_true(same);
}

static void test_every_kind_has_rows(void **state)
{
    (void)state;
    for (size_t i = 0; i < schema_kind_count; i++) {
        const Kind *kind = schema_kinds[i];
        if (strcmp(kind->name, "exchange_rate") == 0)
            continue; /* one currency */
        double rows = number(&shared, arena_format(shared.arena, "SELECT count(*) FROM %s", kind->table)); /* sql: a table of the schema */
        double batch = number(&shared, arena_format(shared.arena, "SELECT sum(added) FROM batch WHERE kind = '%s'", kind->name)); /* sql: a name of the schema */
        if (rows < 3 || rows != batch)
            fail_msg("%s: %.0f rows, %.0f in batches", kind->name, rows, batch);
    }
}

static void test_no_check_is_broken(void **state)
{
    (void)state;
    for (size_t i = 0; i < schema_kind_count; i++)
        for (size_t j = 0; j < schema_kinds[i]->check_count; j++) {
            const Check *check = &schema_kinds[i]->checks[j];
            const char *sql = arena_format(shared.arena, "SELECT count(*) FROM %s WHERE %s", /* sql: the schema's own */
                                           schema_kinds[i]->table, check->broken);
            if (number(&shared, sql) != 0)
                fail_msg("%s: %s", schema_kinds[i]->name, check->code);
        }
}

static void append_key(TextBuilder *sql, const Kind *kind)
{
    for (size_t i = 0; kind->key[i]; i++) {
        text_append(sql, i ? ", " : "");
        text_append_identifier(sql, kind->key[i]);
    }
}

static void test_keys_are_unique(void **state)
{
    (void)state;
    for (size_t i = 0; i < schema_kind_count; i++) {
        TextBuilder sql = text_builder(1 << 12);
        text_append(&sql, "SELECT count(*) - count(DISTINCT (");
        append_key(&sql, schema_kinds[i]);
        text_append(&sql, ")) FROM ");
        text_append_identifier(&sql, schema_kinds[i]->table);
        if (number(&shared, sql.bytes) != 0)
            fail_msg("%s: %s", schema_kinds[i]->name, sql.bytes);
        text_builder_free(&sql);
    }
}

/* Days are those of the zone; nothing lies behind the last day; choices are the schema's. */
static void test_days_and_choices(void **state)
{
    (void)state;
    for (size_t i = 0; i < schema_kind_count; i++) {
        const Kind *kind = schema_kinds[i];
        for (size_t j = 0; j < kind->field_count; j++) {
            const Field *field = &kind->fields[j];
            if (field->local_day &&
                number(&shared, arena_format(shared.arena,
                                             "SELECT count(*) FROM %s WHERE \"%s\" IS DISTINCT FROM CAST(%s + INTERVAL 3 HOUR AS DATE)",
                                             kind->table, field->local_day, field->name)) != 0) /* sql: the schema's */
                fail_msg("%s.%s", kind->name, field->local_day);
            for (size_t k = 0; field->required && k < 1; k++)
                if (number(&shared, arena_format(shared.arena, "SELECT count(*) FROM %s WHERE \"%s\" IS NULL", kind->table,
                                                 field->name)) != 0) /* sql: the schema's */
                    fail_msg("%s.%s is null", kind->name, field->name);
        }
        if (kind->day &&
            number(&shared, arena_format(shared.arena, "SELECT count(*) FROM %s WHERE day IS DISTINCT FROM %s OR day > DATE '2026-11-20'",
                                         kind->table, kind->day)) != 0) /* sql: the schema's */
            fail_msg("%s: day", kind->name);
    }
    assert_true(number(&shared, "SELECT min(day) = DATE '2024-11-01' FROM ticket") == 1);
}

static void test_no_orphans(void **state)
{
    (void)state;
    static const char *const orphans[] = {
        "SELECT count(*) FROM ticket WHERE customer NOT IN (SELECT customer FROM customer)",
        "SELECT count(*) FROM answer WHERE customer NOT IN (SELECT customer FROM customer)",
        "SELECT count(*) FROM answer WHERE ticket NOT IN (SELECT ticket FROM ticket)",
        "SELECT count(*) FROM subscription WHERE customer NOT IN (SELECT customer FROM customer)",
        "SELECT count(*) FROM orders WHERE customer NOT IN (SELECT customer FROM customer)",
        "SELECT count(*) FROM event WHERE customer NOT IN (SELECT customer FROM customer)",
        "SELECT count(*) FROM spend WHERE campaign NOT IN (SELECT campaign FROM campaign)",
        "SELECT count(*) FROM ticket WHERE agent NOT IN (SELECT employee FROM employee)",
        "SELECT count(*) FROM ticket WHERE team NOT IN (SELECT team FROM team)",
        "SELECT count(*) FROM customer WHERE brand NOT IN (SELECT brand FROM brand)",
        "SELECT count(*) FROM customer WHERE owner NOT IN (SELECT employee FROM employee)",
        "SELECT count(*) FROM employee WHERE manager NOT IN (SELECT employee FROM employee)",
        "SELECT count(*) FROM ticket t JOIN employee e ON e.employee = t.agent WHERE t.team <> e.team "
        "OR t.day < e.hired_on OR t.day >= e.left_on",
        "SELECT count(*) FROM ticket t JOIN customer c USING (customer) WHERE t.day < c.signup_day",
        /* terms of one subscription do not overlap */
        "SELECT count(*) FROM (SELECT term_end, lead(term_start) OVER (PARTITION BY subscription ORDER BY term_start) AS next "
        "FROM subscription) s WHERE next < term_end OR (term_end IS NULL AND next IS NOT NULL)",
        "SELECT count(*) FROM subscription WHERE renewed IS NOT NULL AND renewal_due > DATE '2026-11-20'",
        "SELECT count(*) FROM subscription WHERE renewed IS NULL AND renewal_due <= DATE '2026-11-20'",
        /* who has left does nothing */
        "SELECT count(*) FROM orders o JOIN (SELECT customer, max(COALESCE(term_end, DATE '2100-01-01')) AS gone "
        "FROM subscription GROUP BY customer) s USING (customer) WHERE o.day >= s.gone",
    };
    for (size_t i = 0; i < sizeof orphans / sizeof orphans[0]; i++)
        if (number(&shared, orphans[i]) != 0)
            fail_msg("%s", orphans[i]);
}

static void between(double value, double low, double high)
{
    if (!(value >= low && value <= high))
        fail_msg("%g is not in %g .. %g", value, low, high);
}

static void test_levels_are_believable(void **state)
{
    (void)state;
#define NPS(where)                                                                                                     \
    number(&shared, "SELECT 100.0 * (count(*) FILTER (WHERE score >= 9) - count(*) FILTER (WHERE score <= 6)) "        \
                    "/ count(score) FROM answer WHERE question = 'nps' AND " where)
    between(NPS("day < DATE '2026-06-01'"), 30, 45);
    between(number(&shared, "SELECT 100.0 * count(*) FILTER (WHERE score >= 4) / count(score) FROM answer "
                            "WHERE question = 'csat' AND day < DATE '2026-07-01'"), 74, 86);
    between(number(&shared, "SELECT 100.0 * count(answered_at) / count(*) FROM answer"), 25, 45);
    between(number(&shared, "SELECT 100.0 * count(*) FILTER (WHERE agent_replies = 1 AND reopens = 0) / count(*) FROM ticket "
                            "WHERE first_resolved_at IS NOT NULL"), 64, 78);
    between(number(&shared, "SELECT 100.0 * (sum(amount) - sum(cost)) / sum(amount) FROM orders"), 34, 46);
    between(number(&shared, "SELECT 100.0 * count(*) FILTER (WHERE abandoned) / count(*) FROM ticket WHERE channel = 'phone'"), 3, 9);
    between(number(&shared, "SELECT (sum(revenue) - sum(cost)) / sum(cost) FROM spend"), 0.2, 3);
    between(number(&shared, "SELECT count(DISTINCT language) FROM answer WHERE comment IS NOT NULL"), 4, 4);
    between(number(&shared, "SELECT sum(added) FROM batch"), 100000, 200000);
}

static void test_the_story(void **state)
{
    (void)state;
    /* One phone team answers later; the others do not. */
#define WAIT(where) number(&shared, "SELECT avg(epoch(first_reply_at - opened_at)) FROM ticket WHERE " where)
    double before = WAIT("team = 'Riyadh Phone' AND day < DATE '2026-07-01'");
    assert_true(WAIT("team = 'Riyadh Phone' AND day >= DATE '2026-10-01'") > 5 * before);
    assert_true(WAIT("team = 'Dubai Phone' AND day >= DATE '2026-10-01'") <
                2 * WAIT("team = 'Dubai Phone' AND day < DATE '2026-07-01'"));
    /* It drags one brand more than the others. */
    assert_true(NPS("brand = 'Rayhan Care' AND day >= DATE '2026-09-01'") <
                NPS("brand = 'Rayhan Go' AND day >= DATE '2026-09-01'") - 15);
    between(NPS("brand = 'Rayhan Care' AND day < DATE '2026-06-01'"), 30, 50);
    /* Small businesses leave after the price rise. */
#define LEFT(segment, from, to)                                                                                        \
    number(&shared, "SELECT count(*) FROM (SELECT customer, max(COALESCE(term_end, DATE '2100-01-01')) AS gone "       \
                    "FROM subscription GROUP BY customer) s JOIN customer c USING (customer) WHERE c.segment = '" segment \
                    "' AND gone >= DATE '" from "' AND gone < DATE '" to "'")
    double early = LEFT("Small business", "2026-01-01", "2026-05-01"), late = LEFT("Small business", "2026-07-01", "2026-11-01");
    if (late < 2 * early)
        fail_msg("small businesses: %g left, then %g", early, late);
    assert_true(LEFT("Consumer", "2026-07-01", "2026-11-01") < 1.6 * LEFT("Consumer", "2026-01-01", "2026-05-01"));
    /* Leads of the affiliates are cheap and do not buy. */
#define SPENT(ratio, where) number(&shared, "SELECT " ratio " FROM spend WHERE channel " where)
    assert_true(SPENT("sum(cost) / sum(leads)", "= 'affiliate'") < 0.5 * SPENT("sum(cost) / sum(leads)", "<> 'affiliate'"));
    assert_true(SPENT("sum(conversions) / sum(leads)", "= 'affiliate'") < 0.1 * SPENT("sum(conversions) / sum(leads)", "<> 'affiliate'"));
    /* The strain shows among the staff first. */
    assert_true(number(&shared, "SELECT avg(score) FILTER (WHERE team = 'Riyadh Phone') < avg(score) - 1 FROM pulse_answer "
                                "WHERE question = 'enps' AND day >= DATE '2026-07-01'") == 1);
}

static void test_refuses(void **state)
{
    (void)state;
    const DemoOptions again = {.scale = 1, .until = UNTIL};
    assert_int_equal(demo_fill(shared.store, &again, &error), STATUS_ALREADY_EXISTS);
    const DemoOptions scale = {.scale = 0, .until = UNTIL}, only = {.scale = 1, .until = UNTIL, .only = "customer"};
    const DemoOptions csv = {.scale = 1, .until = UNTIL, .only = "answer", .csv = "x.csv"};
    assert_int_equal(demo_fill(shared.store, &scale, &error), STATUS_INVALID_ARGUMENT);
    assert_int_equal(demo_fill(shared.store, &only, &error), STATUS_INVALID_ARGUMENT);
    assert_int_equal(demo_fill(shared.store, &csv, &error), STATUS_INVALID_ARGUMENT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_kind_has_rows), cmocka_unit_test(test_no_check_is_broken),
        cmocka_unit_test(test_keys_are_unique),     cmocka_unit_test(test_days_and_choices),
        cmocka_unit_test(test_no_orphans),          cmocka_unit_test(test_levels_are_believable),
        cmocka_unit_test(test_the_story),           cmocka_unit_test(test_refuses),
        cmocka_unit_test(test_only_one_kind),       cmocka_unit_test(test_same_rows_with_one_thread),
        cmocka_unit_test(test_rows_are_those_recorded),
    };
    return cmocka_run_group_tests(tests, open_shared, close_shared);
}
