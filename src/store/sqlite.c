/*
 * Records on SQLite: a write-ahead log, every commit synced, foreign keys on.
 *
 * One connection, guarded by a recursive mutex, so that a transaction keeps others out and its own thread in.
 */
#include "store/engines.h"

#include "base/translate.h"
#include "store/seal.h"

#include <errno.h>
#include <pthread.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

struct Records {
    sqlite3 *database;
    pthread_mutex_t mutex; /* recursive */
    bool has_key;
    unsigned char key[SEAL_KEY_BYTES];
};

void records_set_key(Records *records, const unsigned char *key)
{
    memcpy(records->key, key, sizeof records->key);
    records->has_key = true;
}

const unsigned char *records_key(const Records *records)
{
    return records->has_key ? records->key : NULL;
}

enum { BUSY_MILLISECONDS = 10000, COPY_PAGES = 1024 };

const char *records_engine_version(void)
{
    static _Thread_local char version[64];
    snprintf(version, sizeof version, "SQLite %s", sqlite3_libversion());
    return version;
}

static Status records_fail(sqlite3 *database, Error *error)
{
    int code = sqlite3_errcode(database);
    const char *message = sqlite3_errmsg(database);
    int number = sqlite3_system_errno(database);
    /* Where the shared index beside the file finds no room, the engine calls it an I/O error. */
    if ((code & 0xff) == SQLITE_IOERR && (number == ENOSPC || number == EDQUOT))
        code = SQLITE_FULL;
    switch (code & 0xff) {
    case SQLITE_FULL:
        return error_set(error, STATUS_OUT_OF_SPACE, _("no space is left on the disk"));
    case SQLITE_NOMEM:
        return error_set(error, STATUS_OUT_OF_MEMORY, _("out of memory"));
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return error_set(error, STATUS_STORE_BUSY, _("another program has the records open: %s"), message);
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        error_set(error, STATUS_STORE_DAMAGED, _("the file of records is damaged: %s"), message);
        error_hint(error, _("lay out the last backup: mizan restore FILE STORE"));
        return STATUS_STORE_DAMAGED;
    case SQLITE_CONSTRAINT:
        return error_set(error, STATUS_CONFLICT, "%s", message);
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
    case SQLITE_READONLY:
    case SQLITE_PERM:
        return error_set(error, STATUS_IO, _("the records cannot be written or read: %s"), message);
    case SQLITE_INTERRUPT:
        return error_set(error, STATUS_CANCELLED, _("the statement was cancelled"));
    case SQLITE_TOOBIG:
        return error_set(error, STATUS_TOO_LARGE, "%s", message);
    default:
        return error_set(error, STATUS_INTERNAL, "%s", message);
    }
}

Status records_script(Records *records, const char *sql, Error *error)
{
    pthread_mutex_lock(&records->mutex);
    Status status = STATUS_OK;
    if (sqlite3_exec(records->database, sql, NULL, NULL, NULL) != SQLITE_OK)
        status = records_fail(records->database, error);
    pthread_mutex_unlock(&records->mutex);
    return status;
}

Status records_open(const char *file, Records **ret_records, Error *error)
{
    CLEANUP(records_close_cleanup) Records *records = calloc(1, sizeof *records);
    if (!records)
        return error_set(error, STATUS_OUT_OF_MEMORY, _("out of memory"));
    pthread_mutexattr_t attributes;
    pthread_mutexattr_init(&attributes);
    pthread_mutexattr_settype(&attributes, PTHREAD_MUTEX_RECURSIVE);
    pthread_mutex_init(&records->mutex, &attributes);
    pthread_mutexattr_destroy(&attributes);
    int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_FULLMUTEX;
    if (sqlite3_open_v2(file, &records->database, flags, NULL) != SQLITE_OK)
        return records_fail(records->database, error);
    sqlite3_busy_timeout(records->database, BUSY_MILLISECONDS);
    TRY(records_script(records,
                       "PRAGMA journal_mode = WAL;"
                       "PRAGMA synchronous = FULL;"
                       "PRAGMA foreign_keys = ON;"
                       "PRAGMA trusted_schema = OFF;",
                       error));
    *ret_records = records;
    records = NULL;
    return STATUS_OK;
}

