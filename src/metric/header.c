#include "metric/header.h"

#include "base/translate.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { LINES_LIMIT = 400, SELECTS_LIMIT = 8, FILE_LIMIT = 64 * 1024 };

/* Keys that are followed by a name before the colon. */
static const char *const named_keys[] = {"component", "excluded", "parameter", "variant", "undefined"};

static const char *const all_keys[] = {
    "id",        "title",     "help",      "perspective", "indicator", "better",  "source",   "slices",
    "unit",      "value",     "interval",  "sample",      "minimum sample", "suppress below", "undefined", "component", "excluded", "parameter",
    "variant",   "grain",     "rows",      "aliases",     "reference", "sql",     "for",      "type",
    "default",   "minimum",   "maximum",   "choices",     "select",
    "title en",  "title ar",  "title fa",  "title ru",    "help en", "help ar", "help fa",  "help ru",
};

Status header_error(const MetricFile *file, const HeaderLine *line, Error *error, const char *format, ...)
{
    char message[400];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    error_set(error, STATUS_INVALID_DATA, "%s", message);
    if (line) {
        error_where(error, _("%s, line %zu"), file->name, line->line);
        error_value(error, line->value.bytes, line->value.length);
    } else {
        error_where(error, "%s", file->name);
    }
    return error->status;
}

/* Whether an indented line is a key of its own; otherwise it goes on with the text above it. */
static bool begins_with_key(Text body)
{
    Text rest, left = text_trim(text_cut(body, ':', &rest));
    for (size_t i = 0; rest.bytes && i < sizeof all_keys / sizeof all_keys[0]; i++)
        if (text_equals(left, all_keys[i]))
            return true;
    return false;
}

static bool key_has_name(Text key)
{
    for (size_t i = 0; i < sizeof named_keys / sizeof named_keys[0]; i++)
        if (text_equals(key, named_keys[i]))
            return true;
    return false;
}

static Status read_line(const MetricFile *file, Text text, size_t number, HeaderLine *line, Error *error)
{
    Text value;
    Text left = text_trim(text_cut(text, ':', &value));
    *line = (HeaderLine){.key = left, .value = text_trim(value), .line = number};
    if (!value.bytes)
        return header_error(file, line, error, _("a header line is \"-- key: value\"; the colon is missing"));
    Text name, first = text_cut(left, ' ', &name);
    if (key_has_name(first)) {
        line->key = first;
        line->name = text_trim(name);
        if (!line->name.length)
            return header_error(file, line, error, _("\"%.*s\" needs a name before the colon"), (int)first.length,
                                first.bytes);
    }
    return STATUS_OK;
}

typedef struct Reader {
    Arena *arena;
    MetricFile *file;
    Text rest;
    size_t line;
    HeaderLine *lines; /* one pool: parents and children in the order of the file */
    size_t used;
    Error *error;
} Reader;

static Text next_line(Reader *reader)
{
    Text rest, line = text_cut(reader->rest, '\n', &rest);
    reader->rest = rest;
    reader->line++;
    if (line.length && line.bytes[line.length - 1] == '\r')
        line.length--;
    return line;
}

/* A text that did not fit its line. */
static void continue_text(Reader *reader, HeaderLine *line, Text more)
{
    const char *joined = arena_format(reader->arena, "%.*s %.*s", (int)line->value.length, line->value.bytes,
                                      (int)more.length, more.bytes);
    line->value = text_of(joined);
}

/* Parents and children share the pool. */
static Status check_room(const Reader *reader, size_t parents)
{
    if (reader->used + parents < LINES_LIMIT)
        return STATUS_OK;
    return header_error(reader->file, NULL, reader->error, _("the header has more than %d lines"), LINES_LIMIT);
}

/* Reads "--" lines into a parent list and its children. `first`: where the list begins in the pool. */
static Status read_header(Reader *reader, HeaderLine **ret_lines, size_t *ret_count)
{
    /* Parents are gathered apart so that they lie side by side. */
    HeaderLine parents[LINES_LIMIT];
    size_t count = 0;
    while (text_starts_with(reader->rest, "--") && !text_starts_with(reader->rest, "-- select ")) {
        Text line = next_line(reader);
        Text body = {line.bytes + 2, line.length - 2};
        if (!text_trim(body).length)
            continue;
        TRY(check_room(reader, count));
        bool child = text_starts_with(body, "   ");
        HeaderLine *above = count ? &parents[count - 1] : NULL;
        if (child && above && !begins_with_key(body)) {
            continue_text(reader, above->child_count ? &above->children[above->child_count - 1] : above, text_trim(body));
            continue;
        }
        HeaderLine read;
        TRY(read_line(reader->file, text_trim(body), reader->line, &read, reader->error));
        if (child && !above)
            return header_error(reader->file, &read, reader->error, _("an indented line needs a line above it"));
        if (!child) {
            parents[count++] = read;
            continue;
        }
        if (!above->child_count)
            above->children = &reader->lines[reader->used];
        reader->lines[reader->used++] = read;
        above->child_count++;
    }
    *ret_lines = &reader->lines[reader->used];
    *ret_count = count;
    memcpy(*ret_lines, parents, count * sizeof *parents);
    reader->used += count;
    return STATUS_OK;
}

