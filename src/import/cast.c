/*
 * Text to typed values, as SQL over whole columns, in three layers.
 *
 *   f_FIELD  the engine's own cast, which reads what ordinary files hold; z_FIELD the same for "...Z" times
 *   t_FIELD  the text made plain, only where that cast read nothing
 *   FIELD    the one, or what the macros of macros.sql make of the other
 *
 * The layers matter: the optimizer takes an expression that stands twice in one layer out of its COALESCE or
 * CASE and evaluates it for every row. What is slow is therefore only ever applied to t_FIELD, which is null
 * for all rows that need nothing of it.
 */
#include "import/plan.h"

#include <string.h>

static void name(Sql *sql, const char *prefix, const FieldPlan *plan)
{
    sql_name(sql, prefix, plan->field->name);
}

static bool other_calendar(const FieldPlan *plan)
{
    return plan->date.calendar == CALENDAR_PERSIAN || plan->date.calendar == CALENDAR_ISLAMIC;
}

/* A duration is a number of seconds, whatever the type of its field. */
static bool is_duration(const FieldPlan *plan)
{
    const char *field = plan->field->name;
    size_t length = strlen(field), suffix = strlen("_seconds");
    return plan->map->plus || plan->map->unit ||
           (plan->field->type == FIELD_NUMBER && length > suffix && strcmp(field + length - suffix, "_seconds") == 0);
}

static const char *number_type(const FieldPlan *plan)
{
    return plan->field->type == FIELD_MONEY ? "DECIMAL(18,4)" : "DOUBLE";
}

/* How the plan's column is read. */
typedef enum Reading { READ_TEXT, READ_NUMBER, READ_TIME, READ_BOOLEAN, READ_CHOICE, READ_CURRENCY } Reading;

static Reading reading_of(const FieldPlan *plan)
{
    if (plan_reads_time(plan))
        return READ_TIME;
    switch (plan->field->type) {
    case FIELD_INTEGER:
    case FIELD_NUMBER:
    case FIELD_MONEY:
        return READ_NUMBER;
    case FIELD_TIME:
    case FIELD_DAY:
        return READ_NUMBER; /* `plus`: a duration */
    case FIELD_BOOLEAN:
        return READ_BOOLEAN;
    case FIELD_CHOICE:
        return READ_CHOICE;
    case FIELD_CURRENCY:
        return READ_CURRENCY;
    case FIELD_TEXT:
        break;
    }
    return READ_TEXT;
}

/* ---- f_FIELD, z_FIELD ---- */

/* True for the ISO forms that the engine casts exactly; its cast ignores offsets, so that only fixed lengths
 * which leave no room for one may pass. */
static void append_is_iso(Sql *sql, const FieldPlan *plan)
{
    sql_text(sql, "(CASE strlen(");
    name(sql, "r_", plan);
    sql_text(sql, ") WHEN 19 THEN ");
    name(sql, "r_", plan);
    sql_text(sql, "[17] = ':' WHEN 10 THEN true WHEN 16 THEN ");
    name(sql, "r_", plan);
    sql_text(sql, "[14] = ':' ELSE false END)");
}

static void append_fast_time(Sql *sql, const FieldPlan *plan)
{
    bool parts = plan->date.kind == DATE_PARTS && !other_calendar(plan);
    if (parts && plan->date.fast) {
        sql_text(sql, "try_strptime(");
        name(sql, "r_", plan);
        sql_text(sql, ", ");
        sql_bind_text(sql, plan->date.fast);
        sql_text(sql, ")");
    } else if (parts) {
        sql_text(sql, "CASE WHEN ");
        append_is_iso(sql, plan);
        sql_text(sql, " THEN TRY_CAST(");
        name(sql, "r_", plan);
        sql_text(sql, " AS TIMESTAMP) END");
    } else {
        sql_text(sql, "CAST(NULL AS TIMESTAMP)");
    }
    sql_text(sql, " AS ");
    name(sql, "f_", plan);
    sql_text(sql, ", ");
    if (parts) {
        sql_text(sql, "CASE WHEN ends_with(");
        name(sql, "r_", plan);
        sql_text(sql, ", 'Z') THEN TRY_CAST(");
        name(sql, "r_", plan);
        sql_text(sql, " AS TIMESTAMP) END AS ");
    } else {
        sql_text(sql, "CAST(NULL AS TIMESTAMP) AS ");
    }
    name(sql, "z_", plan);
}

