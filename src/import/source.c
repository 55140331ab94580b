#include "import/source.h"

#include "import/columns.h"
#include "import/input.h"
#include "import/json_array.h"
#include "import/lines.h"
#include "import/prepare.h"
#include "import/xlsx.h"

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

static void take_prepared(const Prepared *prepared, Source *source)
{
    source->path = prepared->path;
    source->temporary = prepared->temporary;
    source->encoding = prepared->encoding;
    source->delimiter = prepared->delimiter;
    source->scan = prepared->scan;
    source->lines_before = prepared->lines_before;
    source->numbered = prepared->numbered;
    source->malformed = prepared->malformed;
    source->malformed_count = prepared->malformed_count;
}

static Status open_csv(Store *store, Arena *arena, const Mapping *mapping, Source *source, Error *error)
{
    Prepared prepared;
    /* A condition leaves rows out: what is left keeps its lines only by number. */
    TRY(prepare_text(store, arena, source->name, mapping, &(PrepareOptions){.number = mapping->where != NULL}, &prepared,
                     error));
    take_prepared(&prepared, source);
    source->rows = prepared.scan.records - 1;
    columns_make_unique(arena, prepared.header, prepared.header_count);
    keep_columns(arena, prepared.header, prepared.header_count, source);
    return STATUS_OK;
}

static Status open_xlsx(Store *store, Arena *arena, const Mapping *mapping, Source *source, Error *error)
{
    XlsxSheet sheet;
    source->path = arena_format(arena, "%s/tmp/import-%ld-%s", store_path(store), (long)getpid(), "sheet");
    source->path = arena_format(arena, "%s-%p", source->path, (void *)source);
    source->temporary = true;
    TRY(xlsx_to_csv(arena, source->name, mapping->sheet, mapping->skip, source->path, &sheet, error));
    source->numbered = true;
    source->rows = sheet.rows;
    source->scan = (Scan){.records = sheet.rows + 1, .bytes = sheet.bytes, .longest = sheet.longest, .line_end = LINE_END_LF};
    columns_make_unique(arena, sheet.header, sheet.header_count);
    keep_columns(arena, sheet.header, sheet.header_count, source);
    return STATUS_OK;
}

static Status open_parquet(FactsSession *session, Arena *arena, Source *source, Error *error)
{
    const Value path = value_text(source->path);
    FactsResult *result CLEANUP(facts_result_cleanup) = NULL;
    TRY(facts_query(session, "SELECT * FROM read_parquet($1) LIMIT 0", &path, 1, &result, error));
    size_t count = facts_result_columns(result);
    char **names = ARENA_ARRAY(arena, count + 1, char *);
    for (size_t i = 0; i < count; i++)
        names[i] = arena_string(arena, facts_result_name(result, i));
    keep_columns(arena, names, count, source);
    Value rows;
    TRY(facts_value(session, arena, "SELECT count(*) FROM read_parquet($1)", &path, 1, &rows, error));
    source->rows = rows.integer;
    source->scan.bytes = source->rows;
    return STATUS_OK;
}

static Status refuse_encoding(const char *name, Error *error)
{
    error_set(error, STATUS_UNSUPPORTED, _("%s is a JSON array that is not UTF-8"), name);
    error_hint(error, "%s", _("JSON is written in UTF-8: save it so"));
    return error->status;
}

/* Text has hardly any control characters; packed data has one in ten bytes. */
static bool looks_like_text(Text sample, const char *encoding)
{
    size_t controls = 0;
    for (size_t i = 0; i < sample.length; i++)
        controls += (unsigned char)sample.bytes[i] < ' ' && !isspace((unsigned char)sample.bytes[i]);
    return strncmp(encoding, "UTF-16", 6) == 0 || strncmp(encoding, "UTF-32", 6) == 0 || controls * 50 <= sample.length;
}

/* What was taken for text although its name promises a workbook, Parquet or gzip. Text is read all the same: reports
 * are exported under such names, and browsers unpack what they fetch; anything else is damaged. */
static Status check_name(const Input *input, Text sample, const char *encoding, Source *source, Error *error)
{
    static const char *const endings[] = {".xlsx", ".xlsm", ".xls", ".parquet", ".gz"};
    enum { ENDINGS = sizeof endings / sizeof endings[0] };
    const char *dot = strrchr(source->name, '.');
    size_t i = 0;
    while (dot && i < ENDINGS && strcasecmp(dot, endings[i]) != 0)
        i++;
    bool kept = source->format == FORMAT_XLSX || source->format == FORMAT_PARQUET || input_compressed(input);
    if (!dot || i == ENDINGS || kept)
        return STATUS_OK;
    if (looks_like_text(sample, encoding)) {
        source->note = N_("is plain text although its name says otherwise; it was read as such");
        return STATUS_OK;
    }
    error_set(error, STATUS_INVALID_DATA, _("%s holds neither what its name says (%s) nor text"), source->name, endings[i]);
    error_hint(error, "%s", _("it may be damaged or cut off: fetch or export the file again; nothing of it was stored"));
    return error->status;
}

