/* What the files that speak to DuckDB share. */
#ifndef STORE_DUCKDB_SESSION_H
#define STORE_DUCKDB_SESSION_H

#include "store/engines.h"

#include <duckdb.h>
#include <pthread.h>
#include <stdatomic.h>

struct Facts {
    pthread_mutex_t mutex;
    pthread_cond_t idle;       /* a session left the instance */
    char *file, *tmp;
    size_t memory_limit_mb;
    int threads;
    duckdb_database database;  /* NULL while no instance is open */
    size_t connections;        /* of the open instance */
    unsigned generation;       /* counts instances */
    atomic_bool invalid;       /* the instance refuses all work: open it anew */
};

struct FactsSession {
    Facts *facts;
    pthread_mutex_t mutex;        /* guards `connection` against facts_interrupt() */
    duckdb_connection connection; /* NULL after its instance was given up */
    unsigned generation;
    bool in_transaction;
    bool tracked;                 /* keeps count for facts_progress() */
    bool doubtful;                /* a statement of the transaction failed */
    FactsResult *open_result;     /* streaming; closed by the next statement */
};

struct FactsResult {
    FactsSession *session; /* NULL once another statement took its place */
    duckdb_result result;
    duckdb_data_chunk chunk;
    size_t row, rows; /* of the chunk; row counts from 1 after the first facts_result_next() */
    size_t columns;
    struct ResultColumn *column;
    bool ends_transaction; /* a read-only query's own */
};

/* Ready to run a statement: connected, no result open. */
Status duckdb_session_ready(FactsSession *session, Error *error) MUST_CHECK;
/* Maps an engine's error; marks the instance where it is beyond use. `message` may be NULL. */
Status duckdb_fail(FactsSession *session, duckdb_error_type type, const char *message, Error *error);
/* Takes over `result`, also on failure. */
Status duckdb_result_wrap(FactsSession *session, duckdb_result *result, FactsResult **ret_result, Error *error)
    MUST_CHECK;
/* Runs a statement that was checked, read only. */
Status duckdb_query_checked(FactsSession *session, const char *sql, const Value *parameters, size_t parameter_count,
                            FactsResult **ret_result, Error *error) MUST_CHECK;
bool duckdb_type_direct(duckdb_type type); /* a column that facts_result_value() reads without a cast */
/* Ends a result without freeing what the caller holds. */
void duckdb_result_close(FactsResult *result);

#endif
