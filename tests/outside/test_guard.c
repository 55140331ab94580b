/* Which addresses are inside. */
#include "../testing.h"

#include "outside/guard.h"

#include <arpa/inet.h>
#include <string.h>
#include <sys/un.h>

static bool is_public(const char *text)
{
    struct sockaddr_in four = {.sin_family = AF_INET};
    struct sockaddr_in6 six = {.sin6_family = AF_INET6};
    if (inet_pton(AF_INET, text, &four.sin_addr) == 1)
        return guard_is_public((struct sockaddr *)&four);
    assert_int_equal(inet_pton(AF_INET6, text, &six.sin6_addr), 1);
    return guard_is_public((struct sockaddr *)&six);
}

static void test_addresses(void **state)
{
    (void)state;
    static const char *const inside[] = {
        "0.0.0.0", "0.1.2.3", "10.0.0.1", "10.255.255.255", "100.64.0.1", "100.127.255.255", "127.0.0.1", "127.255.0.1",
        "169.254.169.254", "172.16.0.1", "172.31.255.255", "192.0.0.1", "192.0.2.1", "192.88.99.1", "192.168.1.1", "198.18.0.1",
        "198.19.255.255", "198.51.100.7", "203.0.113.7", "224.0.0.1", "239.1.1.1", "240.0.0.1", "255.255.255.255", "::", "::1",
        "fe80::1", "fec0::1", "fc00::1", "fd12::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.1.2.3", "64:ff9b::10.0.0.1",
        "2002:7f00:1::", "2002:c0a8:101::1", "2001:db8::1", "2001::1", "2001:10::1", "3fff::1", "::7f00:1", "100::1", "5f00::1"};
    static const char *const outside[] = {
        "1.1.1.1", "8.8.8.8", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "126.255.255.255", "128.0.0.1",
        "169.253.255.255", "169.255.0.0", "172.15.255.255", "172.32.0.0", "192.0.1.0", "192.167.255.255", "192.169.0.0",
        "198.17.255.255", "198.20.0.0", "223.255.255.255", "2606:4700::1111", "2a00:1450::1", "::ffff:8.8.8.8",
        "64:ff9b::8.8.8.8", "2002:808:808::1", "2001:4860::8888"};
    for (size_t i = 0; i < sizeof inside / sizeof inside[0]; i++)
        if (is_public(inside[i]))
            fail_msg("%s is taken for a public address", inside[i]);
    for (size_t i = 0; i < sizeof outside / sizeof outside[0]; i++)
        if (!is_public(outside[i]))
            fail_msg("%s is taken for an internal address", outside[i]);
    struct sockaddr_un local = {.sun_family = AF_UNIX};
    assert_false(guard_is_public((struct sockaddr *)&local));
}

static void test_allowed(void **state)
{
    (void)state;
    const char *const hosts[] = {"Mail.internal", "10.0.0.5"};
    Guard guard = {hosts, 2};
    assert_true(guard_allows_internal(&guard, "mail.internal"));
    assert_true(guard_allows_internal(&guard, "10.0.0.5"));
    assert_false(guard_allows_internal(&guard, "10.0.0.6"));
    assert_false(guard_allows_internal(&guard, "evil.mail.internal"));
    assert_false(guard_allows_internal(&(Guard){0}, "localhost"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_addresses), cmocka_unit_test(test_allowed)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
