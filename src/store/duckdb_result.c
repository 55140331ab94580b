/* Results of DuckDB: chunks of columns read as rows of values. */
#include "store/duckdb_session.h"

#include "base/translate.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct ResultColumn {
    char *name;
    duckdb_logical_type logical;
    duckdb_type type;     /* of the stored values: a decimal's or enum's own width is in `width` */
    duckdb_type width;
    double divisor;       /* decimals: ten to the scale */
    const void *data;     /* of the current chunk */
    uint64_t *validity;   /* NULL: no nulls */
    char **words;         /* enums: the dictionary */
    uint32_t word_count;
} ResultColumn;

static const ValueType value_types[] = {
    [DUCKDB_TYPE_BOOLEAN] = VALUE_BOOLEAN,     [DUCKDB_TYPE_TINYINT] = VALUE_INTEGER,
    [DUCKDB_TYPE_SMALLINT] = VALUE_INTEGER,    [DUCKDB_TYPE_INTEGER] = VALUE_INTEGER,
    [DUCKDB_TYPE_BIGINT] = VALUE_INTEGER,      [DUCKDB_TYPE_UTINYINT] = VALUE_INTEGER,
    [DUCKDB_TYPE_USMALLINT] = VALUE_INTEGER,   [DUCKDB_TYPE_UINTEGER] = VALUE_INTEGER,
    [DUCKDB_TYPE_UBIGINT] = VALUE_NUMBER,      [DUCKDB_TYPE_FLOAT] = VALUE_NUMBER,
    [DUCKDB_TYPE_DOUBLE] = VALUE_NUMBER,       [DUCKDB_TYPE_HUGEINT] = VALUE_NUMBER,
    [DUCKDB_TYPE_UHUGEINT] = VALUE_NUMBER,     [DUCKDB_TYPE_DECIMAL] = VALUE_NUMBER,
    [DUCKDB_TYPE_VARCHAR] = VALUE_TEXT,        [DUCKDB_TYPE_ENUM] = VALUE_TEXT,
    [DUCKDB_TYPE_DATE] = VALUE_DAY,            [DUCKDB_TYPE_TIMESTAMP] = VALUE_TIME,
    [DUCKDB_TYPE_TIMESTAMP_S] = VALUE_TIME,    [DUCKDB_TYPE_TIMESTAMP_MS] = VALUE_TIME,
    [DUCKDB_TYPE_TIMESTAMP_NS] = VALUE_TIME,   [DUCKDB_TYPE_TIMESTAMP_TZ] = VALUE_TIME,
};

bool duckdb_type_direct(duckdb_type type)
{
    size_t known = sizeof value_types / sizeof value_types[0];
    return type == DUCKDB_TYPE_SQLNULL || ((size_t)type < known && value_types[type] != VALUE_NULL);
}

static void read_words(ResultColumn *column)
{
    column->width = duckdb_enum_internal_type(column->logical);
    column->word_count = duckdb_enum_dictionary_size(column->logical);
    column->words = calloc(column->word_count ? column->word_count : 1, sizeof *column->words);
    for (uint32_t i = 0; column->words && i < column->word_count; i++)
        column->words[i] = duckdb_enum_dictionary_value(column->logical, i);
}

static void column_open(ResultColumn *column, duckdb_result *result, idx_t index)
{
    const char *name = duckdb_column_name(result, index);
    column->name = strdup(name ? name : "");
    column->logical = duckdb_column_logical_type(result, index);
    column->type = duckdb_get_type_id(column->logical);
    if (column->type == DUCKDB_TYPE_DECIMAL) {
        column->width = duckdb_decimal_internal_type(column->logical);
        column->divisor = pow(10, duckdb_decimal_scale(column->logical));
    } else if (column->type == DUCKDB_TYPE_ENUM) {
        read_words(column);
    }
}

static void column_close(ResultColumn *column)
{
    for (uint32_t i = 0; column->words && i < column->word_count; i++)
        duckdb_free(column->words[i]);
    free(column->words);
    free(column->name);
    duckdb_destroy_logical_type(&column->logical);
}

Status duckdb_result_wrap(FactsSession *session, duckdb_result *from, FactsResult **ret_result, Error *error)
{
    size_t columns = (size_t)duckdb_column_count(from);
    FactsResult *result = calloc(1, sizeof *result);
    ResultColumn *column = calloc(columns ? columns : 1, sizeof *column);
    if (!result || !column) {
        free(result);
        free(column);
        duckdb_destroy_result(from);
        return error_set(error, STATUS_OUT_OF_MEMORY, _("out of memory"));
    }
    result->session = session;
    result->result = *from;
    result->columns = columns;
    result->column = column;
    for (size_t i = 0; i < columns; i++)
        column_open(&column[i], &result->result, i);
    session->open_result = result;
    *ret_result = result;
    return STATUS_OK;
}

/* The columns' names and types stay readable; rows do not. */
void duckdb_result_close(FactsResult *result)
{
    FactsSession *session = result->session;
    if (!session)
        return;
    result->session = NULL;
    session->open_result = NULL;
    duckdb_destroy_data_chunk(&result->chunk);
    duckdb_destroy_result(&result->result);
    if (result->ends_transaction)
        facts_rollback(session);
}

void facts_result_free(FactsResult *result)
{
    if (!result)
        return;
    duckdb_result_close(result);
    for (size_t i = 0; i < result->columns; i++)
        column_close(&result->column[i]);
    free(result->column);
    free(result);
}

void facts_result_cleanup(FactsResult **result)
{
    facts_result_free(*result);
}

size_t facts_result_columns(const FactsResult *result)
{
    return result->columns;
}

const char *facts_result_name(const FactsResult *result, size_t column)
{
    return result->column[column].name ? result->column[column].name : "";
}

