#include "import/prepare.h"

#include "import/clean.h"
#include "import/dialect.h"
#include "import/input.h"

#include "base/translate.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

enum { SAMPLE = 256 * 1024, PIECE = 1024 * 1024, COLUMNS_CEILING = 16384 };

/* A name in STORE/tmp that no other import of this process has. */
static const char *temporary_name(Store *store, Arena *arena, const char *what)
{
    static _Atomic unsigned counter;
    return arena_format(arena, "%s/tmp/import-%ld-%u-%s", store_path(store), (long)getpid(), counter++, what);
}

/* Looks at the first bytes: where the header is and how records are cut. */
static Status look(Arena *arena, const Mapping *mapping, bool lines, const char *sample, size_t length, bool whole,
                   Prepared *prepared, size_t *ret_start, Error *error)
{
    size_t start = 0;
    for (long skip = mapping->skip; skip > 0 && !lines; skip--) {
        const char *end = memchr(sample + start, '\n', length - start);
        if (!end)
            return error_set(error, STATUS_INVALID_DATA, _("the file has fewer lines than the mapping skips (%ld)"), mapping->skip);
        start = (size_t)(end - sample) + 1;
        prepared->lines_before++;
    }
    *ret_start = start;
    if (lines)
        return STATUS_OK;
    const char *said = mapping->delimiter;
    prepared->delimiter = !said ? dialect_delimiter(sample + start, length - start, whole)
                          : strcmp(said, "tab") == 0 ? '\t' : said[0];
    /* Blank lines before the header are passed over here as they are in the rewriting that they lead to. */
    while (start < length && (sample[start] == '\n' || sample[start] == '\r'))
        start++;
    prepared->header = dialect_record(arena, sample + start, length - start, prepared->delimiter, &prepared->header_count);
    if (prepared->header_count > COLUMNS_CEILING)
        return error_set(error, STATUS_TOO_LARGE, _("the header has more than %d columns"), COLUMNS_CEILING);
    return STATUS_OK;
}

