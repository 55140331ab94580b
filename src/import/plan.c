#include "import/plan.h"

#include "import/erased.h"

#include "import/columns.h"

#include "base/translate.h"

#include <stdint.h>
#include <string.h>

bool plan_reads_time(const FieldPlan *plan)
{
    return (plan->field->type == FIELD_TIME || plan->field->type == FIELD_DAY) && !plan->map->plus;
}

const FieldPlan *plan_field(const Plan *plan, const Field *field)
{
    for (size_t i = 0; i < plan->field_count; i++)
        if (plan->fields[i].field == field)
            return &plan->fields[i];
    return NULL;
}

Status plan_read_home(Store *store, Arena *arena, Home *ret_home, Error *error)
{
    const char *calendar;
    TRY(store_setting(store, arena, "time_zone", &ret_home->time_zone, error));
    TRY(store_setting(store, arena, "currency", &ret_home->currency, error));
    TRY(store_setting(store, arena, "calendar", &calendar, error));
    if (!calendar_system_parse(text_of(calendar), &ret_home->calendar))
        ret_home->calendar = CALENDAR_GREGORIAN;
    return STATUS_OK;
}

/* ---- which column fills which field ---- */

static Status no_such_column(Arena *arena, const Source *source, const Mapping *mapping, const FieldMap *map,
                             const char *name, Error *error)
{
    const char **folded = ARENA_ARRAY(arena, source->column_count + 1, const char *);
    for (size_t i = 0; i < source->column_count; i++)
        folded[i] = column_name_folded(arena, source->columns[i]);
    const char *nearest = text_nearest(column_name_folded(arena, name), folded, source->column_count);
    error_set(error, STATUS_INVALID_DATA, _("%s has no column \"%s\", which the mapping takes %s from"), source->name,
              name, map->field->name);
    if (map->line)
        error_where(error, "%s:%d", mapping->name, map->line);
    error_value(error, name, strlen(name));
    for (size_t i = 0; nearest && i < source->column_count; i++)
        if (folded[i] == nearest)
            error_hint(error, _("the nearest column is \"%s\"; or write `optional: true` in the mapping"),
                       source->columns[i]);
    if (!nearest)
        error_hint(error, "%s", _("look at the file's header; or write `optional: true` in the mapping"));
    return error->status;
}

/* The source's columns that a field's map names. None: the field is not filled. */
static Status resolve_columns(Arena *arena, const Source *source, const Mapping *mapping, const FieldMap *map,
                              FieldPlan *field, Error *error)
{
    const char **columns = ARENA_ARRAY(arena, map->column_count + 1, const char *);
    const char *missing = NULL;
    for (size_t i = 0; i < map->column_count; i++) {
        const char *column = source_column(source, map->columns[i]);
        if (!column) {
            missing = missing ? missing : map->columns[i];
            continue;
        }
        columns[field->column_count++] = column;
        if (!map->concat)
            break; /* alternatives: the first that is there */
    }
    field->columns = columns;
    if (map->plus && source_column(source, map->plus))
        columns[field->column_count++] = source_column(source, map->plus);
    else if (map->plus)
        missing = map->plus;
    bool enough = map->concat || map->plus ? !missing : field->column_count > 0 || map->column_count == 0;
    if (enough || map->optional)
        return STATUS_OK;
    return no_such_column(arena, source, mapping, map, missing, error);
}

static bool fills(const FieldPlan *field)
{
    return field->column_count || field->map->constant || field->map->row_number || field->map->fallback;
}

static const FieldMap *map_of(const Mapping *mapping, const Field *field)
{
    for (size_t i = 0; i < mapping->field_count; i++)
        if (mapping->fields[i].field == field)
            return &mapping->fields[i];
    return NULL;
}

static void take(const Source *source, const FieldPlan *field, bool *taken)
{
    for (size_t i = 0; i < field->column_count; i++)
        for (size_t j = 0; j < source->column_count; j++)
            if (field->columns[i] == source->columns[j])
                taken[j] = true;
}

static void guess_column(Arena *arena, const Source *source, const Field *field, bool aliases, bool *taken,
                         FieldPlan *ret_field)
{
    size_t column = columns_match(arena, field, source->columns, source->column_count, taken, aliases);
    if (column == SIZE_MAX)
        return;
    FieldMap *map = ARENA_NEW(arena, FieldMap);
    map->field = field;
    map->columns = &source->columns[column];
    map->column_count = 1;
    *ret_field = (FieldPlan){.field = field, .map = map, .columns = map->columns, .column_count = 1};
    taken[column] = true;
}

