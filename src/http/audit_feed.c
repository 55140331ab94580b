#include "http/audit_feed.h"

#include "account/audit.h"
#include "base/translate.h"
#include "render/audit.h"

#include <errno.h>
#include <unistd.h>

enum { AT_ONCE = 500, LINES_CEILING = 16 << 20 };

static Status write_whole(int descriptor, const TextBuilder *text, Error *error)
{
    for (size_t at = 0; at < text->length;) {
        ssize_t written = write(descriptor, text->bytes + at, text->length - at);
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return error_set_errno(error, errno, "%s", _("the audit log's file cannot be written"));
        at += (size_t)written;
    }
    return STATUS_OK;
}

/* The lines first: an entry may be told twice where the program dies between, never not at all. */
static Status tell(Server *server, Arena *arena, int64_t *number, size_t *ret_count, Error *error)
{
    Records *records = store_records(server->store);
    AuditFilter filter = {.after = *number, .oldest_first = true, .limit = AT_ONCE};
    RecordsTable table;
    TRY(audit_read(records, arena, &filter, &table, error));
    *ret_count = table.rows;
    if (!table.rows)
        return STATUS_OK;
    TextBuilder lines = text_builder(LINES_CEILING);
    render_audit_ndjson(&lines, &table);
    Status status = write_whole(server->options.audit_log, &lines, error);
    text_builder_free(&lines);
    TRY(status);
    *number = records_value(&table, table.rows - 1, AUDIT_NUMBER).integer;
    Value row[1] = {value_integer(*number)};
    return records_execute(records,
                           "INSERT INTO audit_sent (only, number) VALUES (1, $1) "
                           "ON CONFLICT (only) DO UPDATE SET number = excluded.number",
                           row, 1, NULL, error);
}

Status audit_feed_run(Server *server, Error *error)
{
    if (!server->options.audit_log)
        return STATUS_OK;
    CLEANUP(arena_cleanup) Arena *arena = arena_new(0);
    RecordsTable table;
    TRY(records_query(store_records(server->store), arena, "SELECT number FROM audit_sent", NULL, 0, &table, error));
    int64_t number = table.rows ? records_value(&table, 0, 0).integer : 0;
    size_t count = AT_ONCE;
    while (count == AT_ONCE)
        TRY(tell(server, arena, &number, &count, error));
    return STATUS_OK;
}
