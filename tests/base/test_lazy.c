#include "base/lazy.h"

#include "testing.h"

#include <math.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static void test_finds_a_function_once(void **state)
{
    (void)state;
    static const char *const names[] = {"cos", "pow"};
    void *slots[2] = {NULL};
    const LazyLibrary library = {"libm.so.6", names, slots};
    double (*power)(double, double);
    void *found = lazy_find(&library, 1);
    memcpy(&power, &found, sizeof power);
    assert_true(power(2, 10) == 1024);
    assert_null(slots[0]);
    assert_ptr_equal(slots[1], found);
}

/* The status of a process that needs a function of a library. */
static int status_of_need(const char *soname, const char *name)
{
    pid_t child = fork();
    if (child == 0) {
        const char *const names[] = {name};
        void *slots[1] = {NULL};
        const LazyLibrary library = {soname, names, slots};
        close(STDERR_FILENO);
        (void)lazy_find(&library, 0);
        _exit(0);
    }
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void test_ends_without_the_library(void **state)
{
    (void)state;
    assert_int_equal(status_of_need("libm.so.6", "cos"), 0);
    assert_int_equal(status_of_need("libm.so.6", "no_such_function"), 127);
    assert_int_equal(status_of_need("libnosuchlibrary.so.1", "cos"), 127);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_finds_a_function_once),
        cmocka_unit_test(test_ends_without_the_library),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
