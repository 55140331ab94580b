/*
 * A main for a fuzz target where libFuzzer is not linked: gives it every file of the folders named, then
 * mutations of them from a fixed seed, so that each run tries the same inputs.
 */
#include "fuzz.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MUTATIONS = 200, SIZE_LIMIT = 1 << 20 };

/* xorshift64: repeatable, and nothing here needs better. */
static uint64_t next_random(uint64_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return *state;
}

/* A few bytes changed, a part cut out or doubled. Gives the new size; `data` has room for twice `size`. */
static size_t mutate(uint8_t *data, size_t size, uint64_t *state)
{
    static const uint8_t telling[] = {0, '"', '\'', '{', '}', '\n', '\\', 0xff, '-', '9', ',', ':', '('};
    for (uint64_t changes = 1 + next_random(state) % 4; size > 0 && changes > 0; changes--) {
        size_t at = next_random(state) % size;
        size_t length = 1 + next_random(state) % (size - at);
        switch (next_random(state) % 4) {
        case 0:
            data[at] = (uint8_t)next_random(state);
            break;
        case 1:
            data[at] = telling[next_random(state) % sizeof telling];
            break;
        case 2:
            memmove(data + at, data + at + length, size - at - length);
            size -= length;
            break;
        default:
            if (changes == 1) { /* at most once: the room is for one doubling */
                memmove(data + at + length, data + at, size - at);
                size += length;
            }
        }
    }
    return size;
}

static int replay(const char *path)
{
    FILE *file = fopen(path, "rb");
    if (!file) {
        perror(path);
        return 1;
    }
    uint8_t *seed = malloc(SIZE_LIMIT), *data = malloc(2 * (size_t)SIZE_LIMIT);
    if (!seed || !data)
        abort();
    size_t size = fread(seed, 1, SIZE_LIMIT, file);
    fclose(file);
    uint64_t state = 88172645463325252u;
    for (int i = 0; i <= MUTATIONS; i++) {
        memcpy(data, seed, size);
        size_t length = i == 0 ? size : mutate(data, size, &state);
        /* A block of exactly that size, so that a sanitizer sees the first byte beyond it. */
        uint8_t *exact = malloc(length ? length : 1);
        if (!exact)
            abort();
        memcpy(exact, data, length);
        LLVMFuzzerTestOneInput(exact, length);
        free(exact);
    }
    free(data);
    free(seed);
    return 0;
}

int main(int argc, char **argv)
{
    int files = 0;
    for (int i = 1; i < argc; i++) {
        DIR *folder = opendir(argv[i]);
        if (!folder) {
            perror(argv[i]);
            return 1;
        }
        for (struct dirent *entry = readdir(folder); entry; entry = readdir(folder)) {
            if (entry->d_name[0] == '.')
                continue;
            char path[4096];
            snprintf(path, sizeof path, "%s/%s", argv[i], entry->d_name);
            if (replay(path) != 0)
                return 1;
            files++;
        }
        closedir(folder);
    }
    printf("%d seeds, %d inputs\n", files, files * (MUTATIONS + 1));
    return files == 0; /* a target without seeds is not tested */
}
