/* Numbers of parameters, and what only looks like one. */
#include "testing.h"

#include "store/parameters.h"

#include <stdio.h>
#include <string.h>

static const struct {
    const char *sql, *expected;
    size_t count;
    long numbers[3];
} cases[] = {
    {"SELECT 1", "SELECT 1", 0, {0}},
    {"SELECT $1, $2", "SELECT $1, $2", 2, {1, 2}},
    {"SELECT $7 + $2 + $7", "SELECT $1 + $2 + $1", 2, {7, 2}},
    {"SELECT a$7, $12+$3", "SELECT a$7, $1+$2", 2, {12, 3}},
    {"SELECT DATE'\\' || $3", "SELECT DATE'\\' || $1", 1, {3}},
    {"SELECT '$5', \"a$6\", $2", "SELECT '$5', \"a$6\", $1", 1, {2}},
    {"SELECT 'it''s $5' || $3", "SELECT 'it''s $5' || $1", 1, {3}},
    {"SELECT E'it\\'s $5' || $3", "SELECT E'it\\'s $5' || $1", 1, {3}},
    {"SELECT '\\' || $3 || '$4'", "SELECT '\\' || $1 || '$4'", 1, {3}},
    {"SELECT $2 -- $3\n, $4", "SELECT $1 -- $3\n, $2", 2, {2, 4}},
    {"SELECT /* $1 /* $2 */ $3 */ $4", "SELECT /* $1 /* $2 */ $3 */ $1", 1, {4}},
    {"SELECT $$ $1 $$, $q$ $2 $$ $q$, $3", "SELECT $$ $1 $$, $q$ $2 $$ $q$, $1", 1, {3}},
    {"SELECT 'open $1", "SELECT 'open $1", 0, {0}},
    {"SELECT /* open $1", "SELECT /* open $1", 0, {0}},
    {"SELECT $$ open $1", "SELECT $$ open $1", 0, {0}},
    {"SELECT $", "SELECT $", 0, {0}},
    {"SELECT $name", "SELECT $name", 0, {0}},
    {"", "", 0, {0}},
};

static void test_renumber(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        long numbers[PARAMETERS_LIMIT];
        TextBuilder text = text_builder(1000);
        assert_int_equal(parameters_write(cases[i].sql, NULL, 0, &text, numbers), cases[i].count);
        assert_string_equal(text.bytes, cases[i].expected);
        for (size_t j = 0; j < cases[i].count; j++)
            assert_int_equal(numbers[j], cases[i].numbers[j]);
        text_builder_free(&text);
    }
}

/* Whole numbers and days become constants; what could be read as something else stays bound. */
static void test_written(void **state)
{
    (void)state;
    const Value values[] = {value_integer(-7), value_day(20000), value_text("1); DROP TABLE brand"), value_number(0.5),
                            value_integer(INT64_MIN), value_null()};
    long numbers[PARAMETERS_LIMIT];
    TextBuilder text = text_builder(1000);
    assert_int_equal(parameters_write("SELECT $6, $1 - $1, $2, $3, '$1', $5, $4, $9", values, 6, &text, numbers), 5);
    assert_string_equal(text.bytes, "SELECT $1, CAST(-7 AS BIGINT) - CAST(-7 AS BIGINT), (DATE '1970-01-01' + CAST(20000 AS INTEGER)), $2, "
                                    "'$1', $3, $4, $5");
    const long expected[] = {6, 3, 5, 4, 9};
    for (size_t i = 0; i < 5; i++)
        assert_int_equal(numbers[i], expected[i]);
    text_builder_free(&text);
}

/* A word is nothing but letters, digits and "_". */
static void test_words(void **state)
{
    (void)state;
    long numbers[PARAMETERS_LIMIT];
    static const char longest[] = "a23456789_123456789_123456789_123456789_123456789_123456789_1234";
    const char *const words[] = {"USD", "first_value", "0", longest};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        char expected[128];
        const Value value = value_text(words[i]);
        TextBuilder text = text_builder(1000);
        assert_int_equal(parameters_write("$1", &value, 1, &text, numbers), 0);
        snprintf(expected, sizeof expected, "CAST('%s' AS VARCHAR)", words[i]);
        assert_string_equal(text.bytes, expected);
        text_builder_free(&text);
    }
    const Value others[] = {value_text(""), value_text("it's"), value_text("a b"), value_text("a\\"), value_text("a$1"),
                            value_text("\xd8\xb9"), value_text("a;"), value_text("a-b"), value_text("a\n"), value_text("@"),
                            value_text("["), value_text("`"), value_text("{"), value_text("/"), value_text(":"),
                            {.type = VALUE_TEXT, .text = {"a\0b", 3}}, {.type = VALUE_TEXT, .text = {longest, 65}}};
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        TextBuilder text = text_builder(1000);
        assert_int_equal(parameters_write("$1", &others[i], 1, &text, numbers), 1);
        assert_string_equal(text.bytes, "$1");
        text_builder_free(&text);
    }
}

static void test_too_many(void **state)
{
    (void)state;
    long numbers[PARAMETERS_LIMIT];
    TextBuilder sql = text_builder(1 << 20), text = text_builder(1 << 20);
    for (int i = 1; i <= PARAMETERS_LIMIT + 5; i++)
        text_append_format(&sql, "$%d,", i);
    assert_int_equal(parameters_write(sql.bytes, NULL, 0, &text, numbers), PARAMETERS_LIMIT + 1);
    text_builder_free(&sql);
    text_builder_free(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_renumber), cmocka_unit_test(test_written), cmocka_unit_test(test_words),
                                       cmocka_unit_test(test_too_many)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
