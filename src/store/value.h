/* A value that travels to or from an engine: bound to a statement or read from a result. */
#ifndef STORE_VALUE_H
#define STORE_VALUE_H

#include "base/text.h"

#include <stdbool.h>
#include <stdint.h>

typedef enum ValueType {
    VALUE_NULL,
    VALUE_BOOLEAN,
    VALUE_INTEGER,
    VALUE_NUMBER,
    VALUE_TEXT,
    VALUE_DAY,  /* days since 1970-01-01 */
    VALUE_TIME, /* microseconds since 1970-01-01 00:00 UTC */
} ValueType;

typedef struct Value {
    ValueType type;
    union {
        bool boolean;
        int64_t integer;
        double number;
        Text text; /* in a result: valid until the next row is asked for */
        int32_t day;
        int64_t time;
    };
} Value;

static inline Value value_null(void)
{
    return (Value){.type = VALUE_NULL};
}

static inline Value value_boolean(bool boolean)
{
    return (Value){.type = VALUE_BOOLEAN, .boolean = boolean};
}

static inline Value value_integer(int64_t integer)
{
    return (Value){.type = VALUE_INTEGER, .integer = integer};
}

static inline Value value_number(double number)
{
    return (Value){.type = VALUE_NUMBER, .number = number};
}

/* NULL becomes VALUE_NULL. The bytes must outlive the call they are bound for. */
static inline Value value_text(const char *text)
{
    return text ? (Value){.type = VALUE_TEXT, .text = text_of(text)} : value_null();
}

static inline Value value_day(int32_t day)
{
    return (Value){.type = VALUE_DAY, .day = day};
}

static inline Value value_time(int64_t time)
{
    return (Value){.type = VALUE_TIME, .time = time};
}

#endif