/* What a table is often mistaken for: an old workbook, and a page that a site shows instead of the export or names .xls. */
static Status refuse_foreign(const char *name, Text text, Error *error)
{
    static const char *const pages[] = {"<!doctype html", "<html"};
    if (text_starts_with(text, "\xD0\xCF\x11\xE0")) {
        error_set(error, STATUS_UNSUPPORTED, _("%s is an old Excel file (.xls) or has a password"), name);
        error_hint(error, "%s", _("save it as .xlsx or CSV, without a password"));
        return error->status;
    }
    for (size_t i = 0; i < sizeof pages / sizeof pages[0]; i++)
        if (text.length >= strlen(pages[i]) && strncasecmp(text.bytes, pages[i], strlen(pages[i])) == 0) {
            error_set(error, STATUS_UNSUPPORTED, _("%s is a web page (HTML), not a table"), name);
            error_hint(error, "%s", _("sign in and export it again, or open it in a spreadsheet program and save it as .xlsx or CSV"));
            return error->status;
        }
    return STATUS_OK;
}

/* The first bytes tell the format, whatever the name says. */
static Status find_format(Arena *arena, const char *name, Source *source, Error *error)
{
    Input *input CLEANUP(input_cleanup) = NULL;
    char bytes[4096];
    size_t length;
    TRY(input_open(arena, name, &input, error));
    TRY(input_read(input, bytes, sizeof bytes, &length, error));
    size_t mark;
    const char *encoding = encoding_guess((const unsigned char *)bytes, length, &mark);
    Text text = text_trim((Text){bytes + mark, length - mark});
    source->array = json_array_begins(text);
    if (text_starts_with(text, "PK\003\004"))
        source->format = FORMAT_XLSX;
    else if (text_starts_with(text, "PAR1"))
        source->format = FORMAT_PARQUET;
    else if (text_starts_with(text, "{") || source->array)
        source->format = FORMAT_NDJSON;
    else
        source->format = FORMAT_CSV;
    /* "[" of a wide encoding is followed by a NUL. */
    bool wide_array = text.length > 1 && text.bytes[0] == '[' && text.bytes[1] == '\0';
    if ((source->array && strcmp(encoding, "UTF-8") != 0) || wide_array)
        return refuse_encoding(name, error);
    TRY(refuse_foreign(name, text, error));
    return check_name(input, text, encoding, source, error);
}

Status source_open(Store *store, FactsSession *session, Arena *arena, const char *file, const Mapping *mapping,
                   Source *ret_source, Error *error)
{
    Source source = {.name = file, .path = file, .encoding = "UTF-8", .delimiter = ',', .rows = -1};
    source.nulls = mapping->nulls;
    source.null_count = mapping->null_count;
    TRY(find_format(arena, file, &source, error));
    Status status;
    if (source.format == FORMAT_XLSX)
        status = open_xlsx(store, arena, mapping, &source, error);
    else if (source.format == FORMAT_PARQUET)
        status = open_parquet(session, arena, &source, error);
    else if (source.format == FORMAT_NDJSON)
        status = source_open_lines(store, session, arena, mapping, &source, error);
    else
        status = open_csv(store, arena, mapping, &source, error);
    if (status == STATUS_OK)
        *ret_source = source;
    else
        source_close(&source);
    return status;
}

Status source_number(Store *store, Arena *arena, const Mapping *mapping, Source *source, Error *error)
{
    if (source->numbered || source->table || source->format != FORMAT_CSV || !source->scan.quoted_lines)
        return STATUS_OK;
    Prepared prepared;
    TRY(prepare_text(store, arena, source->name, mapping, &(PrepareOptions){.number = true}, &prepared, error));
    source_close(source);
    take_prepared(&prepared, source);
    columns_make_unique(arena, prepared.header, prepared.header_count);
    keep_columns(arena, prepared.header, prepared.header_count, source);
    return STATUS_OK;
}

void source_close(Source *source)
{
    if (source->temporary)
        unlink(source->path);
    source->temporary = false;
    if (source->malformed)
        unlink(source->malformed);
    source->malformed = NULL;
}

/* Words that stand for nothing in any file; a mapping adds its own. */
static const char *const usual_nulls[] = {"", "NULL", "null", "\\N", "N/A", "n/a", "#N/A", "NaN", "nan"};
enum { USUAL_NULLS = sizeof usual_nulls / sizeof usual_nulls[0] };

static const char *delimiter_sql(char delimiter)
{
    return delimiter == '\t' ? "'\t'" : delimiter == ';' ? "';'" : delimiter == '|' ? "'|'" : "','";
}

static void append_nulls(Sql *sql, const Source *source)
{
    for (size_t i = 0; i < USUAL_NULLS; i++) {
        sql_text(sql, i ? ", " : "");
        sql_bind(sql, value_text(usual_nulls[i]));
    }
    for (size_t i = 0; i < source->null_count; i++) {
        sql_text(sql, ", ");
        sql_bind(sql, value_text(source->nulls[i]));
    }
}

