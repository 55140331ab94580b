/*
 * The engine of facts. Alone with records.h and store.h in knowing an engine's own header.
 *
 * Facts is the open database, one a process; a FactsSession is one connection and belongs to one thread at
 * a time (only facts_interrupt() and facts_progress() may come from another); a FactsResult is read row by
 * row and freed before its session. Statements take `$1`, `$2`, ... and values are always bound.
 * What is not here: building SQL from values, schema knowledge, retries.
 */
#ifndef STORE_FACTS_H
#define STORE_FACTS_H

#include "base/error.h"
#include "schema/row_scope.h"
#include "store/value.h"

typedef struct Facts Facts;
typedef struct FactsSession FactsSession;
typedef struct FactsResult FactsResult;

typedef enum Dialect { DIALECT_DUCKDB, DIALECT_POSTGRES } Dialect;

Dialect facts_dialect(const Facts *facts);
/* The engine's name and version: "DuckDB 1.5.6". */
const char *facts_engine_version(void);

Status facts_session_open(Facts *facts, FactsSession **ret_session, Error *error) MUST_CHECK;
void facts_session_close(FactsSession *session); /* rolls back what is open; NULL is allowed */
void facts_session_cleanup(FactsSession **session);

/* Runs one statement. `*ret_result` may be asked for rows until the session runs its next statement. */
Status facts_query(FactsSession *session, const char *sql, const Value *parameters, size_t parameter_count,
                   FactsResult **ret_result, Error *error) MUST_CHECK;
/* The same, read only: refuses anything but one SELECT (or DESCRIBE, SUMMARIZE, EXPLAIN) and reads nothing
 * outside the store: for SQL that a user wrote. */
Status facts_query_read_only(FactsSession *session, const char *sql, FactsResult **ret_result,
                             Error *error) MUST_CHECK;
/* The same for somebody who sees some rows alone: every table is narrowed to those of its rows that the scope
 * allows, and nothing but the kinds' tables, calendar and working_hours is there. NULL: all rows. */
Status facts_query_narrowed(FactsSession *session, const char *sql, const RowScope *rows, FactsResult **ret_result,
                            Error *error) MUST_CHECK;
/* The check alone, for a user's SQL that becomes part of another statement. Tables and views of the session,
 * temporary ones too, may be read. */
Status facts_check_read_only(FactsSession *session, const char *sql, Error *error) MUST_CHECK;
/* A name that stands in SQL for something that may be read, and how often it was found as a table. */
typedef struct CheckedName {
    const char *name;
    size_t found;
} CheckedName;
/* Whether SQL that a user wrote reads nothing but these names and its own WITH; nothing is run, and none of them need
 * exist. `found` of each is counted. The error's value is what was refused. */
Status facts_check_names(FactsSession *session, const char *sql, CheckedName *names, size_t count, Error *error) MUST_CHECK;
/* Runs a statement for its effect; `ret_changed` (may be NULL) gets the number of rows changed. */
Status facts_execute(FactsSession *session, const char *sql, const Value *parameters, size_t parameter_count,
                     int64_t *ret_changed, Error *error) MUST_CHECK;
/* Runs a script of several statements without values, in the session's transaction or its own. */
Status facts_script(FactsSession *session, const char *sql, Error *error) MUST_CHECK;
/* One value of the first row; VALUE_NULL without a row. Texts are copied into `arena`. */
Status facts_value(FactsSession *session, Arena *arena, const char *sql, const Value *parameters,
                   size_t parameter_count, Value *ret_value, Error *error) MUST_CHECK;

Status facts_begin(FactsSession *session, Error *error) MUST_CHECK;
/* On return the transaction is durable. */
Status facts_commit(FactsSession *session, Error *error) MUST_CHECK;
void facts_rollback(FactsSession *session); /* nothing open: no effect */

size_t facts_result_columns(const FactsResult *result);
const char *facts_result_name(const FactsResult *result, size_t column);
/* The type that facts_result_value() gives for the column where it is not null: integers up to 64 bits signed
 * as integers, wider ones, decimals and floating point as numbers, lists, structs, intervals and whatever
 * else as text. Days and times without end are null. */
ValueType facts_result_type(const FactsResult *result, size_t column);
/* Moves to the next row; `*ret_row` false at the end. Results are streamed, so this can fail. */
Status facts_result_next(FactsResult *result, bool *ret_row, Error *error) MUST_CHECK;
/* Of the current row. */
Value facts_result_value(const FactsResult *result, size_t column);
void facts_result_free(FactsResult *result); /* NULL is allowed */
void facts_result_cleanup(FactsResult **result);

/* Stops the session's running statement, which fails with STATUS_CANCELLED. From any thread. */
void facts_interrupt(FactsSession *session);
/* From the next statement on the session keeps count for facts_progress(), which makes its statements some 4 %
 * slower. */
Status facts_track_progress(FactsSession *session, Error *error) MUST_CHECK;
/* Share of the running statement that is done, 0 to 1; below 0 when the engine cannot tell, or nobody asked it
 * to keep count. Any thread. */
double facts_progress(FactsSession *session);

/* Fast path for generated rows: appends to a table without SQL. Rows become visible at the session's
 * commit (begin a transaction first for more than one flush). Values are cast to the columns' types; they
 * come in the table's order, for a kind's table always: its fields, local days, `day`, `batch`. */
typedef struct FactsAppender FactsAppender;
Status facts_appender_open(FactsSession *session, const char *table, FactsAppender **ret_appender,
                           Error *error) MUST_CHECK;
Status facts_append_row(FactsAppender *appender, const Value *values, size_t count, Error *error) MUST_CHECK;
Status facts_appender_close(FactsAppender *appender, Error *error) MUST_CHECK; /* flushes and frees */

#endif
