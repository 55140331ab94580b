#include "import/input.h"

#include "import/csv_write.h"
#include "import/scan.h"

#include "base/text.h"
#include "base/translate.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unicode/ucnv.h>
#include <unistd.h>
#include <zlib.h>

enum { PIECE = 1024 * 1024 };

/* More than this is no table but an attack upon the disk; gzip cannot pack tighter than 1032 to 1. */
#define INFLATED_CEILING ((int64_t)256 << 30)

struct Input {
    const char *name;
    gzFile file;
    bool compressed;
    int64_t size, read;
};

Status input_open(Arena *arena, const char *name, Input **ret_input, Error *error)
{
    int file = open(name, O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return error_set_errno(error, errno, "%s", name);
    struct stat status;
    if (fstat(file, &status) == 0 && S_ISDIR(status.st_mode)) {
        close(file);
        return error_set(error, STATUS_INVALID_ARGUMENT, _("%s is a folder, not a file"), name);
    }
    Input *input = ARENA_NEW(arena, Input);
    input->name = arena_string(arena, name);
    input->size = status.st_size;
    input->file = gzdopen(file, "rb");
    if (!input->file) {
        close(file);
        return error_set(error, STATUS_OUT_OF_MEMORY, "%s", name);
    }
    gzbuffer(input->file, PIECE);
    input->compressed = gzdirect(input->file) == 0;
    *ret_input = input;
    return STATUS_OK;
}

void input_close(Input *input)
{
    if (input && input->file)
        gzclose(input->file);
    if (input)
        input->file = NULL;
}

void input_cleanup(Input **input)
{
    input_close(*input);
}

bool input_compressed(const Input *input)
{
    return input->compressed;
}

int64_t input_size(const Input *input)
{
    return input->size;
}

static Status broken(Input *input, int code, Error *error)
{
    if (code == Z_ERRNO)
        return error_set_errno(error, errno, "%s", input->name);
    if (code == Z_BUF_ERROR)
        error_set(error, STATUS_INVALID_DATA, _("%s is cut off: its gzip data ends too early"), input->name);
    else
        error_set(error, STATUS_INVALID_DATA, _("%s is damaged: its gzip data does not fit together"), input->name);
    error_where(error, _("%s, after %lld unpacked bytes"), input->name, (long long)input->read);
    error_hint(error, "%s", _("fetch or export the file again; nothing of it was stored"));
    return error->status;
}

Status input_read(Input *input, char *target, size_t length, size_t *ret_got, Error *error)
{
    size_t got = 0;
    while (got < length) {
        unsigned want = length - got > PIECE ? PIECE : (unsigned)(length - got);
        int more = gzread(input->file, target + got, want);
        int code;
        gzerror(input->file, &code);
        if (more < 0 || (more == 0 && code != Z_OK && code != Z_STREAM_END))
            return broken(input, code, error);
        got += (size_t)more;
        input->read += more;
        if ((unsigned)more < want && code == Z_BUF_ERROR)
            return broken(input, code, error);
        if (more == 0)
            break;
    }
    if (input->read > INFLATED_CEILING)
        return error_set(error, STATUS_TOO_LARGE, _("%s unpacks to more than %d GiB"), input->name,
                         (int)(INFLATED_CEILING >> 30));
    *ret_got = got;
    return STATUS_OK;
}

Status input_rewind(Input *input, Error *error)
{
    input->read = 0;
    if (gzrewind(input->file) != 0)
        return error_set(error, STATUS_IO, _("%s cannot be read twice"), input->name);
    return STATUS_OK;
}

/* ---- encodings ---- */

/* Whether most of what is not ASCII is well-formed UTF-8: letters of an eight-bit text hardly ever are, while a
 * UTF-8 text may have a few broken ones. A character cut off by the sample's end counts for neither. */
static bool mostly_utf8(const unsigned char *bytes, size_t length)
{
    size_t wide = 0, broken = 0;
    for (size_t i = 0; i < length;) {
        size_t good = text_utf8_prefix((Text){(const char *)bytes + i, length - i});
        for (size_t j = i; j < i + good; j++)
            wide += (bytes[j] & 0xC0) == 0xC0;
        i += good;
        broken += i + 4 <= length;
        i++;
    }
    return wide >= broken;
}

static bool is_ascii_letter(unsigned char byte)
{
    return (byte | 0x20) >= 'a' && (byte | 0x20) <= 'z';
}

/* The letters that make most of a Russian text in windows-1251 (lower case о а и т с р в л к п у ы ь я) hardly
 * occur in Arabic or Persian in windows-1256, and those of the latter (ا ل م و ن ر ت ب د) hardly in the former; in
 * Western text a byte above 127 stands among ASCII letters. */
static const char *eight_bit_encoding(const unsigned char *bytes, size_t length)
{
    static const unsigned char russian[] = {0xEE, 0xE0, 0xE8, 0xF2, 0xF1, 0xF0, 0xE2, 0xEB, 0xEA, 0xEF, 0xF3, 0xFB, 0xFC, 0xFF};
    static const unsigned char arabic[] = {0xC7, 0xE1, 0xE3, 0xE6, 0xE4, 0xD1, 0xCA, 0xC8, 0xCF};
    static const unsigned char small[] = {0xE1, 0xE3, 0xE4, 0xE6, 0xED};
    size_t score_russian = 0, score_arabic = 0, score_small = 0, latin = 0, high = 0;
    for (size_t i = 0; i < length; i++) {
        if (bytes[i] < 0x80)
            continue;
        high++;
        score_russian += memchr(russian, bytes[i], sizeof russian) != NULL;
        score_arabic += memchr(arabic, bytes[i], sizeof arabic) != NULL;
        score_small += memchr(small, bytes[i], sizeof small) != NULL;
        latin += (i && is_ascii_letter(bytes[i - 1])) || (i + 1 < length && is_ascii_letter(bytes[i + 1]));
    }
    if (latin * 2 > high)
        return "windows-1252";
    /* Capitals of Russian lie where half of Arabic does, but Arabic has no text without the other half. */
    return score_arabic > score_russian && score_small ? "windows-1256" : "windows-1251";
}

/* UTF-16 without a mark: every other byte of its ASCII is zero. */
static const char *wide_encoding(const unsigned char *bytes, size_t length)
{
    size_t even = 0, odd = 0, pairs = length / 2;
    for (size_t i = 0; i + 1 < length; i += 2) {
        even += bytes[i] == 0;
        odd += bytes[i + 1] == 0;
    }
    if (pairs < 4)
        return NULL;
    if (odd * 10 > pairs * 3 && even * 20 < pairs)
        return "UTF-16LE";
    return even * 10 > pairs * 3 && odd * 20 < pairs ? "UTF-16BE" : NULL;
}

const char *encoding_guess(const unsigned char *bytes, size_t length, size_t *ret_mark)
{
    static const struct {
        const char *name, *mark;
        size_t length;
    } marks[] = {
        {"UTF-8", "\xEF\xBB\xBF", 3},
        {"UTF-32LE", "\xFF\xFE\0\0", 4},
        {"UTF-32BE", "\0\0\xFE\xFF", 4},
        {"UTF-16LE", "\xFF\xFE", 2},
        {"UTF-16BE", "\xFE\xFF", 2},
    };
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++)
        if (length >= marks[i].length && memcmp(bytes, marks[i].mark, marks[i].length) == 0) {
            *ret_mark = marks[i].length;
            return marks[i].name;
        }
    *ret_mark = 0;
    const char *wide = wide_encoding(bytes, length);
    if (wide)
        return wide;
    return mostly_utf8(bytes, length) ? "UTF-8" : eight_bit_encoding(bytes, length);
}

