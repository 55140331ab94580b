/* The catalogue: one metric of it alone answers as it does among all. */
#include "testing.h"

#include "metric/registry.h"

#include <string.h>

static void one_is_read_alone(void **state)
{
    (void)state;
    Error error;
    MetricRegistry *all, *one;
    assert_int_equal(metric_registry_load(&all, &error), STATUS_OK);
    for (size_t i = 0; i < metric_registry_count(all); i++) {
        const Metric *expected = metric_registry_at(all, i), *found;
        assert_int_equal(metric_registry_load_one(expected->id, &one, &error), STATUS_OK);
        assert_int_equal(metric_registry_count(one), 1);
        assert_int_equal(metric_registry_find(one, expected->id, &found, &error), STATUS_OK);
        assert_string_equal(found->id, expected->id);
        assert_string_equal(found->area, expected->area);
        /* Otherwise the whole catalogue would have answered with another metric. */
        assert_ptr_equal(metric_registry_named(all, expected->id), expected);
        metric_registry_free(one);
    }
    metric_registry_free(all);
}

static void other_names_need_all(void **state)
{
    (void)state;
    static const char *const names[] = {"NPS", "np", "nps.sql", "experience/nps", "", "no_such_metric"};
    Error error;
    MetricRegistry *all, *some;
    assert_int_equal(metric_registry_load(&all, &error), STATUS_OK);
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        assert_int_equal(metric_registry_load_one(names[i], &some, &error), STATUS_OK);
        assert_int_equal(metric_registry_count(some), metric_registry_count(all));
        metric_registry_free(some);
    }
    metric_registry_free(all);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_is_read_alone),
        cmocka_unit_test(other_names_need_all),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
