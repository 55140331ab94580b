/*
 * Someone who is limited to some rows gets of every metric what a store that holds these rows alone would give.
 *
 * The rule of who sees which row is written here a second time, by hand, and cuts a copy of the sample company.
 */
#include "testing.h"

#include "demo/demo.h"
#include "metric/query.h"

#include <ftw.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define UNTIL 20777 /* 2026-11-20 */
#define SCALE 0.03

static Error error;

static void must(Status status)
{
    if (status != STATUS_OK)
        fail_msg("%s %s %s", error.message, error.value, error.where);
}

typedef struct Company {
    char folder[64], path[96];
    Store *store;
    FactsSession *session;
    Arena *arena;
    Organization organization;
} Company;

static int remove_entry(const char *path, const struct stat *about, int type, struct FTW *where)
{
    (void)about, (void)type, (void)where;
    return remove(path);
}

static void run(Company *company, const char *sql)
{
    Status status = facts_execute(company->session, sql, NULL, 0, NULL, &error);
    if (status != STATUS_OK)
        fail_msg("%s: %s", sql, error.message);
}

/* What the sample does not have: rows without a brand or segment, a fact and its customer of two brands, two
 * currencies of which one brand has but one. */
static void make_crooked(Company *company)
{
    static const char *const changes[] = {
        "UPDATE ticket SET brand = NULL WHERE hash(ticket) % 7 = 0",
        "UPDATE ticket SET customer = NULL WHERE hash(ticket) % 31 = 3",
        "UPDATE ticket SET team = NULL WHERE hash(ticket) % 19 = 2",
        "UPDATE answer SET brand = (SELECT min(brand) FROM brand) WHERE hash(answer) % 11 = 0",
        "UPDATE answer SET segment = 'Government' WHERE hash(answer) % 13 = 0",
        "UPDATE customer SET segment = NULL WHERE hash(customer) % 17 = 0",
        "UPDATE customer SET brand = NULL WHERE hash(customer) % 23 = 0",
        "UPDATE orders SET currency = 'EUR' WHERE hash(\"order\") % 5 = 0 AND brand = (SELECT max(brand) FROM brand)",
        "INSERT INTO currency_used VALUES ('order', 'EUR')",
        "INSERT INTO exchange_rate (currency, from_day, rate) VALUES ('EUR', DATE '2000-01-01', 4.1)",
    };
    for (size_t i = 0; i < sizeof changes / sizeof changes[0]; i++)
        run(company, changes[i]);
}

static void company_open(Company *company)
{
    memset(company, 0, sizeof *company);
    snprintf(company->folder, sizeof company->folder, "/tmp/mizan-rows-XXXXXX");
    assert_non_null(mkdtemp(company->folder));
    snprintf(company->path, sizeof company->path, "%s/store", company->folder);
    company->arena = arena_new(0);
    must(demo_create(company->path, UNTIL, &error));
    must(store_open(company->path, &(StoreOptions){.threads = 1}, &company->store, &error));
    must(demo_fill(company->store, &(DemoOptions){.scale = SCALE, .until = UNTIL}, &error));
    must(facts_session_open(store_facts(company->store), &company->session, &error));
    must(organization_read(company->store, company->arena, &company->organization, &error));
    company->organization.today = UNTIL;
    make_crooked(company);
}

static void company_close(Company *company)
{
    facts_session_close(company->session);
    store_close(company->store);
    arena_free(company->arena);
    nftw(company->folder, remove_entry, 16, FTW_DEPTH | FTW_PHYS);
}

/* ---- the rule, by hand ---- */

#define OF_CUSTOMER(column) "(SELECT c." column " FROM customer c WHERE c.customer = f.customer)"

/* What says the brand, team and segment of a row; NULL: nothing does. The customer comes last: others ask it. */
static const struct {
    const char *table, *brand, *team, *segment;
} rule[] = {
    {"answer", "COALESCE(f.brand, " OF_CUSTOMER("brand") ")", "f.team", "COALESCE(f.segment, " OF_CUSTOMER("segment") ")"},
    {"ticket", "COALESCE(f.brand, " OF_CUSTOMER("brand") ")", "f.team", OF_CUSTOMER("segment")},
    {"subscription", "COALESCE(f.brand, " OF_CUSTOMER("brand") ")", NULL, OF_CUSTOMER("segment")},
    {"orders", "COALESCE(f.brand, " OF_CUSTOMER("brand") ")", NULL, OF_CUSTOMER("segment")},
    {"event", OF_CUSTOMER("brand"), NULL, OF_CUSTOMER("segment")},
    {"spend", "f.brand", NULL, NULL},
    {"measurement", "f.brand", "f.team", NULL},
    {"pulse_answer", NULL, "f.team", NULL},
    {"one_on_one", NULL, "f.team", NULL},
    {"employee", NULL, "f.team", NULL},
    {"team", NULL, "f.team", NULL},
    {"brand", "f.brand", NULL, NULL},
    {"campaign", "f.brand", NULL, NULL},
    {"customer", "f.brand", NULL, "f.segment"},
};

