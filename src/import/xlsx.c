#include "import/xlsx.h"

#include "import/csv_write.h"
#include "import/scan.h"
#include "import/xlsx_part.h"
#include "import/xlsx_style.h"

#include "base/text.h"
#include "base/translate.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { COLUMNS_CEILING = 16384, STYLES_CEILING = 65536, SHEETS_CEILING = 1000 };
/* Texts that recur make the rows up to some ten times as long as the XML. */
#define WRITTEN_SMALL ((int64_t)256 << 20)
enum { WRITTEN_RATIO = 100 };
#define STRINGS_CEILING ((size_t)512 << 20)

/* Bytes that grow, up to a ceiling. */
typedef struct Bytes {
    char *bytes;
    size_t length, capacity;
} Bytes;

typedef struct SheetName {
    const char *name, *relation;
} SheetName;

typedef struct Book {
    Package package;
    Arena *arena;
    /* workbook.xml and its relations */
    SheetName *sheets;
    size_t sheet_count;
    bool from_1904;
    const char *wanted_relation, *sheet_part, *strings_part, *styles_part;
    /* styles.xml: what the cell style of that index shows */
    NumberStyle *styles;
    size_t style_count;
    struct { int id; NumberStyle style; } formats[512];
    size_t format_count;
    bool in_cell_styles;
    /* sharedStrings.xml: one after another, and where each ends */
    Bytes strings;
    size_t *string_ends, string_count, string_capacity;
    bool collecting, phonetic;
    /* the sheet: the row being read */
    Bytes row;
    size_t starts[COLUMNS_CEILING], lengths[COLUMNS_CEILING], width;
    size_t column;
    char cell_type;
    size_t cell_style;
    int64_t row_number;
    Bytes value;
    long skip;
    int64_t written; /* at most, of the rows so far */
    FILE *out;
    XlsxSheet sheet;
} Book;

static Status append(Book *book, Bytes *to, const char *bytes, size_t length, size_t ceiling, Error *error)
{
    if (length > ceiling - to->length)
        return error_set(error, STATUS_TOO_LARGE, _("%s holds more text than can be read at once (%zu MiB)"),
                         book->package.name, ceiling >> 20);
    if (to->length + length > to->capacity) {
        size_t capacity = to->capacity * 2 > to->length + length ? to->capacity * 2 : to->length + length + 4096;
        char *grown = realloc(to->bytes, capacity);
        if (!grown)
            return error_set(error, STATUS_OUT_OF_MEMORY, "%s", book->package.name);
        to->bytes = grown;
        to->capacity = capacity;
    }
    if (length)
        memcpy(to->bytes + to->length, bytes, length);
    to->length += length;
    return STATUS_OK;
}

/* ---- workbook, relations, styles ---- */

static Status workbook_start(void *context, const char *name, const char **attributes, Error *error)
{
    Book *book = context;
    (void)error;
    const char *value;
    if (strcmp(name, "workbookPr") == 0 && (value = attribute(attributes, "date1904")))
        book->from_1904 = strcmp(value, "1") == 0 || strcmp(value, "true") == 0;
    if (strcmp(name, "sheet") != 0 || book->sheet_count == SHEETS_CEILING)
        return STATUS_OK;
    const char *sheet = attribute(attributes, "name"), *relation = NULL;
    /* r:id, not sheetId. */
    for (const char **a = attributes; a[0]; a += 2)
        if (strchr(a[0], ':') && strcmp(strchr(a[0], ':'), ":id") == 0)
            relation = a[1];
    if (sheet && relation)
        book->sheets[book->sheet_count++] =
            (SheetName){arena_string(book->arena, sheet), arena_string(book->arena, relation)};
    return STATUS_OK;
}

static bool ends_with(const char *text, const char *end)
{
    size_t length = strlen(text), tail = strlen(end);
    return length >= tail && strcmp(text + length - tail, end) == 0;
}

static Status relations_start(void *context, const char *name, const char **attributes, Error *error)
{
    Book *book = context;
    (void)error;
    const char *id = attribute(attributes, "Id"), *target = attribute(attributes, "Target");
    const char *type = attribute(attributes, "Type");
    if (strcmp(name, "Relationship") != 0 || !id || !target || !type)
        return STATUS_OK;
    const char *part = target[0] == '/' ? arena_string(book->arena, target + 1) : arena_format(book->arena, "xl/%s", target);
    if (book->wanted_relation && strcmp(id, book->wanted_relation) == 0)
        book->sheet_part = part;
    if (ends_with(type, "/sharedStrings"))
        book->strings_part = part;
    if (ends_with(type, "/styles"))
        book->styles_part = part;
    return STATUS_OK;
}

