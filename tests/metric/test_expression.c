#include "testing.h"

#include "metric/expression.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* promoters 5, detractors 2, answers 10, zero 0; "missing" has no data; the period before: promoters 4. */
static bool lookup(void *context, const char *name, ComponentTime time, double *ret_number)
{
    (void)context;
    static const struct { const char *name; double number; } known[] = {
        {"promoters", 5}, {"detractors", 2}, {"answers", 10}, {"zero", 0}};
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        if (strcmp(known[i].name, name) != 0)
            continue;
        *ret_number = time == COMPONENT_PREVIOUS ? known[i].number - 1 : known[i].number;
        return time != COMPONENT_YEAR_BEFORE;
    }
    return false;
}

static ExpressionOutcome evaluate(const char *text, double *ret_number, char *ret_name, size_t capacity)
{
    Arena *arena CLEANUP(arena_cleanup) = arena_new(0);
    const Expression *expression;
    Error error;
    assert_int_equal(expression_parse(arena, text_of(text), &expression, &error), STATUS_OK);
    const char *name = "";
    ExpressionOutcome outcome = expression_evaluate(expression, lookup, NULL, ret_number, &name);
    snprintf(ret_name, capacity, "%s", name);
    return outcome;
}

static void test_computes(void **state)
{
    (void)state;
    static const struct { const char *text; double number; } rows[] = {
        {"100 * (promoters - detractors) / answers", 30},
        {"1 + 2 * 3", 7},
        {"(1 + 2) * 3", 9},
        {"10 - 4 - 3", 3},
        {"8 / 4 / 2", 1},
        {"-promoters + 6", 1},
        {"- (2 - 5)", 3},
        {"min(promoters, detractors) + max(1, 2)", 4},
        {"promoters / previous(promoters)", 1.25},
        {"0.5*answers", 5},
        {"100 * (1 - pow(1 - 0.05, 12))", 45.96399123373633}, /* kpi reference, section 4: 5 % a month is 45.9640 % a year */
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        double number = NAN;
        char name[64];
        assert_int_equal(evaluate(rows[i].text, &number, name, sizeof name), EXPRESSION_DEFINED);
        assert_true(fabs(number - rows[i].number) < 1e-9);
    }
}

static void test_undefined_is_not_a_number(void **state)
{
    (void)state;
    double number = 42;
    char name[64];
    assert_int_equal(evaluate("promoters / zero", &number, name, sizeof name), EXPRESSION_DIVISION_BY_ZERO);
    assert_string_equal(name, "zero");
    assert_int_equal(evaluate("promoters / (zero * answers)", &number, name, sizeof name), EXPRESSION_DIVISION_BY_ZERO);
    assert_int_equal(evaluate("promoters / missing", &number, name, sizeof name), EXPRESSION_NO_DATA);
    assert_string_equal(name, "missing");
    assert_int_equal(evaluate("year_before(promoters)", &number, name, sizeof name), EXPRESSION_NO_DATA);
    assert_true(number == 42);
}

static void test_refuses(void **state)
{
    (void)state;
    char deep[201];
    memset(deep, '(', 200);
    deep[200] = '\0';
    const char *const rows[] = {"", "1 +", "(1", "1)", "a b", "sum(a)", "1..2", "previous(1)", "min(1)", "a $ b", deep};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Arena *arena CLEANUP(arena_cleanup) = arena_new(0);
        const Expression *expression = NULL;
        Error error;
        assert_int_equal(expression_parse(arena, text_of(rows[i]), &expression, &error), STATUS_INVALID_DATA);
        assert_null(expression);
        assert_true(error.message[0]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_computes),
        cmocka_unit_test(test_undefined_is_not_a_number),
        cmocka_unit_test(test_refuses),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
