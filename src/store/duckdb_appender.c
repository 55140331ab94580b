/* Rows appended to a table without SQL. */
#include "store/duckdb_session.h"

#include "base/translate.h"

#include <stdlib.h>

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

Status facts_appender_open(FactsSession *session, const char *table, FactsAppender **ret_appender, Error *error)
{
    TRY(duckdb_session_ready(session, error));
    FactsAppender *appender = calloc(1, sizeof *appender);
    if (!appender)
        return error_set(error, STATUS_OUT_OF_MEMORY, _("out of memory"));
    appender->session = session;
    if (duckdb_appender_create(session->connection, NULL, table, &appender->appender) != DuckDBSuccess) {
        Status status = appender_failed(appender, error);
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
