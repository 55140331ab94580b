/* How the dates and numbers of a column are written, found out from its values: never guessed in silence.
 * A sample of the first rows decides where it can; where it leaves a question open the whole column is asked,
 * and where that is open too the user is. */
#include "import/plan.h"
#include "import/shape.h"

#include "base/translate.h"

#include <string.h>

enum { SAMPLE_ROWS = 20000 };

typedef struct Evidence {
    DateShapes dates;
    NumberShapes numbers;
} Evidence;

static bool is_numeric(const FieldPlan *field)
{
    FieldType type = field->field->type;
    return type == FIELD_INTEGER || type == FIELD_NUMBER || type == FIELD_MONEY;
}

static Status gather(FactsSession *session, Arena *arena, const Plan *plan, Evidence *evidence, Error *error)
{
    Sql *sql CLEANUP(sql_cleanup) = sql_new(arena);
    sql_text(sql, "SELECT 1");
    for (size_t i = 0; i < plan->field_count; i++) {
        bool wanted = (plan_reads_time(&plan->fields[i]) || is_numeric(&plan->fields[i])) && plan->fields[i].column_count;
        sql_text(sql, ", ");
        if (wanted)
            plan_append_text(sql, &plan->fields[i]);
        else
            sql_text(sql, "CAST(NULL AS VARCHAR)");
    }
    sql_text(sql, " FROM ");
    source_append(sql, plan->source, "s");
    sql_format(sql, " LIMIT %d", SAMPLE_ROWS);
    FactsResult *result CLEANUP(facts_result_cleanup) = NULL;
    TRY(sql_query(session, sql, &result, error));
    for (;;) {
        bool row;
        TRY(facts_result_next(result, &row, error));
        if (!row)
            return STATUS_OK;
        for (size_t i = 0; i < plan->field_count; i++) {
            Value value = facts_result_value(result, i + 1);
            if (value.type != VALUE_TEXT)
                continue;
            if (is_numeric(&plan->fields[i]))
                number_shape_add(&evidence[i].numbers, value.text);
            else
                date_shape_add(&evidence[i].dates, value.text);
        }
    }
}

static const char *column_of(const FieldPlan *field)
{
    return field->column_count ? field->columns[0] : field->field->name;
}

static Status unclear(const Plan *plan, const FieldPlan *field, const char *hint, Error *error)
{
    error_where(error, "%s: %s", plan->source->name, column_of(field));
    error_hint(error, "%s", hint);
    return error->status;
}

/* ---- numbers ---- */

/* The whole column: is a comma anywhere certainly a decimal sign, or certainly not? */
static Status ask_numbers(FactsSession *session, Arena *arena, const Plan *plan, const FieldPlan *field,
                          NumberShapes *shapes, Error *error)
{
    Sql *sql CLEANUP(sql_cleanup) = sql_new(arena);
    sql_text(sql, "SELECT count(*) FILTER (WHERE regexp_matches(x, ',\\d{0,2}$|,\\d{4,}$|^-?0+,|\\..*,')), "
                  "count(*) FILTER (WHERE regexp_matches(x, ',.*[.,]|^[^,]*\\.\\d{1,2}$|\\.\\d{4,}$')) FROM (SELECT mz_plain(");
    plan_append_text(sql, field);
    sql_text(sql, ") AS x FROM ");
    source_append(sql, plan->source, "s");
    sql_text(sql, ") x");
    FactsResult *result CLEANUP(facts_result_cleanup) = NULL;
    TRY(sql_query(session, sql, &result, error));
    bool row;
    TRY(facts_result_next(result, &row, error));
    if (row) {
        shapes->comma_decimal = facts_result_value(result, 0).integer;
        shapes->dot_decimal = facts_result_value(result, 1).integer;
    }
    return STATUS_OK;
}