void records_close(Records *records)
{
    if (!records)
        return;
    sqlite3_close_v2(records->database);
    pthread_mutex_destroy(&records->mutex);
    free(records);
}

void records_close_cleanup(Records **records)
{
    records_close(*records);
}

/* ---- statements ---- */

static int bind_value(sqlite3_stmt *statement, int index, const Value *value)
{
    switch (value->type) {
    case VALUE_BOOLEAN:
        return sqlite3_bind_int(statement, index, value->boolean);
    case VALUE_INTEGER:
        return sqlite3_bind_int64(statement, index, value->integer);
    case VALUE_NUMBER:
        return sqlite3_bind_double(statement, index, value->number);
    case VALUE_TEXT:
        return sqlite3_bind_text64(statement, index, value->text.bytes ? value->text.bytes : "",
                                   value->text.length, SQLITE_STATIC, SQLITE_UTF8);
    case VALUE_DAY:
        return sqlite3_bind_int(statement, index, value->day);
    case VALUE_TIME:
        return sqlite3_bind_int64(statement, index, value->time);
    case VALUE_NULL:
        break;
    }
    return sqlite3_bind_null(statement, index);
}

static void statement_cleanup(sqlite3_stmt **statement)
{
    sqlite3_finalize(*statement);
}

/* With the mutex held. To SQLite `$1` is a name, so each is looked up. */
static Status prepare(Records *records, const char *sql, const Value *parameters, size_t parameter_count,
                      sqlite3_stmt **ret_statement, Error *error)
{
    CLEANUP(statement_cleanup) sqlite3_stmt *statement = NULL;
    const char *rest = NULL;
    if (sqlite3_prepare_v2(records->database, sql, -1, &statement, &rest) != SQLITE_OK)
        return records_fail(records->database, error);
    if (!statement || (rest && rest[strspn(rest, "; \t\r\n")]))
        return error_set(error, STATUS_INTERNAL, "records take one statement at a time");
    for (int i = 1; i <= sqlite3_bind_parameter_count(statement); i++) {
        const char *name = sqlite3_bind_parameter_name(statement, i);
        long number = name && name[0] == '$' ? strtol(name + 1, NULL, 10) : 0;
        if (number < 1 || (size_t)number > parameter_count)
            return error_set(error, STATUS_INTERNAL, "the statement names a parameter that has no value");
        if (bind_value(statement, i, &parameters[number - 1]) != SQLITE_OK)
            return records_fail(records->database, error);
    }
    *ret_statement = statement;
    statement = NULL;
    return STATUS_OK;
}

/* SQLite keeps days, times and truths as integers; the column's declared type says which it is. */
static Value integer_value(sqlite3_stmt *statement, int column)
{
    int64_t integer = sqlite3_column_int64(statement, column);
    const char *declared = sqlite3_column_decltype(statement, column);
    if (declared && sqlite3_stricmp(declared, "BOOLEAN") == 0)
        return value_boolean(integer != 0);
    if (declared && sqlite3_stricmp(declared, "DATE") == 0)
        return value_day((int32_t)integer);
    if (declared && sqlite3_stricmp(declared, "TIMESTAMP") == 0)
        return value_time(integer);
    return value_integer(integer);
}

static Value column_value(sqlite3_stmt *statement, int column, Arena *arena)
{
    switch (sqlite3_column_type(statement, column)) {
    case SQLITE_INTEGER:
        return integer_value(statement, column);
    case SQLITE_FLOAT:
        return value_number(sqlite3_column_double(statement, column));
    case SQLITE_NULL:
        return value_null();
    default: {
        const char *bytes = (const char *)sqlite3_column_text(statement, column);
        size_t length = (size_t)sqlite3_column_bytes(statement, column);
        Text text = {arena_copy(arena, bytes ? bytes : "", length), length};
        return (Value){.type = VALUE_TEXT, .text = text};
    }
    }
}

