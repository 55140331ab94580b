/* fuzz uses: import base PkgConfig::LIBZIP
 * Workbooks. Bytes that begin as a ZIP file are taken as one; others are the texts of the sheet, the shared strings, the
 * styles and the workbook, with a line "====" between them, and are packed here: the sums of a ZIP file would
 * keep a fuzzer from what lies inside. */
#include "fuzz.h"

#include "base/text.h"
#include "import/xlsx.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
#include <zip.h>

#define WORKBOOK                                                                                             \
    "<workbook xmlns:r=\"r\"><sheets><sheet name=\"A\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"
#define RELATIONS                                                                                            \
    "<Relationships><Relationship Id=\"r1\" Type=\"t/worksheet\" Target=\"worksheets/sheet1.xml\"/>"          \
    "<Relationship Id=\"r2\" Type=\"t/sharedStrings\" Target=\"sharedStrings.xml\"/>"                         \
    "<Relationship Id=\"r3\" Type=\"t/styles\" Target=\"styles.xml\"/></Relationships>"

static Text next_part(Text *rest)
{
    static const char border[] = "\n====\n";
    const char *at = rest->length ? memmem(rest->bytes, rest->length, border, sizeof border - 1) : NULL;
    Text part = *rest;
    if (at) {
        part.length = (size_t)(at - rest->bytes);
        *rest = (Text){at + sizeof border - 1, rest->length - part.length - (sizeof border - 1)};
    } else {
        *rest = (Text){0};
    }
    return part;
}

static void add_part(zip_t *zip, const char *name, Text text)
{
    zip_source_t *source = zip_source_buffer(zip, text.bytes, text.length, 0);
    zip_int64_t index = source ? zip_file_add(zip, name, source, ZIP_FL_OVERWRITE) : -1;
    if (index < 0 || zip_set_file_compression(zip, (zip_uint64_t)index, ZIP_CM_STORE, 0) != 0)
        abort();
}

/* The package's bytes; the caller frees them. */
static void *pack(const uint8_t *data, size_t size, size_t *ret_length)
{
    zip_source_t *target = zip_source_buffer_create(NULL, 0, 0, NULL);
    zip_t *zip = target ? zip_open_from_source(target, ZIP_TRUNCATE, NULL) : NULL;
    if (!zip)
        abort();
    zip_source_keep(target);
    Text rest = {(const char *)data, size};
    add_part(zip, "xl/worksheets/sheet1.xml", next_part(&rest));
    add_part(zip, "xl/sharedStrings.xml", next_part(&rest));
    add_part(zip, "xl/styles.xml", next_part(&rest));
    Text workbook = next_part(&rest);
    add_part(zip, "xl/workbook.xml", workbook.length ? workbook : text_of(WORKBOOK));
    add_part(zip, "xl/_rels/workbook.xml.rels", text_of(RELATIONS));
    if (zip_close(zip) != 0)
        abort();
    zip_stat_t stat;
    if (zip_source_open(target) != 0 || zip_source_stat(target, &stat) != 0)
        abort();
    void *bytes = malloc(stat.size ? stat.size : 1);
    if (!bytes || zip_source_read(target, bytes, stat.size) != (zip_int64_t)stat.size)
        abort();
    zip_source_close(target);
    zip_source_free(target);
    *ret_length = stat.size;
    return bytes;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size > 1 << 20)
        return 0;
    size_t length = size;
    bool whole = size > 2 && data[0] == 'P' && data[1] == 'K';
    void *packed = whole ? NULL : pack(data, size, &length);
    int file = memfd_create("fuzz", MFD_CLOEXEC);
    if (file < 0 || write(file, whole ? data : packed, length) != (ssize_t)length)
        abort();
    free(packed);
    char path[64];
    snprintf(path, sizeof path, "/proc/self/fd/%d", file);
    Arena *arena CLEANUP(arena_cleanup) = arena_new(/* ceiling= */ 0);
    XlsxSheet sheet;
    Error error = {0};
    if (xlsx_to_csv(arena, path, NULL, 0, "/dev/null", &sheet, &error) != STATUS_OK && !error.message[0])
        abort();
    close(file);
    return 0;
}