static Status settle_number(FactsSession *session, Arena *arena, const Plan *plan, FieldPlan *field,
                            NumberShapes *shapes, Error *error)
{
    const char *said = field->map->decimal ? field->map->decimal : plan->mapping->decimal;
    field->decimal = said ? said : ".";
    if (said || (!shapes->comma_decimal && !shapes->comma_either))
        return STATUS_OK;
    bool open = !shapes->comma_decimal && !shapes->dot_decimal;
    if (open && field->field->type == FIELD_INTEGER)
        return STATUS_OK; /* a whole number has no decimals: the comma groups */
    if (open)
        TRY(ask_numbers(session, arena, plan, field, shapes, error));
    if (shapes->comma_decimal && shapes->dot_decimal) {
        error_set(error, STATUS_INVALID_DATA, _("the numbers of \"%s\" use both . and , as decimal sign"), column_of(field));
        return unclear(plan, field, _("say which it is in a mapping, `decimal: \",\"`; numbers of the other kind are then rejected"),
                       error);
    }
    if (!shapes->comma_decimal && !shapes->dot_decimal) {
        error_set(error, STATUS_INVALID_DATA, _("the numbers of \"%s\" can be read in two ways: \"1,234\" is a thousand and more, or one and a part"),
                  column_of(field));
        return unclear(plan, field, _("say which it is in a mapping: `decimal: \",\"` or `decimal: \".\"`"), error);
    }
    field->decimal = shapes->comma_decimal ? "," : ".";
    return STATUS_OK;
}

/* ---- dates ---- */

static Status ask_dates(FactsSession *session, Arena *arena, const Plan *plan, const FieldPlan *field,
                        DateShapes *shapes, Error *error)
{
    Sql *sql CLEANUP(sql_cleanup) = sql_new(arena);
    sql_text(sql, "SELECT count(*) FILTER (WHERE TRY_CAST(p.a AS INTEGER) > 12), "
                  "count(*) FILTER (WHERE TRY_CAST(p.b AS INTEGER) > 12) FROM (SELECT mz_date_parts(mz_plain(");
    plan_append_text(sql, field);
    sql_text(sql, ")) AS p FROM ");
    source_append(sql, plan->source, "s");
    sql_text(sql, ") x WHERE strlen(p.a) IN (1, 2)");
    FactsResult *result CLEANUP(facts_result_cleanup) = NULL;
    TRY(sql_query(session, sql, &result, error));
    bool row;
    TRY(facts_result_next(result, &row, error));
    if (row) {
        shapes->day_first = facts_result_value(result, 0).integer;
        shapes->month_first = facts_result_value(result, 1).integer;
    }
    return STATUS_OK;
}

static Status settle_order(FactsSession *session, Arena *arena, const Plan *plan, FieldPlan *field, DateShapes *shapes,
                           Error *error)
{
    DateForm *form = &field->date;
    form->order = "ymd";
    if (!shapes->year_last)
        return STATUS_OK;
    int64_t named = shapes->name_first + shapes->name_second;
    bool open = !shapes->day_first && !shapes->month_first && named < shapes->year_last;
    if (open && shapes->dotted == shapes->year_last)
        shapes->day_first = shapes->dotted;
    else if (open)
        TRY(ask_dates(session, arena, plan, field, shapes, error));
    if (shapes->day_first && shapes->month_first) {
        error_set(error, STATUS_INVALID_DATA, _("the dates of \"%s\" mix day/month and month/day"), column_of(field));
        return unclear(plan, field, _("say how they are written in a mapping: `format: \"%d/%m/%Y\"`; others are then rejected"),
                       error);
    }
    if (!shapes->day_first && !shapes->month_first && named < shapes->year_last) {
        error_set(error, STATUS_INVALID_DATA, _("the dates of \"%s\" can be read in two ways: no day is above 12, so that it is not clear which number is the month"),
                  column_of(field));
        return unclear(plan, field, _("say it in a mapping: `date_format: \"%d/%m/%Y\"` or \"%m/%d/%Y\""), error);
    }
    form->order = shapes->month_first || (!shapes->day_first && shapes->name_first) ? "mdy" : "dmy";
    return STATUS_OK;
}

/* Years of the Persian and the Islamic calendar: 1300 to 1500. The calendar dimension (1990 to 2059) has
 * Persian years 1368 to 1438 and Islamic years 1410 to 1483; from 1410 to 1438 they could be either. */
