/* The SELECT of an import in its layers; plan.h names them. */
#include "import/plan.h"

#include "organization/local_time.h"

#include <string.h>

static void append_source_column(Sql *sql, const char *column)
{
    sql_text(sql, "s.");
    sql_name(sql, "", column);
}

/* The text of the field as the file has it: one column, several joined, or a constant. */
void plan_append_text(Sql *sql, const FieldPlan *field)
{
    const FieldMap *map = field->map;
    if (map->constant) {
        sql_bind_text(sql, map->constant);
    } else if (map->row_number) {
        sql_text(sql, "mz_row_key");
    } else if (map->plus) {
        append_source_column(sql, field->columns[0]);
    } else if (!field->column_count) {
        sql_text(sql, "CAST(NULL AS VARCHAR)");
    } else if (map->concat) {
        sql_text(sql, "concat_ws(");
        sql_bind_text(sql, map->separator ? map->separator : " ");
        for (size_t i = 0; i < field->column_count; i++) {
            sql_text(sql, ", ");
            append_source_column(sql, field->columns[i]);
        }
        sql_text(sql, ")");
    } else {
        append_source_column(sql, field->columns[0]);
    }
}

static const char *value_otherwise(const FieldMap *map, bool *ret_given)
{
    for (size_t i = 0; i < map->value_count; i++)
        if (strcmp(map->values[i].from, "*") == 0) {
            *ret_given = true;
            return map->values[i].to;
        }
    *ret_given = false;
    return NULL;
}

/* The same through the mapping's table of values, which is looked up without regard to case. */
static void append_values(Sql *sql, const FieldPlan *field)
{
    const FieldMap *map = field->map;
    if (!map->value_count) {
        plan_append_text(sql, field);
        return;
    }
    sql_text(sql, "CASE lower(trim(");
    plan_append_text(sql, field);
    sql_text(sql, "))");
    for (size_t i = 0; i < map->value_count; i++) {
        if (strcmp(map->values[i].from, "*") == 0)
            continue;
        sql_text(sql, " WHEN lower(");
        sql_bind_text(sql, map->values[i].from);
        sql_text(sql, ") THEN ");
        sql_bind_text(sql, map->values[i].to);
    }
    bool given;
    const char *otherwise = value_otherwise(map, &given);
    sql_text(sql, " ELSE ");
    if (given) {
        sql_text(sql, "CASE WHEN ");
        plan_append_text(sql, field);
        sql_text(sql, " IS NOT NULL THEN ");
        sql_bind_text(sql, otherwise);
        sql_text(sql, " END");
    } else {
        plan_append_text(sql, field);
    }
    sql_text(sql, " END");
}

static void append_raw(Sql *sql, const FieldPlan *field)
{
    if (field->map->fallback)
        sql_text(sql, "COALESCE(");
    /* What is not text is trimmed where it is read slowly, and only then. */
    bool trimmed = field->field->type == FIELD_TEXT && !field->map->constant && !field->map->row_number;
    sql_text(sql, trimmed ? "mz_trim(" : "");
    append_values(sql, field);
    sql_text(sql, trimmed ? ")" : "");
    if (field->map->fallback) {
        sql_text(sql, ", ");
        sql_bind_text(sql, field->map->fallback);
        sql_text(sql, ")");
    }
    sql_text(sql, " AS ");
    sql_name(sql, "r_", field->field->name);
}

static bool any_row_number(const Plan *plan)
{
    for (size_t i = 0; i < plan->field_count; i++)
        if (plan->fields[i].map->row_number)
            return true;
    return false;
}

/* The source with, where wanted, the row's number and a key made of the row's content: its digest and, of
 * rows that are all the same, which of them it is. */
