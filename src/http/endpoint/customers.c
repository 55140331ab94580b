/* Customers: found by name as readers write it, and what is known of one. Rows are those that the asker may see. */
#include "http/ask.h"
#include "http/range.h"
#include "http/rows.h"

#include "base/translate.h"
#include "language/collate.h"
#include "language/fold.h"
#include "render/result.h"

#include <stdlib.h>

enum {
    LIST_DEFAULT = 50,
    LIST_MOST = 200,
    SORTED_MOST = 20000,  /* that are put into the order of the language */
    FOLDED_AT_ONCE = 4096,
    FACTS_OF_KIND = 100,  /* the latest ones */
};

static const char *const shown[] = {"customer", "name", "segment", "brand", "country", "plan", "signup_day", "owner", NULL};
enum { CUSTOMER_KEY, CUSTOMER_NAME, CUSTOMER_COLUMNS = 8 };

typedef struct Found {
    const char *by; /* what it is sorted by: the name, else the key */
    Value values[CUSTOMER_COLUMNS];
} Found;

static void append_customers(TextBuilder *sql, const Request *request)
{
    text_append(sql, "SELECT ");
    for (size_t i = 0; shown[i]; i++) {
        text_append(sql, i ? ", f." : "f.");
        text_append_identifier(sql, shown[i]);
    }
    text_append(sql, " FROM ");
    row_scope_append_table(sql, schema_kind("customer"), &request->principal->rows, range_parameters, "");
    text_append(sql, " f");
}

static Value keep(Arena *arena, Value value)
{
    if (value.type == VALUE_TEXT)
        value.text = (Text){arena_copy(arena, value.text.bytes, value.text.length), value.text.length};
    return value;
}

/* Whether key and name, as they are read, have every word that is wanted. */
static Status fits(Arena *scratch, const FactsResult *result, const char *wanted, bool *ret_fits, Error *error)
{
    Value key = facts_result_value(result, CUSTOMER_KEY), name = facts_result_value(result, CUSTOMER_NAME);
    const char *folded, *both = arena_format(scratch, "%.*s %.*s", name.type == VALUE_TEXT ? (int)name.text.length : 0,
                                             name.type == VALUE_TEXT ? name.text.bytes : "", (int)key.text.length, key.text.bytes);
    TRY(text_fold(scratch, text_of(both), &folded, error));
    *ret_fits = fold_contains(folded, wanted);
    return STATUS_OK;
}

/* All that fit, at most SORTED_MOST; `*ret_all`: there are no others. */
static Status collect(Request *request, const char *wanted, Found **ret_found, size_t *ret_count, bool *ret_all, Error *error)
{
    Value values[SCOPE_LISTS];
    TextBuilder sql CLEANUP(text_builder_free) = text_builder(1 << 16);
    FactsResult *result CLEANUP(facts_result_cleanup) = NULL;
    Found *found = ARENA_ARRAY(request->arena, SORTED_MOST, Found);
    Arena *scratch = arena_new(0);
    size_t count = 0, seen = 0;
    bool row = true;
    range_values(request->arena, &request->principal->rows, values);
    append_customers(&sql, request);
    text_append(&sql, " ORDER BY f.name, f.customer");
    Status status = facts_query(request->session, sql.bytes, values, SCOPE_LISTS, &result, error);
    while (status == STATUS_OK && count < SORTED_MOST) {
        bool fit = false;
        status = facts_result_next(result, &row, error);
        if (status != STATUS_OK || !row)
            break;
        if (++seen % FOLDED_AT_ONCE == 0) {
            arena_free(scratch);
            scratch = arena_new(0);
        }
        status = fits(scratch, result, wanted, &fit, error);
        if (status != STATUS_OK || !fit)
            continue;
        Found *one = &found[count++];
        for (size_t i = 0; i < CUSTOMER_COLUMNS; i++)
            one->values[i] = keep(request->arena, facts_result_value(result, i));
        one->by = one->values[one->values[CUSTOMER_NAME].type == VALUE_TEXT ? CUSTOMER_NAME : CUSTOMER_KEY].text.bytes;
    }
    arena_free(scratch);
    *ret_found = found;
    *ret_count = count;
    *ret_all = !row;
    return status;
}

static int compare(const void *a, const void *b, void *collation)
{
    return collation_compare(collation, ((const Found *)a)->by, ((const Found *)b)->by);
}

static void write_customer(JsonWriter *writer, const Value *values)
{
    json_object(writer);
    for (size_t i = 0; shown[i]; i++) {
        json_key(writer, shown[i]);
        render_value_json(writer, values[i]);
    }
    json_object_end(writer);
}