/* The SQL up to the next "-- select NAME" line or the end. */
static Text read_sql(Reader *reader)
{
    const char *start = reader->rest.bytes;
    const char *end = start;
    while (reader->rest.bytes && reader->rest.length && !text_starts_with(reader->rest, "-- select ")) {
        Text line = next_line(reader);
        end = line.bytes + line.length;
    }
    return text_trim((Text){start, (size_t)(end - start)});
}

/* Lines beneath "-- select NAME": indented header lines that belong to it. */
static Status read_select_children(Reader *reader, struct FileSelect *target)
{
    target->children = &reader->lines[reader->used];
    while (text_starts_with(reader->rest, "--   ")) {
        if (reader->used >= LINES_LIMIT)
            return header_error(reader->file, NULL, reader->error, _("the header has more than %d lines"), LINES_LIMIT);
        Text line = next_line(reader);
        TRY(read_line(reader->file, text_trim((Text){line.bytes + 2, line.length - 2}), reader->line,
                      &reader->lines[reader->used], reader->error));
        reader->used++;
        target->child_count++;
    }
    return STATUS_OK;
}

Status metric_file_read(Arena *arena, const char *name, Text text, MetricFile *ret_file, Error *error)
{
    MetricFile file = {.name = name, .selects = ARENA_ARRAY(arena, SELECTS_LIMIT, struct FileSelect)};
    Reader reader = {.arena = arena, .file = &file, .rest = text, .lines = ARENA_ARRAY(arena, LINES_LIMIT, HeaderLine), .error = error};
    if (text.length > FILE_LIMIT)
        return header_error(&file, NULL, error, _("the file is larger than %d bytes"), FILE_LIMIT);
    if (text.length && memchr(text.bytes, '\0', text.length))
        return header_error(&file, NULL, error, "%s", _("the file has a NUL byte in it"));
    TRY(read_header(&reader, &file.lines, &file.line_count));
    file.selects[0].name = text_of("main");
    file.selects[0].sql = read_sql(&reader);
    file.select_count = 1;
    while (reader.rest.bytes && reader.rest.length) {
        if (file.select_count >= SELECTS_LIMIT)
            return header_error(&file, NULL, error, _("the file has more than %d SELECTs"), SELECTS_LIMIT);
        struct FileSelect *select = &file.selects[file.select_count++];
        Text line = next_line(&reader);
        size_t prefix = strlen("-- select ");
        select->name = text_trim((Text){line.bytes + prefix, line.length - prefix});
        TRY(read_select_children(&reader, select));
        select->sql = read_sql(&reader);
    }
    for (size_t i = 0; i < file.select_count; i++)
        if (!file.selects[i].sql.length)
            return header_error(&file, NULL, error, _("the SELECT \"%.*s\" is missing"),
                                (int)file.selects[i].name.length, file.selects[i].name.bytes);
    *ret_file = file;
    return STATUS_OK;
}

HeaderLine *header_line(HeaderLine *lines, size_t count, const char *key)
{
    for (size_t i = 0; i < count; i++) {
        if (text_equals(lines[i].key, key) && !lines[i].used) {
            lines[i].used = true;
            return &lines[i];
        }
    }
    return NULL;
}

Text header_value(HeaderLine *lines, size_t count, const char *key)
{
    const HeaderLine *line = header_line(lines, count, key);
    return line ? line->value : (Text){"", 0};
}

Status header_check_used(const MetricFile *file, const HeaderLine *lines, size_t count, Error *error)
{
    for (size_t i = 0; i < count; i++) {
        if (lines[i].used)
            continue;
        char key[48];
        snprintf(key, sizeof key, "%.*s", (int)lines[i].key.length, lines[i].key.bytes);
        const char *nearest = text_nearest(key, all_keys, sizeof all_keys / sizeof all_keys[0]);
        header_error(file, &lines[i], error, _("\"%s\" is not expected here, or stands twice"), key);
        if (nearest && strcmp(nearest, key) != 0)
            error_hint(error, _("did you mean \"%s\"?"), nearest);
        return error->status;
    }
    return STATUS_OK;
}