static void append_numbered_source(Sql *sql, const Plan *plan, bool detailed)
{
    bool keyed = any_row_number(plan);
    if (!detailed && !keyed) {
        source_append(sql, plan->source, "s");
        return;
    }
    sql_text(sql, "(SELECT s.*");
    if (keyed)
        sql_text(sql, ", mz_digest || '-' || row_number() OVER (PARTITION BY mz_digest) AS mz_row_key");
    sql_text(sql, " FROM (SELECT s.*");
    if (detailed)
        sql_text(sql, ", row_number() OVER () AS mz_row");
    if (keyed) {
        sql_text(sql, ", md5(concat_ws(chr(31)");
        for (size_t i = 0; i < plan->source->column_count; i++) {
            sql_text(sql, ", COALESCE(");
            append_source_column(sql, plan->source->columns[i]);
            sql_text(sql, ", chr(30))");
        }
        sql_text(sql, ")) AS mz_digest");
    }
    sql_text(sql, " FROM ");
    source_append(sql, plan->source, "s");
    sql_text(sql, ") s) s");
}

static void append_raw_layer(Sql *sql, const Plan *plan, bool detailed)
{
    sql_text(sql, "(SELECT ");
    for (size_t i = 0; i < plan->field_count; i++) {
        sql_text(sql, i ? ", " : "");
        append_raw(sql, &plan->fields[i]);
    }
    if (plan->source->format == FORMAT_NDJSON && !plan->source->table)
        sql_text(sql, ", s.mz_json");
    if (detailed) {
        sql_text(sql, ", s.mz_row");
        sql_text(sql, plan->source->numbered ? ", s.reject_line" : ", CAST(NULL AS BIGINT) AS reject_line");
        for (size_t i = 0; i < plan->source->column_count; i++) {
            sql_text(sql, ", ");
            append_source_column(sql, plan->source->columns[i]);
            sql_text(sql, " AS ");
            sql_name(sql, "s_", plan->source->columns[i]);
        }
    }
    sql_text(sql, " FROM ");
    append_numbered_source(sql, plan, detailed);
    sql_text(sql, ") r");
}

/* `, <value> AS FIELD`: cast, or the constant of a field that the file does not fill. */
static void append_typed(Sql *sql, const Field *field, const FieldPlan *filled)
{
    sql_text(sql, ", ");
    if (filled && field->fallback) {
        sql_text(sql, "CASE WHEN ");
        sql_name(sql, "r_", field->name);
        sql_format(sql, " IS NULL THEN %s ELSE ", field->fallback);
        cast_append_value(sql, filled);
        sql_text(sql, " END");
    } else if (filled) {
        cast_append_value(sql, filled);
    } else {
        sql_format(sql, "CAST(%s AS %s)", field->fallback ? field->fallback : "NULL", schema_type_sql(field->type));
    }
    sql_text(sql, " AS ");
    sql_name(sql, filled && filled->map->plus ? "d_" : "", field->name);
}

/* cast.c says why these are three. */
static void append_typed_layer(Sql *sql, const Plan *plan, bool detailed)
{
    sql_text(sql, "(SELECT t.*");
    for (size_t i = 0; i < plan->kind->field_count; i++) {
        const Field *field = &plan->kind->fields[i];
        const FieldPlan *filled = plan_field(plan, field);
        if (filled && plan_reads_time(filled))
            cast_append_time(sql, filled);
        else if (!plan_makes_key(plan, field))
            append_typed(sql, field, filled);
    }
    sql_text(sql, " FROM (SELECT f.*");
    for (size_t i = 0; i < plan->field_count; i++)
        cast_append_plain(sql, &plan->fields[i]);
    sql_text(sql, " FROM (SELECT r.*");
    for (size_t i = 0; i < plan->field_count; i++)
        cast_append_fast(sql, &plan->fields[i]);
    sql_text(sql, " FROM ");
    append_raw_layer(sql, plan, detailed);
    sql_text(sql, ") f) t");
    for (size_t i = 0; i < plan->field_count; i++)
        if (plan_reads_time(&plan->fields[i]))
            cast_append_joins(sql, &plan->fields[i]);
    sql_text(sql, ") t");
}

