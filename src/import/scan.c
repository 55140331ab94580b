#include "import/scan.h"

#include "base/translate.h"

#include <string.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

enum { BLOCK = 64 };

/* One bit a byte of the block: what the bytes are. */
typedef struct Masks {
    uint64_t quote, line, cr, delimiter, nul, high;
} Masks;

#ifdef __SSE2__
static uint64_t equal_mask(const __m128i parts[4], char byte)
{
    const __m128i wanted = _mm_set1_epi8(byte);
    uint64_t mask = 0;
    for (int i = 0; i < 4; i++)
        mask |= (uint64_t)(uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(parts[i], wanted)) << (16 * i);
    return mask;
}

static void masks_of(const unsigned char *block, char delimiter, Masks *masks)
{
    __m128i parts[4];
    for (int i = 0; i < 4; i++)
        parts[i] = _mm_loadu_si128((const __m128i *)(const void *)(block + 16 * i));
    masks->quote = equal_mask(parts, '"');
    masks->line = equal_mask(parts, '\n');
    masks->cr = equal_mask(parts, '\r');
    masks->nul = equal_mask(parts, '\0');
    masks->delimiter = delimiter ? equal_mask(parts, delimiter) : 0;
    masks->high = 0;
    for (int i = 0; i < 4; i++)
        masks->high |= (uint64_t)(uint32_t)_mm_movemask_epi8(parts[i]) << (16 * i);
}
#else
/* The high bit of each of eight bytes, gathered into eight bits. */
static uint64_t gather(uint64_t bytes)
{
    return ((bytes >> 7) & 0x0101010101010101ULL) * 0x0102040810204080ULL >> 56;
}

static uint64_t equal_bits(uint64_t word, unsigned char byte)
{
    uint64_t different = word ^ (0x0101010101010101ULL * byte);
    uint64_t low = (different & 0x7f7f7f7f7f7f7f7fULL) + 0x7f7f7f7f7f7f7f7fULL;
    return gather(~(low | different) & 0x8080808080808080ULL);
}

static void masks_of(const unsigned char *block, char delimiter, Masks *masks)
{
    *masks = (Masks){0};
    for (int i = 0; i < 8; i++) {
        uint64_t word = 0;
        for (int j = 7; j >= 0; j--)
            word = word << 8 | block[8 * i + j];
        masks->quote |= equal_bits(word, '"') << (8 * i);
        masks->line |= equal_bits(word, '\n') << (8 * i);
        masks->cr |= equal_bits(word, '\r') << (8 * i);
        masks->nul |= equal_bits(word, '\0') << (8 * i);
        masks->delimiter |= delimiter ? equal_bits(word, (unsigned char)delimiter) << (8 * i) : 0;
        masks->high |= gather(word) << (8 * i);
    }
}
#endif

/* Bit i of the result: whether the number of ones in bits 0 to i is odd. */
static uint64_t prefix_xor(uint64_t bits)
{
    for (int shift = 1; shift < 64; shift *= 2)
        bits ^= bits << shift;
    return bits;
}

static int64_t count_bits(uint64_t bits)
{
    return __builtin_popcountll(bits);
}

void scanner_start(Scanner *scanner, const ScanOptions *options)
{
    *scanner = (Scanner){.options = *options, .may_open = 1, .record_line = options->lines_before + 1};
    scanner->scan.lines = options->lines_before;
}

/* The bytes that may follow a lead byte; need 0: not a lead. Unicode 15, table 3-7. */
static void utf8_lead(Scanner *scanner, unsigned char byte)
{
    scanner->utf8_low = 0x80;
    scanner->utf8_high = 0xBF;
    if (byte >= 0xC2 && byte <= 0xDF) {
        scanner->utf8_need = 1;
    } else if (byte >= 0xE0 && byte <= 0xEF) {
        scanner->utf8_need = 2;
        scanner->utf8_low = byte == 0xE0 ? 0xA0 : 0x80;
        scanner->utf8_high = byte == 0xED ? 0x9F : 0xBF;
    } else if (byte >= 0xF0 && byte <= 0xF4) {
        scanner->utf8_need = 3;
        scanner->utf8_low = byte == 0xF0 ? 0x90 : 0x80;
        scanner->utf8_high = byte == 0xF4 ? 0x8F : 0xBF;
    } else {
        scanner->scan.invalid_bytes++;
    }
}

static void check_utf8(Scanner *scanner, const unsigned char *block, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        unsigned char byte = block[i];
        if (scanner->utf8_need) {
            if (byte >= scanner->utf8_low && byte <= scanner->utf8_high) {
                scanner->utf8_low = 0x80;
                scanner->utf8_high = 0xBF;
                if (--scanner->utf8_need == 0)
                    scanner->scan.wide++;
                continue;
            }
            scanner->scan.invalid_bytes++;
            scanner->utf8_need = 0;
        }
        if (byte >= 0x80)
            utf8_lead(scanner, byte);
    }
}

static Status too_long(const Scanner *scanner, Error *error)
{
    if (scanner->in_quotes) {
        error_set(error, STATUS_TOO_LARGE, _("a quote that opens on line %lld is not closed within %d MiB"),
                  (long long)scanner->record_line, RECORD_CEILING >> 20);
        error_hint(error, "%s", _("close the quote on that line, or double it where it is part of the text"));
    } else {
        error_set(error, STATUS_TOO_LARGE, _("line %lld is longer than %d MiB"), (long long)scanner->record_line,
                  RECORD_CEILING >> 20);
        error_hint(error, "%s", _("is this a text table with one record a line?"));
    }
    error_where(error, "%s:%lld", scanner->options.name, (long long)scanner->record_line);
    return error->status;
}

