/*
 * Errors: a status that callers test and an Error that says what was wrong.
 *
 * A function that can fail returns a Status and takes `Error *error` last. On success the error is not
 * touched and outputs named `ret_x` are written; on failure the outputs are not touched. An Error owns
 * nothing and needs no clean-up.
 */
#ifndef BASE_ERROR_H
#define BASE_ERROR_H

#include "base/attributes.h"

#include <stddef.h>

/* The one list of error codes: name in C, name outside (API, logs), HTTP status, exit status. */
#define STATUS_CODES(X)                                                                                      \
    X(STATUS_INVALID_ARGUMENT, "invalid-argument", 400, 2)                                                   \
    X(STATUS_INVALID_DATA, "invalid-data", 422, 3)                                                           \
    X(STATUS_NOT_FOUND, "not-found", 404, 4)                                                                 \
    X(STATUS_ALREADY_EXISTS, "already-exists", 409, 5)                                                       \
    X(STATUS_CONFLICT, "conflict", 409, 5)                                                                   \
    X(STATUS_TOO_LARGE, "too-large", 413, 6)                                                                 \
    X(STATUS_UNSUPPORTED, "unsupported", 415, 7)                                                             \
    X(STATUS_STORE_BUSY, "store-busy", 503, 8)                                                               \
    X(STATUS_STORE_DAMAGED, "store-damaged", 500, 9)                                                         \
    X(STATUS_STORE_NEWER, "store-newer", 500, 10)                                                            \
    X(STATUS_CANCELLED, "cancelled", 499, 11)                                                                \
    X(STATUS_TIMEOUT, "timeout", 504, 12)                                                                    \
    X(STATUS_OUT_OF_SPACE, "out-of-space", 507, 13)                                                          \
    X(STATUS_OUT_OF_MEMORY, "out-of-memory", 500, 14)                                                        \
    X(STATUS_IO, "input-output", 500, 15)                                                                    \
    X(STATUS_FORBIDDEN, "forbidden", 403, 16)                                                                \
    X(STATUS_NOT_ALLOWED, "not-allowed", 405, 17)                                                            \
    X(STATUS_UNAUTHENTICATED, "unauthenticated", 401, 18)                                                    \
    X(STATUS_TOO_MANY, "too-many", 429, 19)                                                                  \
    X(STATUS_SECOND_FACTOR, "second-factor", 403, 20)                                                        \
    X(STATUS_REAUTHENTICATE, "reauthenticate", 403, 21)                                                      \
    X(STATUS_INTERNAL, "internal", 500, 70)

typedef enum Status {
    STATUS_OK = 0,
#define STATUS_ENUM(code, name, http, exit_status) code,
    STATUS_CODES(STATUS_ENUM)
#undef STATUS_ENUM
} Status;

typedef struct Error {
    Status status;
    char message[512]; /* what was wrong, a sentence for the user */
    char where[192];   /* the place: file, line and column, or a field's path; "" when there is none */
    char value[128];   /* the offending value, cut to fit on a character border; "" when there is none */
    char hint[384];    /* what to do about it; "" when there is nothing to say */
} Error;

/* Writes status and message (where, value and hint become ""); returns the status, so that
 * `return error_set(error, STATUS_..., ...)` reads as one step. The message is cut to fit. */
Status error_set(Error *error, Status status, const char *format, ...) PRINTF_LIKE(3, 4);

/* Add to an error that was set. Each is cut to fit. */
void error_where(Error *error, const char *format, ...) PRINTF_LIKE(2, 3);
void error_value(Error *error, const char *value, size_t length);
void error_hint(Error *error, const char *format, ...) PRINTF_LIKE(2, 3);

/* The status of `errno` after a failed system call (ENOSPC is out-of-space, EADDRINUSE a conflict), with
 * "what: reason". */
Status error_set_errno(Error *error, int error_number, const char *format, ...) PRINTF_LIKE(3, 4);

const char *status_name(Status status);  /* "invalid-argument"; "ok" for STATUS_OK */
int status_http(Status status);          /* 400; 200 for STATUS_OK */
int status_exit(Status status);          /* 2; 0 for STATUS_OK */

/* `TRY(call)`: returns from the enclosing function with the call's status when that is not OK. */
#define TRY(call)                                                                                            \
    do {                                                                                                     \
        Status try_status_ = (call);                                                                         \
        if (try_status_ != STATUS_OK)                                                                        \
            return try_status_;                                                                              \
    } while (0)

#endif
