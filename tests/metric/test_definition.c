#include "testing.h"

#include "metric/definition.h"

#include <string.h>

static const char good[] = "-- id: sample\n"
                           "-- title: A sample\n"
                           "-- help: A text that goes\n"
                           "--   on in a second line.\n"
                           "-- perspective: customers\n"
                           "-- indicator: performance\n"
                           "-- better: up\n"
                           "-- source: answer\n"
                           "-- slices: brand, own:age\n"
                           "-- unit: percent\n"
                           "-- value: 100 * good / answers\n"
                           "-- interval: wilson(good, answers)\n"
                           "-- sample: answers\n"
                           "-- component answers: Answers\n"
                           "-- component good: Good ones\n"
                           "-- component total: Sum\n"
                           "--   for: mean\n"
                           "-- excluded late: Too late\n"
                           "-- parameter top: How many scores are good\n"
                           "--   type: integer\n"
                           "--   default: 2\n"
                           "--   minimum: 1\n"
                           "--   maximum: 5\n"
                           "-- variant share: Share\n"
                           "-- variant mean: Mean\n"
                           "--   unit: score\n"
                           "--   value: total / answers\n"
                           "--   interval: none\n"
                           "--   select: other\n"
                           "-- aliases: first, second name\n"
                           "SELECT day{slices}, 1 AS answers FROM {answer} a\n"
                           "-- select other\n"
                           "--   grain: row\n"
                           "SELECT day{slices}, score AS total FROM {answer} a\n";

static void test_reads_all(void **state)
{
    (void)state;
    Arena *arena CLEANUP(arena_cleanup) = arena_new(0);
    Metric metric;
    Error error = {0};
    Status status = metric_parse(arena, "sample.sql", text_of(good), &metric, &error);
    if (status != STATUS_OK)
        fail_msg("%s (%s)", error.message, error.where);
    assert_string_equal(metric.help, "A text that goes on in a second line.");
    assert_int_equal(metric.slice_count, 2);
    assert_true(metric.slices[1].own);
    assert_int_equal(metric.component_count, 4);
    assert_true(metric.components[3].excluded);
    assert_int_equal(metric.variant_count, 2);
    assert_ptr_equal(metric_variant(&metric, NULL), &metric.variants[0]);
    const Variant *mean = metric_variant(&metric, "mean");
    assert_int_equal(mean->unit, UNIT_SCORE);
    assert_int_equal(mean->interval, INTERVAL_NONE);
    assert_int_equal(mean->select->grain, GRAIN_ROW);
    assert_int_equal(metric.variants[0].interval, INTERVAL_WILSON);
    assert_true(component_in_variant(metric_component(&metric, "total"), mean));
    assert_false(component_in_variant(metric_component(&metric, "total"), &metric.variants[0]));
    assert_int_equal(metric.alias_count, 2);
    assert_string_equal(metric.rows_kind->name, "answer");
}

/* `good` with one text replaced by another. */
static const char *changed(Arena *arena, const char *from, const char *to)
{
    const char *at = strstr(good, from);
    assert_non_null(at);
    return arena_format(arena, "%.*s%s%s", (int)(at - good), good, to, at + strlen(from));
}

static void test_names_what_is_wrong(void **state)
{
    (void)state;
    static const struct { const char *from, *to, *message, *where; } rows[] = {
        {"-- unit: percent", "-- unit: percents", "is no unit", "line 10"},
        {"-- unit: percent", "-- units: percent", "lacks \"unit\"", ""},
        {"100 * good / answers", "100 * god / answers", "\"god\" is no component", "line 11"},
        {"100 * good / answers", "100 * total / answers", "\"total\" is no component of the variant", "line 11"},
        {"100 * good / answers", "100 * good /", "formula", "line 11"},
        {"-- source: answer", "-- source: answers", "no kind of fact", "line 8"},
        {"brand, own:age", "brnd, own:age", "no slice", "line 9"},
        {"wilson(good, answers)", "wilson(good)", "takes 2 arguments", "line 12"},
        {"wilson(good, answers)", "wald(good, answers)", "an interval is", "line 12"},
        {"-- sample: answers", "-- sample: ansers", "is no component", "line 13"},
        {"--   type: integer", "--   type: whole", "is no type", "line 20"},
        {"--   maximum: 5", "--   maximum: 0", "in order", "line 19"},
        {"--   select: other", "--   select: another", "no SELECT", "line 29"},
        {"--   grain: row", "--   grain: rows", "is no grain", "line 33"},
        {"-- component good: Good ones", "-- component answers: Again", "stands twice", "line 15"},
        {"-- id: sample\n", "", "lacks \"id\"", ""},
        {"-- id: sample", "-- id sample", "colon", "line 1"},
        {"-- better: up\n", "-- better: up\n-- bettr: up\n", "not expected here", "line 8"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Arena *arena CLEANUP(arena_cleanup) = arena_new(0);
        Metric metric;
        Error error = {0};
        const char *text = changed(arena, rows[i].from, rows[i].to);
        Status status = metric_parse(arena, "sample.sql", text_of(text), &metric, &error);
        if (status != STATUS_INVALID_DATA || !strstr(error.message, rows[i].message) || !strstr(error.where, rows[i].where))
            fail_msg("%s: got \"%s\" (%s)", rows[i].to, error.message, error.where);
    }
}

static void test_any_cut_is_refused_or_read(void **state)
{
    (void)state;
    for (size_t length = 0; length < strlen(good); length++) {
        Arena *arena CLEANUP(arena_cleanup) = arena_new(0);
        Metric metric;
        Error error = {0};
        Status status = metric_parse(arena, "cut.sql", (Text){good, length}, &metric, &error);
        assert_true(status == STATUS_OK || (status == STATUS_INVALID_DATA && error.message[0]));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_reads_all),
        cmocka_unit_test(test_names_what_is_wrong),
        cmocka_unit_test(test_any_cut_is_refused_or_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
