/* Sealed secrets: opened by the same key in the same place alone. */
#include "fixture.h"
#include "store/seal.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void test_seals(void **state)
{
    Fixture *fixture = *state;
    Arena *arena = fixture->arena;
    Error error;
    bool made;
    const char *kept, *again, *text;
    char key[512], other[512];
    Records *records = store_records(fixture->store);
    snprintf(key, sizeof key, "%s/one.key", fixture->path);
    snprintf(other, sizeof other, "%s/other.key", fixture->path);
    assert_int_equal(seal_text(records, arena, "place", "hush", &kept, &error), STATUS_CONFLICT);
    assert_int_equal(seal_use_file(records, key, &made, &error), STATUS_OK);
    assert_true(made);
    struct stat found;
    assert_int_equal(stat(key, &found), 0);
    assert_int_equal(found.st_mode & 0777, 0600);
    assert_int_equal(found.st_size, 65);

    assert_int_equal(seal_text(records, arena, "place", "hush", &kept, &error), STATUS_OK);
    assert_int_equal(seal_text(records, arena, "place", "hush", &again, &error), STATUS_OK);
    assert_string_not_equal(kept, again); /* who compares two learns nothing */
    assert_true(seal_is_sealed(kept));
    assert_null(strstr(kept, "hush"));
    assert_int_equal(seal_open(records, arena, "place", kept, &text, &error), STATUS_OK);
    assert_string_equal(text, "hush");
    assert_int_equal(seal_open(records, arena, "elsewhere", kept, &text, &error), STATUS_CONFLICT);
    assert_int_equal(seal_open(records, arena, "place", "open as before", &text, &error), STATUS_OK);
    assert_string_equal(text, "open as before");
    char *changed = arena_string(arena, kept);
    changed[strlen(changed) - 6] ^= 1;
    assert_int_equal(seal_open(records, arena, "place", changed, &text, &error), STATUS_CONFLICT);
    assert_int_equal(seal_open(records, arena, "place", "sealed:", &text, &error), STATUS_CONFLICT);
    assert_int_equal(seal_open(records, arena, "place", "sealed:!", &text, &error), STATUS_CONFLICT);
    assert_int_equal(seal_text(records, arena, "place", "", &text, &error), STATUS_OK);
    assert_string_equal(text, "");

    assert_int_equal(seal_use_file(records, other, &made, &error), STATUS_OK);
    assert_int_equal(seal_open(records, arena, "place", kept, &text, &error), STATUS_CONFLICT);
    assert_int_equal(seal_use_file(records, key, &made, &error), STATUS_OK);
    assert_false(made);
    assert_int_equal(seal_open(records, arena, "place", kept, &text, &error), STATUS_OK);
}

static void test_wrong_keys(void **state)
{
    Fixture *fixture = *state;
    Error error;
    char key[512];
    static const char *const wrong[] = {"", "abc", "zz345678901234567890123456789012345678901234567890123456789012345678"};
    snprintf(key, sizeof key, "%s/wrong.key", fixture->path);
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        FILE *file = fopen(key, "w");
        fputs(wrong[i], file);
        fclose(file);
        assert_int_equal(seal_use_file(store_records(fixture->store), key, NULL, &error), STATUS_INVALID_DATA);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_seals), TEST(test_wrong_keys),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
