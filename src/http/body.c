#include "http/body.h"

#include "base/suggest.h"
#include "base/translate.h"

#include <errno.h>
#include <inttypes.h>
#include <jansson.h>
#include <string.h>

void body_free(json_t *object)
{
    json_decref(object);
}

void body_cleanup(json_t **object)
{
    json_decref(*object);
}

/* Whether brackets nest at most BODY_DEPTH_LIMIT deep; looked at before parsing, which recurses. */
static bool is_shallow(Text body)
{
    int depth = 0;
    bool in_text = false;
    for (size_t i = 0; i < body.length; i++) {
        char c = body.bytes[i];
        if (in_text && c == '\\')
            i++;
        else if (c == '"')
            in_text = !in_text;
        else if (!in_text && (c == '{' || c == '['))
            depth++;
        else if (!in_text && (c == '}' || c == ']'))
            depth--;
        if (depth > BODY_DEPTH_LIMIT)
            return false;
    }
    return true;
}

Status body_parse_object(Text body, json_t **ret_object, Error *error)
{
    if (!is_shallow(body))
        return error_set(error, STATUS_INVALID_ARGUMENT, _("the JSON nests deeper than %d levels"), BODY_DEPTH_LIMIT);
    json_error_t problem;
    json_t *object = json_loadb(body.length ? body.bytes : "", body.length, JSON_REJECT_DUPLICATES, &problem);
    if (!object) {
        error_set(error, STATUS_INVALID_ARGUMENT, _("the body is not JSON: %s"), problem.text);
        error_where(error, _("line %d, column %d"), problem.line, problem.column);
        return error->status;
    }
    if (!json_is_object(object)) {
        json_decref(object);
        return error_set(error, STATUS_INVALID_ARGUMENT, "%s", _("the body must be a JSON object"));
    }
    *ret_object = object;
    return STATUS_OK;
}

Status body_text(const json_t *object, const char *name, bool required, const char **ret_text, Error *error)
{
    const json_t *member = json_object_get(object, name);
    if (json_is_string(member)) {
        *ret_text = json_string_value(member);
        return STATUS_OK;
    }
    if (!required && (!member || json_is_null(member))) {
        *ret_text = NULL;
        return STATUS_OK;
    }
    error_set(error, STATUS_INVALID_ARGUMENT, member ? _("\"%s\" must be a text") : _("\"%s\" is missing"), name);
    error_where(error, "%s", name);
    return error->status;
}

Status body_integer(const json_t *object, const char *name, int64_t least, int64_t most, int64_t fallback,
                    int64_t *ret_number, Error *error)
{
    const json_t *member = json_object_get(object, name);
    int64_t number = member ? json_integer_value(member) : fallback;
    if ((!member || json_is_integer(member)) && number >= least && number <= most) {
        *ret_number = number;
        return STATUS_OK;
    }
    error_set(error, STATUS_INVALID_ARGUMENT, _("\"%s\" is a number from %" PRId64 " to %" PRId64), name, least, most);
    error_where(error, "%s", name);
    return error->status;
}

Status body_texts(const json_t *object, const char *name, Arena *arena, const char ***ret_texts, size_t *ret_count,
                  Error *error)
{
    const json_t *member = json_object_get(object, name);
    size_t count = json_array_size(member);
    bool good = !member || json_is_null(member) || json_is_array(member);
    const char **texts = ARENA_ARRAY(arena, count + 1, const char *);
    for (size_t i = 0; i < count && good; i++) {
        texts[i] = json_string_value(json_array_get(member, i));
        good = texts[i] != NULL;
    }
    if (!good) {
        error_set(error, STATUS_INVALID_ARGUMENT, _("\"%s\" must be a list of texts"), name);
        error_where(error, "%s", name);
        return error->status;
    }
    *ret_texts = texts;
    *ret_count = count;
    return STATUS_OK;
}

Status body_truth(const json_t *object, const char *name, bool fallback, bool *ret_truth, Error *error)
{
    const json_t *member = json_object_get(object, name);
    if (member && !json_is_boolean(member)) {
        error_set(error, STATUS_INVALID_ARGUMENT, _("\"%s\" must be true or false"), name);
        error_where(error, "%s", name);
        return error->status;
    }
    *ret_truth = member ? json_is_true(member) : fallback;
    return STATUS_OK;
}

