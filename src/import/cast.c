/* Text to typed values, as SQL over whole columns. Each cast tries what ordinary files hold first; only what
 * that leaves is read by the slower macros of macros.sql. */
#include "import/plan.h"

#include <string.h>

static void raw(Sql *sql, const FieldPlan *plan)
{
    sql_name(sql, "r_", plan->field->name);
}

/* A number of any way of writing; the plain one first, unless it would misread the column's decimal sign. */
static void append_number_of(Sql *sql, const FieldPlan *plan, const char *prefix, const char *type)
{
    bool comma = strcmp(plan->decimal, ",") == 0;
    sql_text(sql, "COALESCE(");
    if (!comma) {
        sql_text(sql, "TRY_CAST(");
        sql_name(sql, prefix, plan->field->name);
        sql_format(sql, " AS %s), ", type);
    }
    sql_text(sql, "TRY_CAST(mz_number(");
    sql_name(sql, prefix, plan->field->name);
    sql_format(sql, ", '%s') AS %s))", plan->decimal, type);
}

static void append_number(Sql *sql, const FieldPlan *plan, const char *type)
{
    append_number_of(sql, plan, "r_", type);
}

void cast_append_seconds(Sql *sql, const FieldPlan *plan, const char *prefix)
{
    const char *unit = plan->map->unit ? plan->map->unit : "seconds";
    sql_text(sql, "COALESCE(");
    append_number_of(sql, plan, prefix, "DOUBLE");
    sql_text(sql, strcmp(unit, "minutes") == 0 ? " * 60"
                  : strcmp(unit, "hours") == 0 ? " * 3600"
                  : strcmp(unit, "days") == 0  ? " * 86400"
                                               : "");
    sql_text(sql, ", mz_duration(");
    sql_name(sql, prefix, plan->field->name);
    sql_text(sql, "))");
}

static bool holds_seconds(const FieldPlan *plan)
{
    const char *name = plan->field->name;
    size_t length = strlen(name), suffix = strlen("_seconds");
    return plan->map->unit || (length > suffix && strcmp(name + length - suffix, "_seconds") == 0);
}

/* Whole numbers pass through DOUBLE, since the engine's cast to BIGINT would round 1.6. */
static void append_integer(Sql *sql, const FieldPlan *plan)
{
    sql_text(sql, "mz_integer(");
    append_number(sql, plan, "DOUBLE");
    sql_text(sql, ")");
}

static void append_boolean(Sql *sql, const FieldPlan *plan)
{
    sql_text(sql, "CASE WHEN lower(trim(");
    raw(sql, plan);
    sql_text(sql, ")) IN ('true', 'yes', 'y', 't', '1', 'نعم', 'بله', 'بلی', 'да', '١', '۱') THEN true "
                  "WHEN lower(trim(");
    raw(sql, plan);
    sql_text(sql, ")) IN ('false', 'no', 'n', 'f', '0', 'لا', 'خیر', 'нет', '٠', '۰') THEN false END");
}

/* What help desks and billing systems call the choices of this program. */
static const char *const choice_words[][2] = {
    {"resolved", "solved"},   {"done", "solved"},       {"complete", "solved"},  {"in_progress", "open"},
    {"active", "open"},       {"reopened", "open"},     {"on_hold", "pending"},  {"hold", "pending"},
    {"waiting", "pending"},   {"deleted", "spam"},      {"daily", "day"},        {"weekly", "week"},
    {"monthly", "month"},     {"quarterly", "quarter"}, {"semiannual", "half_year"}, {"annual", "year"},
    {"annually", "year"},     {"yearly", "year"},
};

