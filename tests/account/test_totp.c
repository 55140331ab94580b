/* One-time codes against the published vectors. */
#include "../testing.h"

#include "account/totp.h"

#include <string.h>

/* RFC 4226, appendix D. */
static void test_counters(void **state)
{
    (void)state;
    static const char *const codes[] = {"755224", "287082", "359152", "969429", "338314",
                                        "254676", "287922", "162583", "399871", "520489"};
    for (uint64_t i = 0; i < 10; i++) {
        char code[9];
        hotp_code((const unsigned char *)"12345678901234567890", 20, i, 6, code);
        assert_string_equal(code, codes[i]);
    }
}

/* RFC 6238, appendix B, the rows with SHA-1. */
static void test_times(void **state)
{
    (void)state;
    static const struct {
        uint64_t time;
        const char *code;
    } rows[] = {{59, "94287082"},         {1111111109, "07081804"}, {1111111111, "14050471"},
                {1234567890, "89005924"}, {2000000000, "69279037"}, {20000000000, "65353130"}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char code[9];
        hotp_code((const unsigned char *)"12345678901234567890", 20, rows[i].time / TOTP_STEP_SECONDS, 8, code);
        assert_string_equal(code, rows[i].code);
    }
}

/* RFC 4648, section 10, without its padding. */
static void test_base32(void **state)
{
    (void)state;
    static const char *const rows[][2] = {{"", ""}, {"f", "MY"}, {"fo", "MZXQ"}, {"foo", "MZXW6"}, {"foob", "MZXW6YQ"},
                                          {"fooba", "MZXW6YTB"}, {"foobar", "MZXW6YTBOI"}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char text[32];
        unsigned char bytes[16];
        size_t length;
        base32_write((const unsigned char *)rows[i][0], strlen(rows[i][0]), text, sizeof text);
        assert_string_equal(text, rows[i][1]);
        assert_true(base32_read(text_of(text), bytes, sizeof bytes, &length));
        assert_int_equal(length, strlen(rows[i][0]));
        assert_memory_equal(bytes, rows[i][0], length);
    }
    unsigned char bytes[4];
    size_t length;
    assert_false(base32_read(text_of("MZXW6YTBOI"), bytes, sizeof bytes, &length));
    assert_false(base32_read(text_of("M1"), bytes, sizeof bytes, &length));
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_counters), cmocka_unit_test(test_times), cmocka_unit_test(test_base32)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
