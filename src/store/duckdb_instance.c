/*
 * The instance of DuckDB, its errors and its sessions.
 *
 * DuckDB allows opening one file twice in a process and then loses its lock, so there is one instance a
 * Facts. When an instance gives up (a full disk in an automatic checkpoint) every later statement fails on
 * it; what was committed is safe in the log. The sessions then leave it one by one and the first that finds
 * it empty opens the file anew.
 */
#include "store/duckdb_session.h"

#include "base/translate.h"
#include "store/torn.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { DEFAULT_MEMORY_MB = 1024, LEAVE_SECONDS = 10 };

Dialect facts_dialect(const Facts *facts)
{
    (void)facts;
    return DIALECT_DUCKDB;
}

const char *facts_engine_version(void)
{
    static _Thread_local char version[64];
    const char *number = duckdb_library_version();
    snprintf(version, sizeof version, "DuckDB %s", number[0] == 'v' ? number + 1 : number);
    return version;
}

/* ---- errors ---- */

/* The engine's message without its class and without the lines that point into the statement. */
static void shorten(const char *message, char *target, size_t capacity)
{
    const char *start = strstr(message, "Error: ");
    start = start && start - message < 40 ? start + strlen("Error: ") : message;
    size_t length = strcspn(start, "\n");
    if (length >= capacity)
        length = capacity - 1;
    memcpy(target, start, length);
    target[length] = '\0';
}

static bool mentions(const char *message, const char *what)
{
    return strcasestr(message, what) != NULL;
}

static bool out_of_space(const char *message)
{
    return mentions(message, "No space left") || mentions(message, "out of disk") ||
           mentions(message, "File too large") || mentions(message, "Disk quota") ||
           mentions(message, "max_temp_directory_size");
}

static Status status_of(duckdb_error_type type, const char *message)
{
    if (out_of_space(message))
        return STATUS_OUT_OF_SPACE;
    switch (type) {
    case DUCKDB_ERROR_INTERRUPT:
        return STATUS_CANCELLED;
    case DUCKDB_ERROR_OUT_OF_MEMORY:
        return STATUS_OUT_OF_MEMORY;
    case DUCKDB_ERROR_IO:
        return STATUS_IO;
    case DUCKDB_ERROR_CONVERSION:
    case DUCKDB_ERROR_OUT_OF_RANGE:
    case DUCKDB_ERROR_DIVIDE_BY_ZERO:
    case DUCKDB_ERROR_MISMATCH_TYPE:
    case DUCKDB_ERROR_DECIMAL:
        return STATUS_INVALID_DATA;
    case DUCKDB_ERROR_CONSTRAINT:
    case DUCKDB_ERROR_TRANSACTION:
        return STATUS_CONFLICT;
    case DUCKDB_ERROR_CATALOG:
    case DUCKDB_ERROR_PARSER:
    case DUCKDB_ERROR_SYNTAX:
    case DUCKDB_ERROR_BINDER:
    case DUCKDB_ERROR_PLANNER:
    case DUCKDB_ERROR_EXPRESSION:
    case DUCKDB_ERROR_INVALID_INPUT:
    case DUCKDB_ERROR_INVALID_TYPE:
    case DUCKDB_ERROR_UNKNOWN_TYPE:
    case DUCKDB_ERROR_NOT_IMPLEMENTED:
    case DUCKDB_ERROR_PERMISSION:
    case DUCKDB_ERROR_SETTINGS:
    case DUCKDB_ERROR_PARAMETER_NOT_RESOLVED:
        return STATUS_INVALID_ARGUMENT;
    default:
        return STATUS_INTERNAL;
    }
}

/* Where the engine gives only a message, its class is the message's first words. */
static duckdb_error_type type_of_message(const char *message)
{
    static const struct { const char *prefix; duckdb_error_type type; } prefixes[] = {
        {"INTERRUPT", DUCKDB_ERROR_INTERRUPT},         {"Out of Memory", DUCKDB_ERROR_OUT_OF_MEMORY},
        {"IO Error", DUCKDB_ERROR_IO},                 {"Conversion", DUCKDB_ERROR_CONVERSION},
        {"Out of Range", DUCKDB_ERROR_OUT_OF_RANGE},   {"Constraint", DUCKDB_ERROR_CONSTRAINT},
        {"Transaction", DUCKDB_ERROR_TRANSACTION},     {"Catalog", DUCKDB_ERROR_CATALOG},
        {"Parser", DUCKDB_ERROR_PARSER},               {"Binder", DUCKDB_ERROR_BINDER},
        {"Invalid Input", DUCKDB_ERROR_INVALID_INPUT}, {"Not implemented", DUCKDB_ERROR_NOT_IMPLEMENTED},
        {"Permission", DUCKDB_ERROR_PERMISSION},       {"FATAL", DUCKDB_ERROR_FATAL},
    };
    for (size_t i = 0; i < sizeof prefixes / sizeof prefixes[0]; i++)
        if (strncasecmp(message, prefixes[i].prefix, strlen(prefixes[i].prefix)) == 0)
            return prefixes[i].type;
    return DUCKDB_ERROR_INVALID;
}