static Status settle_calendar(const Plan *plan, FieldPlan *field, const DateShapes *shapes, Error *error)
{
    DateForm *form = &field->date;
    const char *said = field->map->calendar ? field->map->calendar : plan->mapping->calendar;
    if (said) {
        if (!calendar_system_parse(text_of(said), &form->calendar))
            form->calendar = CALENDAR_GREGORIAN;
        return STATUS_OK;
    }
    if (shapes->year_max < 1300 || shapes->year_max > 1500)
        return STATUS_OK;
    bool persian = shapes->year_min >= 1300 && shapes->year_min < 1410;
    bool islamic = shapes->year_max > 1438;
    if (persian == islamic && (plan->home->calendar == CALENDAR_PERSIAN || plan->home->calendar == CALENDAR_ISLAMIC)) {
        form->calendar = plan->home->calendar;
        return STATUS_OK;
    }
    if (persian == islamic) {
        error_set(error, STATUS_INVALID_DATA, _("the years of \"%s\" (%d to %d) can be Persian or Islamic"),
                  column_of(field), shapes->year_min, shapes->year_max);
        return unclear(plan, field, _("say which in a mapping: `calendar: persian` or `calendar: islamic`"), error);
    }
    form->calendar = persian ? CALENDAR_PERSIAN : CALENDAR_ISLAMIC;
    return STATUS_OK;
}

/* The sample's way of writing with the settled order, for the engine's strptime. */
static const char *fast_format(Arena *arena, const DateShapes *shapes, const char *order)
{
    if (!shapes->format[0])
        return NULL;
    char *format = arena_string(arena, shapes->format);
    for (char *c = format; *c; c++)
        if (c[0] == '%' && (c[1] == '1' || c[1] == '2'))
            c[1] = order[c[1] - '1'];
    /* What the cast to TIMESTAMP reads by itself is left to it. */
    bool iso = strncmp(format, "%Y-%m-%d", 8) == 0 && !strchr(format, 'I') && !strchr(format, 'g');
    return iso ? NULL : format;
}

static Status settle_date(FactsSession *session, Arena *arena, const Plan *plan, FieldPlan *field, DateShapes *shapes,
                          Error *error)
{
    DateForm *form = &field->date;
    const char *said = field->map->format ? field->map->format : plan->mapping->date_format;
    *form = (DateForm){.kind = DATE_PARTS, .order = "ymd", .per_second = 1};
    if (said && strncmp(said, "epoch", 5) == 0) {
        form->kind = DATE_EPOCH;
        form->per_second = strcmp(said, "epoch_ms") == 0 ? 1000 : 1;
        return STATUS_OK;
    }
    if (said) {
        form->kind = DATE_FORMAT;
        form->format = said;
        return STATUS_OK;
    }
    form->months = shapes->months > 0;
    if (shapes->values && shapes->epoch + shapes->epoch_ms == shapes->values && (!shapes->epoch || !shapes->epoch_ms)) {
        form->kind = DATE_EPOCH;
        form->per_second = shapes->epoch_ms ? 1000 : 1;
        return STATUS_OK;
    }
    TRY(settle_order(session, arena, plan, field, shapes, error));
    TRY(settle_calendar(plan, field, shapes, error));
    form->fast = fast_format(arena, shapes, form->order);
    return STATUS_OK;
}

Status plan_settle_forms(FactsSession *session, Arena *arena, Plan *plan, Error *error)
{
    Evidence *evidence = ARENA_ARRAY(arena, plan->field_count + 1, Evidence);
    TRY(gather(session, arena, plan, evidence, error));
    for (size_t i = 0; i < plan->field_count; i++) {
        FieldPlan *field = &plan->fields[i];
        TRY(settle_number(session, arena, plan, field, &evidence[i].numbers, error));
        if (plan_reads_time(field))
            TRY(settle_date(session, arena, plan, field, &evidence[i].dates, error));
    }
    return STATUS_OK;
}
