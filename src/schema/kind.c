#include "schema/kind.h"

#include "schema/tables.h"

#include <string.h>

#define KIND_LIST(X)                                                                                         \
    X(kind_answer)                                                                                           \
    X(kind_ticket)                                                                                           \
    X(kind_subscription)                                                                                     \
    X(kind_order)                                                                                            \
    X(kind_event)                                                                                            \
    X(kind_spend)                                                                                            \
    X(kind_measurement)                                                                                      \
    X(kind_pulse_answer)                                                                                     \
    X(kind_one_on_one)                                                                                       \
    X(kind_customer)                                                                                         \
    X(kind_employee)                                                                                         \
    X(kind_team)                                                                                             \
    X(kind_brand)                                                                                            \
    X(kind_campaign)                                                                                         \
    X(kind_exchange_rate)

#define KIND_ADDRESS(kind) &kind,
const Kind *const schema_kinds[] = {KIND_LIST(KIND_ADDRESS)};
const size_t schema_kind_count = COUNT(schema_kinds);

const Kind *schema_kind(const char *name)
{
    for (size_t i = 0; i < schema_kind_count; i++)
        if (strcmp(schema_kinds[i]->name, name) == 0)
            return schema_kinds[i];
    return NULL;
}

const Field *schema_field(const Kind *kind, const char *name)
{
    for (size_t i = 0; i < kind->field_count; i++)
        if (strcmp(kind->fields[i].name, name) == 0)
            return &kind->fields[i];
    return NULL;
}

const Slice *schema_slice(const Kind *kind, const char *name)
{
    for (size_t i = 0; i < kind->slice_count; i++)
        if (strcmp(kind->slices[i].name, name) == 0)
            return &kind->slices[i];
    return NULL;
}

typedef struct TypeRow {
    const char *name, *sql;
} TypeRow;

static const TypeRow types[] = {
    [FIELD_TEXT] = {"text", "VARCHAR"},         [FIELD_TIME] = {"time", "TIMESTAMP"},
    [FIELD_DAY] = {"day", "DATE"},              [FIELD_INTEGER] = {"integer", "BIGINT"},
    [FIELD_NUMBER] = {"number", "DOUBLE PRECISION"}, [FIELD_MONEY] = {"money", "DECIMAL(18,4)"},
    [FIELD_BOOLEAN] = {"boolean", "BOOLEAN"},   [FIELD_CURRENCY] = {"currency", "VARCHAR"},
    [FIELD_CHOICE] = {"choice", "VARCHAR"},
};

const char *schema_type_sql(FieldType type)
{
    return types[type].sql;
}

const char *schema_type_name(FieldType type)
{
    return types[type].name;
}
