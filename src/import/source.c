#include "import/source.h"

#include "import/columns.h"
#include "import/prepare.h"

#include "base/translate.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

const char *file_format_name(FileFormat format)
{
    static const char *const names[] = {"csv", "ndjson", "xlsx", "parquet"};
    return names[format];
}

/* The columns by which a file of rejects says what was wrong; such a file is imported without them. */
static const char *const reject_columns[] = {"reject_line", "reject_column", "reject_value", "reject_reason"};
enum { REJECT_COLUMNS = 4 };

static bool is_reject_column(const char *name)
{
    for (size_t i = 0; i < REJECT_COLUMNS; i++)
        if (strcmp(name, reject_columns[i]) == 0)
            return true;
    return false;
}

/* Keeps all names but those of rejects, and remembers where each stands. */
static void keep_columns(Arena *arena, char **names, size_t count, Source *source)
{
    const char **kept = ARENA_ARRAY(arena, count + 1, const char *);
    size_t *positions = ARENA_ARRAY(arena, count + 1, size_t);
    size_t kept_count = 0;
    for (size_t i = 0; i < count; i++) {
        if (is_reject_column(names[i])) {
            source->mended = true;
            continue;
        }
        positions[kept_count] = i + (source->numbered ? 1 : 0);
        kept[kept_count++] = names[i];
    }
    source->columns = kept;
    source->positions = positions;
    source->column_count = kept_count;
    source->file_columns = count + (source->numbered ? 1 : 0);
}

Status source_open(Store *store, FactsSession *session, Arena *arena, const char *file, const Mapping *mapping,
                   Source *ret_source, Error *error)
{
    (void)session;
    Source source = {.name = file, .path = file, .encoding = "UTF-8", .delimiter = ',', .rows = -1};
    source.nulls = mapping->nulls;
    source.null_count = mapping->null_count;
    Prepared prepared;
    TRY(prepare_text(store, arena, file, mapping, &prepared, error));
    source.path = prepared.path;
    source.temporary = prepared.temporary;
    source.encoding = prepared.encoding;
    source.delimiter = prepared.delimiter;
    source.scan = prepared.scan;
    source.lines_before = prepared.lines_before;
    source.numbered = prepared.numbered;
    source.rows = prepared.scan.records - 1;
    columns_make_unique(arena, prepared.header, prepared.header_count);
    keep_columns(arena, prepared.header, prepared.header_count, &source);
    *ret_source = source;
    return STATUS_OK;
}

void source_close(Source *source)
{
    if (source->temporary)
        unlink(source->path);
    source->temporary = false;
}

/* Words that stand for nothing in any file; a mapping adds its own. */
static const char *const usual_nulls[] = {"", "NULL", "null", "\\N", "N/A", "n/a", "#N/A", "NaN", "nan"};
enum { USUAL_NULLS = sizeof usual_nulls / sizeof usual_nulls[0] };

static void append_reader(Sql *sql, const Source *source)
{
    /* Lines longer than the reader's default are known from the scan; its buffer holds sixteen of them. */
    long long longest = source->scan.longest + 16 > 2097152 ? source->scan.longest + 16 : 2097152;
    sql_text(sql, "read_csv(");
    sql_bind(sql, value_text(source->path));
    sql_text(sql, ", auto_detect = false, header = true, quote = '\"', escape = '\"', delim = ");
    sql_text(sql, source->delimiter == '\t' ? "'\\t'" : source->delimiter == ';' ? "';'"
                  : source->delimiter == '|' ? "'|'" : "','");
    sql_format(sql, ", new_line = '%s', max_line_size = %lld, buffer_size = %lld, skip = %lld",
               source->scan.line_end == LINE_END_CRLF ? "\\r\\n" : "\\n", longest,
               longest > 2097152 ? longest * 4 : 33554432, (long long)source->lines_before);
    sql_text(sql, ", nullstr = [");
    for (size_t i = 0; i < USUAL_NULLS; i++) {
        sql_text(sql, i ? ", " : "");
        sql_bind(sql, value_text(usual_nulls[i]));
    }
    for (size_t i = 0; i < source->null_count; i++) {
        sql_text(sql, ", ");
        sql_bind(sql, value_text(source->nulls[i]));
    }
    sql_text(sql, "], columns = {");
    for (size_t i = 0; i < source->file_columns; i++)
        sql_format(sql, "%s'c%zu': 'VARCHAR'", i ? ", " : "", i);
    sql_text(sql, "})");
}

void source_append(Sql *sql, const Source *source, const char *alias)
{
    if (source->table) {
        sql_format(sql, "(SELECT * FROM %s) %s", source->table, alias);
        return;
    }
    sql_text(sql, "(SELECT ");
    for (size_t i = 0; i < source->column_count; i++) {
        sql_format(sql, "%sc%zu AS ", i ? ", " : "", source->positions[i]);
        sql_name(sql, "", source->columns[i]);
    }
    if (source->numbered)
        sql_format(sql, "%s CAST(c0 AS BIGINT) AS reject_line", source->column_count ? "," : "");
    sql_text(sql, " FROM ");
    append_reader(sql, source);
    sql_format(sql, ") %s", alias);
}

const char *source_column(const Source *source, const char *name)
{
    for (size_t i = 0; i < source->column_count; i++)
        if (column_names_equal(source->columns[i], name))
            return source->columns[i];
    return NULL;
}
