/* Letters that read as one fold to one; names sort as readers of the language expect. */
#include "language/collate.h"
#include "language/fold.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "testing.h"

static const char *folded(Arena *arena, const char *text)
{
    Error error = {0};
    const char *result = NULL;
    assert_int_equal(text_fold(arena, text_of(text), &result, &error), STATUS_OK);
    return result;
}

static void vectors(void **state)
{
    (void)state;
    FILE *file = fopen(FOLD_VECTORS, "r");
    assert_non_null(file);
    char line[512];
    int count = 0;
    while (fgets(line, sizeof line, file)) {
        char *tab = strchr(line, '\t');
        if (line[0] == '#' || !tab)
            continue;
        *tab = '\0';
        tab[1 + strcspn(tab + 1, "\n")] = '\0';
        Arena *arena = arena_new(0);
        assert_string_equal(folded(arena, line), tab + 1);
        /* What is folded stays as it is. */
        assert_string_equal(folded(arena, tab + 1), tab + 1);
        arena_free(arena);
        count++;
    }
    fclose(file);
    assert_true(count >= 20);
}

static void ends(void **state)
{
    (void)state;
    Arena *arena = arena_new(0);
    assert_string_equal(folded(arena, ""), "");
    assert_string_equal(folded(arena, " \t\u200c "), "");
    assert_string_equal(folded(arena, "a\xff" "b"), "a\xef\xbf\xbd" "b");
    char *longer = malloc(FOLD_LIMIT + 10);
    memset(longer, 'A', FOLD_LIMIT + 9);
    longer[FOLD_LIMIT + 9] = '\0';
    assert_int_equal(strlen(folded(arena, longer)), FOLD_LIMIT);
    /* The character that grows most: 18 letters of one. */
    for (size_t i = 0; i + 3 <= 3000; i += 3)
        memcpy(longer + i, "\xef\xb7\xba", 3);
    longer[3000] = '\0';
    assert_true(strlen(folded(arena, longer)) > 17000);
    free(longer);
    arena_free(arena);
}

static void finding(void **state)
{
    (void)state;
    assert_true(fold_contains("net promoter score", "score net"));
    assert_false(fold_contains("net promoter score", "score nat"));
    assert_true(fold_contains("میخواهم", "می خواهم"));
    assert_true(fold_contains("می خواهم", "میخواهم"));
    assert_true(fold_contains("anything", ""));
    assert_false(fold_contains("", "a"));
}

static void expect_order(const char *language, const char *const *names, size_t count)
{
    Error error = {0};
    Collation *collation = NULL;
    assert_int_equal(collation_open(language, &collation, &error), STATUS_OK);
    for (size_t i = 0; i + 1 < count; i++)
        assert_true(collation_compare(collation, names[i], names[i + 1]) < 0);
    assert_int_equal(collation_compare(collation, names[0], names[0]), 0);
    collation_close(collation);
}

static void order(void **state)
{
    (void)state;
    const char *english[] = {"apple", "Éclair", "Store 2", "Store 10", "zebra"};
    const char *russian[] = {"еда", "ёлка", "ель", "жук", "иван"};
    const char *persian[] = {"آب", "ببر", "پدر", "تهران", "چای", "ژاله", "کیان", "گل", "یزد"};
    const char *arabic[] = {"أحمد", "باب", "تمر", "جمل", "كتاب", "يوسف"};
    expect_order("en", english, 5);
    expect_order("ru", russian, 5);
    expect_order("fa", persian, 9);
    expect_order("ar", arabic, 6);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(vectors),
        cmocka_unit_test(ends),
        cmocka_unit_test(finding),
        cmocka_unit_test(order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