/* Scans the input from its start. */
static Status scan_input(Input *input, Arena *arena, const char *name, const Mapping *mapping, bool lines,
                         Prepared *prepared, Error *error)
{
    char *piece = arena_alloc(arena, PIECE);
    Scanner scanner;
    bool first = true;
    for (size_t got = PIECE; got == PIECE; first = false) {
        TRY(input_read(input, piece, PIECE, &got, error));
        size_t start = 0;
        if (first) {
            size_t mark = got >= 3 && memcmp(piece, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
            TRY(look(arena, mapping, lines, piece + mark, got - mark < SAMPLE ? got - mark : SAMPLE, got < SAMPLE, prepared,
                     &start, error));
            start += mark;
            scanner_start(&scanner, &(ScanOptions){.name = name, .delimiter = lines ? '\0' : prepared->delimiter,
                                                   .lines_before = prepared->lines_before});
        }
        TRY(scanner_feed(&scanner, (const unsigned char *)piece + start, got - start, error));
    }
    return scanner_finish(&scanner, &prepared->scan, error);
}

/* Fails before a whole file is unpacked for a line that has no end. */
static Status convert(Store *store, Arena *arena, Input *input, const char *encoding, Prepared *prepared, Error *error)
{
    const char *target = temporary_name(store, arena, "plain");
    Status status = input_convert(input, encoding, target, error);
    if (status != STATUS_OK) {
        unlink(target);
        return status;
    }
    prepared->path = target;
    prepared->temporary = true;
    return STATUS_OK;
}

static Status find_encoding(Arena *arena, Input *input, const Mapping *mapping, Prepared *prepared, Error *error)
{
    char *sample = arena_alloc(arena, SAMPLE);
    size_t length, mark;
    TRY(input_read(input, sample, SAMPLE, &length, error));
    prepared->encoding = encoding_guess((const unsigned char *)sample, length, &mark);
    if (mapping->encoding && !mark)
        prepared->encoding = mapping->encoding;
    if (encoding_exists(prepared->encoding))
        return STATUS_OK;
    error_set(error, STATUS_INVALID_ARGUMENT, _("there is no encoding \"%s\""), prepared->encoding);
    error_where(error, "%s", mapping->name);
    error_hint(error, "%s", _("encodings are named like utf-8, utf-16le, windows-1251, windows-1256"));
    return error->status;
}

/* Bytes that are no UTF-8 appear only behind the sample: an eight-bit text, unless most of it is UTF-8. */
static bool eight_bit_after_all(const Mapping *mapping, const Prepared *prepared)
{
    const Scan *scan = &prepared->scan;
    return !mapping->encoding && strcmp(prepared->encoding, "UTF-8") == 0 && scan->invalid_bytes > 0 &&
           scan->wide < scan->invalid_bytes;
}

/* The encoding by the first piece that is no UTF-8. */
static Status find_later_encoding(Arena *arena, Input *input, Prepared *prepared, Error *error)
{
    char *piece = arena_alloc(arena, SAMPLE);
    TRY(input_rewind(input, error));
    for (size_t got = SAMPLE; got == SAMPLE && strcmp(prepared->encoding, "UTF-8") == 0;) {
        size_t mark;
        TRY(input_read(input, piece, SAMPLE, &got, error));
        const char *guess = encoding_guess((const unsigned char *)piece, got, &mark);
        if (strncmp(guess, "windows", 7) == 0)
            prepared->encoding = guess;
    }
    return STATUS_OK;
}

static Status scan_path(Arena *arena, const char *name, const Mapping *mapping, bool lines, Prepared *prepared,
                        Error *error)
{
    Input *input CLEANUP(input_cleanup) = NULL;
    TRY(input_open(arena, prepared->path, &input, error));
    prepared->lines_before = 0;
    return scan_input(input, arena, name, mapping, lines, prepared, error);
}

static void remove_plain(Prepared *prepared)
{
    if (prepared->temporary)
        unlink(prepared->path);
    prepared->temporary = false;
}

static Status rewrite(Store *store, Arena *arena, const char *name, bool lines, Prepared *prepared, Error *error)
{
    const char *good = temporary_name(store, arena, "clean"), *bad = temporary_name(store, arena, "malformed");
    CleanOptions options = {.name = name, .path = prepared->path, .delimiter = lines ? '\0' : prepared->delimiter,
                            .lines_before = prepared->lines_before, .good = good, .bad = bad,
                            .header_count = lines ? 1 : prepared->header_count};
    Cleaned cleaned;
    Status status = clean_file(&options, &cleaned, error);
    remove_plain(prepared);
    if (status != STATUS_OK) {
        unlink(good);
        unlink(bad);
        return status;
    }
    prepared->path = good;
    prepared->temporary = true;
    prepared->delimiter = ',';
    prepared->numbered = true;
    prepared->lines_before = 0;
    prepared->scan = (Scan){.bytes = prepared->scan.bytes, .records = cleaned.records + (lines ? 0 : 1),
                            .longest = cleaned.longest, .line_end = LINE_END_LF};
    prepared->malformed = cleaned.malformed ? bad : NULL;
    prepared->malformed_count = cleaned.malformed;
    return STATUS_OK;
}

/* A regular file whose rows are to be named by line although quotes hold line ends is numbered as well. */
static bool needs_rewriting(const Prepared *prepared, bool lines, bool number)
{
    return !scan_regular(&prepared->scan) || (number && prepared->scan.quoted_lines > 0) ||
           (!lines && prepared->scan.records == 0);
}

static Status prepare(Store *store, Arena *arena, const char *name, const Mapping *mapping, const PrepareOptions *options,
                      Prepared *prepared, Error *error)
{
    Input *input CLEANUP(input_cleanup) = NULL;
    TRY(input_open(arena, prepared->path, &input, error));
    TRY(find_encoding(arena, input, mapping, prepared, error));
    bool utf8 = strcmp(prepared->encoding, "UTF-8") == 0 || strcasecmp(prepared->encoding, "utf8") == 0 ||
                strcasecmp(prepared->encoding, "utf-8") == 0;
    if (input_compressed(input) || !utf8)
        TRY(convert(store, arena, input, utf8 ? "UTF-8" : prepared->encoding, prepared, error));
    TRY(scan_path(arena, name, mapping, options->lines, prepared, error));
    if (eight_bit_after_all(mapping, prepared)) {
        remove_plain(prepared);
        TRY(find_later_encoding(arena, input, prepared, error));
        TRY(convert(store, arena, input, prepared->encoding, prepared, error));
        TRY(scan_path(arena, name, mapping, options->lines, prepared, error));
    }
    if (prepared->scan.records == 0) {
        error_set(error, STATUS_INVALID_DATA, _("%s is empty"), name);
        return error->status;
    }
    if (needs_rewriting(prepared, options->lines, options->number))
        return rewrite(store, arena, name, options->lines, prepared, error);
    return STATUS_OK;
}

Status prepare_text(Store *store, Arena *arena, const char *name, const Mapping *mapping, const PrepareOptions *options,
                    Prepared *ret_prepared, Error *error)
{
    Prepared prepared = {.path = options->path ? options->path : name};
    Status status = prepare(store, arena, name, mapping, options, &prepared, error);
    if (status == STATUS_OK)
        *ret_prepared = prepared;
    else
        remove_plain(&prepared);
    return status;
}
