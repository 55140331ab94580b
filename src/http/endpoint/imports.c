/* Files to import, and the imports there were. */
#include "http/ask.h"
#include "http/import_answer.h"
#include "http/parts.h"

#include "base/translate.h"
#include "render/json.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

enum { LIST_DEFAULT = 100, LIST_MOST = 1000 };

static Status read_switch(const Request *request, const char *name, bool *ret_on, Error *error)
{
    const char *value = request_query(request, name);
    *ret_on = value && (strcmp(value, "true") == 0 || strcmp(value, "1") == 0 || !*value);
    if (!value || *ret_on || strcmp(value, "false") == 0 || strcmp(value, "0") == 0)
        return STATUS_OK;
    error_set(error, STATUS_INVALID_ARGUMENT, _("\"%s\" is true or false"), name);
    error_where(error, "%s", name);
    error_value(error, value, strlen(value));
    return error->status;
}

/* Mended rows come with the mapping of the import that refused them. */
static Status read_mended(Request *request, const Kind *kind, ImportOptions *options, Error *error)
{
    const char *text = request_query(request, "mends");
    long batch = 0;
    if (!text)
        return STATUS_OK;
    RecordsTable table = {0};
    if (text_to_long(text_of(text), &batch)) {
        const Value parameters[] = {value_integer(batch), value_text(kind->name)};
        TRY(records_query(store_records(request->store), request->arena,
                          "SELECT map, mapping, source FROM import WHERE batch = $1 AND kind = $2", parameters, 2, &table, error));
    }
    if (!table.rows) {
        error_set(error, STATUS_INVALID_ARGUMENT, _("there is no import of this kind with the number \"%s\""), text);
        error_where(error, "mends");
        return error->status;
    }
    Value map = records_value(&table, 0, 0), mapping = records_value(&table, 0, 1), source = records_value(&table, 0, 2);
    if (map.type == VALUE_TEXT)
        options->map = text_string(request->arena, map.text);
    if (mapping.type == VALUE_TEXT)
        options->mapping = mapping.text;
    if (source.type == VALUE_TEXT && !request_query(request, "name"))
        options->source = text_string(request->arena, source.text);
    return STATUS_OK;
}

static Status import_file(Request *request, Response *response, Error *error)
{
    const Kind *kind;
    const char *map = request_query(request, "map");
    Upload upload;
    bool dry_run;
    TRY(import_kind(request_query(request, "kind"), &kind, error));
    TRY(import_check_map(map, error));
    TRY(read_switch(request, "dry_run", &dry_run, error));
    ImportOptions options = {.file_count = 1, .map = map, .dry_run = dry_run};
    TRY(import_take_file(request, &upload, &options.mapping, error));
    options.source = upload.name;
    options.files = &upload.path;
    if (dry_run)
        options.rejects = arena_format(request->arena, "%s-rejects.csv", request->body_file);
    Status status = read_mended(request, kind, &options, error);
    if (status == STATUS_OK)
        status = import_read_key(request, upload.path, &options, error);
    if (status == STATUS_OK)
        status = import_and_answer(request, kind, &options, response, error);
    if (!upload.id)
        unlink(upload.path);
    else if (status == STATUS_OK && !dry_run)
        uploads_drop(request->server->uploads, upload.id);
    return status;
}

#define IMPORT_COLUMNS                                                                                       \
    "SELECT batch, kind, source, map, started_at, finished_at, rows_read, rows_added, rows_changed, "        \
    "rows_unchanged, rows_rejected, rejects, problem, undone_at FROM import "
enum { AT_STARTED = 4, AT_FINISHED = 5, AT_REJECTS = 11, AT_UNDONE = 13, COLUMNS = 14 };

static void write_import(Request *request, JsonWriter *writer, const RecordsTable *table, size_t row)
{
    static const char *const names[COLUMNS] = {"batch", "kind", "source", "map", "started_at", "finished_at", "read", "added",
                                               "changed", "unchanged", "rejected_count", "rejects", "problem",
                                               "undone_at"};
    json_object(writer);
    for (size_t i = 0; i < COLUMNS; i++) {
        Value value = records_value(table, row, i);
        json_key(writer, names[i]);
        if (i == AT_REJECTS && value.type == VALUE_TEXT) {
            json_text(writer, arena_format(request->arena, "/api/v1/imports/%lld/rejects",
                                           (long long)records_value(table, row, 0).integer));
        } else if ((i == AT_STARTED || i == AT_FINISHED || i == AT_UNDONE) && value.type != VALUE_NULL) {
            char text[32];
            instant_format(value.type == VALUE_TIME ? value.time : value.integer, text);
            json_text(writer, text);
        } else if (value.type == VALUE_INTEGER) {
            json_integer(writer, value.integer);
        } else if (value.type == VALUE_TEXT) {
            json_text_bytes(writer, value.text.bytes, value.text.length);
        } else {
            json_null(writer);
        }
    }
    json_object_end(writer);
}