static void append_fast_choice(Sql *sql, const FieldPlan *plan)
{
    sql_text(sql, "CASE ");
    name(sql, "r_", plan);
    for (const char *const *choice = plan->field->choices; *choice; choice++)
        sql_format(sql, " WHEN '%s' THEN '%s'", *choice, *choice);
    sql_text(sql, " END AS ");
    name(sql, "f_", plan);
}

void cast_append_fast(Sql *sql, const FieldPlan *plan)
{
    Reading reading = reading_of(plan);
    if (reading == READ_TEXT)
        return;
    sql_text(sql, ", ");
    if (reading == READ_TIME) {
        append_fast_time(sql, plan);
        return;
    }
    if (reading == READ_CHOICE) {
        append_fast_choice(sql, plan);
        return;
    }
    /* The plain cast would misread a column whose decimal sign is the comma: "1.234". */
    bool misread = reading == READ_NUMBER && strcmp(plan->decimal, ",") == 0;
    const char *type = reading == READ_NUMBER ? number_type(plan) : reading == READ_BOOLEAN ? "BOOLEAN" : "VARCHAR";
    if (misread || reading == READ_CURRENCY) {
        sql_format(sql, "CAST(NULL AS %s) AS ", type);
    } else {
        sql_text(sql, "TRY_CAST(");
        name(sql, "r_", plan);
        sql_format(sql, " AS %s) AS ", type);
    }
    name(sql, "f_", plan);
}

/* ---- t_FIELD ---- */

void cast_append_plain(Sql *sql, const FieldPlan *plan)
{
    Reading reading = reading_of(plan);
    if (reading == READ_TEXT)
        return;
    sql_text(sql, ", CASE WHEN ");
    name(sql, "f_", plan);
    sql_text(sql, " IS NULL");
    if (reading == READ_TIME) {
        sql_text(sql, " AND ");
        name(sql, "z_", plan);
        sql_text(sql, " IS NULL");
    }
    sql_text(sql, reading == READ_NUMBER                    ? " THEN mz_number_plain("
                  : reading == READ_TIME && plan->date.months ? " THEN mz_months(mz_plain("
                  : reading == READ_TIME                      ? " THEN mz_plain("
                                                              : " THEN mz_word(");
    name(sql, "r_", plan);
    if (reading == READ_NUMBER)
        sql_format(sql, ", '%s'", plan->decimal);
    sql_text(sql, reading == READ_TIME && plan->date.months ? ")) END AS " : ") END AS ");
    name(sql, "t_", plan);
}

/* ---- FIELD ---- */

static void append_number(Sql *sql, const FieldPlan *plan)
{
    sql_text(sql, "COALESCE(");
    name(sql, "f_", plan);
    sql_text(sql, ", TRY_CAST(mz_number_checked(");
    name(sql, "t_", plan);
    sql_format(sql, ", '%s') AS %s))", plan->decimal, number_type(plan));
}

static void append_duration(Sql *sql, const FieldPlan *plan)
{
    const char *unit = plan->map->unit ? plan->map->unit : "seconds";
    sql_text(sql, "COALESCE(");
    append_number(sql, plan);
    sql_text(sql, strcmp(unit, "minutes") == 0 ? " * 60"
                  : strcmp(unit, "hours") == 0 ? " * 3600"
                  : strcmp(unit, "days") == 0  ? " * 86400"
                                               : "");
    sql_text(sql, ", mz_duration(");
    name(sql, "t_", plan);
    sql_text(sql, "))");
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
    sql_text(sql, "COALESCE(");
    name(sql, "f_", plan);
    sql_text(sql, ", CASE ");
    name(sql, "t_", plan);
    for (const char *const *choice = plan->field->choices; *choice; choice++)
        sql_format(sql, " WHEN '%s' THEN '%s'", *choice, *choice);
    for (size_t i = 0; i < sizeof choice_words / sizeof choice_words[0]; i++)
        for (const char *const *choice = plan->field->choices; *choice; choice++)
            if (strcmp(*choice, choice_words[i][1]) == 0)
                sql_format(sql, " WHEN '%s' THEN '%s'", choice_words[i][0], *choice);
    sql_text(sql, " END)");
}

