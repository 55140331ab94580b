/* fuzz uses: import base
 * Files as they are found, and their rewriting: unpacked, converted, cut into records, irregular ones set aside. The
 * first byte chooses the delimiter and the encoding. */
#include "fuzz.h"

#include "import/clean.h"
#include "import/input.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

/* A file in memory that is found by a path. */
static int make_file(const uint8_t *data, size_t size, char path[64])
{
    int file = memfd_create("fuzz", MFD_CLOEXEC);
    if (file < 0 || (size && write(file, data, size) != (ssize_t)size))
        abort();
    snprintf(path, 64, "/proc/self/fd/%d", file);
    return file;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char delimiters[] = {',', ';', '\t', '\0'};
    static const char *const encodings[] = {"UTF-8", "UTF-16LE", "windows-1251", "windows-1256"};
    if (size < 1 || size > 1 << 20)
        return 0;
    char path[64], plain[64], good[64], bad[64];
    int files[] = {make_file(data + 1, size - 1, path), make_file(NULL, 0, plain), make_file(NULL, 0, good),
                   make_file(NULL, 0, bad)};
    Arena *arena CLEANUP(arena_cleanup) = arena_new(/* ceiling= */ 0);
    Error error = {0};
    Input *input CLEANUP(input_cleanup) = NULL;
    Status status = input_open(arena, path, &input, &error);
    if (status == STATUS_OK)
        status = input_convert(input, encodings[data[0] / 4 % 4], plain, &error);
    CleanOptions options = {.name = "fuzz.csv", .path = plain, .delimiter = delimiters[data[0] % 4], .good = good, .bad = bad,
                            .header_count = 1 + data[0] / 16 % 8};
    Cleaned cleaned = {0};
    if (status == STATUS_OK)
        status = clean_file(&options, &cleaned, &error);
    if ((status != STATUS_OK && !error.message[0]) || cleaned.records < 0 || cleaned.malformed < 0)
        abort();
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++)
        close(files[i]);
    return 0;
}
