#include "http/negotiate.h"
#include "http/router.h"

#include "testing.h"

#include <string.h>

static const Endpoint list = {.method = "GET", .path = "/api/v1/imports"};
static const Endpoint add = {.method = "POST", .path = "/api/v1/imports"};
static const Endpoint preview = {.method = "GET", .path = "/api/v1/imports/preview"};
static const Endpoint one = {.method = "GET", .path = "/api/v1/imports/{batch}"};
static const Endpoint slice = {.method = "GET", .path = "/api/v1/metrics/{id}/slices/{slice}"};
static const Endpoint *const table[] = {&list, &add, &one, &preview, &slice};

static Status find(Arena *arena, const char *method, const char *path, Route *route, const char **allow, Error *error)
{
    *error = (Error){0};
    return router_find(arena, table, sizeof table / sizeof table[0], method, text_of(path), route, allow, error);
}

static int make_arena(void **state)
{
    *state = arena_new(/* ceiling= */ 0);
    return 0;
}

static int free_arena(void **state)
{
    arena_free(*state);
    return 0;
}

static void test_finds(void **state)
{
    Route route;
    const char *allow;
    Error error;
    assert_int_equal(find(*state, "POST", "/api/v1/imports", &route, &allow, &error), STATUS_OK);
    assert_ptr_equal(route.endpoint, &add);
    assert_int_equal(find(*state, "HEAD", "/api/v1/imports", &route, &allow, &error), STATUS_OK);
    assert_ptr_equal(route.endpoint, &list);
    assert_int_equal(find(*state, "GET", "/api/v1/metrics/nps/slices/%D8%A8", &route, &allow, &error), STATUS_OK);
    assert_string_equal(words_find(route.path, "id"), "nps");
    assert_string_equal(words_find(route.path, "slice"), "ب");
}

static void test_literal_wins(void **state)
{
    Route route;
    const char *allow;
    Error error;
    assert_int_equal(find(*state, "GET", "/api/v1/imports/preview", &route, &allow, &error), STATUS_OK);
    assert_ptr_equal(route.endpoint, &preview);
    assert_int_equal(find(*state, "GET", "/api/v1/imports/7", &route, &allow, &error), STATUS_OK);
    assert_ptr_equal(route.endpoint, &one);
}

static void test_wrong_method_names_the_right_ones(void **state)
{
    Route route;
    const char *allow = NULL;
    Error error;
    assert_int_equal(find(*state, "DELETE", "/api/v1/imports", &route, &allow, &error), STATUS_NOT_ALLOWED);
    assert_string_equal(allow, "GET, HEAD, POST");
}

static void test_unknown_path_names_the_nearest(void **state)
{
    static const char *const wrong[] = {"/api/v1/import", "/api/v1/imports/", "/api/v1/imports/7/8", "", "/", "//", "/api/v1/metrics//slices/x"};
    Route route;
    const char *allow;
    Error error;
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
        assert_int_equal(find(*state, "GET", wrong[i], &route, &allow, &error), STATUS_NOT_FOUND);
    assert_int_equal(find(*state, "GET", "/api/v1/import", &route, &allow, &error), STATUS_NOT_FOUND);
    assert_non_null(strstr(error.hint, "/api/v1/imports"));
}

static void test_broken_escape_in_a_path(void **state)
{
    Route route;
    const char *allow;
    Error error;
    assert_int_equal(find(*state, "GET", "/api/v1/imports/%zz", &route, &allow, &error), STATUS_INVALID_ARGUMENT);
}

static void test_language(void **state)
{
    (void)state;
    assert_string_equal(negotiate_language("fa-IR,fa;q=0.9,en;q=0.8", "en"), "fa");
    assert_string_equal(negotiate_language("de, ru;q=0.5, ar;q=0.7", "en"), "ar");
    assert_string_equal(negotiate_language("de, *;q=0.1", "fa"), "fa");
    assert_string_equal(negotiate_language("ru;q=0, en;q=0.1", "fa"), "en");
    assert_string_equal(negotiate_language(NULL, "ru"), "ru");
    assert_string_equal(negotiate_language(";;,,q=1;q=x,rus", "ru"), "ru");
}

static void test_coding(void **state)
{
    (void)state;
    assert_true(negotiate_coding("gzip, deflate, br", "gzip"));
    assert_true(negotiate_coding("gzip, deflate, br", "br"));
    assert_false(negotiate_coding("gzip;q=0, *", "gzip"));
    assert_true(negotiate_coding("*", "br"));
    assert_false(negotiate_coding("identity", "gzip"));
    assert_false(negotiate_coding(NULL, "gzip"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_finds),
        cmocka_unit_test(test_literal_wins),
        cmocka_unit_test(test_wrong_method_names_the_right_ones),
        cmocka_unit_test(test_unknown_path_names_the_nearest),
        cmocka_unit_test(test_broken_escape_in_a_path),
        cmocka_unit_test(test_language),
        cmocka_unit_test(test_coding),
    };
    return cmocka_run_group_tests(tests, make_arena, free_arena);
}
