/* The rules that a row can break: those of its fields and those of the kind. */
#include "import/plan.h"

#include "import/erased.h"

#include "base/translate.h"

#include <string.h>

static void add(Plan *plan, const Field *field, const char *reason, const char *broken)
{
    plan->problems[plan->problem_count++] = (Problem){.field = field, .reason = reason, .broken = broken};
}

static const char *cast_reason(const Field *field)
{
    switch (field->type) {
    case FIELD_TIME:
        return N_("no time that there is, or not written as the other times of the column");
    case FIELD_DAY:
        return N_("no day that there is, or not written as the other days of the column");
    case FIELD_INTEGER:
        return N_("not a whole number");
    case FIELD_NUMBER:
    case FIELD_MONEY:
        return N_("not a number");
    case FIELD_BOOLEAN:
        return N_("neither yes nor no");
    case FIELD_CURRENCY:
        return N_("not a currency code of three letters");
    case FIELD_CHOICE:
        return N_("not one of the known values; a mapping can translate it (values)");
    case FIELD_TEXT:
        break;
    }
    return N_("not readable");
}

static void field_problems(Arena *arena, Plan *plan, const Field *field, const FieldPlan *filled)
{
    const char *name = field->name;
    /* In CASE, since the engine evaluates both sides of an AND for every row. */
    if (field->required && !field->fallback && filled)
        add(plan, field, N_("is missing"),
            arena_format(arena, "CASE WHEN \"%s\" IS NULL THEN COALESCE(trim(\"r_%s\"), '') = '' END", name, name));
    if (!filled)
        return;
    if (field->type != FIELD_TEXT)
        add(plan, field, filled->map->plus ? N_("not a duration") : cast_reason(field),
            arena_format(arena, "CASE WHEN \"%s%s\" IS NULL THEN trim(\"r_%s\") <> '' END", filled->map->plus ? "d_" : "",
                         name, name));
    if (field->type == FIELD_NUMBER)
        add(plan, field, N_("not a number"), arena_format(arena, "NOT isfinite(\"%s\")", name));
    if (field->minimum < field->maximum)
        add(plan, field, N_("out of range"), arena_format(arena, "\"%s\" < %.17g OR \"%s\" > %.17g", name, field->minimum,
                                                          name, field->maximum));
    if (field->type != FIELD_TIME && field->type != FIELD_DAY)
        return;
    /* A column is read by one calendar: among Gregorian years these are of another. They are before 1900, too. */
    add(plan, field, N_("a year of the Persian or the Islamic calendar among Gregorian ones; a column has one calendar"),
        arena_format(arena, "\"%s\" >= DATE '1300-01-01' AND \"%s\" < DATE '1500-01-01'", name, name));
    plan->problems[plan->problem_count - 1].within = true;
    add(plan, field, N_("a time before 1900 or after 9999"),
        arena_format(arena, "\"%s\" < DATE '1900-01-01' OR \"%s\" > DATE '9999-12-31'", name, name));
}

/* The field whose value gives the day of the row, to be shown when the day is off the calendar. */
static const Field *day_field(const Kind *kind)
{
    for (size_t i = 0; i < kind->field_count; i++) {
        const Field *field = &kind->fields[i];
        if (strstr(kind->day, field->local_day ? field->local_day : field->name))
            return field;
    }
    return &kind->fields[0];
}

/* Rows of persons who were erased. First, since of several broken rules the first is said, and by this one what the
 * row holds is not kept. */
static void erased_problems(Arena *arena, Plan *plan)
{
    for (size_t i = 0; i < plan->kind->field_count; i++) {
        const Field *field = &plan->kind->fields[i];
        const char *person = erased_owner(plan->kind, field);
        if (!person)
            continue;
        add(plan, field, N_("the person was erased from this store"), erased_condition(arena, person, field->name));
        plan->problems[plan->problem_count - 1].hides = true;
    }
}

void plan_make_problems(Arena *arena, Plan *plan, bool erased)
{
    const Kind *kind = plan->kind;
    plan->problems = ARENA_ARRAY(arena, kind->field_count * 7 + kind->check_count + 3, Problem);
    if (erased)
        erased_problems(arena, plan);
    if (plan->source->format == FORMAT_NDJSON && !plan->source->table)
        add(plan, &kind->fields[0], N_("the line is no JSON"), "NOT mz_json");
    for (size_t i = 0; i < kind->field_count; i++) {
        const FieldPlan *filled = NULL;
        for (size_t j = 0; j < plan->field_count; j++)
            if (plan->fields[j].field == &kind->fields[i])
                filled = &plan->fields[j];
        field_problems(arena, plan, &kind->fields[i], filled);
    }
    for (size_t i = 0; i < kind->check_count; i++)
        add(plan, schema_field(kind, kind->checks[i].field), kind->checks[i].reason, kind->checks[i].broken);
    if (kind->day) {
        char first[11], last[11];
        day_format(calendar_first_day(), first);
        day_format(calendar_last_day(), last);
        add(plan, day_field(kind), N_("the day is outside the calendar (1990 to 2059)"),
            arena_format(arena, "day < DATE '%s' OR day > DATE '%s' OR day IS NULL", first, last));
    }
}
