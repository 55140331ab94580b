/* The manifest of a backup: nothing but a store's files, each once and none missing. */
#include "testing.h"

#include "store/manifest.h"

#include <stdio.h>
#include <string.h>

#define SUM "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"
#define MEMBER(name) "{\"name\": \"" name "\", \"size\": 1, \"sha256\": \"" SUM "\"}"
#define BOTH MEMBER("facts.duckdb") ", " MEMBER("records.sqlite")

static Status parse(Arena *arena, int format, const char *members, BackupManifest *manifest, Error *error)
{
    char *text = arena_format(arena, "{\"format\": %d, \"facts_schema\": 3, \"records_schema\": 2, \"members\": [%s]}", format,
                              members);
    return manifest_parse(arena, "b.mizan", text_of(text), manifest, error);
}

static void test_what_is_written_is_read(void **state)
{
    (void)state;
    Arena *arena = arena_new(/* ceiling= */ 0);
    Error error = {0};
    BackupManifest manifest, again;
    assert_int_equal(parse(arena, 1, BOTH ", " MEMBER("rejects/7.csv"), &manifest, &error), STATUS_OK);
    char *text = manifest_write(arena, &manifest);
    assert_non_null(text);
    assert_int_equal(manifest_parse(arena, "b.mizan", text_of(text), &again, &error), STATUS_OK);
    assert_int_equal(again.facts_schema, 3);
    assert_int_equal(again.member_count, 3);
    assert_string_equal(again.members[2].name, "rejects/7.csv");
    assert_memory_equal(again.members[2].digest, manifest.members[2].digest, BACKUP_DIGEST_BYTES);
    arena_free(arena);
}

static void test_others_are_refused(void **state)
{
    (void)state;
    static const char *const wrong[] = {
        MEMBER("facts.duckdb"), BOTH ", " MEMBER("facts.duckdb"), BOTH ", " MEMBER("rejects/../x"),
        BOTH ", " MEMBER("rejects/.x"), BOTH ", " MEMBER("/etc/passwd"), BOTH ", " MEMBER("lock"), "1", "",
        BOTH ", {\"name\": \"rejects/1.csv\", \"size\": -1, \"sha256\": \"" SUM "\"}",
        BOTH ", {\"name\": \"rejects/1.csv\", \"size\": 1, \"sha256\": \"00\"}",
    };
    Arena *arena = arena_new(/* ceiling= */ 0);
    BackupManifest manifest;
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        Error error = {0};
        if (parse(arena, 1, wrong[i], &manifest, &error) != STATUS_INVALID_DATA)
            fail_msg("taken: %s", wrong[i]);
    }
    Error error = {0};
    assert_int_equal(parse(arena, 99, BOTH, &manifest, &error), STATUS_STORE_NEWER);
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_is_written_is_read),
        cmocka_unit_test(test_others_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
