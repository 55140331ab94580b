#include "testing.h"

#include "render/result.h"

#include <math.h>
#include <string.h>

static void test_nesting_and_commas(void **state)
{
    (void)state;
    TextBuilder out = text_builder(1000);
    JsonWriter writer = json_writer(&out);
    json_object(&writer);
    json_member_text(&writer, "a", "x");
    json_key(&writer, "b");
    json_array(&writer);
    json_integer(&writer, -3);
    json_null(&writer);
    json_object(&writer);
    json_object_end(&writer);
    json_boolean(&writer, true);
    json_array_end(&writer);
    json_member_number(&writer, "c", 0.1);
    json_object_end(&writer);
    assert_string_equal(out.bytes, "{\"a\":\"x\",\"b\":[-3,null,{},true],\"c\":0.1}");
    text_builder_free(&out);
}

static void test_texts_are_always_valid(void **state)
{
    (void)state;
    static const struct { const char *text, *json; } rows[] = {
        {"a\"b\\c\n\x01", "\"a\\\"b\\\\c\\n\\u0001\""},
        {"سلام", "\"سلام\""},
        {"\xF0\x9F\x98\x80", "\"\xF0\x9F\x98\x80\""},
        {"\xC0\xAF", "\"\xEF\xBF\xBD\xEF\xBF\xBD\""},             /* overlong */
        {"\xED\xA0\x80", "\"\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\""}, /* half of a surrogate pair */
        {"\xE2\x82", "\"\xEF\xBF\xBD\xEF\xBF\xBD\""},             /* cut off */
        {"\xF4\x90\x80\x80", "\"\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\""}, /* beyond U+10FFFF */
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        TextBuilder out = text_builder(1000);
        JsonWriter writer = json_writer(&out);
        json_text(&writer, rows[i].text);
        assert_string_equal(out.bytes, rows[i].json);
        text_builder_free(&out);
    }
}

static void test_numbers_read_back(void **state)
{
    (void)state;
    static const double numbers[] = {0.1, 1.0 / 3, 1e300, -2.5, 49.901332017759255, 123456789012345680.0, 5e-324};
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        TextBuilder out = text_builder(100);
        JsonWriter writer = json_writer(&out);
        double again = 0;
        json_number(&writer, numbers[i]);
        assert_true(text_to_double(text_of(out.bytes), &again) && again == numbers[i]);
        text_builder_free(&out);
    }
    TextBuilder out = text_builder(100);
    JsonWriter writer = json_writer(&out);
    json_array(&writer);
    json_number(&writer, NAN);
    json_number(&writer, INFINITY);
    json_array_end(&writer);
    assert_string_equal(out.bytes, "[null,null]");
    text_builder_free(&out);
}

static void test_cells_do_not_run(void **state)
{
    (void)state;
    static const struct { const char *text, *cell; } rows[] = {
        {"plain", "plain"}, {"a,b", "\"a,b\""}, {"say \"x\"", "\"say \"\"x\"\"\""}, {"=1+1", "\"'=1+1\""},
        {"@x", "\"'@x\""}, {"-3.5", "-3.5"}, {"-a", "\"'-a\""}, {"", ""}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        TextBuilder out = text_builder(100);
        render_value_csv(&out, value_text(rows[i].text));
        assert_string_equal(out.bytes, rows[i].cell);
        text_builder_free(&out);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_nesting_and_commas),
        cmocka_unit_test(test_texts_are_always_valid),
        cmocka_unit_test(test_numbers_read_back),
        cmocka_unit_test(test_cells_do_not_run),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
