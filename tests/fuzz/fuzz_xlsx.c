/* fuzz uses: import
 * Workbooks: the bytes are a package as they are, or (when they are no ZIP) the XML of its parts, which are put
 * into a package first, so that mutations come past the checksums. */
#include "fuzz.h"

#include "import/xlsx.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
#include <zip.h>

static void read_workbook(const void *data, size_t size)
{
    char path[32];
    int file = memfd_create("book", 0);
    if (file < 0 || write(file, data, size) != (ssize_t)size)
        abort();
    snprintf(path, sizeof path, "/proc/self/fd/%d", file);
    Arena *arena = arena_new(/* ceiling= */ 0);
    XlsxSheet sheet;
    Error error = {0};
    if (xlsx_to_csv(arena, path, NULL, 0, "/dev/null", &sheet, &error) != STATUS_OK && !error.message[0])
        abort();
    arena_free(arena);
    close(file);
}

static void add_part(zip_t *zip, const char *name, const void *data, size_t size)
{
    zip_source_t *source = zip_source_buffer(zip, data, size, 0);
    if (!source || zip_file_add(zip, name, source, 0) < 0)
        zip_source_free(source);
}

static void read_parts(const uint8_t *data, size_t size)
{
    static const char book[] = "<workbook xmlns:r='r'><sheets><sheet name='A' sheetId='1' r:id='a'/></sheets></workbook>";
    static const char relations[] = "<Relationships><Relationship Id='a' Type='x/worksheet' Target='s.xml'/>"
                                    "<Relationship Id='b' Type='x/sharedStrings' Target='t.xml'/>"
                                    "<Relationship Id='c' Type='x/styles' Target='u.xml'/></Relationships>";
    zip_error_t error;
    zip_source_t *source = zip_source_buffer_create(NULL, 0, 0, &error);
    zip_t *zip = source ? zip_open_from_source(source, ZIP_TRUNCATE, &error) : NULL;
    if (!zip)
        abort();
    zip_source_keep(source);
    add_part(zip, "xl/workbook.xml", book, sizeof book - 1);
    add_part(zip, "xl/_rels/workbook.xml.rels", relations, sizeof relations - 1);
    add_part(zip, "xl/s.xml", data, size);
    add_part(zip, "xl/t.xml", data, size);
    add_part(zip, "xl/u.xml", data, size);
    if (zip_close(zip) == 0 && zip_source_open(source) == 0) {
        zip_source_seek(source, 0, SEEK_END);
        zip_int64_t length = zip_source_tell(source);
        zip_source_seek(source, 0, SEEK_SET);
        void *bytes = malloc((size_t)length + 1);
        if (bytes && zip_source_read(source, bytes, (zip_uint64_t)length) == length)
            read_workbook(bytes, (size_t)length);
        free(bytes);
        zip_source_close(source);
    }
    zip_source_free(source);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size >= 2 && memcmp(data, "PK", 2) == 0)
        read_workbook(data, size);
    else
        read_parts(data, size);
    return 0;
}
