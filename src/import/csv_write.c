#include "import/csv_write.h"

#include <string.h>

size_t text_utf8_prefix(Text text)
{
    size_t at = 0;
    while (at < text.length) {
        size_t length = text_character((Text){text.bytes + at, text.length - at});
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