static void append_choice(Sql *sql, const FieldPlan *plan)
{
    sql_text(sql, "CASE replace(replace(lower(trim(");
    raw(sql, plan);
    sql_text(sql, ")), ' ', '_'), '-', '_')");
    for (const char *const *choice = plan->field->choices; *choice; choice++)
        sql_format(sql, " WHEN '%s' THEN '%s'", *choice, *choice);
    for (size_t i = 0; i < sizeof choice_words / sizeof choice_words[0]; i++)
        for (const char *const *choice = plan->field->choices; *choice; choice++)
            if (strcmp(*choice, choice_words[i][1]) == 0)
                sql_format(sql, " WHEN '%s' THEN '%s'", choice_words[i][0], *choice);
    sql_text(sql, " END");
}

static void append_currency(Sql *sql, const FieldPlan *plan)
{
    sql_text(sql, "CASE WHEN regexp_full_match(upper(trim(");
    raw(sql, plan);
    sql_text(sql, ")), '[A-Z]{3}') THEN upper(trim(");
    raw(sql, plan);
    sql_text(sql, ")) END");
}

void cast_append_value(Sql *sql, const FieldPlan *plan)
{
    switch (plan->field->type) {
    case FIELD_INTEGER:
        append_integer(sql, plan);
        break;
    case FIELD_NUMBER:
        if (holds_seconds(plan))
            cast_append_seconds(sql, plan, "r_");
        else
            append_number(sql, plan, "DOUBLE");
        break;
    case FIELD_MONEY:
        append_number(sql, plan, "DECIMAL(18,4)");
        break;
    case FIELD_BOOLEAN:
        append_boolean(sql, plan);
        break;
    case FIELD_CHOICE:
        append_choice(sql, plan);
        break;
    case FIELD_CURRENCY:
        append_currency(sql, plan);
        break;
    case FIELD_TEXT:
    case FIELD_TIME:
    case FIELD_DAY:
        raw(sql, plan);
        break;
    }
}

/* `mz_plain(r)` with months as numbers. */
static void append_plain(Sql *sql, const FieldPlan *plan)
{
    sql_text(sql, plan->date.months ? "mz_months(mz_plain(" : "mz_plain(");
    raw(sql, plan);
    sql_text(sql, plan->date.months ? "))" : ")");
}

static bool other_calendar(const FieldPlan *plan)
{
    return plan->date.calendar == CALENDAR_PERSIAN || plan->date.calendar == CALENDAR_ISLAMIC;
}

/* True for the ISO forms that the engine casts exactly; its cast ignores offsets, so that only fixed lengths
 * which leave no room for one may pass. */
static void append_is_iso(Sql *sql, const FieldPlan *plan)
{
    sql_text(sql, "(CASE strlen(");
    raw(sql, plan);
    sql_text(sql, ") WHEN 19 THEN ");
    raw(sql, plan);
    sql_text(sql, "[17] = ':' WHEN 10 THEN true WHEN 16 THEN ");
    raw(sql, plan);
    sql_text(sql, "[14] = ':' ELSE false END)");
}

void cast_append_fast(Sql *sql, const FieldPlan *plan)
{
    sql_text(sql, ", ");
    if (plan->date.kind != DATE_PARTS || other_calendar(plan)) {
        sql_text(sql, "CAST(NULL AS TIMESTAMP)");
    } else if (plan->date.fast) {
        sql_text(sql, "try_strptime(");
        raw(sql, plan);
        sql_text(sql, ", ");
        sql_bind_text(sql, plan->date.fast);
        sql_text(sql, ")");
    } else {
        sql_text(sql, "CASE WHEN ");
        append_is_iso(sql, plan);
        sql_text(sql, " THEN TRY_CAST(");
        raw(sql, plan);
        sql_text(sql, " AS TIMESTAMP) END");
    }
    sql_text(sql, " AS ");
    sql_name(sql, "f_", plan->field->name);
}

