/* Statements and transactions of a session of DuckDB. */
#include "store/duckdb_session.h"

#include "base/translate.h"
#include "store/parameters.h"

#include <stdlib.h>
#include <string.h>

/* The only way to a streamed result from C. The header counts it among the old forms of the result API and
 * hides them all; the rest of what it hides is not used. */
extern duckdb_state duckdb_execute_prepared_streaming(duckdb_prepared_statement statement, duckdb_result *result);

enum { VALUE_LIMIT = 64 << 20 }; /* bytes of a text that facts_value() copies */

/* ---- statements ---- */

static duckdb_state bind(duckdb_prepared_statement statement, idx_t index, const Value *value)
{
    switch (value->type) {
    case VALUE_BOOLEAN:
        return duckdb_bind_boolean(statement, index, value->boolean);
    case VALUE_INTEGER:
        return duckdb_bind_int64(statement, index, value->integer);
    case VALUE_NUMBER:
        return duckdb_bind_double(statement, index, value->number);
    case VALUE_TEXT:
        return duckdb_bind_varchar_length(statement, index, value->text.bytes ? value->text.bytes : "",
                                          value->text.length);
    case VALUE_DAY:
        return duckdb_bind_date(statement, index, (duckdb_date){.days = value->day});
    case VALUE_TIME:
        return duckdb_bind_timestamp(statement, index, (duckdb_timestamp){.micros = value->time});
    case VALUE_NULL:
        break;
    }
    return duckdb_bind_null(statement, index);
}

static Status prepare_text(FactsSession *session, const char *sql, duckdb_prepared_statement *ret_statement,
                           Error *error)
{
    if (duckdb_prepare(session->connection, sql, ret_statement) == DuckDBSuccess)
        return STATUS_OK;
    Status status = duckdb_fail(session, DUCKDB_ERROR_INVALID, duckdb_prepare_error(*ret_statement), error);
    duckdb_destroy_prepare(ret_statement);
    return status;
}

static Status bind_all(FactsSession *session, duckdb_prepared_statement statement, const long *numbers,
                       size_t count, const Value *parameters, size_t parameter_count, Error *error)
{
    for (size_t i = 0; i < count; i++) {
        long number = numbers[i];
        if (number < 1 || (size_t)number > parameter_count)
            return error_set(error, STATUS_INVALID_ARGUMENT, _("the statement names the parameter $%ld, which has no value"),
                             number);
        if (bind(statement, i + 1, &parameters[number - 1]) != DuckDBSuccess)
            return duckdb_fail(session, DUCKDB_ERROR_INVALID, duckdb_prepare_error(statement), error);
    }
    return STATUS_OK;
}

/* The engine takes values only for parameters numbered without gaps, and callers may have values to spare
 * (a metric's parameter that one of its variants does not read). */
static Status prepare(FactsSession *session, const char *sql, const Value *parameters, size_t parameter_count,
                      duckdb_prepared_statement *ret_statement, Error *error)
{
    TRY(duckdb_session_ready(session, error));
    long numbers[PARAMETERS_LIMIT];
    TextBuilder text = text_builder(16 * strlen(sql) + 64); /* "$1" as a day takes 46 bytes */
    bool has_parameters = strchr(sql, '$') != NULL;
    size_t count = has_parameters ? parameters_write(sql, parameters, parameter_count, &text, numbers) : 0;
    duckdb_prepared_statement statement = NULL;
    Status status;
    if (count > PARAMETERS_LIMIT || text.overflowed)
        status = error_set(error, STATUS_TOO_LARGE, _("the statement has too many parameters"));
    else
        status = prepare_text(session, has_parameters ? text.bytes : sql, &statement, error);
    text_builder_free(&text);
    TRY(status);
    status = bind_all(session, statement, numbers, count, parameters, parameter_count, error);
    if (status != STATUS_OK)
        duckdb_destroy_prepare(&statement);
    else
        *ret_statement = statement;
    return status;
}

static Status run(FactsSession *session, duckdb_prepared_statement *statement, bool stream,
                  duckdb_result *ret_result, Error *error)
{
    duckdb_state state = stream ? duckdb_execute_prepared_streaming(*statement, ret_result)
                                : duckdb_execute_prepared(*statement, ret_result);
    Status status = STATUS_OK;
    if (state != DuckDBSuccess) {
        status = duckdb_fail(session, duckdb_result_error_type(ret_result), duckdb_result_error(ret_result),
                             error);
        duckdb_destroy_result(ret_result);
    }
    duckdb_destroy_prepare(statement);
    return status;
}

/* The statement with its nested columns (lists, structs, intervals, ...) cast to text. */
static void cast_columns(TextBuilder *builder, const char *sql, duckdb_result *result)
{
    text_append(builder, "SELECT ");
    idx_t columns = duckdb_column_count(result);
    for (idx_t i = 0; i < columns; i++) {
        bool direct = duckdb_type_direct(duckdb_column_type(result, i));
        text_append_format(builder, direct ? "%s#%zu AS " : "%sCAST(#%zu AS VARCHAR) AS ", i ? ", " : "",
                           (size_t)i + 1);
        text_append_identifier(builder, duckdb_column_name(result, i));
    }
    size_t length = strlen(sql);
    while (length > 0 && strchr("; \t\r\n", sql[length - 1]))
        length--;
    text_append(builder, " FROM (\n");
    text_append_bytes(builder, sql, length);
    text_append(builder, "\n)");
}

