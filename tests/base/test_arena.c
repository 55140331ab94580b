/* The arena's ceiling: what reads by pieces is refused with an error, and is told so in time. */
#include "testing.h"

#include "base/arena.h"

#include <string.h>

static void test_memory_is_zeroed_and_aligned(void **state)
{
    (void)state;
    Arena *arena = arena_new(/* ceiling= */ 0);
    static const char zeros[100];
    for (size_t i = 0; i < 1000; i++) {
        char *memory = arena_alloc(arena, 1 + i % 100);
        assert_int_equal((uintptr_t)memory % _Alignof(max_align_t), 0);
        assert_memory_equal(memory, zeros, 1 + i % 100);
        memset(memory, 0xFF, 1 + i % 100);
    }
    assert_true(arena_size(arena) >= 1000 * 16);
    arena_free(arena);
}

static void test_check_says_when_the_ceiling_is_passed(void **state)
{
    (void)state;
    enum { CEILING = 1 << 20, PIECE = 1 << 18 };
    Arena *arena = arena_new(CEILING);
    Error error = {0};
    int pieces = 0;
    while (arena_check(arena, &error) == STATUS_OK) {
        assert_in_range(pieces, 0, 100);
        (void)arena_alloc(arena, PIECE);
        pieces++;
    }
    assert_int_equal(pieces, CEILING / PIECE + 1);
    assert_int_equal(error.status, STATUS_TOO_LARGE);
    assert_non_null(strstr(error.message, "1 MiB"));
    assert_true(error.hint[0]);
    /* What was on its way is still given. */
    assert_non_null(arena_alloc(arena, PIECE));
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_memory_is_zeroed_and_aligned),
        cmocka_unit_test(test_check_says_when_the_ceiling_is_passed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
