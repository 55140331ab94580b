#include "base/error.h"

#include <errno.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

/* The longest prefix of at most `limit` bytes that does not end inside a UTF-8 character. */
static size_t whole_characters(const char *text, size_t length, size_t limit)
{
    if (length <= limit)
        return length;
    while (limit > 0 && ((unsigned char)text[limit] & 0xC0) == 0x80)
        limit--;
    return limit;
}

/* A text that does not fit ends with an ellipsis, so that nobody takes it for whole. */
static void cut_into(char *target, size_t capacity, const char *text, size_t length)
{
    static const char more[] = "\xE2\x80\xA6";
    bool fits = length < capacity;
    size_t keep = fits ? length : whole_characters(text, length, capacity - sizeof more);
    if (keep) /* an empty text may have no bytes to point to */
        memcpy(target, text, keep);
    const char *end = fits ? "" : more;
    memcpy(target + keep, end, strlen(end) + 1);
}

PRINTF_LIKE(3, 0)
static void format_into(char *target, size_t capacity, const char *format, va_list arguments)
{
    char text[1024];
    int length = vsnprintf(text, sizeof text, format, arguments);
    if (length < 0)
        length = 0;
    size_t have = (size_t)length < sizeof text ? (size_t)length : sizeof text - 1;
    cut_into(target, capacity, text, have);
}

Status error_set(Error *error, Status status, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    error->status = status;
    format_into(error->message, sizeof error->message, format, arguments);
    error->where[0] = error->value[0] = error->hint[0] = '\0';
    va_end(arguments);
    return status;
}

void error_where(Error *error, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    format_into(error->where, sizeof error->where, format, arguments);
    va_end(arguments);
}

void error_hint(Error *error, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    format_into(error->hint, sizeof error->hint, format, arguments);
    va_end(arguments);
}

void error_value(Error *error, const char *value, size_t length)
{
    cut_into(error->value, sizeof error->value, value, length);
}

Status error_set_errno(Error *error, int error_number, const char *format, ...)
{
    Status status = STATUS_IO;
    if (error_number == ENOSPC || error_number == EDQUOT)
        status = STATUS_OUT_OF_SPACE;
    else if (error_number == ENOENT)
        status = STATUS_NOT_FOUND;
    else if (error_number == EEXIST)
        status = STATUS_ALREADY_EXISTS;
    else if (error_number == EADDRINUSE)
        status = STATUS_CONFLICT;
    else if (error_number == ENOMEM)
        status = STATUS_OUT_OF_MEMORY;

    char what[384];
    va_list arguments;
    va_start(arguments, format);
    format_into(what, sizeof what, format, arguments);
    va_end(arguments);
    char reason[128];
    return error_set(error, status, "%s: %s", what, strerror_r(error_number, reason, sizeof reason));
}

typedef struct StatusRow {
    const char *name;
    int http;
    int exit_status;
} StatusRow;

static const StatusRow status_rows[] = {
    [STATUS_OK] = {"ok", 200, 0},
#define STATUS_ROW(code, name, http, exit_status) [code] = {name, http, exit_status},
    STATUS_CODES(STATUS_ROW)
#undef STATUS_ROW
};

const char *status_name(Status status)
{
    return status_rows[status].name;
}

int status_http(Status status)
{
    return status_rows[status].http;
}

int status_exit(Status status)
{
    return status_rows[status].exit_status;
}
