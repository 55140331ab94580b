#include "http/csv.h"

#include "base/text.h"

typedef struct Row {
    TextBuilder text;
    size_t starts[CSV_CELLS];
    size_t count;
} Row;

static void begin_cell(Row *row)
{
    if (row->count < CSV_CELLS)
        row->starts[row->count++] = row->text.length;
}

static void put(Row *row, int c)
{
    char byte = (char)c;
    text_append_bytes(&row->text, &byte, 1);
}

/* Reads up to the line's end outside of quotes; false when there was nothing. */
static bool read_cells(FILE *file, Row *row)
{
    bool quoted = false, any = false;
    begin_cell(row);
    for (int c = getc(file); c != EOF; c = getc(file)) {
        any = true;
        if (quoted && c == '"') {
            int next = getc(file);
            quoted = next == '"';
            if (quoted)
                put(row, '"');
            else
                ungetc(next, file);
        } else if (!quoted && c == '"') {
            quoted = true;
        } else if (!quoted && c == ',') {
            put(row, '\0');
            begin_cell(row);
        } else if (!quoted && c == '\n') {
            return true;
        } else if (quoted || c != '\r') {
            put(row, c);
        }
        if (row->text.overflowed)
            return false;
    }
    return any;
}

bool csv_read_row(FILE *file, Arena *arena, char ***ret_cells, size_t *ret_count)
{
    Row row = {.text = text_builder(CSV_ROW_LIMIT)};
    bool found = read_cells(file, &row) && !row.text.overflowed;
    if (found) {
        char *text = arena_copy(arena, row.text.bytes, row.text.length);
        char **cells = ARENA_ARRAY(arena, row.count, char *);
        for (size_t i = 0; i < row.count; i++)
            cells[i] = text + row.starts[i];
        *ret_cells = cells;
        *ret_count = row.count;
    }
    text_builder_free(&row.text);
    return found;
}
