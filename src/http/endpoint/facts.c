/* Facts in batches: rows in a body, acknowledged when they are durable. */
#include "http/body.h"
#include "http/import_answer.h"

#include "base/translate.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum { JSON_MOST = 16 << 20 };

static Status write_parsed(Text text, const char *target, Error *error)
{
    static const char *const members[] = {"rows", NULL};
    struct json_t *body CLEANUP(body_cleanup) = NULL;
    TRY(body_parse_object(text, &body, error));
    TRY(body_check_members(body, members, error));
    FILE *file = fopen(target, "wxe");
    if (!file)
        return error_set_errno(error, errno, "%s", target);
    Status status = body_write_rows(body, file, error);
    if (fclose(file) != 0 && status == STATUS_OK)
        status = error_set_errno(error, errno, "%s", target);
    return status;
}

/* Turns the file with {"rows": [...]} into one with a row a line. */
static Status rewrite_json(const char *source, const char *target, Error *error)
{
    int descriptor = open(source, O_RDONLY | O_CLOEXEC);
    struct stat found;
    if (descriptor < 0 || fstat(descriptor, &found) != 0) {
        int reason = errno;
        if (descriptor >= 0)
            close(descriptor);
        return error_set_errno(error, reason, "%s", source);
    }
    Status status = STATUS_OK;
    size_t size = (size_t)found.st_size;
    void *bytes = size && size <= JSON_MOST ? mmap(NULL, size, PROT_READ, MAP_PRIVATE, descriptor, 0) : NULL;
    close(descriptor);
    if (size > JSON_MOST) {
        status = error_set(error, STATUS_TOO_LARGE, _("a JSON body has at most %d bytes"), JSON_MOST);
        error_hint(error, "%s", _("send NDJSON (application/x-ndjson): a row a line, as many as there are"));
    } else if (bytes == MAP_FAILED) {
        status = error_set_errno(error, errno, "%s", source);
    } else {
        status = write_parsed((Text){bytes, size}, target, error);
        if (bytes)
            munmap(bytes, size);
    }
    return status;
}

static bool is_json(const Request *request)
{
    const char *type = request_header(request, "Content-Type");
    return !type || strncmp(type, "application/json", 16) == 0;
}

static Status handle(Request *request, Response *response, Error *error)
{
    const Kind *kind;
    TRY(import_kind(request_path(request, "kind"), &kind, error));
    response->audit_target = kind->name;
    ImportOptions options = {.file_count = 1, .source = "api"};
    TRY(import_read_key(request, request->body_file, &options, error));
    char *rows = arena_format(request->arena, "%s.ndjson", request->body_file);
    const char *files[] = {rows};
    options.files = files;
    Status status = STATUS_OK;
    if (is_json(request))
        status = rewrite_json(request->body_file, rows, error);
    else if (rename(request->body_file, rows) != 0)
        status = error_set_errno(error, errno, "%s", request->body_file);
    if (status == STATUS_OK)
        status = import_and_answer(request, kind, &options, response, error);
    unlink(rows);
    return status;
}

extern const Endpoint endpoint_facts;
static const char *const media[] = {"application/json", "application/x-ndjson", "application/ndjson", NULL};
const Endpoint endpoint_facts = {
    .method = "POST", .path = "/api/v1/facts/{kind}", .permission = PERMISSION_WRITE_FACTS, .audit = "facts.write", .run = RUN_IMPORT, .body = BODY_FILE, .media = media,
    .handle = handle,
};