static bool all_direct(duckdb_result *result)
{
    for (idx_t i = 0; i < duckdb_column_count(result); i++)
        if (!duckdb_type_direct(duckdb_column_type(result, i)))
            return false;
    return true;
}

Status facts_query(FactsSession *session, const char *sql, const Value *parameters, size_t parameter_count,
                   FactsResult **ret_result, Error *error)
{
    duckdb_prepared_statement statement;
    duckdb_result result;
    TRY(prepare(session, sql, parameters, parameter_count, &statement, error));
    TRY(run(session, &statement, /* stream= */ true, &result, error));
    if (!all_direct(&result) && duckdb_result_statement_type(result) == DUCKDB_STATEMENT_TYPE_SELECT) {
        TextBuilder builder = text_builder(strlen(sql) + (size_t)duckdb_column_count(&result) * 1024 + 4096);
        cast_columns(&builder, sql, &result);
        duckdb_destroy_result(&result);
        Status status = builder.overflowed
                            ? error_set(error, STATUS_TOO_LARGE, _("the statement is too long"))
                            : prepare(session, builder.bytes, parameters, parameter_count, &statement, error);
        text_builder_free(&builder);
        TRY(status);
        TRY(run(session, &statement, /* stream= */ true, &result, error));
    }
    return duckdb_result_wrap(session, &result, ret_result, error);
}

Status facts_execute(FactsSession *session, const char *sql, const Value *parameters, size_t parameter_count,
                     int64_t *ret_changed, Error *error)
{
    duckdb_prepared_statement statement;
    duckdb_result result;
    TRY(prepare(session, sql, parameters, parameter_count, &statement, error));
    TRY(run(session, &statement, /* stream= */ false, &result, error));
    if (ret_changed)
        *ret_changed = (int64_t)duckdb_rows_changed(&result);
    duckdb_destroy_result(&result);
    return STATUS_OK;
}

static Status run_text(FactsSession *session, const char *sql, Error *error)
{
    TRY(duckdb_session_ready(session, error));
    duckdb_result result;
    Status status = STATUS_OK;
    if (duckdb_query(session->connection, sql, &result) != DuckDBSuccess)
        status = duckdb_fail(session, duckdb_result_error_type(&result), duckdb_result_error(&result), error);
    duckdb_destroy_result(&result);
    return status;
}

Status facts_script(FactsSession *session, const char *sql, Error *error)
{
    if (session->in_transaction)
        return run_text(session, sql, error);
    TRY(facts_begin(session, error));
    Status status = run_text(session, sql, error);
    if (status == STATUS_OK)
        return facts_commit(session, error);
    facts_rollback(session);
    return status;
}

Status facts_value(FactsSession *session, Arena *arena, const char *sql, const Value *parameters,
                   size_t parameter_count, Value *ret_value, Error *error)
{
    CLEANUP(facts_result_cleanup) FactsResult *result = NULL;
    TRY(facts_query(session, sql, parameters, parameter_count, &result, error));
    bool row;
    TRY(facts_result_next(result, &row, error));
    if (!row) {
        *ret_value = value_null();
        return STATUS_OK;
    }
    Value value = facts_result_value(result, 0);
    if (value.type == VALUE_TEXT && value.text.length > VALUE_LIMIT)
        return error_set(error, STATUS_TOO_LARGE, _("a text of %zu MiB is too long"), value.text.length >> 20);
    if (value.type == VALUE_TEXT)
        value.text.bytes = arena_copy(arena, value.text.bytes, value.text.length);
    *ret_value = value;
    return STATUS_OK;
}

/* ---- transactions ---- */

Status facts_begin(FactsSession *session, Error *error)
{
    TRY(run_text(session, "BEGIN TRANSACTION", error));
    session->in_transaction = true;
    session->doubtful = false;
    return STATUS_OK;
}

/* The engine takes COMMIT of a transaction that an error has aborted for a ROLLBACK, without a word. Not
 * every error aborts, so where there was one the transaction is asked whether it still runs statements. */
Status facts_commit(FactsSession *session, Error *error)
{
    Status status = STATUS_OK;
    if (session->doubtful)
        status = run_text(session, "SELECT 1", error);
    if (status == STATUS_OK)
        status = run_text(session, "COMMIT", error);
    if (status != STATUS_OK)
        facts_rollback(session);
    session->in_transaction = false;
    return status;
}

void facts_rollback(FactsSession *session)
{
    if (session->open_result)
        duckdb_result_close(session->open_result);
    if (session->in_transaction && session->connection) {
        duckdb_result result;
        duckdb_query(session->connection, "ROLLBACK", &result);
        duckdb_destroy_result(&result);
    }
    session->in_transaction = false;
}

Status duckdb_query_checked(FactsSession *session, const char *sql, const Value *parameters, size_t parameter_count,
                            FactsResult **ret_result, Error *error)
{
    bool own = !session->in_transaction;
    if (own) {
        TRY(run_text(session, "BEGIN TRANSACTION READ ONLY", error));
        session->in_transaction = true;
    }
    FactsResult *result = NULL;
    Status status = facts_query(session, sql, parameters, parameter_count, &result, error);
    if (status != STATUS_OK) {
        if (own)
            facts_rollback(session);
        return status;
    }
    result->ends_transaction = own;
    *ret_result = result;
    return STATUS_OK;
}

Status facts_query_read_only(FactsSession *session, const char *sql, FactsResult **ret_result, Error *error)
{
    TRY(facts_check_read_only(session, sql, error));
    return duckdb_query_checked(session, sql, NULL, 0, ret_result, error);
}
