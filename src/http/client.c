#include "http/client.h"

#include "base/translate.h"

#include <arpa/inet.h>
#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

enum {
    HOPS = 32, /* proxies in a row; a longer list is not read */
    MAPPED = 96,
};

static const unsigned char mapped_prefix[12] = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};

static bool is_mapped(const IpAddress *address)
{
    return memcmp(address->bytes, mapped_prefix, sizeof mapped_prefix) == 0;
}

bool ip_is_own_machine(const IpAddress *address)
{
    static const IpAddress four = {{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF, 127}}, six = {{[15] = 1}};
    return memcmp(address->bytes, four.bytes, 13) == 0 || ip_equal(address, &six);
}

bool ip_equal(const IpAddress *one, const IpAddress *other)
{
    return memcmp(one->bytes, other->bytes, sizeof one->bytes) == 0;
}

static Text strip_brackets(Text text)
{
    bool both = text.length >= 2 && text.bytes[0] == '[' && text.bytes[text.length - 1] == ']';
    return both ? (Text){text.bytes + 1, text.length - 2} : text;
}

bool ip_parse(Text text, IpAddress *ret_address)
{
    Text inner = strip_brackets(text);
    char copy[INET6_ADDRSTRLEN];
    if (!inner.length || inner.length >= sizeof copy)
        return false;
    memcpy(copy, inner.bytes, inner.length);
    copy[inner.length] = '\0';
    if (strlen(copy) != inner.length)
        return false;
    IpAddress address;
    memcpy(address.bytes, mapped_prefix, sizeof mapped_prefix);
    if (inner.length == text.length && inet_pton(AF_INET, copy, address.bytes + sizeof mapped_prefix) == 1) {
        *ret_address = address;
        return true;
    }
    return inet_pton(AF_INET6, copy, ret_address->bytes) == 1;
}

void ip_format(const IpAddress *address, char target[CLIENT_TEXT])
{
    bool mapped = is_mapped(address);
    if (!inet_ntop(mapped ? AF_INET : AF_INET6, address->bytes + (mapped ? sizeof mapped_prefix : 0), target, CLIENT_TEXT))
        target[0] = '\0';
}

Status network_parse(const char *text, Network *ret_network, Error *error)
{
    Text bits_text, address = text_cut(text_of(text), '/', &bits_text);
    Network network = {.unix_socket = strcmp(text, "unix") == 0, .bits = 128};
    if (network.unix_socket) {
        *ret_network = network;
        return STATUS_OK;
    }
    bool good = ip_parse(address, &network.address);
    if (good && bits_text.bytes) {
        long bits = -1;
        int before = is_mapped(&network.address) ? MAPPED : 0;
        good = text_to_long(bits_text, &bits) && bits >= 0 && bits <= 128 - before;
        network.bits = before + (int)bits;
    }
    if (!good) {
        error_set(error, STATUS_INVALID_ARGUMENT, "%s", _("a proxy is ADDRESS, ADDRESS/BITS or unix"));
        error_value(error, text, strlen(text));
        return error->status;
    }
    *ret_network = network;
    return STATUS_OK;
}

bool network_holds(const Network *network, const IpAddress *address)
{
    int whole = network->bits / 8, rest = network->bits % 8;
    if (network->unix_socket || memcmp(network->address.bytes, address->bytes, (size_t)whole) != 0)
        return false;
    return rest == 0 || ((network->address.bytes[whole] ^ address->bytes[whole]) >> (8 - rest)) == 0;
}

bool client_is_proxy(const Client *peer, Networks trusted)
{
    for (size_t i = 0; i < trusted.count; i++)
        if (peer->known ? network_holds(&trusted.items[i], &peer->address) : trusted.items[i].unix_socket)
            return true;
    return false;
}

/* A hop as a proxy names it: the address, with or without its port. RFC 7239 (section 6) knows "unknown" and
 * "_hidden" too: no address. */
static bool read_node(Text node, IpAddress *ret_address)
{
    if (ip_parse(node, ret_address))
        return true;
    size_t colon = node.length;
    while (colon > 0 && node.bytes[colon - 1] != ':')
        colon--;
    if (colon == 0)
        return false;
    for (size_t i = colon; i < node.length; i++)
        if (!isdigit((unsigned char)node.bytes[i]))
            return false;
    Text host = {node.bytes, colon - 1};
    /* Without brackets the colon would be one of the address's own. */
    return (memchr(host.bytes, ':', host.length) == NULL || host.bytes[0] == '[') && ip_parse(host, ret_address);
}

typedef struct Hop {
    Text node, scheme;
} Hop;

/* Splits at `separator` where it is not within quotes; false: a quote is not closed. */
static bool cut_quoted(Text *rest, char separator, Text *ret_part)
{
    bool quoted = false;
    for (size_t i = 0; i < rest->length; i++) {
        char c = rest->bytes[i];
        if (quoted && c == '\\')
            i++;
        else if (c == '"')
            quoted = !quoted;
        else if (!quoted && c == separator) {
            *ret_part = text_trim((Text){rest->bytes, i});
            *rest = (Text){rest->bytes + i + 1, rest->length - i - 1};
            return true;
        }
    }
    *ret_part = text_trim(*rest);
    *rest = (Text){0};
    return !quoted;
}

