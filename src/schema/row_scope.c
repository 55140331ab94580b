#include "schema/row_scope.h"

#include "base/arena.h"
#include "base/text.h"

#include <string.h>

/* The dimensions of a scope as slices and fields name them, and where their lists lie. */
static const char *const dimensions[SCOPE_LISTS] = {"brand", "team", "segment"};

static const ScopeList *list_of(const RowScope *scope, size_t index)
{
    const ScopeList *const lists[SCOPE_LISTS] = {&scope->brands, &scope->teams, &scope->segments};
    return lists[index];
}

void row_scope_values(Arena *arena, const RowScope *scope, const char *ret_values[SCOPE_LISTS])
{
    for (size_t i = 0; i < SCOPE_LISTS; i++) {
        ret_values[i] = NULL;
        if (!scope || list_of(scope, i)->count == 0)
            continue;
        const ScopeList *list = list_of(scope, i);
        TextBuilder text CLEANUP(text_builder_free) = text_builder(1 << 20);
        for (size_t v = 0; v < list->count; v++) {
            if (strchr(list->values[v], SCOPE_SEPARATOR))
                continue; /* it would allow what its parts name */
            if (text.length)
                text_append_bytes(&text, &(const char){SCOPE_SEPARATOR}, 1);
            text_append(&text, list->values[v]);
        }
        ret_values[i] = arena_copy(arena, text.bytes, text.length);
    }
}

/* SQL over f (and c, the customer) for the row's value; NULL where the kind does not know the dimension. */
static const char *expression_of(const Kind *kind, size_t index, bool *ret_customer, char space[80])
{
    const Slice *slice = schema_slice(kind, dimensions[index]);
    *ret_customer = slice && slice->customer;
    if (slice)
        return slice->expression;
    if (!schema_field(kind, dimensions[index]))
        return NULL;
    memccpy(space, "f.", '\0', 80);
    memccpy(space + 2, dimensions[index], '\0', 78);
    return space;
}

bool row_scope_sees(const RowScope *scope, const Kind *kind)
{
    char space[80];
    bool customer;
    if (row_scope_is_all(scope) || kind->common)
        return true;
    for (size_t i = 0; i < SCOPE_LISTS; i++)
        if (list_of(scope, i)->count && !expression_of(kind, i, &customer, space))
            return false;
    return true;
}

void row_scope_append_table(TextBuilder *out, const Kind *kind, const RowScope *scope, const char *const values[SCOPE_LISTS],
                            const char *schema)
{
    if (row_scope_is_all(scope) || kind->common) {
        text_append(out, schema);
        text_append_identifier(out, kind->table);
        return;
    }
    text_append(out, "(SELECT f.* FROM ");
    text_append(out, schema);
    text_append_identifier(out, kind->table);
    text_append(out, " f");
    if (!row_scope_sees(scope, kind)) {
        text_append(out, " WHERE false)");
        return;
    }
    char space[80];
    bool joined = false, customer;
    for (size_t i = 0; i < SCOPE_LISTS; i++) {
        if (!list_of(scope, i)->count)
            continue;
        expression_of(kind, i, &customer, space);
        joined = joined || customer;
    }
    /* The customer decides whether or not the scope lets the customer itself be seen. */
    if (joined) {
        text_append(out, " LEFT JOIN ");
        text_append(out, schema);
        text_append(out, "customer c ON c.customer = f.customer");
    }
    const char *word = " WHERE ";
    for (size_t i = 0; i < SCOPE_LISTS; i++) {
        if (!list_of(scope, i)->count)
            continue;
        text_append(out, word);
        text_append(out, expression_of(kind, i, &customer, space));
        text_append(out, " = ANY(string_to_array(");
        text_append(out, values[i]);
        text_append(out, ", chr(31)))");
        word = " AND ";
    }
    text_append(out, ")");
}

static ScopeList copy_list(Arena *arena, const ScopeList *list)
{
    const char **values = ARENA_ARRAY(arena, list->count + 1, const char *);
    for (size_t i = 0; i < list->count; i++)
        values[i] = arena_string(arena, list->values[i]);
    return (ScopeList){values, list->count};
}

const RowScope *row_scope_copy(Arena *arena, const RowScope *scope)
{
    if (row_scope_is_all(scope))
        return NULL;
    RowScope *copy = ARENA_NEW(arena, RowScope);
    copy->brands = copy_list(arena, &scope->brands);
    copy->teams = copy_list(arena, &scope->teams);
    copy->segments = copy_list(arena, &scope->segments);
    return copy;
}