bool encoding_exists(const char *name)
{
    UErrorCode code = U_ZERO_ERROR;
    UConverter *converter = ucnv_open(name, &code);
    ucnv_close(converter);
    return U_SUCCESS(code);
}

/* ---- conversion ---- */

typedef struct Conversion {
    UConverter *from, *to;
    FILE *out;
    const char *target;
    char *bytes;   /* PIECE */
    char *written; /* PIECE */
    UChar pivot[4096];
    UChar *pivot_source, *pivot_target;
    bool begun;    /* the first character was seen: a mark of order is left out */
    int64_t line, line_bytes; /* a line without end is refused before the disk is full of it */
} Conversion;

/* A mark of order at the start is no part of the text. */
static Status write_text(Conversion *conversion, const char *text, size_t length, Error *error)
{
    if (!conversion->begun && length) {
        conversion->begun = true;
        if (length >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0) {
            text += 3;
            length -= 3;
        }
    }
    for (size_t at = 0; at < length;) {
        const char *end = memchr(text + at, '\n', length - at);
        size_t next = end ? (size_t)(end - text) + 1 : length;
        conversion->line_bytes = (end ? 0 : conversion->line_bytes + (int64_t)(next - at));
        conversion->line += end != NULL;
        at = next;
    }
    if (conversion->line_bytes > RECORD_CEILING) {
        error_set(error, STATUS_TOO_LARGE, _("line %lld is longer than %d MiB"), (long long)conversion->line + 1,
                  RECORD_CEILING >> 20);
        error_hint(error, "%s", _("is this a text table with one record a line?"));
        return error->status;
    }
    if (fwrite(text, 1, length, conversion->out) != length)
        return error_set_errno(error, errno, "%s", conversion->target);
    return STATUS_OK;
}

