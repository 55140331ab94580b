/* fuzz uses: http
 * JSON bodies: settings, a question in SQL, rows of facts; and the CSV of rejected rows. */
#include "fuzz.h"

#include "http/body.h"
#include "http/csv.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct json_t *object = NULL;
    Error error = {0};
    if (body_parse_object((Text){(const char *)data, size}, &object, &error) == STATUS_OK) {
        static const char *const known[] = {"sql", "limit", "rows", NULL};
        const char *text;
        int64_t number;
        (void)!body_check_members(object, known, &error);
        (void)!body_text(object, "sql", /* required= */ true, &text, &error);
        if (body_integer(object, "limit", 1, 10, 5, &number, &error) == STATUS_OK && (number < 1 || number > 10))
            abort();
        char *lines = NULL;
        size_t length = 0;
        FILE *file = open_memstream(&lines, &length);
        (void)!body_write_rows(object, file, &error);
        fclose(file);
        free(lines);
        body_free(object);
    } else if (!error.message[0]) {
        abort();
    }

    Arena *arena = arena_new(/* ceiling= */ 0);
    FILE *file = size ? fmemopen((void *)(uintptr_t)data, size, "r") : NULL;
    char **cells;
    size_t count;
    while (file && csv_read_row(file, arena, &cells, &count))
        if (!count || count > CSV_CELLS)
            abort();
    if (file)
        fclose(file);
    arena_free(arena);
    return 0;
}