Status duckdb_fail(FactsSession *session, duckdb_error_type type, const char *message, Error *error)
{
    if (!message || !*message)
        message = "no reason was given";
    if (type == DUCKDB_ERROR_INVALID)
        type = type_of_message(message);
    if (type == DUCKDB_ERROR_FATAL || type == DUCKDB_ERROR_INTERNAL || mentions(message, "has been invalidated"))
        atomic_store(&session->facts->invalid, true);
    session->doubtful = true;
    char text[400];
    shorten(message, text, sizeof text);
    Status status = status_of(type, message);
    if (status == STATUS_OUT_OF_SPACE)
        error_set(error, status, _("no space is left on the disk"));
    else if (status == STATUS_CANCELLED)
        error_set(error, status, _("the statement was cancelled"));
    else
        error_set(error, status, "%s", text);
    return status;
}

/* ---- the instance ---- */

static Status open_failed(const Facts *facts, const char *message, int64_t *ret_log_position, Error *error)
{
    char text[400];
    shorten(message ? message : "", text, sizeof text);
    int64_t position = -1;
    if (!message)
        return error_set(error, STATUS_INTERNAL, _("the facts cannot be opened"));
    if (out_of_space(message))
        return error_set(error, STATUS_OUT_OF_SPACE, _("no space is left on the disk"));
    if (mentions(message, "Could not set lock") || mentions(message, "Conflicting lock"))
        return error_set(error, STATUS_STORE_BUSY, _("another program has the facts open: %s"), text);
    if (mentions(message, "version number") && !mentions(message, "WAL"))
        return error_set(error, STATUS_STORE_NEWER, _("the facts were written by another version of the engine: %s"),
                         text);
    if (mentions(message, "WAL")) {
        position = 0;
        const char *place = strstr(message, "byte position ");
        if (place)
            position = strtoll(place + strlen("byte position "), NULL, 10);
        error_set(error, STATUS_STORE_DAMAGED, _("the write-ahead log of the facts is damaged: %s"), text);
        error_hint(error, _("mend it, keeping a copy: mizan check STORE --repair"));
    } else if (mentions(message, "orrupt") || mentions(message, "not a valid DuckDB") ||
               mentions(message, "checksum") || mentions(message, "erializ")) {
        error_set(error, STATUS_STORE_DAMAGED, _("the file of facts is damaged: %s"), text);
        error_hint(error, _("lay out the last backup: mizan restore FILE STORE"));
    } else {
        return error_set(error, STATUS_IO, _("the facts cannot be opened: %s"), text);
    }
    error_where(error, "%s", facts->file);
    if (ret_log_position)
        *ret_log_position = position;
    return STATUS_STORE_DAMAGED;
}

static Status configure(const Facts *facts, duckdb_config *ret_config, Error *error)
{
    duckdb_config config = NULL;
    if (duckdb_create_config(&config) != DuckDBSuccess)
        return error_set(error, STATUS_OUT_OF_MEMORY, _("the facts cannot be opened"));
    char memory[32], threads[16];
    snprintf(memory, sizeof memory, "%zuMiB", facts->memory_limit_mb ? facts->memory_limit_mb : DEFAULT_MEMORY_MB);
    snprintf(threads, sizeof threads, "%d", facts->threads);
    const char *options[][2] = {
        {"autoinstall_known_extensions", "false"},
        {"autoload_known_extensions", "false"},
        {"allow_community_extensions", "false"},
        {"memory_limit", memory},
        {"temp_directory", facts->tmp},
        {"checkpoint_threshold", "256MB"},
        {"auto_checkpoint_skip_wal_threshold", "9223372036854775807"}, /* never: torn.h needs the mark in the log */
        {"preserve_insertion_order", "true"},
        {"threads", facts->threads > 0 ? threads : NULL},
    };
    for (size_t i = 0; i < sizeof options / sizeof options[0]; i++)
        if (options[i][1] && duckdb_set_config(config, options[i][0], options[i][1]) != DuckDBSuccess) {
            duckdb_destroy_config(&config);
            return error_set(error, STATUS_INTERNAL, "the engine refuses %s = %s", options[i][0], options[i][1]);
        }
    *ret_config = config;
    return STATUS_OK;
}

