#include "import/sql.h"

#include "base/translate.h"

#include <stdarg.h>
#include <stdio.h>

Sql *sql_new(Arena *arena)
{
    Sql *sql = ARENA_NEW(arena, Sql);
    sql->text = text_builder(SQL_CEILING);
    return sql;
}

void sql_free(Sql *sql)
{
    if (sql)
        text_builder_free(&sql->text);
}

void sql_cleanup(Sql **sql)
{
    sql_free(*sql);
}

void sql_text(Sql *sql, const char *text)
{
    text_append(&sql->text, text);
}

void sql_format(Sql *sql, const char *format, ...)
{
    char text[1024];
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    if (length < 0 || (size_t)length >= sizeof text)
        sql->text.overflowed = true;
    else
        text_append_bytes(&sql->text, text, (size_t)length);
}

void sql_name(Sql *sql, const char *prefix, const char *name)
{
    text_append(&sql->text, "\"");
    text_append(&sql->text, prefix);
    for (; *name; name++)
        text_append_bytes(&sql->text, *name == '"' ? "\"\"" : name, *name == '"' ? 2 : 1);
    text_append(&sql->text, "\"");
}

void sql_bind(Sql *sql, Value value)
{
    if (sql->count == SQL_VALUES) {
        sql->text.overflowed = true;
        return;
    }
    sql->values[sql->count++] = value;
    sql_format(sql, "$%zu", sql->count);
}

void sql_bind_text(Sql *sql, const char *text)
{
    sql_text(sql, "CAST(");
    sql_bind(sql, value_text(text));
    sql_text(sql, " AS VARCHAR)");
}

static Status whole(const Sql *sql, Error *error)
{
    if (sql->text.overflowed)
        return error_set(error, STATUS_TOO_LARGE, "%s", _("the mapping is too large"));
    return STATUS_OK;
}

Status sql_execute(FactsSession *session, Sql *sql, int64_t *ret_changed, Error *error)
{
    TRY(whole(sql, error));
    return facts_execute(session, sql->text.bytes, sql->values, sql->count, ret_changed, error);
}

Status sql_query(FactsSession *session, Sql *sql, FactsResult **ret_result, Error *error)
{
    TRY(whole(sql, error));
    return facts_query(session, sql->text.bytes, sql->values, sql->count, ret_result, error);
}

Status sql_value(FactsSession *session, Arena *arena, Sql *sql, Value *ret_value, Error *error)
{
    TRY(whole(sql, error));
    return facts_value(session, arena, sql->text.bytes, sql->values, sql->count, ret_value, error);
}

Status sql_count(FactsSession *session, Arena *arena, Sql *sql, int64_t *ret_count, Error *error)
{
    Value value;
    TRY(sql_value(session, arena, sql, &value, error));
    *ret_count = value.type == VALUE_INTEGER ? value.integer : 0;
    return STATUS_OK;
}