/* The value of a pair, out of its quotes. Nothing that we look for has escapes within. */
static Text unquote(Text value)
{
    bool quoted = value.length >= 2 && value.bytes[0] == '"' && value.bytes[value.length - 1] == '"';
    return quoted ? (Text){value.bytes + 1, value.length - 2} : value;
}

static bool named(Text text, const char *name)
{
    return text.length == strlen(name) && strncasecmp(text.bytes, name, text.length) == 0;
}

static bool read_element(Text element, Hop *ret_hop)
{
    *ret_hop = (Hop){0};
    while (element.length) {
        Text pair, value;
        if (!cut_quoted(&element, ';', &pair))
            return false;
        Text name = text_cut(pair, '=', &value);
        if (named(name, "for"))
            ret_hop->node = unquote(value);
        else if (named(name, "proto"))
            ret_hop->scheme = unquote(value);
    }
    return true;
}

/* The elements of Forwarded, in order; `*ret_count` 0 where it cannot be read. */
static void read_forwarded(Text header, Hop hops[HOPS], size_t *ret_count)
{
    size_t count = 0;
    *ret_count = 0;
    while (header.length) {
        Text element;
        if (count == HOPS || !cut_quoted(&header, ',', &element) || !read_element(element, &hops[count]))
            return;
        count++;
    }
    *ret_count = count;
}

static size_t cut_list(Text header, Text parts[HOPS])
{
    size_t count = 0;
    while (header.length) {
        if (count == HOPS)
            return 0;
        Text rest;
        parts[count++] = text_trim(text_cut(header, ',', &rest));
        header = rest;
    }
    return count;
}

/* The older headers as hops. A list of schemes as long as that of addresses belongs to it one by one; else the last
 * is of the last proxy, and of all. */
static void read_older(const Forwarding *said, Hop hops[HOPS], size_t *ret_count)
{
    Text nodes[HOPS], schemes[HOPS];
    size_t count = cut_list(said->for_list, nodes), scheme_count = cut_list(said->scheme_list, schemes);
    for (size_t i = 0; i < count; i++) {
        hops[i] = (Hop){.node = nodes[i]};
        if (scheme_count)
            hops[i].scheme = schemes[scheme_count == count ? i : scheme_count - 1];
    }
    *ret_count = count;
}

static Client walk(const Client *peer, Networks trusted, const Hop *hops, size_t count)
{
    Client client = *peer;
    for (size_t i = count; i > 0 && client_is_proxy(&client, trusted); i--) {
        Client next = {.https = named(hops[i - 1].scheme, "https")};
        next.known = read_node(hops[i - 1].node, &next.address);
        if (!next.known) {
            client.https = next.https;
            break;
        }
        client = next;
    }
    return client;
}

Status client_find(const Client *peer, Networks trusted, const Forwarding *said, Client *ret_client, Error *error)
{
    Client client = *peer;
    if (client_is_proxy(peer, trusted)) {
        Hop hops[HOPS];
        size_t count;
        read_forwarded(said->forwarded, hops, &count);
        if (count)
            client = walk(peer, trusted, hops, count);
        if (said->for_list.length) {
            read_older(said, hops, &count);
            Client older = walk(peer, trusted, hops, count);
            bool same = older.known == client.known && (!older.known || ip_equal(&older.address, &client.address));
            if (said->forwarded.length && !same)
                return error_set(error, STATUS_INVALID_ARGUMENT, "%s",
                                 _("the headers Forwarded and X-Forwarded-For name different clients"));
            client = older;
        }
    }
    *ret_client = client;
    return STATUS_OK;
}

void client_format(const Client *client, char target[CLIENT_TEXT])
{
    if (client->known)
        ip_format(&client->address, target);
    else
        memcpy(target, "unix", sizeof "unix");
}

void client_format_group(const Client *client, char target[CLIENT_TEXT])
{
    if (!client->known || is_mapped(&client->address)) {
        client_format(client, target);
        return;
    }
    Client group = *client;
    memset(group.address.bytes + 8, 0, 8);
    char address[CLIENT_TEXT];
    client_format(&group, address);
    snprintf(target, CLIENT_TEXT, "%.43s/64", address);
}

/* The host without its port; empty where that is no port. */
static Text without_port(Text host)
{
    size_t colon = host.length;
    while (colon > 0 && host.bytes[colon - 1] != ':' && host.bytes[colon - 1] != ']')
        colon--;
    if (colon == 0 || host.bytes[colon - 1] == ']')
        return host;
    for (size_t i = colon; i < host.length; i++)
        if (!isdigit((unsigned char)host.bytes[i]))
            return (Text){0};
    return (Text){host.bytes, colon - 1};
}

bool host_is_ours(Text host, const char *const *names, size_t count)
{
    static const char local[] = ".localhost";
    Text name = without_port(text_trim(host));
    IpAddress address;
    if (!name.length)
        return false;
    if (name.bytes[name.length - 1] == '.')
        name.length--;
    /* IPv6 stands in brackets here, so that its last group is not taken for a port. */
    if (ip_parse(name, &address) && (name.bytes[0] == '[' || is_mapped(&address)))
        return true;
    if (named(name, local + 1) ||
        (name.length >= sizeof local && named((Text){name.bytes + name.length - (sizeof local - 1), sizeof local - 1}, local)))
        return true;
    for (size_t i = 0; i < count; i++)
        if (strcmp(names[i], "*") == 0 || named(name, names[i]))
            return true;
    return false;
}
