/* A look at a file before it is imported. */
#include "import/columns.h"
#include "import/import.h"
#include "import/source.h"

#include <stdint.h>
#include <string.h>

enum { PREVIEW_ROWS = 20 };

/* Names first, then aliases, as the import itself matches. */
static void guess_fields(Arena *arena, const Kind *kind, const Source *source, struct PreviewColumn *columns)
{
    bool *taken = ARENA_ARRAY(arena, source->column_count + 1, bool);
    bool *filled = ARENA_ARRAY(arena, kind->field_count + 1, bool);
    for (int aliases = 0; aliases < 2; aliases++)
        for (size_t i = 0; i < kind->field_count; i++) {
            if (filled[i])
                continue;
            size_t column = columns_match(arena, &kind->fields[i], source->columns, source->column_count, taken, aliases);
            if (column == SIZE_MAX)
                continue;
            taken[column] = filled[i] = true;
            columns[column].field = kind->fields[i].name;
        }
}

static Status read_cells(FactsSession *session, Arena *arena, const Source *source, ImportPreview *preview, Error *error)
{
    const char **cells = ARENA_ARRAY(arena, source->column_count * PREVIEW_ROWS + 1, const char *);
    Sql *sql CLEANUP(sql_cleanup) = sql_new(arena);
    sql_text(sql, "SELECT ");
    for (size_t i = 0; i < source->column_count; i++) {
        sql_text(sql, i ? ", " : "");
        sql_name(sql, "", source->columns[i]);
    }
    sql_text(sql, " FROM ");
    source_append(sql, source, "s");
    sql_format(sql, " LIMIT %d", PREVIEW_ROWS);
    FactsResult *result CLEANUP(facts_result_cleanup) = NULL;
    TRY(sql_query(session, sql, &result, error));
    for (;;) {
        bool row;
        TRY(facts_result_next(result, &row, error));
        if (!row)
            break;
        for (size_t i = 0; i < source->column_count; i++) {
            Value value = facts_result_value(result, i);
            cells[preview->row_count * source->column_count + i] =
                value.type == VALUE_TEXT ? text_string(arena, value.text) : NULL;
        }
        preview->row_count++;
    }
    preview->cells = cells;
    return STATUS_OK;
}

Status import_preview(Store *store, FactsSession *session, Arena *arena, const Kind *kind, const char *file,
                      ImportPreview *ret_preview, Error *error)
{
    Mapping *mapping;
    Source source;
    TRY(mapping_read(arena, kind, /* name= */ NULL, &mapping, error));
    TRY(source_open(store, session, arena, file, mapping, &source, error));
    ImportPreview preview = {.format = file_format_name(source.format), .encoding = source.encoding};
    preview.delimiter = source.format != FORMAT_CSV ? "" : arena_format(arena, "%c", source.delimiter);
    preview.column_count = source.column_count;
    preview.columns = ARENA_ARRAY(arena, source.column_count + 1, struct PreviewColumn);
    for (size_t i = 0; i < source.column_count; i++)
        preview.columns[i].name = source.columns[i];
    guess_fields(arena, kind, &source, preview.columns);
    Status status = read_cells(session, arena, &source, &preview, error);
    source_close(&source);
    if (status == STATUS_OK)
        *ret_preview = preview;
    return status;
}
