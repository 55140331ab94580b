#include "import/clean.h"

#include "import/csv_write.h"

#include "base/text.h"
#include "base/translate.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { PIECE = 1024 * 1024, FIELDS_CEILING = 65536 };

/* What is wrong with a record; the first wins. */
typedef enum Fault { FAULT_NONE, FAULT_NUL, FAULT_UTF8, FAULT_QUOTE, FAULT_FIELDS } Fault;

typedef enum State { STATE_START, STATE_PLAIN, STATE_QUOTED, STATE_CLOSED } State;

typedef struct Cleaner {
    const CleanOptions *options;
    FILE *good, *bad;
    Cleaned cleaned;
    char *record;          /* bytes of the fields, one after another */
    size_t length, capacity;
    size_t *ends;          /* where each field ends */
    size_t fields;
    State state;
    int64_t line, first_line; /* of the byte, of the record */
    int64_t columns;       /* bytes of the record so far: the column for reports */
    Fault fault;
    int64_t fault_column;
    bool was_cr, header_done;
} Cleaner;

static void set_fault(Cleaner *cleaner, Fault fault)
{
    if (cleaner->fault != FAULT_NONE)
        return;
    cleaner->fault = fault;
    cleaner->fault_column = cleaner->columns;
}

static Status too_long(const Cleaner *cleaner, Error *error)
{
    error_set(error, STATUS_TOO_LARGE, _("line %lld is longer than %d MiB"), (long long)cleaner->first_line,
              RECORD_CEILING >> 20);
    error_where(error, "%s:%lld", cleaner->options->name, (long long)cleaner->first_line);
    error_hint(error, "%s", _("is this a text table with one record a line?"));
    return error->status;
}

static Status add_byte(Cleaner *cleaner, char byte, Error *error)
{
    if (cleaner->length == RECORD_CEILING)
        return too_long(cleaner, error);
    if (cleaner->length == cleaner->capacity) {
        size_t capacity = cleaner->capacity ? cleaner->capacity * 2 : 65536;
        char *record = realloc(cleaner->record, capacity);
        if (!record)
            return error_set(error, STATUS_OUT_OF_MEMORY, "%s", cleaner->options->name);
        cleaner->record = record;
        cleaner->capacity = capacity;
    }
    cleaner->record[cleaner->length++] = byte;
    return STATUS_OK;
}

static void end_field(Cleaner *cleaner)
{
    if (cleaner->fields < FIELDS_CEILING)
        cleaner->ends[cleaner->fields++] = cleaner->length;
    else
        set_fault(cleaner, FAULT_FIELDS);
    cleaner->state = STATE_START;
}

static Text field(const Cleaner *cleaner, size_t index)
{
    size_t start = index ? cleaner->ends[index - 1] : 0;
    if (cleaner->ends[index] == start)
        return (Text){"", 0}; /* there may be no record to point into */
    return (Text){cleaner->record + start, cleaner->ends[index] - start};
}

/* Fields beyond the header's count that are empty do no harm. */
static bool fields_fit(const Cleaner *cleaner)
{
    size_t wanted = cleaner->options->header_count;
    if (cleaner->fields < wanted)
        return false;
    for (size_t i = wanted; i < cleaner->fields; i++)
        if (field(cleaner, i).length)
            return false;
    return true;
}

static size_t first_invalid(const char *bytes, size_t length)
{
    return text_utf8_prefix((Text){bytes, length});
}

static void write_fields(const Cleaner *cleaner, FILE *out)
{
    for (size_t i = 0; i < cleaner->options->header_count; i++) {
        fputc(',', out);
        if (i < cleaner->fields)
            csv_write_cell(out, field(cleaner, i));
    }
    fputc('\n', out);
}

static Status write_bad(Cleaner *cleaner, Error *error)
{
    if (!cleaner->bad && !(cleaner->bad = fopen(cleaner->options->bad, "we")))
        return error_set_errno(error, errno, "%s", cleaner->options->bad);
    char reason[160];
    long long column = cleaner->fault_column;
    if (cleaner->fault == FAULT_NUL)
        snprintf(reason, sizeof reason, _("a NUL byte at column %lld"), column);
    else if (cleaner->fault == FAULT_UTF8)
        snprintf(reason, sizeof reason, _("a byte that is no UTF-8 at column %lld"), column);
    else if (cleaner->fault == FAULT_QUOTE)
        snprintf(reason, sizeof reason, _("text behind a closing quote at column %lld"), column);
    else
        snprintf(reason, sizeof reason, _("%zu fields where the header has %zu"), cleaner->fields,
                 cleaner->options->header_count);
    fprintf(cleaner->bad, "%lld,,,", (long long)cleaner->first_line);
    csv_write_cell(cleaner->bad, text_of(reason));
    write_fields(cleaner, cleaner->bad);
    cleaner->cleaned.malformed++;
    return STATUS_OK;
}

static void write_good(Cleaner *cleaner)
{
    fprintf(cleaner->good, "%lld", (long long)cleaner->first_line);
    write_fields(cleaner, cleaner->good);
    /* Every byte may be a quote that is doubled. */
    int64_t length = (int64_t)cleaner->length * 2 + (int64_t)cleaner->fields * 3 + 24;
    if (length > cleaner->cleaned.longest)
        cleaner->cleaned.longest = length;
    if (cleaner->header_done)
        cleaner->cleaned.records++;
}

