/* Rows appended to a table without SQL. */
#include "store/duckdb_session.h"

#include "base/translate.h"
#include "store/migrate.h"

#include <stdlib.h>
#include <string.h>

struct FactsAppender {
    FactsSession *session;
    duckdb_appender appender;
};

static Status appender_failed(FactsAppender *appender, Error *error)
{
    duckdb_error_data data = duckdb_appender_error_data(appender->appender);
    Status status = duckdb_fail(appender->session, duckdb_error_data_error_type(data),
                                duckdb_error_data_message(data), error);
    duckdb_destroy_error_data(&data);
    return status;
}

static const Kind *kind_of_table(const char *table)
{
    for (size_t i = 0; i < schema_kind_count; i++)
        if (strcmp(schema_kinds[i]->table, table) == 0)
            return schema_kinds[i];
    return NULL;
}

static bool in_order(FactsAppender *appender, const char *table, const KindColumn *columns, size_t count)
{
    duckdb_table_description description = NULL;
    bool same = duckdb_appender_column_count(appender->appender) == count &&
                duckdb_table_description_create(appender->session->connection, NULL, table, &description) ==
                    DuckDBSuccess;
    for (size_t i = 0; i < count && same; i++) {
        char *name = duckdb_table_description_get_column_name(description, i);
        same = name && strcmp(name, columns[i].name) == 0;
        duckdb_free(name);
    }
    duckdb_table_description_destroy(&description);
    return same;
}

/* A kind's columns come in the schema's order, also where an upgrade has put some behind the others. */
static Status order_columns(FactsAppender *appender, const char *table, Error *error)
{
    KindColumn columns[COLUMNS_LIMIT];
    const Kind *kind = kind_of_table(table);
    size_t count = kind ? migrate_kind_columns(kind, columns) : 0;
    if (count == 0 || in_order(appender, table, columns, count))
        return STATUS_OK;
    for (size_t i = 0; i < count; i++)
        if (duckdb_appender_add_column(appender->appender, columns[i].name) != DuckDBSuccess)
            return appender_failed(appender, error);
    return STATUS_OK;
}

Status facts_appender_open(FactsSession *session, const char *table, FactsAppender **ret_appender, Error *error)
{
    TRY(duckdb_session_ready(session, error));
    FactsAppender *appender = calloc(1, sizeof *appender);
    if (!appender)
        return error_set(error, STATUS_OUT_OF_MEMORY, _("out of memory"));
    appender->session = session;
    Status status = STATUS_OK;
    if (duckdb_appender_create(session->connection, NULL, table, &appender->appender) != DuckDBSuccess)
        status = appender_failed(appender, error);
    else
        status = order_columns(appender, table, error);
    if (status != STATUS_OK) {
        duckdb_appender_destroy(&appender->appender);
        free(appender);
        return status;
    }
    *ret_appender = appender;
    return STATUS_OK;
}

static duckdb_state append(duckdb_appender appender, const Value *value)
{
    switch (value->type) {
    case VALUE_BOOLEAN:
        return duckdb_append_bool(appender, value->boolean);
    case VALUE_INTEGER:
        return duckdb_append_int64(appender, value->integer);
    case VALUE_NUMBER:
        return duckdb_append_double(appender, value->number);
    case VALUE_TEXT:
        return duckdb_append_varchar_length(appender, value->text.bytes ? value->text.bytes : "",
                                            value->text.length);
    case VALUE_DAY:
        return duckdb_append_date(appender, (duckdb_date){.days = value->day});
    case VALUE_TIME:
        return duckdb_append_timestamp(appender, (duckdb_timestamp){.micros = value->time});
    case VALUE_NULL:
        break;
    }
    return duckdb_append_null(appender);
}

Status facts_append_row(FactsAppender *appender, const Value *values, size_t count, Error *error)
{
    for (size_t i = 0; i < count; i++)
        if (append(appender->appender, &values[i]) != DuckDBSuccess)
            return appender_failed(appender, error);
    if (duckdb_appender_end_row(appender->appender) != DuckDBSuccess)
        return appender_failed(appender, error);
    return STATUS_OK;
}

Status facts_appender_close(FactsAppender *appender, Error *error)
{
    if (!appender)
        return STATUS_OK;
    Status status = STATUS_OK;
    if (duckdb_appender_close(appender->appender) != DuckDBSuccess)
        status = appender_failed(appender, error);
    duckdb_appender_destroy(&appender->appender);
    free(appender);
    return status;
}
