/* The check of SQL that a user wrote, for the files of this folder that run it. */
#ifndef STORE_DUCKDB_GUARD_H
#define STORE_DUCKDB_GUARD_H

#include "store/duckdb_session.h"

/* A statement before which names were defined by WITH, each of which stands for some rows of a table. */
typedef struct NarrowedStatement {
    const char *const *names; /* in the order in which they stand */
    size_t name_count;
    const char *const *tables; /* these, and tables of which all may be read */
    size_t table_count;
} NarrowedStatement;

/*
 * Whether the statement reads nothing but the names and tables of `narrowed`. It holds because the tree of the
 * whole statement, as the engine's parser gives it, (1) begins with the names, in a WITH of the outermost query,
 * (2) has behind them no table with a schema or catalog, none that is neither listed nor the user's own, and no WITH
 * that takes the name of any table or view there is, and (3) no construct that is not listed.
 */
Status duckdb_check_narrowed(FactsSession *session, const char *sql, const NarrowedStatement *narrowed, Error *error) MUST_CHECK;

/* Behind the word and the white space and comments before it; `sql` itself where another word stands there. */
const char *duckdb_skip_word(const char *sql, const char *word);

#endif