static Status list(Request *request, Response *response, Error *error)
{
    long limit, offset;
    const char *text = request_query(request, "q"), *wanted;
    Found *found;
    size_t count;
    bool all;
    Collation *collation;
    TRY(ask_number(request, "limit", 1, LIST_MOST, LIST_DEFAULT, &limit, error));
    TRY(ask_number(request, "offset", 0, SORTED_MOST, 0, &offset, error));
    TRY(text_fold(request->arena, text_of(text ? text : ""), &wanted, error));
    TRY(collect(request, wanted, &found, &count, &all, error));
    TRY(collation_open(request->language, &collation, error));
    qsort_r(found, count, sizeof *found, compare, collation);
    collation_close(collation);
    size_t first = (size_t)offset < count ? (size_t)offset : count, last = first + (size_t)limit < count ? first + (size_t)limit : count;
    JsonWriter writer = json_writer(&response->body);
    json_object(&writer);
    json_key(&writer, "customers");
    json_array(&writer);
    for (size_t i = first; i < last; i++)
        write_customer(&writer, found[i].values);
    json_array_end(&writer);
    json_member_integer(&writer, "found", (int64_t)count);
    json_member_boolean(&writer, "all", all);
    json_key(&writer, "next_offset");
    if (last < count)
        json_integer(&writer, (int64_t)last);
    else
        json_null(&writer);
    json_object_end(&writer);
    return STATUS_OK;
}

/* ---- one customer ---- */

enum { KEY_PARAMETER = SCOPE_LISTS + 1, PARAMETERS = SCOPE_LISTS + 1 };

/* The field by which a kind's rows name their customer; NULL: they do not. */
static const Field *customer_field(const Kind *kind)
{
    for (size_t i = 0; i < kind->field_count; i++)
        if (kind->fields[i].personal == PERSONAL_CUSTOMER)
            return &kind->fields[i];
    return NULL;
}

static void append_facts(TextBuilder *sql, const Request *request, const Kind *kind, const Field *field)
{
    text_append(sql, "SELECT f.day");
    for (size_t i = 0; i < kind->field_count; i++) {
        if (&kind->fields[i] == field || strcmp(kind->fields[i].name, "day") == 0)
            continue;
        text_append(sql, ", f.");
        text_append_identifier(sql, kind->fields[i].name);
    }
    text_append(sql, " FROM ");
    row_scope_append_table(sql, kind, &request->principal->rows, range_parameters, "");
    text_append(sql, " f WHERE f.");
    text_append_identifier(sql, field->name);
    text_append_format(sql, " = CAST($%d AS VARCHAR) ORDER BY f.day DESC LIMIT %d", KEY_PARAMETER, FACTS_OF_KIND + 1);
}

static Status write_facts(Request *request, const Kind *kind, const Field *field, const Value *parameters, JsonWriter *writer,
                          Error *error)
{
    TextBuilder sql CLEANUP(text_builder_free) = text_builder(1 << 16);
    FactsResult *result CLEANUP(facts_result_cleanup) = NULL;
    bool more;
    append_facts(&sql, request, kind, field);
    TRY(facts_query(request->session, sql.bytes, parameters, PARAMETERS, &result, error));
    json_object(writer);
    json_member_text(writer, "kind", kind->name);
    json_member_text(writer, "title", _(kind->title));
    rows_write_columns(writer, result, kind);
    TRY(rows_write(writer, result, FACTS_OF_KIND, &more, error));
    json_member_boolean(writer, "more", more);
    json_object_end(writer);
    return STATUS_OK;
}

static Status show(Request *request, Response *response, Error *error)
{
    const char *key = request_path(request, "customer");
    Value parameters[PARAMETERS], values[CUSTOMER_COLUMNS];
    TextBuilder sql CLEANUP(text_builder_free) = text_builder(1 << 16);
    FactsResult *result CLEANUP(facts_result_cleanup) = NULL;
    bool row;
    range_values(request->arena, &request->principal->rows, parameters);
    parameters[KEY_PARAMETER - 1] = value_text(key);
    append_customers(&sql, request);
    text_append_format(&sql, " WHERE f.customer = CAST($%d AS VARCHAR)", KEY_PARAMETER);
    TRY(facts_query(request->session, sql.bytes, parameters, PARAMETERS, &result, error));
    TRY(facts_result_next(result, &row, error));
    if (!row) {
        error_set(error, STATUS_NOT_FOUND, "%s", _("there is no such customer among those that you may see"));
        error_value(error, key, strlen(key));
        return error->status;
    }
    for (size_t i = 0; i < CUSTOMER_COLUMNS; i++)
        values[i] = keep(request->arena, facts_result_value(result, i));
    JsonWriter writer = json_writer(&response->body);
    json_object(&writer);
    json_key(&writer, "customer");
    write_customer(&writer, values);
    json_key(&writer, "kinds");
    json_array(&writer);
    for (size_t i = 0; i < schema_kind_count; i++) {
        const Kind *kind = schema_kinds[i];
        const Field *field = kind->dimension ? NULL : customer_field(kind);
        if (field)
            TRY(write_facts(request, kind, field, parameters, &writer, error));
    }
    json_array_end(&writer);
    json_object_end(&writer);
    return STATUS_OK;
}

extern const Endpoint endpoint_customers, endpoint_customer;
static const char *const parameters_of_list[] = {"q", "limit", "offset", NULL};
const Endpoint endpoint_customers = {
    .method = "GET", .path = "/api/v1/customers", .permission = PERMISSION_READ_FACTS, .run = RUN_WORKER,
    .parameters = parameters_of_list, .handle = list,
};
const Endpoint endpoint_customer = {
    .method = "GET", .path = "/api/v1/customers/{customer}", .permission = PERMISSION_READ_FACTS, .run = RUN_WORKER, .handle = show,
};