static Status list_imports(Request *request, Response *response, Error *error)
{
    long limit, offset;
    TRY(ask_number(request, "limit", 1, LIST_MOST, LIST_DEFAULT, &limit, error));
    TRY(ask_number(request, "offset", 0, 1000000000, 0, &offset, error));
    Value parameters[] = {value_integer(limit + 1), value_integer(offset)};
    RecordsTable table;
    TRY(records_query(store_records(request->store), request->arena,
                      IMPORT_COLUMNS "ORDER BY started_at DESC, batch DESC LIMIT $1 OFFSET $2", parameters, 2, &table, error));
    size_t shown = table.rows > (size_t)limit ? (size_t)limit : table.rows;
    JsonWriter writer = json_writer(&response->body);
    json_object(&writer);
    json_key(&writer, "imports");
    json_array(&writer);
    for (size_t i = 0; i < shown; i++)
        write_import(request, &writer, &table, i);
    json_array_end(&writer);
    json_key(&writer, "next_offset");
    if (table.rows > shown)
        json_integer(&writer, offset + limit);
    else
        json_null(&writer);
    json_object_end(&writer);
    return STATUS_OK;
}

static Status find_import(Request *request, RecordsTable *ret_table, Error *error)
{
    const char *text = request_path(request, "batch");
    long batch;
    if (text_to_long(text_of(text), &batch)) {
        Value parameters[] = {value_integer(batch)};
        TRY(records_query(store_records(request->store), request->arena, IMPORT_COLUMNS "WHERE batch = $1", parameters, 1,
                          ret_table, error));
        if (ret_table->rows)
            return STATUS_OK;
    }
    error_set(error, STATUS_NOT_FOUND, "%s", _("there is no import with this number"));
    error_value(error, text, strlen(text));
    return error->status;
}

static Status show_import(Request *request, Response *response, Error *error)
{
    RecordsTable table;
    TRY(find_import(request, &table, error));
    JsonWriter writer = json_writer(&response->body);
    write_import(request, &writer, &table, 0);
    return STATUS_OK;
}

static Status show_rejects(Request *request, Response *response, Error *error)
{
    RecordsTable table;
    TRY(find_import(request, &table, error));
    Value path = records_value(&table, 0, AT_REJECTS);
    if (path.type != VALUE_TEXT)
        return error_set(error, STATUS_NOT_FOUND, "%s", _("this import rejected nothing"));
    char *file = text_string(request->arena, path.text);
    if (file[0] != '/')
        file = arena_format(request->arena, "%s/%s", store_path(request->store), file);
    int descriptor = open(file, O_RDONLY | O_CLOEXEC);
    if (descriptor < 0)
        return error_set(error, STATUS_NOT_FOUND, "%s", _("the file of rejected rows is no longer there"));
    response->file = descriptor;
    response->has_file = true;
    response->content_type = "text/csv; charset=utf-8";
    response->disposition = arena_format(request->arena, "attachment; filename=\"rejects-%s.csv\"", request_path(request, "batch"));
    return STATUS_OK;
}

extern const Endpoint endpoint_import, endpoint_imports, endpoint_import_shown, endpoint_import_rejects;
static const char *const import_parameters[] = {"kind", "map", "name", "dry_run", "upload", "mends", NULL};
const Endpoint endpoint_import = {
    .method = "POST", .path = "/api/v1/imports", .permission = PERMISSION_WRITE_FACTS, .audit = "import.write", .run = RUN_IMPORT, .body = BODY_FILE, .parameters = import_parameters,
    .handle = import_file,
};
static const char *const list_parameters[] = {"limit", "offset", NULL};
const Endpoint endpoint_imports = {
    .method = "GET", .path = "/api/v1/imports", .permission = PERMISSION_WRITE_FACTS, .run = RUN_WORKER, .parameters = list_parameters, .handle = list_imports,
};
const Endpoint endpoint_import_shown = {
    .method = "GET", .path = "/api/v1/imports/{batch}", .permission = PERMISSION_WRITE_FACTS, .run = RUN_WORKER, .handle = show_import,
};
const Endpoint endpoint_import_rejects = {
    .method = "GET", .path = "/api/v1/imports/{batch}/rejects", .permission = PERMISSION_WRITE_FACTS, .audit = "import.rejects", .run = RUN_WORKER, .handle = show_rejects,
};
