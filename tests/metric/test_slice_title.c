/* Each slice of the shipped metrics has a title, in the program and on the page, and it is the same one. */
#include "testing.h"

#include "base/translate.h"
#include "metric/registry.h"
#include "metric/slice_title.h"

#include <stdio.h>
#include <string.h>

enum { SOURCE_LONGEST = 1 << 16 };

/* The page's table of titles, as it stands in its source. */
static char *page_titles(Arena *arena)
{
    char *text = arena_alloc(arena, SOURCE_LONGEST);
    FILE *file = fopen(MIZAN_SOURCE "/web/src/base/words.ts", "rb");
    assert_non_null(file);
    text[fread(text, 1, SOURCE_LONGEST - 1, file)] = '\0';
    fclose(file);
    char *table = strstr(text, "const slices");
    assert_non_null(table);
    *strstr(table, "};") = '\0';
    return table;
}

static void test_titles(void **state)
{
    (void)state;
    Arena *arena CLEANUP(arena_cleanup) = arena_new(0);
    const char *page = page_titles(arena);
    MetricRegistry *registry;
    Error error;
    size_t seen = 0;
    assert_int_equal(metric_registry_load(&registry, &error), STATUS_OK);
    for (size_t i = 0; i < metric_registry_count(registry); i++) {
        const Metric *metric = metric_registry_at(registry, i);
        for (size_t j = 0; j < metric->slice_count; j++, seen++) {
            const char *name = metric->slices[j].name, *title = slice_title(name);
            if (strcmp(name, title) == 0 || !strstr(page, arena_format(arena, " %s: N_(\"%s\")", name, title)))
                fail_msg("the slice %s of %s is %s here and something else on the page", name, metric->id, title);
        }
    }
    assert_true(seen > 100);
    metric_registry_free(registry);
}

static void test_own_columns(void **state)
{
    (void)state;
    assert_string_equal(slice_title("own:shade"), "shade");
    assert_string_equal(slice_title("shade"), "shade");
    translate_set_language("ru");
    assert_string_equal(slice_title("segment"), "Сегмент");
    translate_set_language("en");
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_titles), cmocka_unit_test(test_own_columns)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
