#include "http/import_answer.h"

#include "base/suggest.h"
#include "base/translate.h"
#include "http/csv.h"
#include "http/parts.h"
#include "render/json.h"

#include <errno.h>
#include <sodium.h>

Status import_kind(const char *name, const Kind **ret_kind, Error *error)
{
    const Kind *kind = name ? schema_kind(name) : NULL;
    if (kind) {
        *ret_kind = kind;
        return STATUS_OK;
    }
    enum { KINDS = 64 };
    const char *names[KINDS];
    size_t count = schema_kind_count < KINDS ? schema_kind_count : KINDS;
    for (size_t i = 0; i < count; i++)
        names[i] = schema_kinds[i]->name;
    if (!name)
        return error_set(error, STATUS_INVALID_ARGUMENT, "%s", _("the kind is missing: ?kind=ticket"));
    error_set(error, STATUS_NOT_FOUND, _("there is no kind of facts \"%s\""), name);
    error_value(error, name, strlen(name));
    suggest_nearest(error, name, names, count);
    return error->status;
}

Status import_check_map(const char *map, Error *error)
{
    static const char allowed[] = "abcdefghijklmnopqrstuvwxyz0123456789_-";
    if (!map || (*map && strspn(map, allowed) == strlen(map)))
        return STATUS_OK;
    error_set(error, STATUS_INVALID_ARGUMENT, "%s", _("a mapping's name is of small letters, digits, _ and -"));
    error_where(error, "map");
    error_value(error, map, strlen(map));
    return error->status;
}

