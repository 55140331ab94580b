/* Cells of records as this folder's structs hold them. */
#ifndef GOAL_ROWS_H
#define GOAL_ROWS_H

#include "metric/query.h"
#include "store/records.h"

#include <math.h>

/* The text in the arena; NULL where there is none. */
static inline const char *row_text(Arena *arena, const RecordsTable *table, size_t row, size_t column)
{
    Value value = records_value(table, row, column);
    return value.type == VALUE_TEXT ? text_string(arena, value.text) : NULL;
}

static inline MaybeNumber row_number(const RecordsTable *table, size_t row, size_t column)
{
    Value value = records_value(table, row, column);
    return (MaybeNumber){value.type == VALUE_NUMBER, value.type == VALUE_NUMBER ? value.number : 0};
}

static inline Value maybe_value(MaybeNumber number)
{
    return number.defined ? value_number(number.number) : value_null();
}

/* Commits what was begun where `status` is OK, else takes it back. */
static inline Status rows_finish(Records *records, Status status, Error *error)
{
    if (status == STATUS_OK)
        return records_commit(records, error);
    records_rollback(records);
    return status;
}

#endif