static void append_boolean(Sql *sql, const FieldPlan *plan)
{
    sql_text(sql, "COALESCE(");
    name(sql, "f_", plan);
    sql_text(sql, ", mz_boolean(");
    name(sql, "t_", plan);
    sql_text(sql, "))");
}

void cast_append_value(Sql *sql, const FieldPlan *plan)
{
    switch (reading_of(plan)) {
    case READ_NUMBER:
        if (plan->field->type == FIELD_INTEGER) {
            sql_text(sql, "mz_integer(");
            append_number(sql, plan);
            sql_text(sql, ")");
        } else if (is_duration(plan)) {
            append_duration(sql, plan);
        } else {
            append_number(sql, plan);
        }
        break;
    case READ_BOOLEAN:
        append_boolean(sql, plan);
        break;
    case READ_CHOICE:
        append_choice(sql, plan);
        break;
    case READ_CURRENCY:
        sql_text(sql, "mz_currency(");
        name(sql, "t_", plan);
        sql_text(sql, ")");
        break;
    case READ_TEXT:
    case READ_TIME:
        name(sql, "r_", plan);
        break;
    }
}

/* ---- times: w_FIELD, i_FIELD ---- */

/* The wall clock by the macros: any separators, 12 hour clock, other calendars. */
static void append_slow_wall(Sql *sql, const FieldPlan *plan)
{
    if (other_calendar(plan)) {
        sql_text(sql, "mz_wall_of_day(");
        name(sql, "k_", plan);
        sql_text(sql, ".day, ");
        name(sql, "t_", plan);
        sql_text(sql, ")");
    } else {
        sql_text(sql, "mz_wall(");
        name(sql, "t_", plan);
        sql_format(sql, ", '%s')", plan->date.order);
    }
}

static void append_parts_time(Sql *sql, const FieldPlan *plan)
{
    sql_text(sql, ", COALESCE(");
    name(sql, "f_", plan);
    sql_text(sql, ", ");
    append_slow_wall(sql, plan);
    sql_text(sql, ") AS ");
    name(sql, "w_", plan);
    sql_text(sql, ", COALESCE(");
    name(sql, "z_", plan);
    sql_text(sql, ", ");
    append_slow_wall(sql, plan);
    sql_text(sql, " - to_seconds(mz_offset(");
    name(sql, "t_", plan);
    sql_text(sql, "))) AS ");
    name(sql, "i_", plan);
}

static void append_format_time(Sql *sql, const FieldPlan *plan)
{
    /* With a zone in the format the engine gives a TIMESTAMP WITH TIME ZONE. */
    bool zone = strstr(plan->date.format, "%z") || strstr(plan->date.format, "%Z");
    sql_text(sql, zone ? ", timezone('UTC', try_strptime(" : ", (try_strptime(");
    name(sql, "t_", plan);
    sql_text(sql, ", ");
    sql_bind_text(sql, plan->date.format);
    sql_text(sql, ")) AS ");
    name(sql, zone ? "i_" : "w_", plan);
    sql_text(sql, ", CAST(NULL AS TIMESTAMP) AS ");
    name(sql, zone ? "w_" : "i_", plan);
}

static void append_epoch_time(Sql *sql, const FieldPlan *plan)
{
    sql_text(sql, ", CAST(NULL AS TIMESTAMP) AS ");
    name(sql, "w_", plan);
    sql_text(sql, ", mz_epoch(TRY_CAST(");
    name(sql, "t_", plan);
    sql_format(sql, " AS DOUBLE) / %.0f) AS ", plan->date.per_second);
    name(sql, "i_", plan);
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
    name(sql, "k_", plan);
    sql_text(sql, " ON ");
    name(sql, "k_", plan);
    sql_text(sql, ".key = mz_date_key(mz_date_parts(");
    name(sql, "t_", plan);
    sql_format(sql, "), '%s')", plan->date.order);
}