static NumberStyle style_of(const Book *book, int id)
{
    for (size_t i = 0; i < book->format_count; i++)
        if (book->formats[i].id == id)
            return book->formats[i].style;
    return number_style_builtin(id);
}

static Status styles_start(void *context, const char *name, const char **attributes, Error *error)
{
    Book *book = context;
    (void)error;
    const char *id = attribute(attributes, "numFmtId"), *code = attribute(attributes, "formatCode");
    if (strcmp(name, "numFmt") == 0 && id && code && book->format_count < 512) {
        book->formats[book->format_count].id = (int)strtol(id, NULL, 10);
        book->formats[book->format_count++].style = number_style_code(code);
    }
    if (strcmp(name, "cellXfs") == 0)
        book->in_cell_styles = true;
    if (strcmp(name, "xf") == 0 && book->in_cell_styles && book->style_count < STYLES_CEILING)
        book->styles[book->style_count++] = style_of(book, id ? (int)strtol(id, NULL, 10) : 0);
    return STATUS_OK;
}

static Status styles_end(void *context, const char *name, Error *error)
{
    Book *book = context;
    (void)error;
    if (strcmp(name, "cellXfs") == 0)
        book->in_cell_styles = false;
    return STATUS_OK;
}

/* ---- shared strings ---- */

static Status strings_start(void *context, const char *name, const char **attributes, Error *error)
{
    Book *book = context;
    (void)attributes;
    (void)error;
    if (strcmp(name, "rPh") == 0)
        book->phonetic = true;
    book->collecting = strcmp(name, "t") == 0 && !book->phonetic;
    return STATUS_OK;
}

static Status strings_text(void *context, const char *text, size_t length, Error *error)
{
    Book *book = context;
    return book->collecting ? append(book, &book->strings, text, length, STRINGS_CEILING, error) : STATUS_OK;
}

static Status strings_end(void *context, const char *name, Error *error)
{
    Book *book = context;
    book->collecting = false;
    if (strcmp(name, "rPh") == 0)
        book->phonetic = false;
    if (strcmp(name, "si") != 0)
        return STATUS_OK;
    if (book->string_count == book->string_capacity) {
        size_t capacity = book->string_capacity ? book->string_capacity * 2 : 1024;
        size_t *ends = realloc(book->string_ends, capacity * sizeof *ends);
        if (!ends)
            return error_set(error, STATUS_OUT_OF_MEMORY, "%s", book->package.name);
        book->string_ends = ends;
        book->string_capacity = capacity;
    }
    book->string_ends[book->string_count++] = book->strings.length;
    return STATUS_OK;
}

/* ---- the sheet ---- */

/* "BC12" is column 54; SIZE_MAX where it is none. */
static size_t column_of(const char *reference)
{
    size_t column = 0;
    for (; *reference >= 'A' && *reference <= 'Z'; reference++) {
        column = column * 26 + (size_t)(*reference - 'A') + 1;
        if (column > COLUMNS_CEILING)
            return SIZE_MAX;
    }
    return column ? column - 1 : SIZE_MAX;
}

static Status start_cell(Book *book, const char **attributes, Error *error)
{
    const char *reference = attribute(attributes, "r"), *type = attribute(attributes, "t");
    const char *style = attribute(attributes, "s");
    book->column = reference ? column_of(reference) : book->column + 1;
    if (book->column >= COLUMNS_CEILING) {
        error_set(error, STATUS_INVALID_DATA, _("%s has a cell that no sheet has"), book->package.name);
        error_value(error, reference ? reference : "", reference ? strlen(reference) : 0);
        return error->status;
    }
    /* b, e, n, s, and "str" and "inlineStr", which hold the text itself. */
    book->cell_type = !type ? 'n' : type[0] == 's' && type[1] ? 't' : type[0] == 'i' ? 't' : type[0];
    long index = style ? strtol(style, NULL, 10) : 0;
    book->cell_style = index > 0 ? (size_t)index : 0;
    book->value.length = 0;
    return STATUS_OK;
}