static Status append_time_value(Sql *sql, Arena *arena, const Plan *plan, const FieldPlan *filled, Error *error)
{
    const char *zone = filled->map->time_zone ? filled->map->time_zone : plan->zone;
    const char *name = filled->field->name;
    const char *expression;
    sql_text(sql, ", COALESCE(");
    if (filled->field->type == FIELD_TIME) {
        sql_name(sql, "i_", name);
        TRY(organization_utc_expression(arena, zone, arena_format(arena, "\"w_%s\"", name), &expression, error));
        sql_text(sql, ", ");
        sql_text(sql, expression);
    } else {
        /* A day is the local day of an instant, or the day as it is written. */
        TRY(organization_day_expression(arena, plan->home->time_zone, arena_format(arena, "\"i_%s\"", name),
                                        &expression, error));
        sql_text(sql, expression);
        sql_text(sql, ", CAST(");
        sql_name(sql, "w_", name);
        sql_text(sql, " AS DATE)");
    }
    sql_text(sql, ") AS ");
    sql_name(sql, "", name);
    return STATUS_OK;
}

static Status append_time_layer(Sql *sql, Arena *arena, const Plan *plan, bool detailed, Error *error)
{
    sql_text(sql, "(SELECT t.*");
    for (size_t i = 0; i < plan->field_count; i++)
        if (plan_reads_time(&plan->fields[i]))
            TRY(append_time_value(sql, arena, plan, &plan->fields[i], error));
    sql_text(sql, " FROM ");
    append_typed_layer(sql, plan, detailed);
    sql_text(sql, ") t");
    return STATUS_OK;
}

/* Times that are another time and a duration: `d_FIELD` is the duration in seconds. */
static Status append_plus_layer(Sql *sql, Arena *arena, const Plan *plan, bool detailed, Error *error)
{
    bool any = false;
    for (size_t i = 0; i < plan->field_count; i++)
        any = any || plan->fields[i].map->plus;
    if (!any)
        return append_time_layer(sql, arena, plan, detailed, error);
    sql_text(sql, "(SELECT *");
    for (size_t i = 0; i < plan->field_count; i++) {
        const FieldMap *map = plan->fields[i].map;
        if (!map->plus)
            continue;
        sql_text(sql, ", ");
        sql_name(sql, "", map->base->name);
        sql_text(sql, " + to_milliseconds(round(");
        sql_name(sql, "d_", map->field->name);
        sql_text(sql, " * 1000)) AS ");
        sql_name(sql, "", map->field->name);
    }
    sql_text(sql, " FROM ");
    TRY(append_time_layer(sql, arena, plan, detailed, error));
    sql_text(sql, ") p");
    return STATUS_OK;
}

/* `name` is replaced where the kind has it. */
static void append_replacement(Sql *sql, const Plan *plan, const char *name, const char *expression, bool *first)
{
    if (!schema_field(plan->kind, name))
        return;
    sql_text(sql, *first ? " REPLACE (" : ", ");
    *first = false;
    sql_text(sql, expression);
    sql_text(sql, " AS ");
    sql_name(sql, "", name);
}

/* What a row leaves unsaid: the scale of its question, its currency, the last of one resolution. */
static void append_derived(Sql *sql, Arena *arena, const Plan *plan)
{
    bool first = true;
    if (schema_field(plan->kind, "question")) {
        append_replacement(sql, plan, "scale_min",
                           "COALESCE(scale_min, CASE WHEN question IN ('nps', 'enps') THEN 0 "
                           "WHEN question IN ('csat', 'ces', 'rating') THEN 1 END)", &first);
        append_replacement(sql, plan, "scale_max",
                           "COALESCE(scale_max, CASE WHEN question IN ('nps', 'enps') THEN 10 "
                           "WHEN question = 'ces' THEN 7 WHEN question IN ('csat', 'rating') THEN 5 END)", &first);
    }
    append_replacement(sql, plan, "last_resolved_at", "COALESCE(last_resolved_at, first_resolved_at)", &first);
    const Field *currency = schema_field(plan->kind, "currency");
    if (currency && !currency->required)
        append_replacement(sql, plan, "currency",
                           plan_field(plan, currency)
                               ? arena_format(arena, "CASE WHEN \"r_currency\" IS NULL THEN '%s' ELSE currency END",
                                              plan->home->currency)
                               : arena_format(arena, "'%s'", plan->home->currency), &first);
    sql_text(sql, first ? "" : ")");
}