static void append_csv_reader(Sql *sql, const Source *source)
{
    /* Lines longer than the reader's default are known from the scan. */
    long long longest = source->scan.longest + 16 > 2097152 ? source->scan.longest + 16 : 2097152;
    bool lines = source->format == FORMAT_NDJSON;
    sql_text(sql, "read_csv(");
    sql_bind(sql, value_text(source->path));
    /* What was packed is unpacked by now: a name that ends in .gz says nothing more. */
    sql_format(sql, ", auto_detect = false, compression = 'none', header = %s", lines ? "false" : "true");
    if (lines && !source->numbered)
        sql_text(sql, ", quote = '', escape = '', delim = '\x01'");
    else
        sql_format(sql, ", quote = '\"', escape = '\"', delim = %s", delimiter_sql(source->delimiter));
    sql_format(sql, ", new_line = '%s', max_line_size = %lld, buffer_size = %lld, skip = %lld, nullstr = [",
               source->scan.line_end == LINE_END_CRLF ? "\\r\\n" : "\\n", longest,
               longest > 2097152 ? longest * 4 : 33554432, (long long)(source->lines_before > 0 ? source->lines_before : 0));
    append_nulls(sql, source);
    sql_text(sql, "], columns = {");
    for (size_t i = 0; i < source->file_columns; i++)
        sql_format(sql, "%s'c%zu': 'VARCHAR'", i ? ", " : "", i);
    sql_text(sql, "})");
}

/* Parquet's columns as text; words that mean nothing go here, since its reader knows none. */
static void append_parquet(Sql *sql, const Source *source)
{
    for (size_t i = 0; i < source->column_count; i++) {
        sql_text(sql, i ? ", CASE WHEN CAST(" : "CASE WHEN CAST(");
        sql_name(sql, "", source->columns[i]);
        sql_text(sql, " AS VARCHAR) NOT IN (");
        append_nulls(sql, source);
        sql_text(sql, ") THEN CAST(");
        sql_name(sql, "", source->columns[i]);
        sql_text(sql, " AS VARCHAR) END AS ");
        sql_name(sql, "", source->columns[i]);
    }
    sql_text(sql, " FROM read_parquet(");
    sql_bind(sql, value_text(source->path));
    sql_text(sql, ")");
}

static void append_lines(Sql *sql, const Source *source)
{
    for (size_t i = 0; i < source->column_count; i++) {
        sql_text(sql, i ? ", json_extract_string(json, " : "json_extract_string(json, ");
        sql_bind_text(sql, source->paths[i]);
        sql_text(sql, ") AS ");
        sql_name(sql, "", source->columns[i]);
    }
    sql_format(sql, ", json IS NOT NULL AS mz_json%s FROM (SELECT CASE WHEN json_valid(c%d) THEN c%d END AS json%s FROM ",
               source->numbered ? ", reject_line" : "", source->numbered, source->numbered,
               source->numbered ? ", CAST(c0 AS BIGINT) AS reject_line" : "");
    append_csv_reader(sql, source);
    sql_text(sql, ") j");
}

static void append_csv(Sql *sql, const Source *source)
{
    for (size_t i = 0; i < source->column_count; i++) {
        sql_format(sql, "%sc%zu AS ", i ? ", " : "", source->positions[i]);
        sql_name(sql, "", source->columns[i]);
    }
    if (source->numbered)
        sql_format(sql, "%s CAST(c0 AS BIGINT) AS reject_line", source->column_count ? "," : "");
    sql_text(sql, " FROM ");
    append_csv_reader(sql, source);
}

void source_append(Sql *sql, const Source *source, const char *alias)
{
    sql_text(sql, "(SELECT ");
    if (source->table)
        sql_format(sql, "* FROM %s", source->table);
    else if (source->format == FORMAT_PARQUET)
        append_parquet(sql, source);
    else if (source->format == FORMAT_NDJSON)
        append_lines(sql, source);
    else
        append_csv(sql, source);
    sql_format(sql, ") %s", alias);
}

void source_append_malformed(Sql *sql, const Source *source)
{
    sql_text(sql, "read_csv(");
    sql_bind(sql, value_text(source->malformed));
    /* A record is as long as the scan allows, with each byte doubled at worst. */
    sql_format(sql, ", auto_detect = false, header = false, quote = '\"', escape = '\"', delim = ',', new_line = '\\n', "
               "max_line_size = %d, buffer_size = %d, columns = {'line': 'VARCHAR', 'field': 'VARCHAR', "
               "'value': 'VARCHAR', 'reason': 'VARCHAR'", RECORD_CEILING * 2 + 65536, RECORD_CEILING * 4 + 131072);
    /* Only a rewritten file has such records; its first column is the line. */
    for (size_t i = 1; i < source->file_columns; i++)
        sql_format(sql, ", 'c%zu': 'VARCHAR'", i);
    sql_text(sql, "})");
}

const char *source_column(const Source *source, const char *name)
{
    for (size_t i = 0; i < source->column_count; i++)
        if (column_names_equal(source->columns[i], name))
            return source->columns[i];
    return NULL;
}