/* A record is whole; one without any text is a blank line. */
static Status end_record(Cleaner *cleaner, Error *error)
{
    end_field(cleaner);
    bool blank = cleaner->fields == 1 && cleaner->length == 0 && cleaner->fault == FAULT_NONE;
    size_t invalid = first_invalid(cleaner->record, cleaner->length);
    if (invalid < cleaner->length && cleaner->fault == FAULT_NONE) {
        cleaner->fault = FAULT_UTF8;
        cleaner->fault_column = (int64_t)invalid + 1;
    }
    if (!blank && !fields_fit(cleaner))
        set_fault(cleaner, FAULT_FIELDS);
    Status status = STATUS_OK;
    bool header = !cleaner->header_done && cleaner->options->delimiter;
    if (!blank && header) {
        fputs("line", cleaner->good);
        write_fields(cleaner, cleaner->good);
        cleaner->header_done = true;
    } else if (!blank && cleaner->fault != FAULT_NONE) {
        status = write_bad(cleaner, error);
    } else if (!blank) {
        cleaner->header_done = true;
        write_good(cleaner);
    }
    cleaner->length = cleaner->fields = 0;
    cleaner->columns = 0;
    cleaner->fault = FAULT_NONE;
    cleaner->state = STATE_START;
    return status;
}

/* Outside quotes. */
static Status plain_byte(Cleaner *cleaner, char byte, Error *error)
{
    if (byte == '\n' || byte == '\r') {
        cleaner->was_cr = byte == '\r';
        TRY(end_record(cleaner, error));
        cleaner->line++;
        cleaner->first_line = cleaner->line;
        return STATUS_OK;
    }
    char delimiter = cleaner->options->delimiter;
    if (delimiter && byte == delimiter) {
        end_field(cleaner);
        return STATUS_OK;
    }
    if (delimiter && byte == '"' && cleaner->state == STATE_START) {
        cleaner->state = STATE_QUOTED;
        return STATUS_OK;
    }
    if (cleaner->state == STATE_CLOSED && byte == '"') { /* a doubled quote */
        cleaner->state = STATE_QUOTED;
        return add_byte(cleaner, byte, error);
    }
    if (cleaner->state == STATE_CLOSED && byte != ' ')
        set_fault(cleaner, FAULT_QUOTE);
    if (cleaner->state == STATE_START)
        cleaner->state = STATE_PLAIN;
    return add_byte(cleaner, byte, error);
}

static Status clean_byte(Cleaner *cleaner, char byte, Error *error)
{
    if (cleaner->was_cr) {
        cleaner->was_cr = false;
        if (byte == '\n')
            return STATUS_OK; /* the second half of a line end */
    }
    cleaner->columns++;
    if (byte == '\0') {
        set_fault(cleaner, FAULT_NUL);
        byte = '?';
    }
    if (cleaner->state != STATE_QUOTED)
        return plain_byte(cleaner, byte, error);
    if (byte == '"') {
        cleaner->state = STATE_CLOSED;
        return STATUS_OK;
    }
    cleaner->line += byte == '\n';
    return add_byte(cleaner, byte, error);
}

static Status open_quote(const Cleaner *cleaner, Error *error)
{
    error_set(error, STATUS_INVALID_DATA, _("a quote that opens on line %lld is never closed"),
              (long long)cleaner->first_line);
    error_where(error, "%s:%lld", cleaner->options->name, (long long)cleaner->first_line);
    error_hint(error, "%s", _("close the quote on that line, or double it where it is part of the text"));
    return error->status;
}

static Status clean_all(Cleaner *cleaner, FILE *in, char *piece, Error *error)
{
    size_t got;
    int64_t skip = cleaner->options->lines_before;
    for (bool first = true; (got = fread(piece, 1, PIECE, in)) > 0; first = false) {
        size_t at = first && got >= 3 && memcmp(piece, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
        for (; at < got; at++) {
            if (skip == 0)
                TRY(clean_byte(cleaner, piece[at], error));
            else if (piece[at] == '\n')
                skip--;
        }
    }
    if (ferror(in))
        return error_set(error, STATUS_IO, _("%s cannot be read"), cleaner->options->name);
    if (cleaner->state == STATE_QUOTED)
        return open_quote(cleaner, error);
    if (cleaner->length || cleaner->fields || cleaner->state != STATE_START)
        TRY(end_record(cleaner, error));
    return STATUS_OK;
}

static Status finish(Cleaner *cleaner, Status status, Error *error)
{
    bool failed = cleaner->good && (ferror(cleaner->good) || fclose(cleaner->good) != 0);
    failed = (cleaner->bad && (ferror(cleaner->bad) || fclose(cleaner->bad) != 0)) || failed;
    if (failed && status == STATUS_OK)
        status = error_set_errno(error, errno ? errno : EIO, "%s", cleaner->options->good);
    return status;
}

Status clean_file(const CleanOptions *options, Cleaned *ret_cleaned, Error *error)
{
    FILE *in = fopen(options->path, "re");
    if (!in)
        return error_set_errno(error, errno, "%s", options->path);
    Arena *arena CLEANUP(arena_cleanup) = arena_new(/* ceiling= */ 0);
    Cleaner cleaner = {.options = options, .line = options->lines_before + 1, .first_line = options->lines_before + 1};
    cleaner.ends = ARENA_ARRAY(arena, FIELDS_CEILING + 1, size_t);
    cleaner.good = fopen(options->good, "we");
    Status status = cleaner.good ? clean_all(&cleaner, in, arena_alloc(arena, PIECE), error)
                                 : error_set_errno(error, errno, "%s", options->good);
    status = finish(&cleaner, status, error);
    fclose(in);
    free(cleaner.record);
    if (status == STATUS_OK)
        *ret_cleaned = cleaner.cleaned;
    return status;
}
