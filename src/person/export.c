#include "person/person.h"

#include "base/translate.h"
#include "calendar/day.h"
#include "render/result.h"

#include <string.h>

static const char *const schemas[] = {"main", "replaced"};

Personal person_reference(const Person *person)
{
    return strcmp(person->kind->name, "employee") == 0 ? PERSONAL_EMPLOYEE : PERSONAL_CUSTOMER;
}

void person_append_condition(TextBuilder *sql, const Kind *kind, const Person *person)
{
    const char *word = "";
    for (size_t i = 0; i < kind->field_count; i++) {
        Personal personal = kind->fields[i].personal;
        /* The one who uses may be the customer, under the same key. */
        bool user = personal == PERSONAL_INSIDE && person_reference(person) == PERSONAL_CUSTOMER;
        if (personal != person_reference(person) && !user)
            continue;
        text_append(sql, word);
        text_append(sql, "f.");
        text_append_identifier(sql, kind->fields[i].name);
        text_append(sql, person->name ? " IN (CAST($1 AS VARCHAR), CAST($2 AS VARCHAR))" : " = CAST($1 AS VARCHAR)");
        word = " OR ";
    }
}

/* "schema"."table" f WHERE ...; false where the kind names nobody of this sort. */
static bool append_rows(TextBuilder *sql, const char *schema, const Kind *kind, const Person *person)
{
    TextBuilder condition CLEANUP(text_builder_free) = text_builder(4096);
    person_append_condition(&condition, kind, person);
    if (!condition.length)
        return false;
    text_append_identifier(sql, schema);
    text_append(sql, ".");
    text_append_identifier(sql, kind->table);
    text_append(sql, " f WHERE ");
    text_append(sql, condition.bytes);
    return true;
}

static Status count_rows(FactsSession *session, Arena *arena, Person *person, Error *error)
{
    Value parameters[] = {value_text(person->id), value_text(person->name)};
    for (size_t i = 0; i < schema_kind_count; i++) {
        for (size_t s = 0; s < 2; s++) {
            TextBuilder sql CLEANUP(text_builder_free) = text_builder(8192);
            Value count;
            text_append(&sql, "SELECT count(*) FROM ");
            if (!append_rows(&sql, schemas[s], schema_kinds[i], person))
                continue;
            TRY(facts_value(session, arena, sql.bytes, parameters, 2, &count, error));
            person->rows += count.integer;
        }
    }
    return STATUS_OK;
}

Status person_find(FactsSession *session, Arena *arena, const char *kind, const char *id, Person *ret_person, Error *error)
{
    Person person = {.kind = schema_kind(kind), .id = id};
    if (strcmp(kind, "customer") != 0 && strcmp(kind, "employee") != 0) {
        error_set(error, STATUS_INVALID_ARGUMENT, _("a person is a customer or an employee, not \"%s\""), kind);
        error_value(error, kind, strlen(kind));
        return error->status;
    }
    Value key = value_text(id), name = value_null();
    if (person_reference(&person) == PERSONAL_EMPLOYEE)
        TRY(facts_value(session, arena,
                        "SELECT max(name) FROM employee e WHERE employee = CAST($1 AS VARCHAR) AND NOT EXISTS "
                        "(SELECT 1 FROM employee o WHERE o.name = e.name AND o.employee <> e.employee)",
                        &key, 1, &name, error));
    person.name = name.type == VALUE_TEXT && name.text.length ? text_string(arena, name.text) : NULL;
    TRY(count_rows(session, arena, &person, error));
    if (person.rows == 0) {
        error_set(error, STATUS_NOT_FOUND, "%s", _("no row of the store names this person"));
        error_value(error, id, strlen(id));
        return error->status;
    }
    *ret_person = person;
    return STATUS_OK;
}

static Status write_rows(FactsSession *session, const char *schema, const Kind *kind, const Person *person,
                         JsonWriter *writer, Error *error)
{
    TextBuilder sql CLEANUP(text_builder_free) = text_builder(8192);
    text_append(&sql, "SELECT f.* FROM ");
    if (!append_rows(&sql, schema, kind, person))
        return STATUS_OK;
    text_append(&sql, " ORDER BY ");
    for (size_t i = 0; kind->key[i]; i++) {
        text_append(&sql, i ? ", f." : "f.");
        text_append_identifier(&sql, kind->key[i]);
    }
    Value parameters[] = {value_text(person->id), value_text(person->name)};
    FactsResult *result CLEANUP(facts_result_cleanup) = NULL;
    TRY(facts_query(session, sql.bytes, parameters, 2, &result, error));
    bool any = false;
    for (bool row;;) {
        TRY(facts_result_next(result, &row, error));
        if (!row)
            break;
        if (!any) {
            json_key(writer, kind->name);
            json_array(writer);
        }
        any = true;
        json_object(writer);
        for (size_t i = 0; i < facts_result_columns(result); i++) {
            json_key(writer, facts_result_name(result, i));
            render_value_json(writer, facts_result_value(result, i));
        }
        json_object_end(writer);
    }
    if (any)
        json_array_end(writer);
    return STATUS_OK;
}

Status person_export(FactsSession *session, Arena *arena, const Person *person, TextBuilder *out, Error *error)
{
    (void)arena;
    static const char *const keys[] = {"kinds", "replaced"};
    int64_t now;
    char moment[32];
    TRY(instant_now(&now));
    instant_format(now, moment);
    JsonWriter writer = json_writer(out);
    json_object(&writer);
    json_key(&writer, "person");
    json_object(&writer);
    json_member_text(&writer, "kind", person->kind->name);
    json_member_text(&writer, "id", person->id);
    json_member_text(&writer, "name", person->name);
    json_object_end(&writer);
    json_member_text(&writer, "made_at", moment);
    json_member_integer(&writer, "rows", person->rows);
    for (size_t s = 0; s < 2; s++) {
        json_key(&writer, keys[s]);
        json_object(&writer);
        for (size_t i = 0; i < schema_kind_count; i++)
            TRY(write_rows(session, schemas[s], schema_kinds[i], person, &writer, error));
        json_object_end(&writer);
    }
    json_object_end(&writer);
    return STATUS_OK;
}