static Status sheet_start(void *context, const char *name, const char **attributes, Error *error)
{
    Book *book = context;
    if (strcmp(name, "row") == 0) {
        const char *number = attribute(attributes, "r");
        book->row_number = number ? strtoll(number, NULL, 10) : book->row_number + 1;
        book->row.length = 0;
        book->width = 0;
        book->column = SIZE_MAX;
        return STATUS_OK;
    }
    if (strcmp(name, "c") == 0)
        return start_cell(book, attributes, error);
    if (strcmp(name, "rPh") == 0)
        book->phonetic = true;
    book->collecting = strcmp(name, "v") == 0 || (strcmp(name, "t") == 0 && !book->phonetic);
    return STATUS_OK;
}

static Status sheet_text(void *context, const char *text, size_t length, Error *error)
{
    Book *book = context;
    return book->collecting ? append(book, &book->value, text, length, RECORD_CEILING, error) : STATUS_OK;
}

static Text shared_string(const Book *book, size_t index)
{
    if (index >= book->string_count)
        return (Text){"", 0};
    size_t start = index ? book->string_ends[index - 1] : 0;
    size_t length = book->string_ends[index] - start;
    return length ? (Text){book->strings.bytes + start, length} : (Text){"", 0};
}

/* The cell's text; `buffer` holds that of a date. */
static Text cell_text(const Book *book, char *buffer, size_t capacity)
{
    Text value = {book->value.bytes, book->value.length};
    long index;
    double number;
    if (book->cell_type == 's')
        return text_to_long(value, &index) && index >= 0 ? shared_string(book, (size_t)index) : (Text){"", 0};
    if (book->cell_type == 'b')
        return text_equals(value, "1") ? text_of("true") : text_of("false");
    NumberStyle style = book->cell_style < book->style_count ? book->styles[book->cell_style] : STYLE_NUMBER;
    if (book->cell_type == 'n' && style != STYLE_NUMBER && text_to_double(value, &number) &&
        serial_text(number, style, book->from_1904, buffer, capacity))
        return text_of(buffer);
    return value;
}

static Status end_cell(Book *book, Error *error)
{
    char buffer[48];
    Text text = cell_text(book, buffer, sizeof buffer);
    if (!text.length || !book->value.length)
        return STATUS_OK;
    for (; book->width <= book->column; book->width++)
        book->lengths[book->width] = 0;
    book->starts[book->column] = book->row.length;
    book->lengths[book->column] = text.length;
    return append(book, &book->row, text.bytes, text.length, RECORD_CEILING, error);
}

static Text row_cell(const Book *book, size_t column)
{
    if (column >= book->width || !book->lengths[column])
        return (Text){"", 0};
    return (Text){book->row.bytes + book->starts[column], book->lengths[column]};
}

static void take_header(Book *book)
{
    XlsxSheet *sheet = &book->sheet;
    sheet->header = ARENA_ARRAY(book->arena, book->width + 1, char *);
    sheet->header_count = book->width;
    fputs("line", book->out);
    for (size_t i = 0; i < book->width; i++) {
        sheet->header[i] = text_string(book->arena, row_cell(book, i));
        fprintf(book->out, ",c%zu", i + 1);
    }
    fputc('\n', book->out);
}

static Status end_row(Book *book, Error *error)
{
    if (!book->width || book->row_number <= book->skip)
        return STATUS_OK; /* blank, or before the header */
    XlsxSheet *sheet = &book->sheet;
    if (!sheet->header) {
        take_header(book);
        return STATUS_OK;
    }
    if (book->width > sheet->header_count) {
        error_set(error, STATUS_INVALID_DATA, _("row %lld of the sheet has cells beyond the header's %zu columns"),
                  (long long)book->row_number, sheet->header_count);
        error_where(error, "%s:%lld", book->package.name, (long long)book->row_number);
        error_hint(error, "%s", _("give those columns a name in the header, or clear the cells"));
        return error->status;
    }
    fprintf(book->out, "%lld", (long long)book->row_number);
    int64_t length = 24;
    for (size_t i = 0; i < sheet->header_count; i++) {
        Text text = row_cell(book, i);
        fputc(',', book->out);
        csv_write_cell(book->out, text);
        length += (int64_t)text.length * 2 + 3;
    }
    fputc('\n', book->out);
    sheet->rows++;
    /* One long shared text that every row names is a bomb as well. */
    book->written += length;
    if (book->written > WRITTEN_SMALL && book->written / WRITTEN_RATIO > book->package.unpacked) {
        error_set(error, STATUS_TOO_LARGE, _("%s is refused: its cells hold far more than it weighs"), book->package.name);
        error_where(error, "%s:%lld", book->package.name, (long long)book->row_number);
        error_hint(error, "%s", _("save the sheet as CSV if it is really that large"));
        return error->status;
    }
    if (length > sheet->longest)
        sheet->longest = length;
    return STATUS_OK;
}

