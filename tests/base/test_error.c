#include "testing.h"

#include "base/error.h"
#include "base/suggest.h"

#include <errno.h>
#include <string.h>

static void test_what_does_not_fit_ends_with_an_ellipsis(void **state)
{
    (void)state;
    Error error;
    char text[600];
    memset(text, 'a', sizeof text);
    error_set(&error, STATUS_IO, "%s", "short");
    error_value(&error, text, sizeof error.value - 1);
    assert_int_equal(strlen(error.value), sizeof error.value - 1);
    assert_null(strstr(error.value, "…"));
    error_value(&error, text, sizeof error.value);
    assert_int_equal(strlen(error.value), sizeof error.value - 1);
    assert_string_equal(error.value + sizeof error.value - 4, "…");
    /* A character of two bytes stands across the border. */
    memcpy(text + sizeof error.value - 5, "ж", 2);
    error_value(&error, text, sizeof text);
    assert_string_equal(error.value + sizeof error.value - 7, "aa…");
    error_hint(&error, "%.*s", (int)sizeof text, text);
    assert_string_equal(error.hint + sizeof error.hint - 4, "…");
    error_value(&error, NULL, 0);
    assert_string_equal(error.value, "");
    assert_string_equal(error.message, "short");
}

static void test_errno(void **state)
{
    (void)state;
    Error error;
    assert_int_equal(error_set_errno(&error, EADDRINUSE, "%s", "port"), STATUS_CONFLICT);
    assert_int_equal(status_exit(STATUS_CONFLICT), 5); /* ./run looks for it */
    assert_int_equal(error_set_errno(&error, ENOSPC, "%s", "disk"), STATUS_OUT_OF_SPACE);
    assert_int_equal(error_set_errno(&error, EPERM, "%s", "file"), STATUS_IO);
}

static void test_what_was_meant(void **state)
{
    (void)state;
    static const char *const names[] = {"recommendation", "revenue", "training"};
    Error error;
    error_set(&error, STATUS_NOT_FOUND, "%s", "none");
    assert_true(suggest_nearest(&error, "revenu", names, 3));
    assert_string_equal(error.hint, "did you mean \"revenue\"?");
    error_set(&error, STATUS_NOT_FOUND, "%s", "none");
    assert_false(suggest_nearest(&error, "zz", names, 3));
    assert_string_equal(error.hint, "");
    suggest_names(&error, "zz", names, 3);
    assert_string_equal(error.hint, "there are: recommendation, revenue, training");
    error_set(&error, STATUS_NOT_FOUND, "%s", "none");
    suggest_names(&error, "zz", names, 0);
    assert_string_equal(error.hint, "");
    /* A word longer than is compared is near to nothing. */
    char long_word[400];
    memset(long_word, 'r', sizeof long_word - 1);
    long_word[sizeof long_word - 1] = '\0';
    assert_false(suggest_nearest(&error, long_word, names, 3));
    const char *many[40];
    for (size_t i = 0; i < 40; i++)
        many[i] = "recommendation";
    suggest_names(&error, "zz", many, 40);
    assert_string_equal(error.hint + strlen(error.hint) - 5, ", …");
    many[0] = long_word;
    suggest_names(&error, "zz", many, 40);
    assert_string_equal(error.hint, "there are: …");
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_what_does_not_fit_ends_with_an_ellipsis), cmocka_unit_test(test_errno),
                                       cmocka_unit_test(test_what_was_meant)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
