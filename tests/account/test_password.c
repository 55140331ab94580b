/* Which passwords are refused, and that hashes hold. */
#include "../testing.h"

#include "account/common_password.h"
#include "account/password.h"
#include "base/embedded.h"

#include <string.h>

static void test_common(void **state)
{
    (void)state;
    static const char *const common[] = {
        "password", "Password1", "P@ssw0rd2026!", "12345678", "123123123", "qwertyuiop", "1q2w3e4r", "1qaz2wsx", "iloveyou",
        "iloveyou2", "football", "Sunshine!", "aaaaaaaa", "abcabcabc", "abcd1234", "letmein1", "admin123", "qwerty123",
        "liverpool1", "trustno1", "superman", "11111111", "19871987", "asdfghjkl", "zaq12wsx", "monkey12", "dragon123",
        "babygirl1", "mohammed1", "qazwsxedc", "87654321", "charlie1", "Welcome01", "changeme!", "salam123", "khoda1234",
        "йцукенгш", "пароль123", "любовь12", "мамапапа"};
    static const char *const rare[] = {"correct horse battery", "staple of another kind", "tr7-Kq_mz0Lw", "eleven grey umbrellas",
                                       "xkqvjzpw", "کتاب‌های آبی روی میز", "сорок синих чашек"};
    for (size_t i = 0; i < sizeof common / sizeof common[0]; i++)
        if (!password_is_common(common[i]))
            fail_msg("\"%s\" is taken for a rare one", common[i]);
    for (size_t i = 0; i < sizeof rare / sizeof rare[0]; i++)
        if (password_is_common(rare[i]))
            fail_msg("\"%s\" is taken for a common one", rare[i]);
}

/* Of the published list: the first, the last, those around the middle, and what people make of them. */
static void test_published(void **state)
{
    (void)state;
    extern const EmbeddedFile account_passwords[];
    static const char *const common[] = {"chinchilla", "CHINCHILLA", "ch1nch1lla", "chinchilla77!", "blackjack",
                                         "stonecold", "roma1996", "!qaz2wsx", "vinogradov", "rfhfvtkm", "\u06f1\u06f2\u06f3\u06f4\u06f5\u06f6\u06f7\u06f8",
                                         "\u0661\u0662\u0663\u0664\u0665\u0666\u0667\u0668", "\u041f\u0410\u0420\u041e\u041b\u042c12"};
    for (size_t i = 0; i < sizeof common / sizeof common[0]; i++)
        if (!password_is_common(common[i]))
            fail_msg("\"%s\" is taken for a rare one", common[i]);
    Text rest = {(const char *)account_passwords[0].bytes, (size_t)(account_passwords[0].end - account_passwords[0].bytes)};
    size_t count = 0, long_enough = 0;
    for (Text before = {"", 0}; rest.length; count++) {
        char password[600];
        Text line = text_cut(rest, '\n', &rest);
        snprintf(password, sizeof password, "%.*s", (int)line.length, line.bytes);
        if (!password_is_common(password))
            fail_msg("\"%s\" of the list is taken for a rare one", password);
        int order = memcmp(before.bytes, line.bytes, before.length < line.length ? before.length : line.length);
        assert_true(order < 0 || (order == 0 && before.length < line.length));
        long_enough += line.length >= PASSWORD_LEAST;
        before = line;
    }
    assert_true(long_enough >= 3000);
    assert_true(count >= 15000);
}

static void test_allowed(void **state)
{
    (void)state;
    Error error;
    char most[600];
    memset(most, 'x', sizeof most);
    for (size_t i = 0; i < sizeof most; i += 3)
        most[i] = (char)('a' + i % 26);
    most[PASSWORD_MOST] = '\0';
    assert_int_equal(password_allowed(most, NULL, NULL, &error), STATUS_OK);
    most[PASSWORD_MOST] = 'x';
    most[PASSWORD_MOST + 1] = '\0';
    assert_int_not_equal(password_allowed(most, NULL, NULL, &error), STATUS_OK);
    assert_int_not_equal(password_allowed("xkqvjzp", NULL, NULL, &error), STATUS_OK);
    assert_int_equal(password_allowed("xkqvjzpw", NULL, NULL, &error), STATUS_OK);
    assert_int_not_equal(password_allowed("xkqvjzp\xff", NULL, NULL, &error), STATUS_OK);
    assert_int_not_equal(password_allowed("Vladislava Q", "vladislava q", NULL, &error), STATUS_OK);
    /* Characters are counted, not bytes. */
    assert_int_equal(password_allowed("ыщжэъюзх", NULL, NULL, &error), STATUS_OK);
    assert_int_not_equal(password_allowed("ыщжэ", NULL, NULL, &error), STATUS_OK);
}

static void test_hash(void **state)
{
    (void)state;
    Error error;
    char one[PASSWORD_CAPACITY], two[PASSWORD_CAPACITY];
    assert_int_equal(password_hash("correct horse", one, &error), STATUS_OK);
    assert_int_equal(password_hash("correct horse", two, &error), STATUS_OK);
    assert_string_not_equal(one, two);
    assert_int_equal(strncmp(one, "$argon2id$v=19$m=32768,t=3,p=1$", 31), 0);
    assert_true(password_matches("correct horse", one));
    assert_false(password_matches("correct hors", one));
    assert_false(password_matches("correct horse", NULL));
    assert_false(password_is_dated(one));
    assert_true(password_is_dated("$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$YWJjZGVmZ2hpamtsbW5vcHFyc3R1dnd4eXphYmNkZWY"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_common), cmocka_unit_test(test_published), cmocka_unit_test(test_allowed), cmocka_unit_test(test_hash)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
