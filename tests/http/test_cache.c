#include "http/cache.h"
#include "http/meter.h"

#include "testing.h"

#include <string.h>

static Answer *answer_of(size_t bytes)
{
    Response response = {.body = text_builder(1 << 20), .cacheable = true};
    for (size_t i = 0; i < bytes; i++)
        text_append(&response.body, "x");
    return answer_new(&response, /* gzip= */ false);
}

static void put_of(Cache *cache, const char *key, Generation generation, size_t bytes)
{
    Answer *answer = answer_of(bytes);
    cache_put(cache, text_of(key), generation, answer);
    answer_drop(answer);
}

static void put(Cache *cache, const char *key, uint64_t store, size_t bytes)
{
    put_of(cache, key, (Generation){store, 0}, bytes);
}

static bool has_of(Cache *cache, const char *key, Generation now)
{
    Answer *answer = cache_find(cache, text_of(key), now);
    answer_drop(answer);
    return answer != NULL;
}

static bool has(Cache *cache, const char *key, uint64_t store)
{
    return has_of(cache, key, (Generation){store, 7});
}

static void test_goals_end_answers_about_goals_alone(void **state)
{
    (void)state;
    Cache *cache = cache_new(1 << 20);
    put_of(cache, "objectives", (Generation){1, 3}, 100);
    put(cache, "values", 1, 100);
    assert_true(has_of(cache, "objectives", (Generation){1, 3}));
    assert_true(has_of(cache, "values", (Generation){1, 3}));
    assert_false(has_of(cache, "objectives", (Generation){1, 4}));
    assert_true(has_of(cache, "values", (Generation){1, 4}));
    put_of(cache, "objectives", (Generation){1, 4}, 100);
    assert_false(has_of(cache, "objectives", (Generation){2, 4})); /* other facts, other progress */
    cache_free(cache);
}

static void test_keeps_for_a_generation(void **state)
{
    (void)state;
    Cache *cache = cache_new(1 << 20);
    put(cache, "a", 1, 100);
    assert_true(has(cache, "a", 1));
    assert_false(has(cache, "b", 1));
    assert_false(has(cache, "a", 2)); /* and it goes */
    assert_false(has(cache, "a", 1));
    assert_int_equal(cache_counts(cache).entries, 0);
    assert_int_equal(cache_counts(cache).bytes, 0);
    cache_free(cache);
}

static void test_replaces(void **state)
{
    (void)state;
    Cache *cache = cache_new(1 << 20);
    put(cache, "a", 1, 100);
    put(cache, "a", 1, 200);
    assert_int_equal(cache_counts(cache).entries, 1);
    assert_in_range(cache_counts(cache).bytes, 200, 900);
    cache_free(cache);
}

static void test_least_recently_used_goes(void **state)
{
    (void)state;
    Cache *cache = cache_new(100000);
    put(cache, "a", 1, 9000);
    for (int i = 0; i < 40; i++) {
        char key[] = {(char)('b' + i % 25), (char)('0' + i / 25), '\0'};
        put(cache, key, 1, 9000);
        assert_true(has(cache, "a", 1)); /* used all the time: stays */
    }
    assert_false(has(cache, "b0", 1));
    assert_in_range(cache_counts(cache).bytes, 1, 100000);
    put(cache, "large", 1, 50000);
    assert_false(has(cache, "large", 1));
    cache_free(cache);
}

static void test_an_answer_outlives_its_entry(void **state)
{
    (void)state;
    Cache *cache = cache_new(1 << 20);
    put(cache, "a", 1, 100);
    Answer *kept = cache_find(cache, text_of("a"), (Generation){1, 1});
    cache_free(cache);
    assert_int_equal(answer_size(kept), 100);
    answer_drop(kept);
}

static const char *label(size_t row, void *context)
{
    (void)context;
    return row ? "path=\"b\"" : "path=\"a\"";
}

static void test_meter_counts(void **state)
{
    (void)state;
    Meter *meter = meter_new(2);
    meter_observe(meter, 0, 200, 0.0005);
    meter_observe(meter, 0, 200, 0.02);
    meter_observe(meter, 1, 418, 100);
    TextBuilder out = text_builder(1 << 16);
    meter_write(meter, &out, label, NULL);
    assert_non_null(strstr(out.bytes, "mizan_requests_total{path=\"a\",status=\"200\"} 2\n"));
    assert_non_null(strstr(out.bytes, "mizan_requests_total{path=\"b\",status=\"other\"} 1\n"));
    assert_non_null(strstr(out.bytes, "_bucket{path=\"a\",le=\"0.001\"} 1\n"));
    assert_non_null(strstr(out.bytes, "_bucket{path=\"a\",le=\"0.05\"} 2\n"));
    assert_non_null(strstr(out.bytes, "_bucket{path=\"b\",le=\"30\"} 0\n"));
    assert_non_null(strstr(out.bytes, "_bucket{path=\"b\",le=\"+Inf\"} 1\n"));
    text_builder_free(&out);
    meter_free(meter);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_keeps_for_a_generation),
        cmocka_unit_test(test_goals_end_answers_about_goals_alone), cmocka_unit_test(test_replaces),
        cmocka_unit_test(test_least_recently_used_goes),
        cmocka_unit_test(test_an_answer_outlives_its_entry),
        cmocka_unit_test(test_meter_counts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
