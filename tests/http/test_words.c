#include "http/words.h"

#include "testing.h"

#include <string.h>

static int make_arena(void **state)
{
    *state = arena_new(/* ceiling= */ 0);
    return 0;
}

static int free_arena(void **state)
{
    arena_free(*state);
    return 0;
}

static void test_decodes_in_order(void **state)
{
    Words words;
    Error error = {0};
    assert_int_equal(words_parse_query(*state, text_of("a=1&b=x+y%20z&&a=2&c&%D9%85=%D9%8A"), &words, &error), STATUS_OK);
    assert_int_equal(words.count, 5);
    assert_string_equal(words.items[0].value, "1");
    assert_string_equal(words.items[1].value, "x y z");
    assert_string_equal(words_find(words, "a"), "2");
    assert_string_equal(words_find(words, "c"), "");
    assert_string_equal(words_find(words, "م"), "ي");
    assert_null(words_find(words, "d"));
}

static void test_value_keeps_equals(void **state)
{
    Words words;
    Error error = {0};
    assert_int_equal(words_parse_query(*state, text_of("where=segment=a%26b"), &words, &error), STATUS_OK);
    assert_string_equal(words_find(words, "where"), "segment=a&b");
}

static void test_refuses(void **state)
{
    static const char *const broken[] = {"a=%", "a=%4", "a=%zz", "a=%00", "a=%FF", "a=%C0%AF", "a=%ED%A0%80", "a=\xC3"};
    for (size_t i = 0; i < sizeof broken / sizeof broken[0]; i++) {
        Words words;
        Error error = {0};
        assert_int_equal(words_parse_query(*state, text_of(broken[i]), &words, &error), STATUS_INVALID_ARGUMENT);
        assert_true(error.message[0]);
    }
}

static void test_refuses_too_many(void **state)
{
    TextBuilder query = text_builder(4096);
    for (int i = 0; i < WORDS_LIMIT; i++)
        text_append(&query, "a=1&");
    Words words;
    Error error = {0};
    assert_int_equal(words_parse_query(*state, (Text){query.bytes, query.length}, &words, &error), STATUS_OK);
    text_append(&query, "a=1");
    assert_int_equal(words_parse_query(*state, (Text){query.bytes, query.length}, &words, &error), STATUS_INVALID_ARGUMENT);
    text_builder_free(&query);
}

static void test_plus_in_a_path_stays(void **state)
{
    const char *segment;
    Error error = {0};
    assert_int_equal(words_decode_segment(*state, text_of("a+b%2Fc"), &segment, &error), STATUS_OK);
    assert_string_equal(segment, "a+b/c");
}

static void test_unknown_name_says_the_nearest(void **state)
{
    static const char *const known[] = {"period", "calendar", NULL};
    Words words;
    Error error = {0};
    assert_int_equal(words_parse_query(*state, text_of("perod=1"), &words, &error), STATUS_OK);
    assert_int_equal(words_check(words, known, &error), STATUS_INVALID_ARGUMENT);
    assert_non_null(strstr(error.hint, "period"));
    assert_int_equal(words_check(words, NULL, &error), STATUS_INVALID_ARGUMENT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_decodes_in_order),   cmocka_unit_test(test_value_keeps_equals),
        cmocka_unit_test(test_refuses),            cmocka_unit_test(test_refuses_too_many),
        cmocka_unit_test(test_plus_in_a_path_stays), cmocka_unit_test(test_unknown_name_says_the_nearest),
    };
    return cmocka_run_group_tests(tests, make_arena, free_arena);
}