static void pass_over(const Mapping *mapping, const Source *source, bool *taken)
{
    for (size_t i = 0; i < mapping->ignored_count; i++)
        for (size_t j = 0; j < source->column_count; j++)
            if (column_names_equal(mapping->ignored[i], source->columns[j]))
                taken[j] = true;
}

/* Named columns first, then those with a field's own name, then (where wanted) aliases. */
static Status match_fields(Arena *arena, Plan *plan, Error *error)
{
    const Kind *kind = plan->kind;
    const Source *source = plan->source;
    bool *taken = ARENA_ARRAY(arena, source->column_count + 1, bool);
    FieldPlan *found = ARENA_ARRAY(arena, kind->field_count, FieldPlan);
    for (size_t i = 0; i < kind->field_count; i++) {
        const FieldMap *map = map_of(plan->mapping, &kind->fields[i]);
        if (!map)
            continue;
        FieldPlan field = {.field = &kind->fields[i], .map = map};
        TRY(resolve_columns(arena, source, plan->mapping, map, &field, error));
        take(source, &field, taken);
        if (fills(&field))
            found[i] = field;
    }
    pass_over(plan->mapping, source, taken);
    for (int aliases = 0; aliases <= (plan->mapping->guess ? 1 : 0); aliases++)
        for (size_t i = 0; i < kind->field_count; i++)
            if (!found[i].field && !map_of(plan->mapping, &kind->fields[i]))
                guess_column(arena, source, &kind->fields[i], aliases, taken, &found[i]);

    plan->fields = ARENA_ARRAY(arena, kind->field_count, FieldPlan);
    for (size_t i = 0; i < kind->field_count; i++)
        if (found[i].field)
            plan->fields[plan->field_count++] = found[i];
    const char **unmapped = ARENA_ARRAY(arena, source->column_count + 1, const char *);
    for (size_t i = 0; i < source->column_count; i++)
        if (!taken[i])
            unmapped[plan->unmapped_count++] = source->columns[i];
    plan->unmapped = unmapped;
    return STATUS_OK;
}

bool plan_makes_key(const Plan *plan, const Field *field)
{
    return plan->kind->identity && strcmp(plan->kind->key[0], field->name) == 0 && !plan_field(plan, field);
}

static Status check_required(Arena *arena, const Plan *plan, Error *error)
{
    for (size_t i = 0; i < plan->kind->field_count; i++) {
        const Field *field = &plan->kind->fields[i];
        if (!field->required || field->fallback || plan_field(plan, field) || plan_makes_key(plan, field))
            continue;
        error_set(error, STATUS_INVALID_DATA, _("no column of %s gives the %s (%s), which every %s needs"),
                  plan->source->name, field->name, _(field->title), plan->kind->name);
        error_where(error, "%s", plan->source->name);
        TextBuilder list = text_builder(180);
        for (size_t j = 0; j < plan->source->column_count; j++) {
            const char *name = plan->source->columns[j];
            text_append(&list, j ? ", " : "");
            text_append(&list, name);
        }
        error_hint(error, _("name it in a mapping (--map): columns: {%s: \"...\"}; the file has: %s"), field->name,
                   list.bytes);
        text_builder_free(&list);
        return error->status;
    }
    (void)arena;
    return STATUS_OK;
}

Status plan_make(FactsSession *session, Arena *arena, const Kind *kind, const Mapping *mapping,
                 const Source *source, const Home *home, int64_t batch, Plan *ret_plan,
                 Error *error)
{
    Plan plan = {.kind = kind, .mapping = mapping, .source = source, .home = home, .batch = batch};
    plan.zone = mapping->time_zone ? mapping->time_zone : home->time_zone;
    Status status = match_fields(arena, &plan, error);
    if (status == STATUS_OK)
        status = check_required(arena, &plan, error);
    if (status == STATUS_OK)
        status = plan_settle_forms(session, arena, &plan, error);
    bool erased = false;
    if (status == STATUS_OK)
        status = erased_any(session, arena, &erased, error);
    if (status == STATUS_OK)
        plan_make_problems(arena, &plan, erased);
    *ret_plan = plan;
    return status;
}