/* Of all sessions. The engine takes this option only once it is open: an extension brings it, which begins with the
 * process's own zone. */
static Status set_time_zone(Facts *facts, Error *error)
{
    const char *zone = getenv("TZ");
    if (zone && strcmp(zone, "UTC") == 0)
        return STATUS_OK;
    duckdb_connection connection;
    bool set = false;
    if (duckdb_connect(facts->database, &connection) == DuckDBSuccess) {
        set = duckdb_query(connection, "SET GLOBAL TimeZone = 'UTC'", NULL) == DuckDBSuccess;
        duckdb_disconnect(&connection);
    }
    if (set)
        return STATUS_OK;
    duckdb_close(&facts->database);
    facts->database = NULL;
    return error_set(error, STATUS_INTERNAL, _("the facts cannot be opened"));
}

/* With the facts' mutex held, or before anyone else knows them. */
static Status instance_open(Facts *facts, int64_t *ret_log_position, Error *error)
{
    duckdb_config config;
    TRY(torn_mend(facts->file, error));
    TRY(configure(facts, &config, error));
    char *message = NULL;
    duckdb_state state = duckdb_open_ext(facts->file, &facts->database, config, &message);
    duckdb_destroy_config(&config);
    if (state != DuckDBSuccess) {
        Status status = open_failed(facts, message, ret_log_position, error);
        duckdb_free(message);
        facts->database = NULL;
        return status;
    }
    facts->generation++;
    facts->connections = 0;
    atomic_store(&facts->invalid, false);
    return set_time_zone(facts, error);
}

Status facts_open(const FactsConfig *config, Facts **ret_facts, int64_t *ret_log_position, Error *error)
{
    Facts *facts = calloc(1, sizeof *facts);
    if (!facts)
        return error_set(error, STATUS_OUT_OF_MEMORY, _("out of memory"));
    pthread_mutex_init(&facts->mutex, NULL);
    pthread_cond_init(&facts->idle, NULL);
    facts->file = strdup(config->file);
    facts->tmp = strdup(config->tmp);
    facts->memory_limit_mb = config->memory_limit_mb;
    facts->threads = config->threads;
    Status status = facts->file && facts->tmp ? instance_open(facts, ret_log_position, error)
                                              : error_set(error, STATUS_OUT_OF_MEMORY, _("out of memory"));
    if (status != STATUS_OK) {
        facts_close(facts);
        return status;
    }
    *ret_facts = facts;
    return STATUS_OK;
}

void facts_close(Facts *facts)
{
    if (!facts)
        return;
    if (facts->database)
        duckdb_close(&facts->database);
    pthread_cond_destroy(&facts->idle);
    pthread_mutex_destroy(&facts->mutex);
    free(facts->file);
    free(facts->tmp);
    free(facts);
}

/* What ends with the process; reachable, so that a tool that looks for leaks knows that it is meant. */
static Facts *_Atomic left_open;

bool facts_leave(Facts *facts)
{
    char log[PATH_MAX];
    struct stat status;
    bool written = facts && (size_t)snprintf(log, sizeof log, "%s.wal", facts->file) < sizeof log &&
                   (stat(log, &status) != 0 ? errno != ENOENT : status.st_size > 0);
    if (!facts || written || atomic_load(&facts->invalid) || atomic_load(&left_open))
        return false;
    atomic_store(&left_open, facts);
    return true;
}

void facts_close_cleanup(Facts **facts)
{
    facts_close(*facts);
}

/* ---- sessions ---- */

static void disconnect(FactsSession *session)
{
    pthread_mutex_lock(&session->mutex);
    duckdb_connection connection = session->connection;
    session->connection = NULL;
    pthread_mutex_unlock(&session->mutex);
    if (!connection)
        return;
    duckdb_disconnect(&connection);
    Facts *facts = session->facts;
    pthread_mutex_lock(&facts->mutex);
    if (session->generation == facts->generation && --facts->connections == 0)
        pthread_cond_broadcast(&facts->idle);
    pthread_mutex_unlock(&facts->mutex);
}

