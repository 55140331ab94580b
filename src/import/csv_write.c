#include "import/csv_write.h"

#include <string.h>

/* Bytes that the lead byte announces; 0: it is no lead. */
static size_t announced(unsigned char lead)
{
    if (lead < 0x80)
        return 1;
    if (lead >= 0xC2 && lead <= 0xDF)
        return 2;
    if ((lead & 0xF0) == 0xE0)
        return 3;
    return lead >= 0xF0 && lead <= 0xF4 ? 4 : 0;
}

/* The second byte that the lead allows: no overlong form, no surrogate, nothing beyond U+10FFFF. */
static bool second_fits(unsigned char lead, unsigned char second)
{
    unsigned char low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    unsigned char high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    return second >= low && second <= high;
}

/* Bytes of the well-formed character at the start of the text; 0 where there is none. */
static size_t utf8_length(const unsigned char *bytes, size_t length)
{
    size_t need = announced(bytes[0]);
    if (!need || need > length || (need > 1 && !second_fits(bytes[0], bytes[1])))
        return 0;
    for (size_t i = 2; i < need; i++)
        if ((bytes[i] & 0xC0) != 0x80)
            return 0;
    return need;
}

size_t text_utf8_prefix(Text text)
{
    size_t at = 0;
    while (at < text.length) {
        size_t length = utf8_length((const unsigned char *)text.bytes + at, text.length - at);
        if (!length)
            break;
        at += length;
    }
    return at;
}

static void write_well_formed(FILE *out, Text text)
{
    while (text.length) {
        size_t good = text_utf8_prefix(text);
        fwrite(text.bytes, 1, good, out);
        if (good == text.length)
            return;
        fputs("\xEF\xBF\xBD", out);
        text = (Text){text.bytes + good + 1, text.length - good - 1};
    }
}

void csv_write_cell(FILE *out, Text text)
{
    bool quote = false;
    for (size_t i = 0; i < text.length && !quote; i++)
        quote = strchr(",\"\r\n", text.bytes[i]) && text.bytes[i];
    if (!quote) {
        write_well_formed(out, text);
        return;
    }
    fputc('"', out);
    while (text.length) {
        Text rest, part = text_cut(text, '"', &rest);
        write_well_formed(out, part);
        if (rest.bytes)
            fputs("\"\"", out);
        text = rest;
    }
    fputc('"', out);
}