static void append_allowed(TextBuilder *sql, const char *expression, const ScopeList *list)
{
    if (!list->count)
        return;
    text_append(sql, " AND ");
    text_append(sql, expression ? expression : "NULL");
    text_append(sql, " IN (''");
    for (size_t i = 0; i < list->count; i++) {
        text_append(sql, ", '");
        text_append(sql, list->values[i]);
        text_append(sql, "'");
    }
    text_append(sql, ")");
}

static void cut(Company *company, const RowScope *scope)
{
    for (size_t i = 0; i < sizeof rule / sizeof rule[0]; i++) {
        TextBuilder sql CLEANUP(text_builder_free) = text_builder(1 << 16);
        text_append(&sql, "DELETE FROM ");
        text_append(&sql, rule[i].table);
        text_append(&sql, " f WHERE (true");
        append_allowed(&sql, rule[i].brand, &scope->brands);
        append_allowed(&sql, rule[i].team, &scope->teams);
        append_allowed(&sql, rule[i].segment, &scope->segments);
        text_append(&sql, ") IS NOT TRUE");
        run(company, sql.bytes);
    }
    run(company, "DELETE FROM currency_used");
    static const char *const kinds[][2] = {{"order", "orders"}, {"subscription", "subscription"}, {"spend", "spend"},
                                           {"measurement", "measurement"}};
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        TextBuilder sql CLEANUP(text_builder_free) = text_builder(4096);
        text_append(&sql, "INSERT INTO currency_used SELECT DISTINCT '");
        text_append(&sql, kinds[i][0]);
        text_append(&sql, "', currency FROM ");
        text_append(&sql, kinds[i][1]);
        text_append(&sql, " WHERE currency IS NOT NULL");
        run(company, sql.bytes);
    }
}

/* ---- comparing ---- */

static void same_number(const char *what, MaybeNumber a, MaybeNumber b)
{
    if (a.defined != b.defined || (a.defined && fabs(a.number - b.number) > 1e-9 * fmax(1, fabs(b.number))))
        fail_msg("%s: narrowed %s%.12g, alone %s%.12g", what, a.defined ? "" : "undefined ", a.number,
                 b.defined ? "" : "undefined ", b.number);
}

static void same_value(const char *what, const MetricValue *a, const MetricValue *b)
{
    assert_int_equal(a->period_start, b->period_start);
    assert_int_equal(a->period_end, b->period_end);
    assert_int_equal(a->complete, b->complete);
    same_number(what, a->value, b->value);
    same_number(what, a->sample, b->sample);
    assert_string_equal(a->reason ? a->reason : "", b->reason ? b->reason : "");
    assert_int_equal(a->component_count, b->component_count);
    for (size_t i = 0; i < a->component_count; i++)
        same_number(what, a->components[i].value, b->components[i].value);
}

static void same_result(const char *what, const MetricResult *a, const MetricResult *b)
{
    if (a->row_count != b->row_count)
        fail_msg("%s: narrowed %zu rows, alone %zu", what, a->row_count, b->row_count);
    assert_int_equal(a->data_from, b->data_from);
    assert_int_equal(a->data_to, b->data_to);
    assert_string_equal(a->currency ? a->currency : "", b->currency ? b->currency : "");
    for (size_t i = 0; i < a->row_count; i++) {
        for (size_t s = 0; s < a->query->by_count; s++)
            assert_string_equal(a->rows[i].slices[s] ? a->rows[i].slices[s] : "(none)",
                                b->rows[i].slices[s] ? b->rows[i].slices[s] : "(none)");
        same_value(what, &a->rows[i].now, &b->rows[i].now);
        assert_int_equal(a->rows[i].has_previous, b->rows[i].has_previous);
        if (a->rows[i].has_previous)
            same_value(what, &a->rows[i].previous, &b->rows[i].previous);
    }
}

static size_t values_seen;

static void compare(Company *full, Company *alone, const MetricRegistry *registry, const QueryWords *words,
                    const RowScope *scope)
{
    Arena *arena CLEANUP(arena_cleanup) = arena_new(0);
    char what[256];
    snprintf(what, sizeof what, "%s %s by %s in %s", words->id, words->variant, words->by ? words->by : "nothing",
             scope->brands.count ? "brand" : scope->teams.count ? "team" : "segment");
    QueryWords narrowed_words = *words;
    narrowed_words.rows = scope;
    MetricQuery narrowed, plain;
    must(metric_query_parse(arena, registry, &full->organization, &narrowed_words, &narrowed, &error));
    must(metric_query_parse(arena, registry, &alone->organization, words, &plain, &error));
    MetricResult a, b;
    Error narrowed_error = {0}, plain_error = {0};
    Status first = metric_evaluate(full->store, full->session, arena, &full->organization, &narrowed, &a, &narrowed_error);
    Status second = metric_evaluate(alone->store, alone->session, arena, &alone->organization, &plain, &b, &plain_error);
    if (first != second)
        fail_msg("%s: narrowed %s, alone %s", what, first ? narrowed_error.message : "ok", second ? plain_error.message : "ok");
    if (first != STATUS_OK) {
        assert_string_equal(narrowed_error.message, plain_error.message);
        return;
    }
    same_result(what, &a, &b);
    for (size_t i = 0; i < a.row_count; i++)
        values_seen += a.rows[i].now.value.defined;
}

