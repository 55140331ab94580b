/* Names of columns, also where a hostile header has thousands of the same. */
#include "testing.h"

#include "import/columns.h"

#include <stdio.h>
#include <string.h>

static void test_names_are_made_unique(void **state)
{
    (void)state;
    Arena *arena = arena_new(/* ceiling= */ 0);
    char given[][12] = {" Id ", "", "ID", "id 2", "i_d", "", "Id"};
    static const char *const wanted[] = {"Id", "column 2", "ID 2", "id 2 2", "i_d", "column 6", "Id 3"};
    enum { COUNT = sizeof wanted / sizeof wanted[0] };
    char *names[COUNT];
    for (size_t i = 0; i < COUNT; i++)
        names[i] = given[i];
    columns_make_unique(arena, names, COUNT);
    for (size_t i = 0; i < COUNT; i++)
        assert_string_equal(names[i], wanted[i]);
    arena_free(arena);
}

static void test_thousands_of_the_same_stay_cheap(void **state)
{
    (void)state;
    enum { COUNT = 20000 };
    Arena *arena = arena_new(/* ceiling= */ 16 << 20);
    char **names = ARENA_ARRAY(arena, COUNT, char *);
    for (size_t i = 0; i < COUNT; i++)
        names[i] = arena_string(arena, "a");
    columns_make_unique(arena, names, COUNT);
    assert_string_equal(names[0], "a");
    assert_string_equal(names[COUNT - 1], "a 20000");
    Error error;
    assert_int_equal(arena_check(arena, &error), STATUS_OK);
    arena_free(arena);
}

static void test_a_set_gives_equal_names_one_place(void **state)
{
    (void)state;
    Arena *arena = arena_new(/* ceiling= */ 0);
    ColumnSet *set = column_set_new(arena, 4);
    assert_int_equal(column_set_add(set, "Opened at"), 0);
    assert_int_equal(column_set_add(set, "Канал"), 1);
    assert_int_equal(column_set_add(set, "opened_at"), 0);
    assert_int_equal(column_set_add(set, "КАНАЛ"), 1);
    assert_int_equal(column_set_count(set), 2);
    assert_true(column_names_equal("First-Reply", "first reply "));
    assert_false(column_names_equal("first", "first reply"));
    arena_free(arena);
}

static void test_a_file_says_by_its_columns_what_it_holds(void **state)
{
    (void)state;
    static const char *const answers[] = {"Answer", "Question", "Score", "Asked at", "answered_at"};
    static const char *const tickets[] = {"ticket", "opened at", "Something else", "Channel"};
    static const char *const nothing[] = {"x", "y", "score"};
    static const char *const half[] = {"opened_at", "channel"}; /* a ticket needs its number */
    assert_string_equal(columns_likely_kind(answers, 5)->name, "answer");
    assert_string_equal(columns_likely_kind(tickets, 4)->name, "ticket");
    assert_null(columns_likely_kind(nothing, 3));
    assert_true(columns_likely_kind(half, 2) == NULL || strcmp(columns_likely_kind(half, 2)->name, "ticket") != 0);
    assert_null(columns_likely_kind(NULL, 0));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_names_are_made_unique),
        cmocka_unit_test(test_thousands_of_the_same_stay_cheap),
        cmocka_unit_test(test_a_file_says_by_its_columns_what_it_holds),
        cmocka_unit_test(test_a_set_gives_equal_names_one_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
