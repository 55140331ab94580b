#include "import/erased.h"

#include <string.h>

Status erased_any(FactsSession *session, Arena *arena, bool *ret_any, Error *error)
{
    Value count;
    TRY(facts_value(session, arena, "SELECT count(*) FROM erased", NULL, 0, &count, error));
    *ret_any = count.integer > 0;
    return STATUS_OK;
}

const char *erased_owner(const Kind *kind, const Field *field)
{
    if (field->personal == PERSONAL_CUSTOMER || field->personal == PERSONAL_INSIDE)
        return "customer";
    bool own = field->personal == PERSONAL_EMPLOYEE && kind->dimension && strcmp(kind->key[0], field->name) == 0;
    return own ? "employee" : NULL;
}

const char *erased_condition(Arena *arena, const char *person, const char *column)
{
    /* sql: both are names of the schema */
    return arena_format(arena, "sha256((SELECT key FROM erased_key) || \"%s\") IN (SELECT digest FROM erased WHERE kind = '%s')",
                        column, person);
}

Status erased_rename(FactsSession *session, Arena *arena, const Kind *kind, int64_t batch, Error *error)
{
    bool any;
    TRY(erased_any(session, arena, &any, error));
    for (size_t i = 0; any && i < kind->field_count; i++) {
        const Field *field = &kind->fields[i];
        if (field->personal != PERSONAL_EMPLOYEE || erased_owner(kind, field))
            continue;
        Sql *sql CLEANUP(sql_cleanup) = sql_new(arena);
        sql_text(sql, "UPDATE ");
        sql_name(sql, "", kind->table);
        sql_text(sql, " AS f SET ");
        sql_name(sql, "", field->name);
        sql_text(sql, " = e.pseudonym FROM erased e WHERE e.kind = 'employee' AND f.batch = ");
        sql_bind(sql, value_integer(batch));
        sql_text(sql, " AND e.digest = sha256((SELECT key FROM erased_key) || f.");
        sql_name(sql, "", field->name);
        sql_text(sql, ")");
        TRY(sql_execute(session, sql, NULL, error));
    }
    return STATUS_OK;
}
