/*
 * An SQL statement under construction, with the values bound to it.
 *
 * Texts that are bound must outlive the statement (an arena's do). Names become quoted identifiers; values
 * become parameters, also the file's name and format in the engine's readers.
 */
#ifndef IMPORT_SQL_H
#define IMPORT_SQL_H

#include "base/text.h"
#include "store/facts.h"

enum { SQL_VALUES = 2000, SQL_CEILING = 4 * 1024 * 1024 };

typedef struct Sql {
    TextBuilder text;
    Value values[SQL_VALUES];
    size_t count;
} Sql;

Sql *sql_new(Arena *arena); /* its text is on the heap: sql_free() */
void sql_free(Sql *sql);    /* NULL is allowed */
void sql_cleanup(Sql **sql);
void sql_text(Sql *sql, const char *text);
void sql_format(Sql *sql, const char *format, ...) PRINTF_LIKE(2, 3);
void sql_name(Sql *sql, const char *prefix, const char *name); /* "prefixname" quoted as one identifier */
void sql_bind(Sql *sql, Value value);                          /* appends "$7" */
void sql_bind_text(Sql *sql, const char *text);                /* appends "CAST($7 AS VARCHAR)" */

Status sql_execute(FactsSession *session, Sql *sql, int64_t *ret_changed, Error *error) MUST_CHECK;
Status sql_query(FactsSession *session, Sql *sql, FactsResult **ret_result, Error *error) MUST_CHECK;
/* One value of the first row. */
Status sql_value(FactsSession *session, Arena *arena, Sql *sql, Value *ret_value, Error *error) MUST_CHECK;
/* The same for a count. */
Status sql_count(FactsSession *session, Arena *arena, Sql *sql, int64_t *ret_count, Error *error) MUST_CHECK;

#endif