/* Opens the file anew once every session has left the instance that gave up. */
static Status instance_renew(Facts *facts, Error *error)
{
    struct timespec until;
    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_sec += LEAVE_SECONDS;
    while (atomic_load(&facts->invalid) && facts->connections > 0)
        if (pthread_cond_timedwait(&facts->idle, &facts->mutex, &until) == ETIMEDOUT)
            return error_set(error, STATUS_STORE_BUSY,
                             _("the facts are being opened anew after an error; statements still run"));
    if (!atomic_load(&facts->invalid) && facts->database)
        return STATUS_OK; /* another session was first */
    if (facts->database)
        duckdb_close(&facts->database);
    return instance_open(facts, NULL, error);
}

/* The bar is what makes the engine keep count for facts_progress(); it is not printed. Counting takes its share
 * of every statement, so that a session has to ask for it. */
static const char progress_settings[] = "SET SESSION enable_progress_bar = true;"
                                        "SET SESSION enable_progress_bar_print = false;";

static Status set_progress(FactsSession *session, duckdb_connection connection, Error *error)
{
    duckdb_result result;
    Status status = STATUS_OK;
    if (duckdb_query(connection, progress_settings, &result) != DuckDBSuccess)
        status = duckdb_fail(session, duckdb_result_error_type(&result), duckdb_result_error(&result), error);
    duckdb_destroy_result(&result);
    return status;
}

static Status connect_session(FactsSession *session, Error *error)
{
    Facts *facts = session->facts;
    Status status = STATUS_OK;
    duckdb_connection connection = NULL;
    pthread_mutex_lock(&facts->mutex);
    if (atomic_load(&facts->invalid) || !facts->database)
        status = instance_renew(facts, error);
    if (status == STATUS_OK && duckdb_connect(facts->database, &connection) != DuckDBSuccess)
        status = error_set(error, STATUS_INTERNAL, _("the facts take no more sessions"));
    if (status == STATUS_OK) {
        facts->connections++;
        session->generation = facts->generation;
    }
    pthread_mutex_unlock(&facts->mutex);
    if (status != STATUS_OK)
        return status;
    if (session->tracked)
        status = set_progress(session, connection, error);
    pthread_mutex_lock(&session->mutex);
    session->connection = connection;
    pthread_mutex_unlock(&session->mutex);
    if (status != STATUS_OK)
        disconnect(session);
    return status;
}

Status facts_session_open(Facts *facts, FactsSession **ret_session, Error *error)
{
    FactsSession *session = calloc(1, sizeof *session);
    if (!session)
        return error_set(error, STATUS_OUT_OF_MEMORY, _("out of memory"));
    session->facts = facts;
    pthread_mutex_init(&session->mutex, NULL);
    Status status = connect_session(session, error);
    if (status != STATUS_OK) {
        facts_session_close(session);
        return status;
    }
    *ret_session = session;
    return STATUS_OK;
}

Status facts_track_progress(FactsSession *session, Error *error)
{
    if (session->tracked)
        return STATUS_OK;
    TRY(duckdb_session_ready(session, error));
    TRY(set_progress(session, session->connection, error));
    session->tracked = true;
    return STATUS_OK;
}

void facts_session_close(FactsSession *session)
{
    if (!session)
        return;
    if (session->open_result)
        duckdb_result_close(session->open_result);
    disconnect(session); /* the engine rolls back what is open */
    pthread_mutex_destroy(&session->mutex);
    free(session);
}

void facts_session_cleanup(FactsSession **session)
{
    facts_session_close(*session);
}

Status duckdb_session_ready(FactsSession *session, Error *error)
{
    if (session->open_result)
        duckdb_result_close(session->open_result);
    if (session->connection && !atomic_load(&session->facts->invalid))
        return STATUS_OK;
    bool lost = session->in_transaction;
    session->in_transaction = false;
    disconnect(session);
    TRY(connect_session(session, error));
    if (lost)
        return error_set(error, STATUS_CONFLICT,
                         _("the transaction was rolled back: the facts were opened anew after an error"));
    return STATUS_OK;
}

void facts_interrupt(FactsSession *session)
{
    pthread_mutex_lock(&session->mutex);
    if (session->connection)
        duckdb_interrupt(session->connection);
    pthread_mutex_unlock(&session->mutex);
}

double facts_progress(FactsSession *session)
{
    double share = -1;
    pthread_mutex_lock(&session->mutex);
    if (session->connection)
        share = duckdb_query_progress(session->connection).percentage;
    pthread_mutex_unlock(&session->mutex);
    return share < 0 ? -1 : share / 100;
}
