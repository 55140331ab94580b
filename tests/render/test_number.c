#include "testing.h"

#include "render/number.h"

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

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_says_numbers)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
