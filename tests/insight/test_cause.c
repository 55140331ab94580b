/* Causes that tell the same thing twice, in a report made by hand. */
#include "testing.h"

#include "insight/cause.h"

static Cause cause(const char *slice, const char *value, double before, double after, double weight)
{
    return (Cause){.slice = slice, .value = value, .before = {true, before}, .after = {true, after},
                   .before_weight = weight, .after_weight = 2 * weight};
}

static void test_two_slices_that_part_alike_tell_one_cause(void **state)
{
    (void)state;
    const Cause causes[] = {
        cause("survey", "Relationship", 18.4, 10.4, 400),
        cause("touchpoint", "relationship", 18.4, 10.4, 400),
        cause("touchpoint", "purchase", 18.4, 10.4, 401), /* other rows with the same score */
        cause("brand", "Care", 21, 4, 400),
        cause("brand", "Go", 21, 4, 400), /* two values of one slice are never the same rows */
    };
    const CauseReport report = {.causes = causes, .count = 5};
    const bool told[] = {false, true, false, false, false};
    for (size_t i = 0; i < report.count; i++)
        assert_int_equal(cause_is_told(&report, i), told[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_two_slices_that_part_alike_tell_one_cause)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