static Status name_file(Request *request, Upload *ret_upload, Error *error)
{
    static const char allowed[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.";
    const char *name = request_query(request, "name");
    const char *dot = name ? strchr(name, '.') : NULL;
    /* "report.2026.csv.gz": the last two endings say enough. */
    for (const char *later = dot; later && strlen(later) > 16;)
        later = dot = strchr(later + 1, '.');
    const char *ending = dot && strspn(dot, allowed) == strlen(dot) ? dot : "";
    char *file = arena_format(request->arena, "%s-file%s", request->body_file, ending);
    if (rename(request->body_file, file) != 0)
        return error_set_errno(error, errno, "%s", request->body_file);
    *ret_upload = (Upload){.path = file, .name = name ? name : "upload"};
    return STATUS_OK;
}

/* The body as a mapping; bytes NULL where it is empty. */
static Status read_mapping(Request *request, Text *ret_mapping, Error *error)
{
    enum { CEILING = 1 << 20 };
    FILE *file = fopen(request->body_file, "re");
    if (!file)
        return error_set_errno(error, errno, "%s", request->body_file);
    char *text = arena_alloc(request->arena, CEILING + 2);
    size_t length = fread(text, 1, CEILING + 1, file);
    bool failed = ferror(file) != 0;
    fclose(file);
    if (failed)
        return error_set(error, STATUS_IO, "%s", _("the upload could not be read"));
    if (length > CEILING)
        return error_set(error, STATUS_TOO_LARGE, _("a mapping has at most %d bytes"), CEILING);
    *ret_mapping = text_trim((Text){text, length}).length ? (Text){text, length} : (Text){NULL, 0};
    return STATUS_OK;
}

Status import_take_file(Request *request, Upload *ret_upload, Text *ret_mapping, Error *error)
{
    const char *id = request_query(request, "upload");
    if (!id) {
        *ret_mapping = (Text){NULL, 0};
        return name_file(request, ret_upload, error);
    }
    TRY(read_mapping(request, ret_mapping, error));
    return uploads_find(request->server->uploads, request->arena, id, ret_upload, error);
}

/* BLAKE2b of a file, in hexadecimal: the same key with the same bytes is a repetition. */
static Status digest_file(Arena *arena, const char *path, const char **ret_digest, Error *error)
{
    enum { BYTES = 16, PIECE = 65536 };
    unsigned char digest[BYTES], *piece = arena_alloc(arena, PIECE);
    char *text = arena_alloc(arena, BYTES * 2 + 1);
    FILE *file = fopen(path, "re");
    if (!file)
        return error_set_errno(error, errno, "%s", path);
    crypto_generichash_state state;
    crypto_generichash_init(&state, NULL, 0, BYTES);
    for (size_t length = fread(piece, 1, PIECE, file); length; length = fread(piece, 1, PIECE, file))
        crypto_generichash_update(&state, piece, length);
    bool whole = !ferror(file);
    fclose(file);
    crypto_generichash_final(&state, digest, BYTES);
    if (!whole)
        return error_set(error, STATUS_IO, "%s", _("the upload could not be read"));
    *ret_digest = sodium_bin2hex(text, BYTES * 2 + 1, digest, BYTES);
    return STATUS_OK;
}

Status import_read_key(Request *request, const char *file, ImportOptions *options, Error *error)
{
    enum { KEY_MOST = 200 };
    const char *key = request_header(request, "Idempotency-Key");
    if (!key)
        return STATUS_OK;
    size_t length = strlen(key);
    if (!length || length > KEY_MOST || !utf8_valid(text_of(key))) {
        error_set(error, STATUS_INVALID_ARGUMENT, _("an idempotency key is 1 to %d bytes of UTF-8"), KEY_MOST);
        error_where(error, "Idempotency-Key");
        return error->status;
    }
    options->idempotency_key = key;
    return digest_file(request->arena, file, &options->digest, error);
}

/* Which columns of a file of rejects say what. */
typedef struct RejectColumns {
    int line, column, value, reason;
} RejectColumns;

static void find_columns(char *const *cells, size_t count, RejectColumns *columns)
{
    *columns = (RejectColumns){-1, -1, -1, -1};
    for (size_t i = 0; i < count; i++) {
        int at = (int)i;
        if (strcmp(cells[i], "reject_line") == 0)
            columns->line = at;
        else if (strcmp(cells[i], "reject_column") == 0)
            columns->column = at;
        else if (strcmp(cells[i], "reject_value") == 0)
            columns->value = at;
        else if (strcmp(cells[i], "reject_reason") == 0)
            columns->reason = at;
    }
}

static void write_cell(JsonWriter *writer, const char *key, char *const *cells, size_t count, int column)
{
    bool there = column >= 0 && (size_t)column < count && *cells[column];
    json_member_text(writer, key, there ? cells[column] : NULL);
}

static void write_reject(JsonWriter *writer, char *const *cells, size_t count, const RejectColumns *columns)
{
    long line = 0;
    if (columns->line >= 0 && (size_t)columns->line < count)
        (void)text_to_long(text_of(cells[columns->line]), &line);
    json_object(writer);
    json_member_integer(writer, "row", line);
    write_cell(writer, "column", cells, count, columns->column);
    write_cell(writer, "value", cells, count, columns->value);
    write_cell(writer, "reason", cells, count, columns->reason);
    json_object_end(writer);
}

/* Rejected rows, read from their file. */
static Status write_rejects(Request *request, JsonWriter *writer, const char *path, Error *error)
{
    json_key(writer, "rejected");
    json_array(writer);
    FILE *file = path ? fopen(path, "re") : NULL;
    if (path && !file)
        return error_set_errno(error, errno, "%s", path);
    RejectColumns columns;
    char **cells;
    size_t count;
    for (int row = 0; file && row <= REJECTED_SHOWN && csv_read_row(file, request->arena, &cells, &count); row++) {
        if (row == 0)
            find_columns(cells, count, &columns);
        else
            write_reject(writer, cells, count, &columns);
    }
    if (file)
        fclose(file);
    json_array_end(writer);
    return STATUS_OK;
}

static void write_notes(JsonWriter *writer, const ImportResult *result)
{
    json_key(writer, "notes");
    json_array(writer);
    for (size_t i = 0; i < result->note_count; i++) {
        json_object(writer);
        json_member_text(writer, "column", result->notes[i].column);
        json_member_text(writer, "message", result->notes[i].message);
        json_object_end(writer);
    }
    json_array_end(writer);
}

static Status write_answer(Request *request, const ImportResult *result, bool dry_run, Response *response, Error *error)
{
    JsonWriter writer = json_writer(&response->body);
    json_object(&writer);
    json_key(&writer, "batch");
    if (dry_run)
        json_null(&writer);
    else
        json_integer(&writer, result->batch);
    json_member_integer(&writer, "read", result->read);
    json_member_integer(&writer, "added", result->added);
    json_member_integer(&writer, "changed", result->changed);
    json_member_integer(&writer, "unchanged", result->unchanged);
    json_member_integer(&writer, "rejected_count", result->rejected);
    /* A dry run leaves nothing behind; a repeated one was answered before. */
    TRY(write_rejects(request, &writer, result->repeated ? NULL : result->rejects, error));
    bool kept = result->rejects && !dry_run;
    json_member_text(&writer, "rejects",
                     kept ? arena_format(request->arena, "/api/v1/imports/%lld/rejects", (long long)result->batch) : NULL);
    write_notes(&writer, result);
    json_member_boolean(&writer, "repeated", result->repeated);
    json_object_end(&writer);
    return STATUS_OK;
}

static void hide_path(char *text, size_t capacity, const char *path, const char *name)
{
    TextBuilder out CLEANUP(text_builder_free) = text_builder(capacity - 1);
    const char *rest = text;
    for (const char *at = strstr(rest, path); at; at = strstr(rest, path)) {
        text_append_bytes(&out, rest, (size_t)(at - rest));
        text_append(&out, name);
        rest = at + strlen(path);
    }
    text_append(&out, rest);
    if (!out.overflowed)
        memcpy(text, out.bytes, out.length + 1);
}

void import_hide_path(Error *error, const char *path, const char *name)
{
    hide_path(error->message, sizeof error->message, path, name);
    hide_path(error->where, sizeof error->where, path, name);
}

/* About ten times a second, from a thread of the import's. */
static void tell(const ImportProgress *progress, void *context)
{
    JobProgress *job = context;
    double share = progress->bytes_total > 0 ? (double)progress->bytes_done / (double)progress->bytes_total : 0;
    if (share > job->share) { /* the steps after the first begin at nothing again */
        job->share = share;
        job->rows = progress->rows;
    }
}

Status import_and_answer(Request *request, const Kind *kind, const ImportOptions *options, Response *response, Error *error)
{
    ImportResult result;
    ImportOptions told = *options;
    response->audit_target = kind->name;
    response->audit_nothing = options->dry_run;
    if (request->progress) {
        told.progress = tell;
        told.progress_context = request->progress;
    }
    Status status = import_files(request->store, request->session, request->arena, kind, &told, &result, error);
    if (status != STATUS_OK) {
        import_hide_path(error, options->files[0], options->source);
        return status;
    }
    TRY(write_answer(request, &result, options->dry_run, response, error));
    if (options->dry_run && result.rejects)
        (void)remove(result.rejects);
    response->status = options->dry_run ? 200 : 201;
    response->audit_detail = arena_format(request->arena, "import %lld, added %lld, changed %lld, rejected %lld, from %s",
                                          (long long)result.batch, (long long)result.added, (long long)result.changed,
                                          (long long)result.rejected, options->source ? options->source : "-");
    if (!options->dry_run)
        response->location = arena_format(request->arena, "/api/v1/imports/%lld", (long long)result.batch);
    return STATUS_OK;
}
