#include "import/select.h"

#include "import/columns.h"

#include "base/translate.h"

#include <jansson.h>
#include <string.h>
#include <strings.h>

/* Names that the statement may read: source and its own WITH. */
typedef struct Names {
    const char *names[64];
    size_t count;
} Names;

/* Functions in FROM that read nothing from outside. */
static const char *const table_functions[] = {"unnest", "range", "generate_series", "json_each", NULL};

static bool among(const char *name, const char *const *names, size_t count)
{
    for (size_t i = 0; i < count && names[i]; i++)
        if (strcasecmp(names[i], name) == 0)
            return true;
    return false;
}

/* Gathers the names that WITH gives, anywhere in the tree. */
static void gather_names(const json_t *tree, Names *names)
{
    const json_t *map = json_object_get(json_object_get(tree, "cte_map"), "map");
    size_t index;
    json_t *value;
    json_array_foreach(map, index, value)
    {
        const char *name = json_string_value(json_object_get(value, "key"));
        if (name && names->count < 64)
            names->names[names->count++] = name;
    }
    const char *key;
    json_object_foreach((json_t *)(uintptr_t)tree, key, value) gather_names(value, names);
    json_array_foreach(tree, index, value) gather_names(value, names);
}

static const char *text_member(const json_t *object, const char *name)
{
    const char *text = json_string_value(json_object_get(object, name));
    return text ? text : "";
}

/* What the tree reads beyond the names; NULL: nothing. */
static const char *foreign(const json_t *tree, const Names *names)
{
    const char *type = text_member(tree, "type");
    if (strcmp(type, "BASE_TABLE") == 0) {
        const char *table = text_member(tree, "table_name");
        if (*text_member(tree, "schema_name") || *text_member(tree, "catalog_name") ||
            !among(table, names->names, names->count))
            return table;
    }
    if (strcmp(type, "TABLE_FUNCTION") == 0) {
        const char *function = text_member(json_object_get(tree, "function"), "function_name");
        if (!among(function, table_functions, 16))
            return function;
    }
    if (strcmp(type, "SHOW_REF") == 0)
        return "SHOW";
    size_t index;
    json_t *value;
    const char *key, *found;
    json_object_foreach((json_t *)(uintptr_t)tree, key, value) if ((found = foreign(value, names))) return found;
    json_array_foreach(tree, index, value) if ((found = foreign(value, names))) return found;
    return NULL;
}

static Status refuse(const char *map, const char *sql, const char *hint, Error *error)
{
    error_where(error, "%s", map);
    error_value(error, sql, strlen(sql));
    error_hint(error, "%s", hint);
    return error->status;
}

static Status check_tree(const json_t *tree, const char *what, const char *sql, const char *map, Error *error)
{
    const char *hint = _("it is one SELECT … FROM source; the columns of source are those of the file, as text");
    if (!tree || json_is_true(json_object_get(tree, "error"))) {
        error_set(error, STATUS_INVALID_ARGUMENT, _("`%s` of the mapping is not understood: %s"), what,
                  text_member(tree, "error_message"));
        return refuse(map, sql, hint, error);
    }
    if (json_array_size(json_object_get(tree, "statements")) != 1) {
        error_set(error, STATUS_INVALID_ARGUMENT, _("`%s` of the mapping is not one statement"), what);
        return refuse(map, sql, hint, error);
    }
    Names names = {.names = {"source"}, .count = 1};
    gather_names(tree, &names);
    const char *outside = foreign(tree, &names);
    if (!outside)
        return STATUS_OK;
    error_set(error, STATUS_INVALID_ARGUMENT, _("`%s` of the mapping reads \"%s\"; it may read source alone"), what, outside);
    return refuse(map, sql, hint, error);
}

Status select_check(FactsSession *session, Arena *arena, const char *what, const char *sql, const char *map,
                    Error *error)
{
    const Value parameter = value_text(sql);
    Value value;
    TRY(facts_value(session, arena, "SELECT CAST(json_serialize_sql(CAST($1 AS VARCHAR)) AS VARCHAR)", &parameter, 1,
                    &value, error));
    json_t *tree = value.type == VALUE_TEXT ? json_loadb(value.text.bytes, value.text.length, JSON_DECODE_INT_AS_REAL, NULL) : NULL;
    Status status = check_tree(tree, what, sql, map, error);
    json_decref(tree);
    return status;
}

