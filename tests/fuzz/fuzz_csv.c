/* fuzz uses: import
 * Text tables: however the bytes are cut into pieces the scan is the same, and whatever the table is like its
 * rewriting is regular. Also the guesses made from it: encoding, delimiter, shapes of values. */
#include "fuzz.h"

#include "import/clean.h"
#include "import/dialect.h"
#include "import/input.h"
#include "import/shape.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static bool scan_in_pieces(const uint8_t *data, size_t size, size_t piece, char delimiter, Scan *ret_scan)
{
    Error error;
    Scanner scanner;
    scanner_start(&scanner, &(ScanOptions){.name = "fuzz", .delimiter = delimiter});
    for (size_t at = 0; at < size; at += piece)
        if (scanner_feed(&scanner, data + at, size - at < piece ? size - at : piece, &error) != STATUS_OK)
            return false;
    return scanner_finish(&scanner, ret_scan, &error) == STATUS_OK;
}

static bool scans_equal(const Scan *a, const Scan *b)
{
    return a->bytes == b->bytes && a->records == b->records && a->lines == b->lines && a->columns == b->columns &&
           a->longest == b->longest && a->ragged == b->ragged && a->blank == b->blank &&
           a->quoted_lines == b->quoted_lines && a->stray_quotes == b->stray_quotes && a->nul_bytes == b->nul_bytes &&
           a->invalid_bytes == b->invalid_bytes && a->wide == b->wide && a->line_end == b->line_end &&
           a->open_quote == b->open_quote && a->open_line == b->open_line;
}

static int memory_file(const char *name, const uint8_t *data, size_t size, char path[32])
{
    int file = memfd_create(name, 0);
    if (file < 0 || write(file, data, size) != (ssize_t)size || lseek(file, 0, SEEK_SET) != 0)
        abort();
    snprintf(path, 32, "/proc/self/fd/%d", file);
    return file;
}

static void rewritten_is_regular(const uint8_t *data, size_t size, char delimiter, size_t fields)
{
    char in[32], good[32], bad[32];
    int files[] = {memory_file("in", data, size, in), memory_file("good", NULL, 0, good), memory_file("bad", NULL, 0, bad)};
    Cleaned cleaned;
    Error error;
    CleanOptions options = {.name = "fuzz", .path = in, .delimiter = delimiter, .good = good, .bad = bad, .header_count = fields};
    if (clean_file(&options, &cleaned, &error) == STATUS_OK) {
        off_t length = lseek(files[1], 0, SEEK_END);
        uint8_t *text = malloc((size_t)length + 1);
        if (!text || pread(files[1], text, (size_t)length, 0) != length)
            abort();
        Scan scan;
        if (!scan_in_pieces(text, (size_t)length, 4096, ',', &scan) || !scan_regular(&scan))
            abort();
        free(text);
    }
    for (size_t i = 0; i < 3; i++)
        close(files[i]);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Arena *arena = arena_new(/* ceiling= */ 0);
    size_t mark, fields;
    (void)encoding_guess(data, size, &mark);
    char delimiter = dialect_delimiter((const char *)data, size, true);
    (void)dialect_record(arena, (const char *)data, size, delimiter, &fields);
    Scan whole, pieces;
    bool first = scan_in_pieces(data, size, size ? size : 1, delimiter, &whole);
    bool second = scan_in_pieces(data, size, 7, delimiter, &pieces);
    if (first != second || (first && !scans_equal(&whole, &pieces)))
        abort();
    if (fields)
        rewritten_is_regular(data, size, delimiter, fields);
    DateShapes dates = {0};
    NumberShapes numbers = {0};
    Text rest = {(const char *)data, size};
    while (rest.length) {
        Text value = text_cut(rest, '\n', &rest);
        date_shape_add(&dates, value);
        number_shape_add(&numbers, value);
    }
    arena_free(arena);
    return 0;
}