Status body_object(const json_t *object, const char *name, const json_t **ret_member, Error *error)
{
    const json_t *member = json_object_get(object, name);
    bool absent = !member || json_is_null(member);
    if (!absent && !json_is_object(member)) {
        error_set(error, STATUS_INVALID_ARGUMENT, _("\"%s\" must be an object"), name);
        error_where(error, "%s", name);
        return error->status;
    }
    *ret_member = absent ? NULL : member;
    return STATUS_OK;
}

bool body_has(const json_t *object, const char *name)
{
    return json_object_get(object, name) != NULL;
}

Status body_number(const json_t *object, const char *name, bool *ret_given, double *ret_number, Error *error)
{
    const json_t *member = json_object_get(object, name);
    *ret_given = member && !json_is_null(member);
    if (*ret_given && !json_is_number(member)) {
        error_set(error, STATUS_INVALID_ARGUMENT, _("\"%s\" must be a number"), name);
        error_where(error, "%s", name);
        return error->status;
    }
    if (*ret_given)
        *ret_number = json_number_value(member);
    return STATUS_OK;
}

Status body_objects(const json_t *object, const char *name, size_t limit, size_t *ret_count, Error *error)
{
    const json_t *member = json_object_get(object, name);
    size_t count = json_array_size(member);
    bool good = !member || (json_is_array(member) && count <= limit);
    for (size_t i = 0; good && i < count; i++)
        good = json_is_object(json_array_get(member, i));
    if (!good) {
        error_set(error, STATUS_INVALID_ARGUMENT, _("\"%s\" must be a list of objects"), name);
        error_where(error, "%s", name);
        return error->status;
    }
    *ret_count = count;
    return STATUS_OK;
}

const json_t *body_object_at(const json_t *object, const char *name, size_t index)
{
    return json_array_get(json_object_get(object, name), index);
}

Status body_check_members(const json_t *object, const char *const *known, Error *error)
{
    size_t count = 0;
    while (known[count])
        count++;
    const char *name;
    json_t *value;
    json_object_foreach((json_t *)(uintptr_t)object, name, value) {
        bool found = false;
        for (size_t i = 0; i < count && !found; i++)
            found = strcmp(known[i], name) == 0;
        if (found)
            continue;
        error_set(error, STATUS_INVALID_ARGUMENT, _("there is no member \"%s\" here"), name);
        error_where(error, "%s", name);
        suggest_nearest(error, name, known, count);
        return error->status;
    }
    return STATUS_OK;
}

/* A row's members must be plain values: a nested one has no column. */
static Status check_row(const json_t *row, size_t number, Error *error)
{
    if (!json_is_object(row)) {
        error_set(error, STATUS_INVALID_ARGUMENT, "%s", _("a row must be a JSON object"));
        error_where(error, "rows[%zu]", number);
        return error->status;
    }
    const char *name;
    json_t *value;
    json_object_foreach((json_t *)(uintptr_t)row, name, value)
        if (json_is_object(value) || json_is_array(value)) {
            error_set(error, STATUS_INVALID_ARGUMENT, "%s", _("a row's members are texts, numbers, booleans or null"));
            error_where(error, "rows[%zu].%s", number, name);
            return error->status;
        }
    return STATUS_OK;
}

Status body_write_rows(const json_t *object, FILE *file, Error *error)
{
    const json_t *rows = json_object_get(object, "rows");
    if (!json_is_array(rows)) {
        error_set(error, STATUS_INVALID_ARGUMENT, "%s", _("\"rows\" must be an array of objects"));
        error_where(error, "rows");
        return error->status;
    }
    for (size_t i = 0; i < json_array_size(rows); i++) {
        const json_t *row = json_array_get(rows, i);
        TRY(check_row(row, i, error));
        if (json_dumpf(row, file, JSON_COMPACT) != 0 || fputc('\n', file) == EOF)
            return error_set_errno(error, errno, "%s", _("the rows could not be kept"));
    }
    return STATUS_OK;
}
