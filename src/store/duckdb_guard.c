/*
 * SQL that a user wrote: one SELECT that reads nothing outside the store.
 *
 * The engine's switch against files is one for all sessions, and imports need files. So the statement is
 * checked before it is run: the engine's own parser gives its tree as JSON, and the tree is walked against
 * lists of what is allowed. Whatever is on no list is refused, so that a construct or function of a later
 * engine is refused until someone has looked at it. A table must exist by its very name: to the engine a
 * table that does not exist may be the name of a file.
 */
#include "store/duckdb_guard.h"

#include "base/embedded.h"
#include "base/suggest.h"
#include "base/translate.h"

#include <ctype.h>
#include <jansson.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

extern const EmbeddedFile store_function_lists[];
extern const size_t store_function_lists_count;

typedef struct Guard {
    Error *error;
    char **tables; /* that may be read: of the store, temporary ones too; of a narrowed statement, of its list */
    size_t table_count;
    char **taken;  /* names that WITH may not take: outside its WITH such a name is the engine's own view, or a table
                    * that is not in the list */
    size_t taken_count;
    json_t *ctes; /* object: the names that WITH defines anywhere in the statement */
    const NarrowedStatement *narrowed; /* NULL: a statement that may read every row */
    CheckedName *checked; /* in the order of `tables`; NULL: tables are the store's */
} Guard;

static const char *const tree_types[] = {
    "SELECT_NODE", "SET_OPERATION_NODE", "RECURSIVE_CTE_NODE", "CTE_NODE", "ORDER_MODIFIER", "LIMIT_MODIFIER",
    "LIMIT_PERCENT_MODIFIER", "DISTINCT_MODIFIER", "ORDER_DEFAULT", "ASCENDING", "DESCENDING", "EMPTY",
    "BASE_TABLE", "SUBQUERY", "JOIN", "TABLE_FUNCTION", "EXPRESSION_LIST", "PIVOT", "SHOW_REF",
    "GENERIC_TYPE_INFO", "DECIMAL_TYPE_INFO", "STRING_TYPE_INFO", "LIST_TYPE_INFO", "STRUCT_TYPE_INFO",
    "ARRAY_TYPE_INFO", "ENUM_TYPE_INFO", "UNBOUND_TYPE_INFO", "USER_TYPE_INFO", "INTEGER_LITERAL_TYPE_INFO",
    NULL,
};
static const char *const expression_classes[] = {
    "CONSTANT", "COLUMN_REF", "FUNCTION", "WINDOW", "OPERATOR", "CAST", "CASE", "COMPARISON", "CONJUNCTION",
    "BETWEEN", "COLLATE", "LAMBDA", "LAMBDA_REF", "STAR", "SUBQUERY", "PARAMETER", "POSITIONAL_REFERENCE",
    "TYPE", NULL,
};
static const char *const table_functions[] = {"range", "generate_series", "unnest", NULL};
static const char *const schemas[] = {"", "main", "temp", NULL};
static const char *const described[] = {"tables", "columns", NULL}; /* of information_schema */

/* Not for whoever sees some rows alone: they would read the catalog, or tables by another way than their names. */
static const char *const whole_types[] = {"SHOW_REF", "PIVOT", NULL};

static bool listed(const char *const *list, const char *word)
{
    for (; *list; list++)
        if (strcasecmp(*list, word) == 0)
            return true;
    return false;
}

static Status refuse(Guard *guard, const char *what, const char *name)
{
    if (guard->checked && strcmp(name, "PARAMETER") == 0)
        return error_set(guard->error, STATUS_INVALID_DATA, "%s",
                         _("a value is written itself, or as a parameter of the header in braces: {top}, not $1 or ?"));
    if (guard->checked)
        error_set(guard->error, STATUS_INVALID_DATA, _("a metric may not use this: %s \"%s\""), what, name);
    else
        error_set(guard->error, STATUS_INVALID_ARGUMENT, _("a question may read the store alone: %s \"%s\" is refused"),
              what, name);
    error_value(guard->error, name, strlen(name));
    return guard->error->status;
}

static const char *string_of(json_t *object, const char *key)
{
    const char *string = json_string_value(json_object_get(object, key));
    return string ? string : "";
}