/* The names of a table's columns, in order. */
static Status read_columns(FactsSession *session, Arena *arena, const char *table, Source *source, Error *error)
{
    FactsResult *result CLEANUP(facts_result_cleanup) = NULL;
    Sql *sql CLEANUP(sql_cleanup) = sql_new(arena);
    sql_text(sql, "SELECT * FROM ");
    sql_name(sql, "", table);
    sql_text(sql, " LIMIT 0");
    TRY(sql_query(session, sql, &result, error));
    size_t count = facts_result_columns(result);
    const char **names = ARENA_ARRAY(arena, count + 1, const char *);
    for (size_t i = 0; i < count; i++)
        names[i] = arena_string(arena, facts_result_name(result, i));
    source->columns = names;
    source->column_count = count;
    return STATUS_OK;
}

static Status wrong_sql(const Mapping *mapping, Status status, Error *error)
{
    if (status != STATUS_OK && !error->where[0])
        error_where(error, "%s", mapping->name);
    return status;
}

static void append_where(Sql *sql, const Mapping *mapping)
{
    if (!mapping->where)
        return;
    sql_text(sql, " WHERE (");
    sql_text(sql, mapping->where);
    sql_text(sql, "\n)");
}

static Status check_parts(FactsSession *session, Arena *arena, const Mapping *mapping, Error *error)
{
    if (mapping->where) {
        Sql *sql CLEANUP(sql_cleanup) = sql_new(arena);
        sql_text(sql, "SELECT * FROM source");
        append_where(sql, mapping);
        TRY(select_check(session, arena, "where", sql->text.bytes, mapping->name, error));
    }
    if (mapping->select)
        TRY(select_check(session, arena, "select", mapping->select, mapping->name, error));
    return STATUS_OK;
}

/* The rows that `where` keeps, with their lines. */
static void append_kept(Sql *sql, const Mapping *mapping, const Source *source)
{
    sql_text(sql, "SELECT * FROM (SELECT *");
    if (!source->numbered)
        sql_format(sql, ", row_number() OVER () + %lld AS reject_line", (long long)source->lines_before + 1);
    sql_text(sql, " FROM ");
    source_append(sql, source, "source");
    sql_text(sql, ") source");
    append_where(sql, mapping);
}

static void append_shaped(Sql *sql, const Mapping *mapping, const Source *source)
{
    /* _line: the row's line, by which a statement can order what the file orders. */
    sql_text(sql, "WITH source AS (SELECT * FROM (SELECT *");
    if (source->numbered)
        sql_text(sql, ", reject_line AS _line FROM ");
    else
        sql_format(sql, ", row_number() OVER () + %lld AS _line FROM ", (long long)source->lines_before + 1);
    source_append(sql, source, "source");
    sql_text(sql, ") source");
    append_where(sql, mapping);
    sql_text(sql, ") SELECT CAST(COLUMNS(*) AS VARCHAR) FROM (");
    sql_text(sql, mapping->select);
    sql_text(sql, "\n)");
}

Status select_apply(FactsSession *session, Arena *arena, const Mapping *mapping, size_t index, Source *source,
                    Error *error)
{
    if (source->mended || (!mapping->where && !mapping->select))
        return STATUS_OK;
    TRY(check_parts(session, arena, mapping, error));
    const char *table = arena_format(arena, "mz_source_%zu", index);
    Sql *sql CLEANUP(sql_cleanup) = sql_new(arena);
    sql_format(sql, "CREATE TEMP TABLE %s AS ", table);
    if (mapping->select)
        append_shaped(sql, mapping, source);
    else
        append_kept(sql, mapping, source);
    TRY(wrong_sql(mapping, sql_execute(session, sql, NULL, error), error));
    source->table = table;
    source->shaped = mapping->select != NULL;
    source->numbered = !source->shaped;
    if (source->shaped)
        TRY(read_columns(session, arena, table, source, error));
    Sql *count CLEANUP(sql_cleanup) = sql_new(arena);
    sql_format(count, "SELECT count(*) FROM %s", table);
    return sql_count(session, arena, count, &source->rows, error);
}
