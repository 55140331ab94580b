/*
 * SQL that a user wrote, over some rows alone: before the text, WITH gives each table's name to those of its rows
 * that the user may see.
 *
 * Each ends with a LIMIT that nothing reaches: the engine does not move a condition past one, so that a condition of
 * the user's that fails on a value, and says the value in its message, is not tried on rows that are not seen.
 */
#include "store/duckdb_guard.h"

#include "base/translate.h"

enum { NARROW_SQL_LIMIT = 1 << 20, NARROW_NAMES = 64 };

typedef struct Names {
    const char *narrowed[NARROW_NAMES], *all[NARROW_NAMES];
    size_t narrowed_count, all_count;
} Names;

static void collect_names(Names *names)
{
    /* Days and the hours of work belong to nobody. */
    static const char *const everyones[] = {"calendar", "working_hours"};
    for (size_t i = 0; i < schema_kind_count && names->all_count < NARROW_NAMES; i++) {
        names->all[names->all_count++] = schema_kinds[i]->table;
        if (!schema_kinds[i]->common)
            names->narrowed[names->narrowed_count++] = schema_kinds[i]->table;
    }
    for (size_t i = 0; i < 2 && names->all_count < NARROW_NAMES; i++)
        names->all[names->all_count++] = everyones[i];
}

static void append_names(TextBuilder *out, const RowScope *rows)
{
    static const char *const values[SCOPE_LISTS] = {"CAST($1 AS VARCHAR)", "CAST($2 AS VARCHAR)", "CAST($3 AS VARCHAR)"};
    const char *between = "";
    for (size_t i = 0; i < schema_kind_count; i++) {
        if (schema_kinds[i]->common)
            continue;
        text_append(out, between);
        text_append_identifier(out, schema_kinds[i]->table);
        text_append(out, " AS (SELECT f.* FROM ");
        row_scope_append_table(out, schema_kinds[i], rows, values, "main.");
        text_append(out, " f LIMIT 9223372036854775807)");
        between = ", ";
    }
}

Status facts_query_narrowed(FactsSession *session, const char *sql, const RowScope *rows, FactsResult **ret_result,
                            Error *error)
{
    if (row_scope_is_all(rows))
        return facts_query_read_only(session, sql, ret_result, error);
    CLEANUP(arena_cleanup) Arena *arena = arena_new(0);
    TextBuilder text CLEANUP(text_builder_free) = text_builder(NARROW_SQL_LIMIT);
    const char *behind_with = duckdb_skip_word(sql, "WITH");
    const char *rest = duckdb_skip_word(behind_with, "RECURSIVE");
    bool with = behind_with != sql, recursive = with && rest != behind_with;
    text_append(&text, recursive ? "WITH RECURSIVE " : "WITH ");
    append_names(&text, rows);
    text_append(&text, with ? ",\n" : "\n");
    text_append(&text, with ? rest : sql);
    if (text.overflowed)
        return error_set(error, STATUS_TOO_LARGE, _("the statement is too deep or too large"));
    Names names = {0};
    collect_names(&names);
    NarrowedStatement narrowed = {names.narrowed, names.narrowed_count, names.all, names.all_count};
    TRY(duckdb_check_narrowed(session, text.bytes, &narrowed, error));
    const char *lists[SCOPE_LISTS];
    row_scope_values(arena, rows, lists);
    Value values[SCOPE_LISTS];
    for (size_t i = 0; i < SCOPE_LISTS; i++)
        values[i] = value_text(lists[i]);
    return duckdb_query_checked(session, text.bytes, values, SCOPE_LISTS, ret_result, error);
}