static bool function_allowed(const char *name)
{
    char line[128];
    int length = snprintf(line, sizeof line, "\n%s\n", name);
    if (length < 3 || (size_t)length >= sizeof line)
        return false;
    for (char *letter = line; *letter; letter++)
        *letter = (char)tolower((unsigned char)*letter);
    return strchr(name, '\n') == NULL && strstr((const char *)store_function_lists[0].bytes, line) != NULL;
}

static Status check_function(Guard *guard, json_t *function)
{
    const char *name = string_of(function, "function_name");
    const char *schema = string_of(function, "schema");
    if (!listed(schemas, schema) || *string_of(function, "catalog") || !function_allowed(name))
        return refuse(guard, _("the function"), name);
    return STATUS_OK;
}

static Status no_such_name(Guard *guard, const char *name)
{
    error_set(guard->error, STATUS_INVALID_DATA, _("\"%s\" is nothing that a metric may read"), name);
    error_value(guard->error, name, strlen(name));
    error_hint(guard->error, "%s", _("facts are read through their kind in braces: {ticket}; besides there are calendar and working_hours"));
    return guard->error->status;
}

static Status check_table(Guard *guard, json_t *table)
{
    const char *name = string_of(table, "table_name");
    const char *schema = string_of(table, "schema_name");
    if (*string_of(table, "catalog_name"))
        return refuse(guard, _("the catalog"), string_of(table, "catalog_name"));
    /* With a schema before it, a name would be the table itself and not the rows that take its name. */
    if (guard->narrowed && *schema)
        return refuse(guard, _("the schema"), schema);
    if (strcasecmp(schema, "information_schema") == 0 && listed(described, name))
        return STATUS_OK;
    if (!listed(schemas, schema))
        return refuse(guard, _("the schema"), schema);
    if (!*schema && json_object_get(guard->ctes, name))
        return STATUS_OK;
    for (size_t i = 0; i < guard->table_count; i++) {
        if (strcasecmp(guard->tables[i], name) != 0)
            continue;
        if (guard->checked)
            guard->checked[i].found++;
        return STATUS_OK;
    }
    if (guard->checked)
        return no_such_name(guard, name);
    error_set(guard->error, STATUS_INVALID_ARGUMENT, _("there is no table \"%s\" in the store"), name);
    if (!suggest_nearest(guard->error, name, (const char *const *)guard->tables, guard->table_count))
        error_hint(guard->error, "%s", _("SHOW TABLES names the tables"));
    return guard->error->status;
}

static Status walk(Guard *guard, json_t *node);

/* The function in FROM is checked against its own list; its arguments are walked. */
static Status check_table_function(Guard *guard, json_t *reference)
{
    json_t *function = json_object_get(reference, "function");
    const char *name = string_of(function, "function_name");
    if (!listed(table_functions, name) || !listed(schemas, string_of(function, "schema")) ||
        *string_of(function, "catalog"))
        return refuse(guard, _("the function"), name);
    return walk(guard, json_object_get(function, "children"));
}

static Status check_tree(Guard *guard, json_t *object, const char *type)
{
    if (!listed(tree_types, type) || (guard->narrowed && listed(whole_types, type)))
        return refuse(guard, _("the construct"), type);
    if (strcmp(type, "BASE_TABLE") == 0)
        return check_table(guard, object);
    if (strcmp(type, "TABLE_FUNCTION") == 0)
        return check_table_function(guard, object);
    /* SHOW and DESCRIBE of a query hold the query; of the rest only SHOW TABLES is of use here. */
    if (strcmp(type, "SHOW_REF") == 0) {
        const char *name = string_of(object, "table_name");
        bool query = json_is_object(json_object_get(object, "query"));
        if ((!query || *name) && strcmp(name, "\"tables\"") != 0)
            return refuse(guard, "SHOW", name);
    }
    return STATUS_OK;
}

static Status check_object(Guard *guard, json_t *object)
{
    const char *class = json_string_value(json_object_get(object, "class"));
    const char *type = json_string_value(json_object_get(object, "type"));
    if (class) {
        /* Parameters of a narrowed statement are the lists of rows. */
        if (!listed(expression_classes, class) || (guard->narrowed && strcmp(class, "PARAMETER") == 0))
            return refuse(guard, _("the construct"), class);
    } else if (type) {
        TRY(check_tree(guard, object, type));
    }
    return json_object_get(object, "function_name") ? check_function(guard, object) : STATUS_OK;
}

