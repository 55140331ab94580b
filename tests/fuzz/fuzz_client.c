/* fuzz uses: http
 * What proxies and clients say of themselves: Host, Forwarded, X-Forwarded-For; networks of the command line. */
#include "fuzz.h"

#include "http/client.h"

#include <stdlib.h>
#include <string.h>

static void check_text(const Client *client)
{
    char text[CLIENT_TEXT];
    IpAddress back;
    client_format(client, text);
    if (client->known && (!ip_parse(text_of(text), &back) || !ip_equal(&back, &client->address)))
        abort();
    client_format_group(client, text);
    if (strlen(text) >= CLIENT_TEXT)
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Text all = {(const char *)data, size}, second, third;
    Text first = text_cut(all, '\n', &second);
    second = text_cut(second, '\n', &third);
    static const char *const names[] = {"mizan.example"};
    (void)host_is_ours(first, names, 1);
    Network loopback, other;
    Error error = {0};
    if (network_parse("127.0.0.0/8", &loopback, &error) != STATUS_OK)
        abort();
    Client peer = {.known = true}, client;
    if (!ip_parse(text_of("127.0.0.1"), &peer.address))
        abort();
    Forwarding said = {first, second, third};
    if (client_find(&peer, (Networks){&loopback, 1}, &said, &client, &error) == STATUS_OK)
        check_text(&client);
    /* Without trust nothing that is said counts. */
    if (client_find(&peer, (Networks){0}, &said, &client, &error) != STATUS_OK || !ip_equal(&client.address, &peer.address))
        abort();
    char *word = malloc(size + 1);
    if (!word)
        abort();
    memcpy(word, data, size);
    word[size] = '\0';
    if (network_parse(word, &other, &error) == STATUS_OK && (other.bits < 0 || other.bits > 128))
        abort();
    free(word);
    return 0;
}
