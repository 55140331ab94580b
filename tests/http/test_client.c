#include "http/client.h"

#include "testing.h"

#include <stdio.h>
#include <string.h>

static Client peer_of(const char *address)
{
    Client peer = {.known = true};
    assert_true(ip_parse(text_of(address), &peer.address));
    return peer;
}

static void test_addresses(void **state)
{
    (void)state;
    static const struct { const char *text, *back; } good[] = {
        {"192.0.2.1", "192.0.2.1"}, {"2001:DB8::1", "2001:db8::1"}, {"[2001:db8::1]", "2001:db8::1"},
        {"::ffff:192.0.2.1", "192.0.2.1"}};
    for (size_t i = 0; i < sizeof good / sizeof good[0]; i++) {
        IpAddress address;
        char text[CLIENT_TEXT];
        assert_true(ip_parse(text_of(good[i].text), &address));
        ip_format(&address, text);
        assert_string_equal(text, good[i].back);
    }
    static const char *const bad[] = {"", "192.0.2", "192.0.2.256", "192.0.2.1 ", "[192.0.2.1]", "example.com", "1.2.3.4:80", "::1%lo", "[::1"};
    IpAddress address;
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        assert_false(ip_parse(text_of(bad[i]), &address));
    assert_false(ip_parse((Text){"1.2.3.4\0x", 9}, &address));
}

static bool holds(const char *network_text, const char *address_text)
{
    Network network;
    Error error = {0};
    IpAddress address;
    assert_int_equal(network_parse(network_text, &network, &error), STATUS_OK);
    assert_true(ip_parse(text_of(address_text), &address));
    return network_holds(&network, &address);
}

static void test_networks(void **state)
{
    (void)state;
    assert_true(holds("10.0.0.0/8", "10.255.0.1"));
    assert_false(holds("10.0.0.0/8", "11.0.0.1"));
    assert_true(holds("192.0.2.128/25", "192.0.2.200"));
    assert_false(holds("192.0.2.128/25", "192.0.2.127"));
    assert_true(holds("192.0.2.1", "192.0.2.1"));
    assert_false(holds("192.0.2.1", "192.0.2.2"));
    assert_true(holds("0.0.0.0/0", "203.0.113.9"));
    assert_false(holds("0.0.0.0/0", "2001:db8::1"));
    assert_true(holds("2001:db8::/32", "2001:db8:ffff::1"));
    assert_false(holds("2001:db8::/33", "2001:db8:ffff::1"));
    static const char *const bad[] = {"", "10.0.0.0/33", "10.0.0.0/", "10.0.0.0/-1", "::/129", "proxy.example", "10.0.0.0/8/8"};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        Network network;
        Error error = {0};
        assert_int_equal(network_parse(bad[i], &network, &error), STATUS_INVALID_ARGUMENT);
    }
}

/* The client's address and scheme as one text: "203.0.113.9 https". */
static const char *found(const char *peer_text, const char *forwarded, const char *older, const char *scheme)
{
    static char text[CLIENT_TEXT + 8];
    char address[CLIENT_TEXT];
    Network trusted[2];
    Error error = {0};
    assert_int_equal(network_parse("10.0.0.0/8", &trusted[0], &error), STATUS_OK);
    assert_int_equal(network_parse("unix", &trusted[1], &error), STATUS_OK);
    Client peer = {0}, client;
    if (strcmp(peer_text, "unix") != 0)
        peer = peer_of(peer_text);
    Forwarding said = {text_of(forwarded), text_of(older), text_of(scheme)};
    if (client_find(&peer, (Networks){trusted, 2}, &said, &client, &error) != STATUS_OK)
        return "refused";
    client_format(&client, address);
    snprintf(text, sizeof text, "%s %s", address, client.https ? "https" : "http");
    return text;
}

static void test_strangers_are_not_believed(void **state)
{
    (void)state;
    assert_string_equal(found("203.0.113.9", "for=198.51.100.1;proto=https", "198.51.100.1", "https"), "203.0.113.9 http");
}