static Status walk(Guard *guard, json_t *node)
{
    if (json_is_array(node)) {
        size_t index;
        json_t *item;
        json_array_foreach(node, index, item)
            TRY(walk(guard, item));
        return STATUS_OK;
    }
    if (!json_is_object(node))
        return STATUS_OK;
    TRY(check_object(guard, node));
    bool table_function = strcmp(string_of(node, "type"), "TABLE_FUNCTION") == 0;
    const char *key;
    json_t *value;
    json_object_foreach(node, key, value)
        if (!table_function || strcmp(key, "function") != 0)
            TRY(walk(guard, value));
    return STATUS_OK;
}

/* A name of WITH that could be a file's is refused: outside its WITH it would be one. */
static Status collect_ctes(Guard *guard, json_t *node)
{
    size_t index;
    json_t *item;
    const char *key;
    if (json_is_array(node))
        json_array_foreach(node, index, item)
            TRY(collect_ctes(guard, item));
    if (!json_is_object(node))
        return STATUS_OK;
    json_array_foreach(json_object_get(json_object_get(node, "cte_map"), "map"), index, item) {
        const char *name = string_of(item, "key");
        if (strpbrk(name, "./\\:*?[{"))
            return refuse(guard, "WITH", name);
        for (size_t i = 0; i < guard->taken_count; i++)
            if (strcasecmp(guard->taken[i], name) == 0)
                return refuse(guard, "WITH", name);
        json_object_set_new(guard->ctes, name, json_true());
    }
    json_object_foreach(node, key, item)
        TRY(collect_ctes(guard, item));
    return STATUS_OK;
}

/*
 * The tree must begin with the names that were put before the user's text: then every name without a schema is
 * one of them, or one of the user's own. They are taken out, for what stands in them is not the user's.
 */
static Status take_out_narrowed(Guard *guard, json_t *tree)
{
    const NarrowedStatement *narrowed = guard->narrowed;
    json_t *node = json_object_get(json_array_get(json_object_get(tree, "statements"), 0), "node");
    json_t *map = json_object_get(json_object_get(node, "cte_map"), "map");
    for (size_t i = 0; i < narrowed->name_count; i++) {
        if (strcmp(string_of(json_array_get(map, 0), "key"), narrowed->names[i]) != 0)
            return error_set(guard->error, STATUS_INVALID_ARGUMENT, _("only a SELECT is answered here"));
        json_array_remove(map, 0);
    }
    return STATUS_OK;
}

static Status check_text(Guard *guard, const char *json)
{
    json_error_t problem; /* places in the text exceed a signed integer, hence the reals */
    json_t *tree = json_loads(json, JSON_DECODE_INT_AS_REAL, &problem);
    if (!tree)
        return error_set(guard->error, STATUS_INVALID_ARGUMENT, _("the statement is too deep or too large"));
    Status status;
    if (!json_is_false(json_object_get(tree, "error"))) {
        bool kind = strcmp(string_of(tree, "error_type"), "not implemented") == 0;
        status = error_set(guard->error, STATUS_INVALID_ARGUMENT, "%s",
                           kind ? _("only a SELECT is answered here") : string_of(tree, "error_message"));
    } else if (json_array_size(json_object_get(tree, "statements")) != 1) {
        bool none = json_array_size(json_object_get(tree, "statements")) == 0;
        status = error_set(guard->error, STATUS_INVALID_ARGUMENT, "%s",
                           none ? _("there is no statement") : _("one statement at a time"));
    } else {
        guard->ctes = json_object();
        status = guard->narrowed ? take_out_narrowed(guard, tree) : STATUS_OK;
        if (status == STATUS_OK)
            status = collect_ctes(guard, tree);
        if (status == STATUS_OK)
            status = walk(guard, tree);
        json_decref(guard->ctes);
    }
    json_decref(tree);
    return status;
}