static Status convert_piece(Conversion *conversion, size_t length, bool last, bool first, Error *error)
{
    const char *source = conversion->bytes, *end = source + length;
    for (bool reset = first;; reset = false) {
        char *target = conversion->written;
        UErrorCode code = U_ZERO_ERROR;
        ucnv_convertEx(conversion->to, conversion->from, &target, conversion->written + PIECE, &source, end,
                       conversion->pivot, &conversion->pivot_source, &conversion->pivot_target,
                       conversion->pivot + 4096, reset, last, &code);
        TRY(write_text(conversion, conversion->written, (size_t)(target - conversion->written), error));
        if (code == U_BUFFER_OVERFLOW_ERROR)
            continue;
        if (U_FAILURE(code) && code != U_TRUNCATED_CHAR_FOUND)
            return error_set(error, STATUS_INVALID_DATA, "%s: %s", conversion->target, u_errorName(code));
        return STATUS_OK;
    }
}

static Status convert_all(Conversion *conversion, Input *input, Error *error)
{
    for (bool first = true;; first = false) {
        size_t got;
        TRY(input_read(input, conversion->bytes, PIECE, &got, error));
        TRY(convert_piece(conversion, got, /* last= */ got < PIECE, first, error));
        if (got < PIECE)
            return STATUS_OK;
    }
}

static Status copy_all(Conversion *conversion, Input *input, Error *error)
{
    for (;;) {
        size_t got;
        TRY(input_read(input, conversion->bytes, PIECE, &got, error));
        TRY(write_text(conversion, conversion->bytes, got, error));
        if (got < PIECE)
            return STATUS_OK;
    }
}

Status input_convert(Input *input, const char *encoding, const char *target, Error *error)
{
    TRY(input_rewind(input, error));
    /* What is UTF-8 already is only unpacked: bytes that are none are found and named later. */
    bool same = strcmp(encoding, "UTF-8") == 0;
    Arena *arena CLEANUP(arena_cleanup) = arena_new(/* ceiling= */ 16 << 20);
    Conversion *conversion = ARENA_NEW(arena, Conversion);
    UErrorCode code = U_ZERO_ERROR;
    conversion->target = target;
    conversion->bytes = arena_alloc(arena, PIECE);
    conversion->written = arena_alloc(arena, PIECE);
    conversion->pivot_source = conversion->pivot_target = conversion->pivot;
    conversion->from = ucnv_open(encoding, &code);
    conversion->to = ucnv_open("UTF-8", &code);
    conversion->out = fopen(target, "wbe");
    Status status;
    if (U_FAILURE(code))
        status = error_set(error, STATUS_INVALID_ARGUMENT, _("there is no encoding \"%s\""), encoding);
    else if (!conversion->out)
        status = error_set_errno(error, errno, "%s", target);
    else
        status = same ? copy_all(conversion, input, error) : convert_all(conversion, input, error);
    if (conversion->out && fclose(conversion->out) != 0 && status == STATUS_OK)
        status = error_set_errno(error, errno, "%s", target);
    ucnv_close(conversion->from);
    ucnv_close(conversion->to);
    return status;
}