static void test_trusted_hops_are_walked_from_the_right(void **state)
{
    (void)state;
    assert_string_equal(found("10.0.0.1", NULL, "203.0.113.9", "https"), "203.0.113.9 https");
    assert_string_equal(found("10.0.0.1", NULL, "198.51.100.66, 203.0.113.9", NULL), "203.0.113.9 http");
    assert_string_equal(found("10.0.0.1", NULL, "198.51.100.66, 203.0.113.9, 10.0.0.2", "https"), "203.0.113.9 https");
    assert_string_equal(found("10.0.0.1", NULL, "203.0.113.9, 10.0.0.2", "https, http"), "203.0.113.9 https");
    assert_string_equal(found("10.0.0.1", NULL, "10.0.0.3", NULL), "10.0.0.3 http");
    assert_string_equal(found("unix", NULL, "203.0.113.9", "https"), "203.0.113.9 https");
    assert_string_equal(found("10.0.0.1", NULL, NULL, NULL), "10.0.0.1 http");
}

static void test_forwarded(void **state)
{
    (void)state;
    assert_string_equal(found("10.0.0.1", "for=203.0.113.9;proto=https", NULL, NULL), "203.0.113.9 https");
    assert_string_equal(found("10.0.0.1", "For=\"[2001:db8::5]:4711\";Proto=http", NULL, NULL), "2001:db8::5 http");
    assert_string_equal(found("10.0.0.1", "for=198.51.100.66, for=\"203.0.113.9:80\";by=10.0.0.2", NULL, NULL), "203.0.113.9 http");
    assert_string_equal(found("10.0.0.1", "for=\"a,b\", for=203.0.113.9", NULL, NULL), "203.0.113.9 http");
}

static void test_what_cannot_be_read_ends_the_walk(void **state)
{
    (void)state;
    assert_string_equal(found("10.0.0.1", "for=unknown", NULL, NULL), "10.0.0.1 http");
    assert_string_equal(found("10.0.0.1", "for=\"203.0.113.9", NULL, NULL), "10.0.0.1 http");
    assert_string_equal(found("10.0.0.1", NULL, "203.0.113.9, rubbish", NULL), "10.0.0.1 http");
    TextBuilder many = text_builder(2048);
    text_append(&many, "203.0.113.9");
    for (int i = 0; i < 40; i++)
        text_append(&many, ",10.0.0.2");
    assert_string_equal(found("10.0.0.1", NULL, many.bytes, NULL), "10.0.0.1 http");
    text_builder_free(&many);
}

static void test_two_headers_must_agree(void **state)
{
    (void)state;
    assert_string_equal(found("10.0.0.1", "for=198.51.100.66", "203.0.113.9", NULL), "refused");
    assert_string_equal(found("10.0.0.1", "for=203.0.113.9", "203.0.113.9", "https"), "203.0.113.9 https");
    assert_string_equal(found("10.0.0.1", "rubbish", "203.0.113.9", NULL), "refused");
}

static void test_groups(void **state)
{
    (void)state;
    char text[CLIENT_TEXT];
    Client client = peer_of("2001:db8:1:2:3:4:5:6");
    client_format_group(&client, text);
    assert_string_equal(text, "2001:db8:1:2::/64");
    client = peer_of("192.0.2.1");
    client_format_group(&client, text);
    assert_string_equal(text, "192.0.2.1");
    client_format_group(&(Client){0}, text);
    assert_string_equal(text, "unix");
}

static void test_hosts(void **state)
{
    (void)state;
    static const char *const names[] = {"mizan.example"};
    static const char *const ours[] = {"127.0.0.1", "127.0.0.1:8080", "[::1]:8080", "192.0.2.7:80", "localhost", "LocalHost:8080",
                                       "a.localhost", "mizan.example", "Mizan.Example:443", "mizan.example."};
    for (size_t i = 0; i < sizeof ours / sizeof ours[0]; i++)
        assert_true(host_is_ours(text_of(ours[i]), names, 1));
    static const char *const others[] = {"", "evil.example", "mizan.example.evil.example", "127.0.0.1.evil.example", "localhost.evil.example",
                                         "mizan.example:80@evil.example", "notlocalhost", ":80", "mizan.example:8o", "xmizan.example"};
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
        assert_false(host_is_ours(text_of(others[i]), names, 1));
    static const char *const any[] = {"*"};
    assert_true(host_is_ours(text_of("evil.example"), any, 1));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_addresses),
        cmocka_unit_test(test_networks),
        cmocka_unit_test(test_strangers_are_not_believed),
        cmocka_unit_test(test_trusted_hops_are_walked_from_the_right),
        cmocka_unit_test(test_forwarded),
        cmocka_unit_test(test_what_cannot_be_read_ends_the_walk),
        cmocka_unit_test(test_two_headers_must_agree),
        cmocka_unit_test(test_groups),
        cmocka_unit_test(test_hosts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
