#include "testing.h"

#include "base/translate.h"
#include "render/number.h"

#include <string.h>

static void test_says_numbers(void **state)
{
    (void)state;
    Arena *arena CLEANUP(arena_cleanup) = arena_new(0);
    static const struct { double number; Unit unit; const char *currency, *text; } rows[] = {
        {49.9013320177, UNIT_PERCENT, NULL, "49.9 %"},
        {0.017881, UNIT_PERCENT, NULL, "0.0179 %"},
        {0, UNIT_PERCENT, NULL, "0.0 %"},
        {1234567.5, UNIT_MONEY, "USD", "1,234,567.50 USD"},
        {-12.345, UNIT_MONEY, NULL, "\xE2\x88\x92" "12.35"},
        {999, UNIT_COUNT, NULL, "999"},
        {1000, UNIT_COUNT, NULL, "1,000"},
        {67.5207, UNIT_SECONDS, NULL, "67.5 s"},
        {4500, UNIT_SECONDS, NULL, "1 h 15 min"},
        {351338.76, UNIT_SECONDS, NULL, "4.1 d"},
        {-0.001, UNIT_SCORE, NULL, "0.00"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        assert_string_equal(format_number(arena, rows[i].number, rows[i].unit, rows[i].currency), rows[i].text);
}

/* The digits and separators are what ICU 78 (CLDR 48) writes by Intl.NumberFormat; the minus stays U+2212. */
static void test_writes_as_languages_do(void **state)
{
    (void)state;
    Arena *arena CLEANUP(arena_cleanup) = arena_new(0);
    static const struct { const char *language, *numbering; double number; Unit unit; const char *currency, *text; } rows[] = {
        {"ru", NUMBER_LANGUAGE, 1234567.5, UNIT_MONEY, "RUB", "1\u00A0234\u00A0567,50 RUB"},
        {"ru", NUMBER_LANGUAGE, 98.26, UNIT_PERCENT, NULL, "98,3\u00A0%"},
        {"ru", "arab", 1000, UNIT_COUNT, NULL, "١٬٠٠٠"},
        {"ar", NUMBER_LANGUAGE, 1234567.5, UNIT_SCORE, NULL, "١٬٢٣٤٬٥٦٧٫٥٠"},
        {"ar", NUMBER_LANGUAGE, -12.345, UNIT_SCORE, NULL, "\u2212١٢٫٣٥"},
        {"ar", "latn", 1234.5, UNIT_COUNT, NULL, "1,234.5"},
        {"fa", NUMBER_LANGUAGE, 0.017881, UNIT_PERCENT, NULL, "۰٫۰۱۷۹٪"},
        {"fa", NUMBER_LANGUAGE, 4500, UNIT_SECONDS, NULL, "۱ ساعت ۱۵ دقیقه"},
        {"fa", NULL, 1234.5, UNIT_COUNT, NULL, "1,234.5"}, /* what the page writes anew */
        {"en", NUMBER_LANGUAGE, 1234.5, UNIT_COUNT, NULL, "1,234.5"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        translate_set_language(rows[i].language);
        number_write_in(rows[i].numbering);
        assert_string_equal(format_number(arena, rows[i].number, rows[i].unit, rows[i].currency), rows[i].text);
    }
    translate_set_language("fa");
    number_write_in(NUMBER_LANGUAGE);
    assert_string_equal(number_digits(arena, "2026-11-28, ٣ نوفمبر"), "۲۰۲۶-۱۱-۲۸, ۳ نوفمبر");
    assert_string_equal(number_count(arena, 10), "۱۰");
    assert_string_equal(number_share(arena, 0.234), "۲۳٪");
    assert_string_equal(number_write_in("latn"), NUMBER_LANGUAGE);
    assert_string_equal(number_digits(arena, "سپتامبر ۲۰۲۶"), "سپتامبر 2026");
    number_write_in(NULL);
    assert_string_equal(number_digits(arena, "سپتامبر ۲۰۲۶"), "سپتامبر ۲۰۲۶");
    translate_set_language("en");
    /* The longest that there is fits. */
    number_write_in("arab");
    assert_int_equal(strlen(format_plain(arena, -1.7976931348623157e308, UNIT_SCORE)), 3 + 309 * 2 + 102 * 2 + 2 + 2 * 2);
    number_write_in(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_says_numbers), cmocka_unit_test(test_writes_as_languages_do)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