static void append_made_key(Sql *sql, const Plan *plan)
{
    const Field *key = schema_field(plan->kind, plan->kind->key[0]);
    if (!plan_makes_key(plan, key))
        return;
    sql_text(sql, ", md5(concat_ws(chr(31)");
    for (const char *const *part = plan->kind->identity; *part; part++) {
        sql_text(sql, ", COALESCE(CAST(");
        sql_name(sql, "", *part);
        sql_text(sql, " AS VARCHAR), chr(30))");
    }
    sql_text(sql, ")) AS ");
    sql_name(sql, "", key->name);
}

static Status append_days_layer(Sql *sql, Arena *arena, const Plan *plan, bool detailed, Error *error)
{
    sql_text(sql, "(SELECT d.*");
    append_made_key(sql, plan);
    for (size_t i = 0; i < plan->kind->field_count; i++) {
        const Field *field = &plan->kind->fields[i];
        if (!field->local_day)
            continue;
        const char *expression, *name = arena_format(arena, "\"%s\"", field->name);
        TRY(organization_day_expression(arena, plan->home->time_zone, name, &expression, error));
        sql_text(sql, ", ");
        sql_text(sql, expression);
        sql_text(sql, " AS ");
        sql_name(sql, "", field->local_day);
    }
    sql_text(sql, " FROM (SELECT *");
    append_derived(sql, arena, plan);
    sql_text(sql, " FROM ");
    TRY(append_plus_layer(sql, arena, plan, detailed, error));
    sql_text(sql, ") d) d");
    return STATUS_OK;
}

static Status append_rows(Sql *sql, Arena *arena, const Plan *plan, bool detailed, Error *error)
{
    sql_text(sql, "(SELECT *");
    if (plan->kind->day)
        sql_format(sql, ", %s AS day", plan->kind->day);
    sql_text(sql, " FROM ");
    TRY(append_days_layer(sql, arena, plan, detailed, error));
    sql_text(sql, ") f");
    return STATUS_OK;
}

void plan_append_columns(Sql *sql, const Kind *kind)
{
    for (size_t i = 0; i < kind->field_count; i++) {
        sql_text(sql, i ? ", " : "");
        sql_name(sql, "", kind->fields[i].name);
    }
    for (size_t i = 0; i < kind->field_count; i++)
        if (kind->fields[i].local_day) {
            sql_text(sql, ", ");
            sql_name(sql, "", kind->fields[i].local_day);
        }
    sql_text(sql, kind->day ? ", day, batch" : ", batch");
}

Status plan_append_good(Sql *sql, Arena *arena, const Plan *plan, Error *error)
{
    sql_text(sql, "SELECT ");
    plan_append_columns(sql, plan->kind);
    /* random() keeps the engine from moving the condition below the casts, where it would make them twice. */
    sql_text(sql, " FROM (SELECT *, ");
    sql_format(sql, "CAST(%lld AS BIGINT) AS batch, (random() < 0", (long long)plan->batch);
    for (size_t i = 0; i < plan->problem_count; i++)
        if (!plan->problems[i].within)
            sql_format(sql, " OR (%s)", plan->problems[i].broken);
    sql_text(sql, ") IS NOT TRUE AS mz_good FROM ");
    TRY(append_rows(sql, arena, plan, /* detailed= */ false, error));
    sql_text(sql, ") f WHERE mz_good");
    return STATUS_OK;
}

Status plan_append_detailed(Sql *sql, Arena *arena, const Plan *plan, Error *error)
{
    sql_format(sql, "(SELECT *, CAST(%lld AS BIGINT) AS batch, CASE", (long long)plan->batch);
    for (size_t i = 0; i < plan->problem_count; i++)
        sql_format(sql, " WHEN %s THEN %zu", plan->problems[i].broken, i + 1);
    sql_text(sql, " ELSE 0 END AS mz_problem FROM ");
    TRY(append_rows(sql, arena, plan, /* detailed= */ true, error));
    sql_text(sql, ") f");
    return STATUS_OK;
}
