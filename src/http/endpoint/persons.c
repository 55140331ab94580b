/* What is held about a person: all of it in one document, and its erasure. */
#include "http/endpoint.h"

#include "base/translate.h"
#include "person/person.h"

static Status find(Request *request, Response *response, Person *ret_person, Error *error)
{
    /* The log does not say whom: the path would. */
    response->audit_target = "person";
    const char *kind = request_path(request, "kind"), *id = request_path(request, "id");
    TRY(person_find(request->session, request->arena, kind, id, ret_person, error));
    return person_log_name(request->store, request->session, request->arena, ret_person, &response->audit_target, error);
}

static Status export_person(Request *request, Response *response, Error *error)
{
    Person person;
    TRY(find(request, response, &person, error));
    response->audit_detail = arena_format(request->arena, "rows %lld", (long long)person.rows);
    response->disposition = arena_format(request->arena, "attachment; filename=\"%s.json\"", person.kind->name);
    return person_export(request->session, request->arena, &person, &response->body, error);
}

static Status erase_person(Request *request, Response *response, Error *error)
{
    Person person;
    PersonErased erased;
    TRY(find(request, response, &person, error));
    TRY(person_erase(request->store, request->session, request->arena, request->principal, request->client, &person, &erased, error));
    response->audit_nothing = true; /* the erasure has its own entries */
    JsonWriter writer = json_writer(&response->body);
    person_erased_json(&writer, &erased);
    return STATUS_OK;
}

extern const Endpoint endpoint_person_export, endpoint_person_erase;
const Endpoint endpoint_person_export = {
    .method = "GET", .path = "/api/v1/persons/{kind}/{id}", .permission = PERMISSION_PERSONAL_DATA, .audit = "person.export",
    .run = RUN_LONG, .handle = export_person,
};
const Endpoint endpoint_person_erase = {
    .method = "DELETE", .path = "/api/v1/persons/{kind}/{id}", .permission = PERMISSION_PERSONAL_DATA, .audit = "person.erase",
    .run = RUN_IMPORT, .handle = erase_person,
};
