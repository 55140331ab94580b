#include "base/confine.h"

#include "testing.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ptrace.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { SKIPPED = 77 };

/* The errno of opening, 0 where it opens. */
static int try_open(const char *path, int flags)
{
    int descriptor = open(path, flags | O_CLOEXEC, 0600);
    if (descriptor < 0)
        return errno;
    close(descriptor);
    return 0;
}

/* Within a child: what it finds is its exit status, a line of this file where something is not as it must be. */
#define MUST(condition)                                                                                      \
    do {                                                                                                     \
        if (!(condition))                                                                                    \
            _exit((__LINE__ % 70) + 1);                                                                      \
    } while (0)

static void within_files(const char *folder)
{
    char mine[64], other[64];
    snprintf(mine, sizeof mine, "%s/mine", folder);
    snprintf(other, sizeof other, "%s-other", folder);
    const ConfineRule rules[] = {{folder, .write = true}, {"/usr/share", .write = false}, {"/no/such/place", .write = true}};
    bool done = false;
    Error error = {0};
    MUST(try_open("/etc/passwd", O_RDONLY) == 0);
    MUST(confine_files(rules, 3, &done, &error) == STATUS_OK);
    if (!done)
        _exit(SKIPPED);
    MUST(try_open("/etc/passwd", O_RDONLY) == EACCES);
    MUST(try_open(other, O_WRONLY | O_CREAT) == EACCES);
    MUST(try_open(mine, O_WRONLY | O_CREAT) == 0);
    MUST(try_open(mine, O_RDONLY) == 0);
    MUST(try_open("/usr/share/zoneinfo/UTC", O_RDONLY) == 0);
    MUST(try_open("/usr/share/mine", O_WRONLY | O_CREAT) == EACCES);
    MUST(unlink(mine) == 0);
    MUST(execl("/bin/true", "true", (char *)NULL) != 0 && errno == EACCES);
    _exit(0);
}

static void within_calls(const char *folder)
{
    (void)folder;
    bool done = false;
    Error error = {0};
    MUST(confine_calls(&done, &error) == STATUS_OK);
    if (!done)
        _exit(SKIPPED);
    MUST(execl("/bin/true", "true", (char *)NULL) != 0 && errno == EPERM);
    MUST(ptrace(PTRACE_TRACEME, 0, NULL, NULL) != 0 && errno == EPERM);
    MUST(try_open("/etc/passwd", O_RDONLY) == 0);
    MUST(getpid() > 0);
    _exit(0);
}

static void run_in_child(void (*body)(const char *folder))
{
    char folder[] = "/tmp/mizan-confine-XXXXXX";
    assert_non_null(mkdtemp(folder));
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0)
        body(folder);
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    rmdir(folder);
    assert_true(WIFEXITED(status));
    if (WEXITSTATUS(status) == SKIPPED)
        skip();
    assert_int_equal(WEXITSTATUS(status), 0);
}

static void test_files(void **state)
{
    (void)state;
    run_in_child(within_files);
}

static void test_calls(void **state)
{
    (void)state;
    run_in_child(within_calls);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_files), cmocka_unit_test(test_calls)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
