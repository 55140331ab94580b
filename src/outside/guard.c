#include "outside/guard.h"

#include <netinet/in.h>
#include <stdint.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>

typedef struct Block {
    uint32_t start;
    int bits;
} Block;

/* RFC 1122, 1918, 6598, 3927, 6890, 5737, 7526, 2544, 5771, 1112. */
static const Block special[] = {
    {0x00000000, 8},  {0x0A000000, 8},  {0x64400000, 10}, {0x7F000000, 8},  {0xA9FE0000, 16}, {0xAC100000, 12},
    {0xC0000000, 24}, {0xC0000200, 24}, {0xC0586300, 24}, {0xC0A80000, 16}, {0xC6120000, 15}, {0xC6336400, 24},
    {0xCB007100, 24}, {0xE0000000, 4},  {0xF0000000, 4},
};

static bool is_public_4(uint32_t address)
{
    for (size_t i = 0; i < sizeof special / sizeof special[0]; i++)
        if ((address ^ special[i].start) >> (32 - special[i].bits) == 0)
            return false;
    return true;
}

static uint32_t word_at(const unsigned char *bytes)
{
    return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | bytes[3];
}

static bool is_public_6(const unsigned char bytes[16])
{
    static const unsigned char mapped[12] = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};
    static const unsigned char nat64[12] = {0, 0x64, 0xFF, 0x9B};
    if (memcmp(bytes, mapped, sizeof mapped) == 0 || memcmp(bytes, nat64, sizeof nat64) == 0)
        return is_public_4(word_at(bytes + 12));
    if (bytes[0] == 0x20 && bytes[1] == 0x02)
        return is_public_4(word_at(bytes + 2));
    uint32_t first = word_at(bytes);
    bool global = first >> 29 == 1; /* 2000::/3 */
    bool special_6 = first >> 9 == 0x20010000U >> 9 || first == 0x20010DB8U || first >> 12 == 0x3FFF0000U >> 12;
    return global && !special_6;
}

bool guard_is_public(const struct sockaddr *address)
{
    if (address->sa_family == AF_INET) {
        struct sockaddr_in four;
        memcpy(&four, address, sizeof four);
        return is_public_4(ntohl(four.sin_addr.s_addr));
    }
    if (address->sa_family == AF_INET6) {
        struct sockaddr_in6 six;
        memcpy(&six, address, sizeof six);
        return is_public_6(six.sin6_addr.s6_addr);
    }
    return false;
}

bool guard_allows_internal(const Guard *guard, const char *host)
{
    for (size_t i = 0; i < guard->count; i++)
        if (strcmp(guard->internal[i], "*") == 0 || strcasecmp(guard->internal[i], host) == 0)
            return true;
    return false;
}
