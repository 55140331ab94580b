#include "http/body.h"
#include "http/csv.h"

#include "testing.h"

#include <stdlib.h>
#include <string.h>

static Status parse(const char *text, Error *error)
{
    struct json_t *object CLEANUP(body_cleanup) = NULL;
    *error = (Error){0};
    return body_parse_object(text_of(text), &object, error);
}

static void test_refuses_what_is_not_one_object(void **state)
{
    (void)state;
    static const char *const wrong[] = {"", "[]", "{", "{\"a\":1}x", "{\"a\":1,\"a\":2}", "{\"a\":\"\\u0000\"}", "{\"a\":\"\xFF\"}", "null"};
    Error error;
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
        assert_int_equal(parse(wrong[i], &error), STATUS_INVALID_ARGUMENT);
    assert_int_equal(parse("{\"a\":\"[[[[[[[[[[[[[[[[[[[[\\\"\"}", &error), STATUS_OK);
}

static void test_refuses_depth(void **state)
{
    (void)state;
    Error error;
    TextBuilder deep = text_builder(1 << 20);
    text_append(&deep, "{\"a\":");
    for (int i = 0; i < 100000; i++)
        text_append(&deep, "[");
    assert_int_equal(parse(deep.bytes, &error), STATUS_INVALID_ARGUMENT);
    assert_non_null(strstr(error.message, "deep"));
    text_builder_free(&deep);
}

static void test_members(void **state)
{
    (void)state;
    static const char *const known[] = {"sql", "limit", NULL};
    struct json_t *object CLEANUP(body_cleanup) = NULL;
    Error error = {0};
    const char *text = NULL;
    int64_t number = 0;
    assert_int_equal(body_parse_object(text_of("{\"sql\":\"x\",\"limit\":5,\"none\":null}"), &object, &error), STATUS_OK);
    assert_int_equal(body_text(object, "sql", true, &text, &error), STATUS_OK);
    assert_string_equal(text, "x");
    assert_int_equal(body_text(object, "none", false, &text, &error), STATUS_OK);
    assert_null(text);
    assert_int_equal(body_text(object, "none", true, &text, &error), STATUS_INVALID_ARGUMENT);
    assert_int_equal(body_text(object, "limit", false, &text, &error), STATUS_INVALID_ARGUMENT);
    assert_int_equal(body_integer(object, "limit", 1, 9, 3, &number, &error), STATUS_OK);
    assert_int_equal(number, 5);
    assert_int_equal(body_integer(object, "absent", 1, 9, 3, &number, &error), STATUS_OK);
    assert_int_equal(number, 3);
    assert_int_equal(body_integer(object, "limit", 6, 9, 3, &number, &error), STATUS_INVALID_ARGUMENT);
    assert_int_equal(body_check_members(object, known, &error), STATUS_INVALID_ARGUMENT);
    assert_string_equal(error.where, "none");
}

static void write_rows(const char *body, Status expected, const char *lines, const char *where)
{
    struct json_t *object CLEANUP(body_cleanup) = NULL;
    Error error = {0};
    char *text = NULL;
    size_t length = 0;
    FILE *file = open_memstream(&text, &length);
    assert_int_equal(body_parse_object(text_of(body), &object, &error), STATUS_OK);
    assert_int_equal(body_write_rows(object, file, &error), expected);
    fclose(file);
    if (expected == STATUS_OK)
        assert_string_equal(text, lines);
    else
        assert_string_equal(error.where, where);
    free(text);
}

static void test_rows(void **state)
{
    (void)state;
    write_rows("{\"rows\":[]}", STATUS_OK, "", NULL);
    write_rows("{\"rows\":[{\"a\":1, \"b\":\"x\\ny\"},{\"a\":null}]}", STATUS_OK, "{\"a\":1,\"b\":\"x\\ny\"}\n{\"a\":null}\n", NULL);
    write_rows("{}", STATUS_INVALID_ARGUMENT, NULL, "rows");
    write_rows("{\"rows\":[{}, 7]}", STATUS_INVALID_ARGUMENT, NULL, "rows[1]");
    write_rows("{\"rows\":[{\"a\":[1]}]}", STATUS_INVALID_ARGUMENT, NULL, "rows[0].a");
}

static void test_csv(void **state)
{
    (void)state;
    Arena *arena CLEANUP(arena_cleanup) = arena_new(/* ceiling= */ 0);
    static char text[] = "a,\"b \"\"c\"\", d\n\ne\",\r\n,x";
    FILE *file = fmemopen(text, sizeof text - 1, "r");
    char **cells;
    size_t count;
    assert_true(csv_read_row(file, arena, &cells, &count));
    assert_int_equal(count, 3);
    assert_string_equal(cells[0], "a");
    assert_string_equal(cells[1], "b \"c\", d\n\ne");
    assert_string_equal(cells[2], "");
    assert_true(csv_read_row(file, arena, &cells, &count));
    assert_int_equal(count, 2);
    assert_string_equal(cells[1], "x");
    assert_false(csv_read_row(file, arena, &cells, &count));
    fclose(file);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_refuses_what_is_not_one_object),
        cmocka_unit_test(test_refuses_depth),
        cmocka_unit_test(test_members),
        cmocka_unit_test(test_rows),
        cmocka_unit_test(test_csv),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