/* One slice that the metric has, the second of them where there are two: what a customer says is among them. */
static const char *some_slice(const Metric *metric)
{
    for (size_t i = 0; i < metric->slice_count; i++)
        if (strcmp(metric->slices[i].name, "segment") == 0 || strcmp(metric->slices[i].name, "brand") == 0)
            return metric->slices[i].name;
    return metric->slice_count ? metric->slices[0].name : NULL;
}

static void compare_facts(Company *full, Company *alone, const MetricRegistry *registry, const Metric *metric,
                          const RowScope *scope)
{
    Arena *arena CLEANUP(arena_cleanup) = arena_new(0);
    QueryWords words = {.id = metric->id, .period = "all"}, narrowed_words = words;
    narrowed_words.rows = scope;
    MetricQuery queries[2];
    Company *companies[] = {full, alone};
    must(metric_query_parse(arena, registry, &full->organization, &narrowed_words, &queries[0], &error));
    must(metric_query_parse(arena, registry, &alone->organization, &words, &queries[1], &error));
    if (metric->suppress_below > 0)
        return;
    FactsResult *results[2];
    for (int i = 0; i < 2; i++)
        must(metric_facts(companies[i]->store, companies[i]->session, arena, &companies[i]->organization, &queries[i], 2000, 0,
                          &results[i], &error));
    size_t columns = facts_result_columns(results[0]);
    for (bool rows[2] = {true, true};;) {
        for (int i = 0; i < 2; i++)
            must(facts_result_next(results[i], &rows[i], &error));
        if (rows[0] != rows[1])
            fail_msg("%s: other facts behind the value", metric->id);
        if (!rows[0])
            break;
        for (size_t c = 0; c < columns; c++) {
            Value a = facts_result_value(results[0], c), b = facts_result_value(results[1], c);
            assert_int_equal(a.type, b.type);
            if (a.type == VALUE_TEXT && (a.text.length != b.text.length || memcmp(a.text.bytes, b.text.bytes, a.text.length)))
                fail_msg("%s: another fact: %.*s and %.*s", metric->id, (int)a.text.length, a.text.bytes, (int)b.text.length,
                         b.text.bytes);
        }
    }
    facts_result_free(results[0]);
    facts_result_free(results[1]);
}

static void compare_all(const RowScope *scope, bool all_variants)
{
    Company full, alone;
    company_open(&full);
    company_open(&alone);
    cut(&alone, scope);
    MetricRegistry *registry;
    must(metric_registry_load(&registry, &error));
    values_seen = 0;
    for (size_t i = 0; i < metric_registry_count(registry); i++) {
        const Metric *metric = metric_registry_at(registry, i);
        for (size_t v = 0; v < (all_variants ? metric->variant_count : 1); v++) {
            QueryWords words = {.id = metric->id, .variant = metric->variants[v].name, .period = "month", .from = "2026-08-01"};
            words.compare = "previous";
            compare(&full, &alone, registry, &words, scope);
        }
        QueryWords words = {.id = metric->id, .variant = metric->variants[0].name, .period = "year", .by = some_slice(metric)};
        compare(&full, &alone, registry, &words, scope);
        compare_facts(&full, &alone, registry, metric, scope);
    }
    /* A scope in which there is nothing to compare would prove nothing. */
    assert_true(values_seen > 50);
    metric_registry_free(registry);
    company_close(&full);
    company_close(&alone);
}

static const char *const one_brand[] = {"Rayhan Care"}, *const two_brands[] = {"Rayhan Care", "Rayhan Home"};
static const char *const one_team[] = {"Riyadh Phone"};
static const char *const segments[] = {"Government", "Small business"};

static void of_one_brand(void **state)
{
    (void)state;
    compare_all(&(RowScope){.brands = {one_brand, 1}}, /* all_variants= */ true);
}

static void of_one_team(void **state)
{
    (void)state;
    compare_all(&(RowScope){.teams = {one_team, 1}}, /* all_variants= */ false);
}

static void of_two_segments(void **state)
{
    (void)state;
    compare_all(&(RowScope){.segments = {segments, 2}}, /* all_variants= */ false);
}

static void of_brands_and_a_segment(void **state)
{
    (void)state;
    compare_all(&(RowScope){.brands = {two_brands, 2}, .segments = {&segments[1], 1}}, /* all_variants= */ false);
}

static void of_a_brand_and_a_team(void **state)
{
    (void)state;
    compare_all(&(RowScope){.brands = {one_brand, 1}, .teams = {one_team, 1}}, /* all_variants= */ false);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(of_one_brand),           cmocka_unit_test(of_one_team),
        cmocka_unit_test(of_two_segments),        cmocka_unit_test(of_brands_and_a_segment),
        cmocka_unit_test(of_a_brand_and_a_team),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