static Status read_names(FactsSession *session, Arena *arena, const char *sql, char ***ret_names, size_t *ret_count,
                         Error *error)
{
    CLEANUP(facts_result_cleanup) FactsResult *result = NULL;
    TRY(facts_query(session, sql, NULL, 0, &result, error));
    size_t capacity = 64, count = 0;
    char **names = ARENA_ARRAY(arena, capacity, char *);
    for (bool row;;) {
        TRY(facts_result_next(result, &row, error));
        if (!row)
            break;
        if (count == capacity) {
            char **wider = ARENA_ARRAY(arena, 2 * capacity, char *);
            memcpy(wider, names, capacity * sizeof *wider);
            names = wider;
            capacity *= 2;
        }
        names[count++] = text_string(arena, facts_result_value(result, 0).text);
    }
    *ret_names = names;
    *ret_count = count;
    return STATUS_OK;
}

static Status read_tables(FactsSession *session, Arena *arena, Guard *guard, Error *error)
{
    static const char every[] = "SELECT table_name FROM duckdb_tables() UNION ALL SELECT view_name FROM duckdb_views()";
    static const char of_store[] = "SELECT table_name FROM duckdb_tables() WHERE NOT internal "
                                   "UNION ALL SELECT view_name FROM duckdb_views() WHERE NOT internal";
    static const char of_engine[] = "SELECT table_name FROM duckdb_tables() WHERE internal "
                                    "UNION ALL SELECT view_name FROM duckdb_views() WHERE internal";
    if (!guard->narrowed) {
        TRY(read_names(session, arena, of_engine, &guard->taken, &guard->taken_count, error));
        return read_names(session, arena, of_store, &guard->tables, &guard->table_count, error);
    }
    guard->tables = (char **)(uintptr_t)guard->narrowed->tables;
    guard->table_count = guard->narrowed->table_count;
    return read_names(session, arena, every, &guard->taken, &guard->taken_count, error);
}

/* Behind white space and comments. */
static const char *skip_blank(const char *sql)
{
    for (;;) {
        sql += strspn(sql, " \t\r\n\f\v");
        if (strncmp(sql, "--", 2) == 0) {
            sql += strcspn(sql, "\n");
        } else if (strncmp(sql, "/*", 2) == 0) {
            size_t depth = 1; /* they nest */
            for (sql += 2; *sql && depth > 0; sql++) {
                bool opens = sql[0] == '/' && sql[1] == '*', closes = sql[0] == '*' && sql[1] == '/';
                depth = opens ? depth + 1 : closes ? depth - 1 : depth;
                sql += opens || closes;
            }
        } else {
            return sql;
        }
    }
}

const char *duckdb_skip_word(const char *sql, const char *word)
{
    size_t length = strlen(word);
    const char *start = skip_blank(sql);
    unsigned char next = strncasecmp(start, word, length) == 0 ? (unsigned char)start[length] : 'x';
    return isalnum(next) || next == '_' || next >= 0x80 ? sql : start + length;
}

static Status check(FactsSession *session, const char *select, const NarrowedStatement *narrowed, CheckedName *checked,
                    Error *error)
{
    CLEANUP(arena_cleanup) Arena *arena = arena_new(0);
    Guard guard = {.error = error, .narrowed = narrowed, .checked = checked};
    Value text = value_text(select), json;
    TRY(facts_value(session, arena, "SELECT json_serialize_sql($1::VARCHAR)::VARCHAR", &text, 1, &json, error));
    if (json.type != VALUE_TEXT)
        return error_set(error, STATUS_INVALID_ARGUMENT, _("there is no statement"));
    TRY(read_tables(session, arena, &guard, error));
    return check_text(&guard, json.text.bytes);
}

Status facts_check_read_only(FactsSession *session, const char *sql, Error *error)
{
    /* The parser gives no tree of EXPLAIN: what it explains is checked. */
    return check(session, duckdb_skip_word(duckdb_skip_word(sql, "EXPLAIN"), "ANALYZE"), NULL, NULL, error);
}

Status duckdb_check_narrowed(FactsSession *session, const char *sql, const NarrowedStatement *narrowed, Error *error)
{
    return check(session, sql, narrowed, NULL, error);
}

Status facts_check_names(FactsSession *session, const char *sql, CheckedName *names, size_t count, Error *error)
{
    CLEANUP(arena_cleanup) Arena *arena = arena_new(0);
    const char **tables = ARENA_ARRAY(arena, count + 1, const char *);
    for (size_t i = 0; i < count; i++) {
        tables[i] = names[i].name;
        names[i].found = 0;
    }
    NarrowedStatement narrowed = {.tables = tables, .table_count = count};
    return check(session, sql, &narrowed, names, error);
}
