#include "import/lines.h"

#include "import/columns.h"
#include "import/json_array.h"
#include "import/prepare.h"

#include "base/translate.h"

#include <string.h>
#include <unistd.h>

enum { COLUMNS_CEILING = 1000 };

/* The members of all objects, in the order in which they first appear: one that comes late is one too. */
static Status find_members(FactsSession *session, Arena *arena, const Source *source, char ***ret_names,
                           size_t *ret_count, Error *error)
{
    Source probe = *source;
    static const char *const whole[] = {"$"};
    static const char *const name[] = {"object"};
    probe.columns = name;
    probe.paths = whole;
    probe.column_count = 1;
    Sql *sql CLEANUP(sql_cleanup) = sql_new(arena);
    sql_text(sql, "SELECT key FROM (SELECT unnest(json_keys(object)) AS key, row FROM (SELECT object, row_number() OVER () AS row FROM ");
    source_append(sql, &probe, "s");
    sql_format(sql, ") o WHERE json_type(object) = 'OBJECT') k GROUP BY key ORDER BY min(row) LIMIT %d", COLUMNS_CEILING);
    FactsResult *result CLEANUP(facts_result_cleanup) = NULL;
    TRY(sql_query(session, sql, &result, error));
    char **names = ARENA_ARRAY(arena, COLUMNS_CEILING + 1, char *);
    size_t count = 0;
    for (;;) {
        bool row;
        TRY(facts_result_next(result, &row, error));
        if (!row)
            break;
        Value value = facts_result_value(result, 0);
        if (value.type == VALUE_TEXT && value.text.length)
            names[count++] = text_string(arena, value.text);
    }
    *ret_names = names;
    *ret_count = count;
    return STATUS_OK;
}

/* `a.b` becomes `$."a"."b"`; a member that has a dot or a quote in its own name is only found whole. */
static const char *path_of(Arena *arena, const char *name, bool nested)
{
    TextBuilder path = text_builder(4096);
    text_append(&path, "$.\"");
    for (const char *c = name; *c; c++) {
        if (*c == '.' && nested)
            text_append(&path, "\".\"");
        else if (*c == '"' || *c == '\\')
            text_append_bytes(&path, (const char[]){'\\', *c}, 2);
        else
            text_append_bytes(&path, c, 1);
    }
    text_append(&path, "\"");
    const char *text = arena_string(arena, path.bytes);
    text_builder_free(&path);
    return text;
}

static bool has_name(char *const *names, size_t count, const char *name)
{
    for (size_t i = 0; i < count; i++)
        if (column_names_equal(names[i], name))
            return true;
    return false;
}

/* Columns for the members, and for the paths that the mapping names. */
static void make_columns(Arena *arena, const Mapping *mapping, char **members, size_t count, Source *source)
{
    size_t paths = 0;
    for (size_t i = 0; i < mapping->field_count; i++)
        paths += mapping->fields[i].column_count + 1;
    const char **columns = ARENA_ARRAY(arena, count + paths + 1, const char *);
    const char **where = ARENA_ARRAY(arena, count + paths + 1, const char *);
    columns_make_unique(arena, members, count);
    size_t total = 0;
    for (size_t i = 0; i < count; i++, total++) {
        columns[total] = members[i];
        where[total] = path_of(arena, members[i], /* nested= */ false);
    }
    for (size_t i = 0; i < mapping->field_count; i++)
        for (size_t j = 0; j < mapping->fields[i].column_count; j++) {
            const char *name = mapping->fields[i].columns[j];
            Text rest, head = text_cut(text_of(name), '.', &rest);
            if (!rest.bytes || has_name((char *const *)(uintptr_t)columns, total, name) ||
                !has_name(members, count, text_string(arena, head)))
                continue;
            columns[total] = name;
            where[total++] = path_of(arena, name, /* nested= */ true);
        }
    source->columns = columns;
    source->paths = where;
    source->column_count = total;
}

/* An array is first rewritten with an element a line. */
static Status prepare_lines(Store *store, Arena *arena, const Mapping *mapping, const Source *source, Prepared *ret_prepared,
                            Error *error)
{
    static _Atomic unsigned counter;
    if (!source->array)
        return prepare_text(store, arena, source->name, mapping, &(PrepareOptions){.lines = true}, ret_prepared, error);
    const char *lines = arena_format(arena, "%s/tmp/import-%ld-%u-array", store_path(store), (long)getpid(), counter++);
    TRY(json_array_to_lines(arena, source->name, lines, error));
    Status status = prepare_text(store, arena, source->name, mapping, &(PrepareOptions){.lines = true, .path = lines}, ret_prepared,
                                 error);
    if (status == STATUS_OK && !ret_prepared->temporary)
        ret_prepared->temporary = true; /* the rewriting is what is read */
    else
        unlink(lines);
    return status;
}

Status source_open_lines(Store *store, FactsSession *session, Arena *arena, const Mapping *mapping, Source *source,
                         Error *error)
{
    Prepared prepared;
    TRY(prepare_lines(store, arena, mapping, source, &prepared, error));
    source->path = prepared.path;
    source->temporary = prepared.temporary;
    source->encoding = prepared.encoding;
    source->scan = prepared.scan;
    source->numbered = prepared.numbered;
    source->malformed = prepared.malformed;
    source->malformed_count = prepared.malformed_count;
    source->delimiter = ',';
    source->file_columns = source->numbered ? 2 : 1;
    source->rows = prepared.scan.records;
    char **members;
    size_t count;
    TRY(find_members(session, arena, source, &members, &count, error));
    if (!count)
        return error_set(error, STATUS_INVALID_DATA, _("%s has no JSON objects, one a line"), source->name);
    make_columns(arena, mapping, members, count, source);
    /* There is no header: the first row is line 1. */
    source->lines_before = -1;
    return STATUS_OK;
}
