/* SQL that a user wrote: one SELECT that reads nothing outside the store. */
#include "store/duckdb_session.h"

#include "base/translate.h"

Status duckdb_guard_check(FactsSession *session, const char *sql, Error *error)
{
    TRY(duckdb_session_ready(session, error));
    duckdb_extracted_statements statements = NULL;
    idx_t count = duckdb_extract_statements(session->connection, sql, &statements);
    Status status = STATUS_OK;
    if (count == 0) {
        const char *message = duckdb_extract_statements_error(statements);
        status = message ? duckdb_fail(session, DUCKDB_ERROR_PARSER, message, error)
                         : error_set(error, STATUS_INVALID_ARGUMENT, _("there is no statement"));
    } else if (count > 1) {
        status = error_set(error, STATUS_INVALID_ARGUMENT, _("only one statement at a time"));
    }
    duckdb_destroy_extracted(&statements);
    return status;
}