static Status read_rows(Records *records, sqlite3_stmt *statement, Arena *arena, RecordsTable *ret_table,
                        Error *error)
{
    size_t columns = (size_t)sqlite3_column_count(statement), rows = 0, capacity = 16;
    Value *values = ARENA_ARRAY(arena, capacity * columns + 1, Value);
    int step;
    while ((step = sqlite3_step(statement)) == SQLITE_ROW) {
        TRY(arena_check(arena, error));
        if (rows == RECORDS_ROWS_LIMIT)
            return error_set(error, STATUS_TOO_LARGE, _("more than %d rows"), (int)RECORDS_ROWS_LIMIT);
        if (rows == capacity) {
            Value *wider = ARENA_ARRAY(arena, 2 * capacity * columns + 1, Value);
            memcpy(wider, values, rows * columns * sizeof *values);
            values = wider;
            capacity *= 2;
        }
        for (size_t i = 0; i < columns; i++)
            values[rows * columns + i] = column_value(statement, (int)i, arena);
        rows++;
    }
    if (step != SQLITE_DONE)
        return records_fail(records->database, error);
    *ret_table = (RecordsTable){.rows = rows, .columns = columns, .values = values};
    return STATUS_OK;
}

Status records_query(Records *records, Arena *arena, const char *sql, const Value *parameters,
                     size_t parameter_count, RecordsTable *ret_table, Error *error)
{
    pthread_mutex_lock(&records->mutex);
    sqlite3_stmt *statement = NULL;
    Status status = prepare(records, sql, parameters, parameter_count, &statement, error);
    if (status == STATUS_OK)
        status = read_rows(records, statement, arena, ret_table, error);
    sqlite3_finalize(statement);
    pthread_mutex_unlock(&records->mutex);
    return status;
}

Status records_execute(Records *records, const char *sql, const Value *parameters, size_t parameter_count,
                       int64_t *ret_changed, Error *error)
{
    pthread_mutex_lock(&records->mutex);
    sqlite3_stmt *statement = NULL;
    Status status = prepare(records, sql, parameters, parameter_count, &statement, error);
    if (status == STATUS_OK) {
        int before = sqlite3_total_changes(records->database), step;
        while ((step = sqlite3_step(statement)) == SQLITE_ROW)
            ;
        if (step != SQLITE_DONE)
            status = records_fail(records->database, error);
        else if (ret_changed)
            *ret_changed = sqlite3_total_changes(records->database) - before;
    }
    sqlite3_finalize(statement);
    pthread_mutex_unlock(&records->mutex);
    return status;
}

/* ---- transactions ---- */

Status records_begin(Records *records, Error *error)
{
    pthread_mutex_lock(&records->mutex);
    Status status = records_script(records, "BEGIN IMMEDIATE", error);
    if (status != STATUS_OK)
        pthread_mutex_unlock(&records->mutex);
    return status;
}

Status records_commit(Records *records, Error *error)
{
    Status status = records_script(records, "COMMIT", error);
    if (status != STATUS_OK && !sqlite3_get_autocommit(records->database))
        sqlite3_exec(records->database, "ROLLBACK", NULL, NULL, NULL);
    pthread_mutex_unlock(&records->mutex);
    return status;
}

void records_rollback(Records *records)
{
    if (!sqlite3_get_autocommit(records->database))
        sqlite3_exec(records->database, "ROLLBACK", NULL, NULL, NULL);
    pthread_mutex_unlock(&records->mutex);
}

/* ---- copies ---- */

Status records_copy(Records *records, const char *file, Error *error)
{
    sqlite3 *target = NULL;
    Status status = STATUS_OK;
    pthread_mutex_lock(&records->mutex);
    if (sqlite3_open(file, &target) != SQLITE_OK) {
        status = records_fail(target, error);
    } else {
        sqlite3_backup *backup = sqlite3_backup_init(target, "main", records->database, "main");
        while (backup && sqlite3_backup_step(backup, COPY_PAGES) == SQLITE_OK)
            ;
        if (!backup || sqlite3_backup_finish(backup) != SQLITE_OK)
            status = records_fail(target, error);
    }
    sqlite3_close(target);
    pthread_mutex_unlock(&records->mutex);
    return status;
}
