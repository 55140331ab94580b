/* Which passwords are refused, and that hashes hold. */
#include "../testing.h"

#include "account/common_password.h"
#include "account/password.h"

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
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_common), cmocka_unit_test(test_allowed), cmocka_unit_test(test_hash)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