static Status sheet_end(void *context, const char *name, Error *error)
{
    Book *book = context;
    book->collecting = false;
    if (strcmp(name, "rPh") == 0)
        book->phonetic = false;
    if (strcmp(name, "c") == 0)
        return end_cell(book, error);
    return strcmp(name, "row") == 0 ? end_row(book, error) : STATUS_OK;
}

static Status choose_sheet(Book *book, const char *wanted, Error *error)
{
    if (!book->sheet_count)
        return error_set(error, STATUS_INVALID_DATA, _("%s has no sheet"), book->package.name);
    if (!wanted) {
        book->wanted_relation = book->sheets[0].relation;
        return STATUS_OK;
    }
    const char *names[SHEETS_CEILING];
    for (size_t i = 0; i < book->sheet_count; i++) {
        names[i] = book->sheets[i].name;
        if (strcmp(names[i], wanted) == 0)
            book->wanted_relation = book->sheets[i].relation;
    }
    if (book->wanted_relation)
        return STATUS_OK;
    const char *nearest = text_nearest(wanted, names, book->sheet_count);
    error_set(error, STATUS_INVALID_DATA, _("%s has no sheet \"%s\""), book->package.name, wanted);
    error_hint(error, _("the nearest is \"%s\""), nearest ? nearest : names[0]);
    return error->status;
}

static Status read_book(Book *book, const char *wanted, Error *error)
{
    static const PartHandlers workbook = {.start = workbook_start}, relations = {.start = relations_start};
    static const PartHandlers styles = {.start = styles_start, .end = styles_end};
    static const PartHandlers strings = {.start = strings_start, .end = strings_end, .text = strings_text};
    static const PartHandlers sheet = {.start = sheet_start, .end = sheet_end, .text = sheet_text};
    TRY(package_parse(&book->package, "xl/workbook.xml", &workbook, book, error));
    TRY(choose_sheet(book, wanted, error));
    TRY(package_parse(&book->package, "xl/_rels/workbook.xml.rels", &relations, book, error));
    if (!book->sheet_part)
        return error_set(error, STATUS_INVALID_DATA, _("%s is no whole XLSX file: its sheet is missing"), book->package.name);
    if (book->styles_part && package_has(&book->package, book->styles_part))
        TRY(package_parse(&book->package, book->styles_part, &styles, book, error));
    if (book->strings_part && package_has(&book->package, book->strings_part))
        TRY(package_parse(&book->package, book->strings_part, &strings, book, error));
    TRY(package_parse(&book->package, book->sheet_part, &sheet, book, error));
    if (!book->sheet.header)
        return error_set(error, STATUS_INVALID_DATA, _("%s is empty"), book->package.name);
    return STATUS_OK;
}

Status xlsx_to_csv(Arena *arena, const char *file, const char *sheet, long skip, const char *target,
                   XlsxSheet *ret_sheet, Error *error)
{
    Arena *own CLEANUP(arena_cleanup) = arena_new(/* ceiling= */ 64 << 20);
    Book *book = ARENA_NEW(own, Book);
    book->arena = arena;
    book->skip = skip;
    book->sheets = ARENA_ARRAY(own, SHEETS_CEILING, SheetName);
    book->styles = ARENA_ARRAY(own, STYLES_CEILING, NumberStyle);
    TRY(package_open(file, &book->package, error));
    book->out = fopen(target, "we");
    Status status = book->out ? read_book(book, sheet, error) : error_set_errno(error, errno, "%s", target);
    if (book->out) {
        book->sheet.bytes = ftell(book->out);
        bool failed = ferror(book->out) != 0;
        if ((fclose(book->out) != 0 || failed) && status == STATUS_OK)
            status = error_set_errno(error, errno ? errno : EIO, "%s", target);
    }
    package_close(&book->package);
    free(book->strings.bytes);
    free(book->string_ends);
    free(book->row.bytes);
    free(book->value.bytes);
    if (status == STATUS_OK)
        *ret_sheet = book->sheet;
    return status;
}