/* A record ended at file offset `end` (of its line feed, or of the end of the file). */
static void end_record(Scanner *scanner, int64_t end, bool carriage_return)
{
    Scan *scan = &scanner->scan;
    int64_t length = end - scanner->record_start - (carriage_return ? 1 : 0);
    int64_t fields = scanner->fields + 1;
    scanner->fields = 0;
    scanner->record_start = end + 1;
    scanner->record_line = scan->lines + 1;
    if (length == 0) {
        scan->blank++;
        return;
    }
    if (scan->records++ == 0)
        scan->columns = fields;
    else if (fields != scan->columns)
        scan->ragged++;
    if (length > scan->longest)
        scan->longest = length;
}

static void end_records(Scanner *scanner, uint64_t ends, uint64_t delimiters, uint64_t quoted_lines, uint64_t crs)
{
    uint64_t seen = 0; /* bits before the current record's part of the block */
    while (ends) {
        int bit = __builtin_ctzll(ends);
        uint64_t below = ((uint64_t)1 << bit) - 1;
        ends &= ends - 1;
        scanner->fields += count_bits(delimiters & below & ~seen);
        scanner->scan.lines += 1 + count_bits(quoted_lines & below & ~seen);
        seen = below | (uint64_t)1 << bit;
        bool cr = bit ? (crs >> (bit - 1)) & 1 : scanner->was_cr;
        if (cr)
            scanner->crlf++;
        else
            scanner->lf++;
        end_record(scanner, scanner->offset + bit, cr);
    }
    scanner->fields += count_bits(delimiters & ~seen);
    scanner->scan.lines += count_bits(quoted_lines & ~seen);
}

/* `length` bytes of the block are the file's; the rest is filled with spaces. */
static Status scan_block(Scanner *scanner, const unsigned char *block, size_t length, Error *error)
{
    Masks m;
    masks_of(block, scanner->options.delimiter, &m);
    Scan *scan = &scanner->scan;
    if (m.high || scanner->utf8_need)
        check_utf8(scanner, block, length);
    if (m.nul)
        scan->nul_bytes += count_bits(m.nul);

    uint64_t quotes = scanner->options.delimiter ? m.quote : 0;
    uint64_t inside = prefix_xor(quotes) ^ scanner->in_quotes;
    uint64_t opening = quotes & inside, closing = quotes & ~inside;
    uint64_t border = m.delimiter | m.line | m.cr;
    uint64_t filled = length == BLOCK ? ~(uint64_t)0 : ((uint64_t)1 << length) - 1;
    uint64_t may_open = ((border | quotes) << 1) | scanner->may_open;
    uint64_t after_close = (closing << 1) | scanner->was_close;
    scan->stray_quotes += count_bits(opening & ~may_open) + count_bits(after_close & ~(border | quotes) & filled);
    uint64_t crs = m.cr & ~inside;
    scanner->lone_cr += count_bits(((crs << 1) | scanner->was_cr) & ~m.line & filled);
    scan->quoted_lines += count_bits(m.line & inside);

    end_records(scanner, m.line & ~inside, m.delimiter & ~inside, m.line & inside, crs);
    scanner->in_quotes = (inside >> 63) ? ~(uint64_t)0 : 0;
    scanner->may_open = (border | quotes) >> 63;
    scanner->was_close = closing >> 63;
    scanner->was_cr = crs >> 63;
    scanner->offset += (int64_t)length;
    if (scanner->offset - scanner->record_start > RECORD_CEILING)
        return too_long(scanner, error);
    return STATUS_OK;
}

Status scanner_feed(Scanner *scanner, const unsigned char *bytes, size_t length, Error *error)
{
    scanner->scan.bytes += (int64_t)length;
    if (scanner->held) {
        size_t take = BLOCK - scanner->held < length ? BLOCK - scanner->held : length;
        if (take)
            memcpy(scanner->block + scanner->held, bytes, take);
        scanner->held += take;
        bytes += take;
        length -= take;
        if (scanner->held < BLOCK)
            return STATUS_OK;
        TRY(scan_block(scanner, scanner->block, BLOCK, error));
        scanner->held = 0;
    }
    for (; length >= BLOCK; bytes += BLOCK, length -= BLOCK)
        TRY(scan_block(scanner, bytes, BLOCK, error));
    if (length)
        memcpy(scanner->block, bytes, length);
    scanner->held = length;
    return STATUS_OK;
}

Status scanner_finish(Scanner *scanner, Scan *ret_scan, Error *error)
{
    if (scanner->held) {
        /* The padding must not look like a byte behind a quote, a CR or within a character. */
        size_t length = scanner->held;
        memset(scanner->block + length, ' ', BLOCK - length);
        TRY(scan_block(scanner, scanner->block, length, error));
    }
    Scan *scan = &scanner->scan;
    if (scanner->utf8_need)
        scan->invalid_bytes++;
    int64_t end = scan->bytes;
    if (end > scanner->record_start) {
        scan->lines++;
        int64_t start_line = scanner->record_line;
        end_record(scanner, end, false);
        scan->open_quote = scanner->in_quotes != 0;
        scan->open_line = scan->open_quote ? start_line : 0;
    }
    if (scanner->lone_cr || (scanner->crlf && scanner->lf))
        scan->line_end = LINE_END_MIXED;
    else if (scanner->crlf)
        scan->line_end = LINE_END_CRLF;
    else
        scan->line_end = scanner->lf ? LINE_END_LF : LINE_END_NONE;
    *ret_scan = *scan;
    return STATUS_OK;
}

bool scan_regular(const Scan *scan)
{
    return !scan->ragged && !scan->blank && !scan->stray_quotes && !scan->nul_bytes && !scan->invalid_bytes &&
           !scan->open_quote && scan->line_end != LINE_END_MIXED;
}