/* The wall clock by the macros: any separators, 12 hour clock, other calendars. */
static void append_slow_wall(Sql *sql, const FieldPlan *plan)
{
    if (other_calendar(plan)) {
        sql_text(sql, "mz_wall_of_day(");
        sql_name(sql, "k_", plan->field->name);
        sql_text(sql, ".day, ");
        append_plain(sql, plan);
        sql_text(sql, ")");
    } else {
        sql_text(sql, "mz_wall(");
        append_plain(sql, plan);
        sql_format(sql, ", '%s')", plan->date.order);
    }
}

static void append_parts_time(Sql *sql, const FieldPlan *plan)
{
    const char *name = plan->field->name;
    sql_text(sql, ", COALESCE(");
    sql_name(sql, "f_", name);
    sql_text(sql, ", CASE WHEN NOT ends_with(");
    raw(sql, plan);
    sql_text(sql, ", 'Z') THEN ");
    append_slow_wall(sql, plan);
    sql_text(sql, " END) AS ");
    sql_name(sql, "w_", name);
    sql_text(sql, ", CASE WHEN ");
    sql_name(sql, "f_", name);
    sql_text(sql, " IS NOT NULL THEN NULL WHEN ends_with(");
    raw(sql, plan);
    sql_text(sql, ", 'Z') THEN COALESCE(");
    if (!other_calendar(plan)) {
        sql_text(sql, "TRY_CAST(");
        raw(sql, plan);
        sql_text(sql, " AS TIMESTAMP), ");
    }
    append_slow_wall(sql, plan);
    sql_text(sql, ") ELSE ");
    append_slow_wall(sql, plan);
    sql_text(sql, " - to_seconds(mz_offset(");
    append_plain(sql, plan);
    sql_text(sql, ")) END AS ");
    sql_name(sql, "i_", name);
}

static void append_format_time(Sql *sql, const FieldPlan *plan)
{
    const char *name = plan->field->name;
    /* With a zone in the format the engine gives a TIMESTAMP WITH TIME ZONE. */
    bool zone = strstr(plan->date.format, "%z") || strstr(plan->date.format, "%Z");
    sql_text(sql, zone ? ", timezone('UTC', try_strptime(" : ", (try_strptime(");
    append_plain(sql, plan);
    sql_text(sql, ", ");
    sql_bind_text(sql, plan->date.format);
    sql_text(sql, ")) AS ");
    sql_name(sql, zone ? "i_" : "w_", name);
    sql_text(sql, ", CAST(NULL AS TIMESTAMP) AS ");
    sql_name(sql, zone ? "w_" : "i_", name);
}

static void append_epoch_time(Sql *sql, const FieldPlan *plan)
{
    sql_text(sql, ", CAST(NULL AS TIMESTAMP) AS ");
    sql_name(sql, "w_", plan->field->name);
    sql_text(sql, ", mz_epoch(TRY_CAST(mz_plain(");
    raw(sql, plan);
    sql_format(sql, ") AS DOUBLE) / %.0f) AS ", plan->date.per_second);
    sql_name(sql, "i_", plan->field->name);
}

void cast_append_time(Sql *sql, const FieldPlan *plan)
{
    if (plan->date.kind == DATE_FORMAT)
        append_format_time(sql, plan);
    else if (plan->date.kind == DATE_EPOCH)
        append_epoch_time(sql, plan);
    else
        append_parts_time(sql, plan);
}

void cast_append_joins(Sql *sql, const FieldPlan *plan)
{
    if (!other_calendar(plan) || plan->date.kind != DATE_PARTS)
        return;
    const char *system = plan->date.calendar == CALENDAR_PERSIAN ? "persian" : "islamic";
    sql_format(sql, " LEFT JOIN (SELECT day, %s_y * 10000 + %s_m * 100 + %s_d AS key FROM calendar) ", system, system,
               system);
    sql_name(sql, "k_", plan->field->name);
    sql_text(sql, " ON ");
    sql_name(sql, "k_", plan->field->name);
    sql_text(sql, ".key = mz_date_key(mz_date_parts(");
    append_plain(sql, plan);
    sql_format(sql, "), '%s')", plan->date.order);
}
