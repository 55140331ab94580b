/*
 * The engine of records: settings, imports, definitions; small, transactional, constrained.
 *
 * One Records a process; its calls may come from any thread and are serialized inside. Statements take
 * `$1`, `$2`, ... and stay within what SQLite and PostgreSQL both know. A column declared DATE, TIMESTAMP or
 * BOOLEAN gives days, times and truths; an expression over one gives the integer that is kept (days since
 * 1970-01-01, microseconds since then, 0 or 1).
 */
#ifndef STORE_RECORDS_H
#define STORE_RECORDS_H

#include "base/error.h"
#include "store/value.h"

typedef struct Records Records;

/* The engine's name and version: "SQLite 3.40.1". */
const char *records_engine_version(void);

/* A result held whole: `rows` x `columns` values, row by row. Texts live in the arena it was read into. */
typedef struct RecordsTable {
    size_t rows, columns;
    const Value *values;
} RecordsTable;

/* Rows at most that a query may give; more is an error (STATUS_TOO_LARGE). */
enum { RECORDS_ROWS_LIMIT = 100000 };

Status records_query(Records *records, Arena *arena, const char *sql, const Value *parameters,
                     size_t parameter_count, RecordsTable *ret_table, Error *error) MUST_CHECK;
Status records_execute(Records *records, const char *sql, const Value *parameters, size_t parameter_count,
                       int64_t *ret_changed, Error *error) MUST_CHECK;

/* A transaction holds the handle for the calling thread until commit or rollback. */
Status records_begin(Records *records, Error *error) MUST_CHECK;
Status records_commit(Records *records, Error *error) MUST_CHECK; /* durable on return */
void records_rollback(Records *records);

static inline Value records_value(const RecordsTable *table, size_t row, size_t column)
{
    return table->values[row * table->columns + column];
}

/* Of rows of a name and a value: the value of a name; "" where there is no such row. Lives with the table. */
static inline const char *records_word(const RecordsTable *table, const char *name)
{
    for (size_t i = 0; i < table->rows; i++)
        if (text_equals(records_value(table, i, 0).text, name))
            return records_value(table, i, 1).text.bytes;
    return "";
}

#endif