ValueType facts_result_type(const FactsResult *result, size_t column)
{
    duckdb_type type = result->column[column].type;
    return duckdb_type_direct(type) && type != DUCKDB_TYPE_SQLNULL ? value_types[type] : VALUE_NULL;
}

static Status next_chunk(FactsResult *result, bool *ret_row, Error *error)
{
    duckdb_destroy_data_chunk(&result->chunk);
    result->row = result->rows = 0;
    while (result->rows == 0) {
        result->chunk = duckdb_fetch_chunk(result->result);
        if (!result->chunk) {
            const char *message = duckdb_result_error(&result->result);
            if (message && *message)
                return duckdb_fail(result->session, duckdb_result_error_type(&result->result), message, error);
            *ret_row = false;
            return STATUS_OK;
        }
        result->rows = (size_t)duckdb_data_chunk_get_size(result->chunk);
        if (result->rows == 0)
            duckdb_destroy_data_chunk(&result->chunk);
    }
    for (size_t i = 0; i < result->columns; i++) {
        duckdb_vector vector = duckdb_data_chunk_get_vector(result->chunk, i);
        result->column[i].data = duckdb_vector_get_data(vector);
        result->column[i].validity = duckdb_vector_get_validity(vector);
    }
    result->row = 1;
    *ret_row = true;
    return STATUS_OK;
}

Status facts_result_next(FactsResult *result, bool *ret_row, Error *error)
{
    if (!result->session)
        return error_set(error, STATUS_INTERNAL, "rows asked for after the session's next statement");
    if (result->row < result->rows) {
        result->row++;
        *ret_row = true;
        return STATUS_OK;
    }
    return next_chunk(result, ret_row, error);
}

static int64_t integer_at(const void *data, duckdb_type type, size_t row)
{
    switch (type) {
    case DUCKDB_TYPE_TINYINT:
        return ((const int8_t *)data)[row];
    case DUCKDB_TYPE_SMALLINT:
        return ((const int16_t *)data)[row];
    case DUCKDB_TYPE_INTEGER:
        return ((const int32_t *)data)[row];
    case DUCKDB_TYPE_UTINYINT:
        return ((const uint8_t *)data)[row];
    case DUCKDB_TYPE_USMALLINT:
        return ((const uint16_t *)data)[row];
    case DUCKDB_TYPE_UINTEGER:
        return ((const uint32_t *)data)[row];
    default:
        return ((const int64_t *)data)[row];
    }
}

static double number_at(const ResultColumn *column, size_t row)
{
    switch (column->type) {
    case DUCKDB_TYPE_FLOAT:
        return (double)((const float *)column->data)[row];
    case DUCKDB_TYPE_UBIGINT:
        return (double)((const uint64_t *)column->data)[row];
    case DUCKDB_TYPE_HUGEINT:
        return duckdb_hugeint_to_double(((const duckdb_hugeint *)column->data)[row]);
    case DUCKDB_TYPE_UHUGEINT:
        return duckdb_uhugeint_to_double(((const duckdb_uhugeint *)column->data)[row]);
    case DUCKDB_TYPE_DECIMAL:
        if (column->width == DUCKDB_TYPE_HUGEINT)
            return duckdb_hugeint_to_double(((const duckdb_hugeint *)column->data)[row]) / column->divisor;
        return (double)integer_at(column->data, column->width, row) / column->divisor;
    default:
        return ((const double *)column->data)[row];
    }
}

static Text text_at(const ResultColumn *column, size_t row)
{
    if (column->type == DUCKDB_TYPE_ENUM) {
        size_t word = (size_t)integer_at(column->data, column->width, row);
        return text_of(word < column->word_count && column->words ? column->words[word] : "");
    }
    duckdb_string_t *string = &((duckdb_string_t *)column->data)[row];
    return (Text){duckdb_string_t_data(string), duckdb_string_t_length(*string)};
}

/* Days and times without end are none. */
static Value time_at(const ResultColumn *column, size_t row)
{
    int64_t time = ((const int64_t *)column->data)[row];
    if (time == INT64_MAX || time == -INT64_MAX)
        return value_null();
    int64_t unit = column->type == DUCKDB_TYPE_TIMESTAMP_S ? 1000000 : column->type == DUCKDB_TYPE_TIMESTAMP_MS ? 1000 : 1;
    if (__builtin_mul_overflow(time, unit, &time))
        return value_null();
    if (column->type == DUCKDB_TYPE_TIMESTAMP_NS)
        time = time >= 0 ? time / 1000 : -((-time + 999) / 1000);
    return value_time(time);
}

static Value day_at(const ResultColumn *column, size_t row)
{
    int32_t day = ((const int32_t *)column->data)[row];
    return day == INT32_MAX || day == -INT32_MAX ? value_null() : value_day(day);
}

Value facts_result_value(const FactsResult *result, size_t index)
{
    const ResultColumn *column = &result->column[index];
    size_t row = result->row - 1;
    if (!result->chunk || result->row == 0)
        return value_null();
    if (column->validity && !duckdb_validity_row_is_valid(column->validity, row))
        return value_null();
    switch (facts_result_type(result, index)) {
    case VALUE_BOOLEAN:
        return value_boolean(((const bool *)column->data)[row]);
    case VALUE_INTEGER:
        return value_integer(integer_at(column->data, column->type, row));
    case VALUE_NUMBER:
        return value_number(number_at(column, row));
    case VALUE_TEXT:
        return (Value){.type = VALUE_TEXT, .text = text_at(column, row)};
    case VALUE_DAY:
        return day_at(column, row);
    case VALUE_TIME:
        return time_at(column, row);
    case VALUE_NULL:
        break;
    }
    return value_null();
}
