/* What of the settings lies in the store of facts: the calendar, working hours, local days. */
#include "organization/check_run.h"

#include "base/translate.h"
#include "calendar/zone.h"

#include <string.h>

/* What is made from settings, and the texts that it was made from. */
typedef struct Made {
    const char *calendar, *working_hours, *local_days;
} Made;

typedef struct Application {
    Store *store;
    FactsSession *session;
    Arena *arena;
    Organization organization;
    const WorkingSchedule *schedules;
    size_t schedule_count;
} Application;

/* ---- what the settings ask for ---- */

static const char *setting_text(Application *application, const char *name, Status *status, Error *error)
{
    const char *value = "";
    if (*status == STATUS_OK)
        *status = store_setting(application->store, application->arena, name, &value, error);
    return value;
}

/* All schedules as one text; the records hold what they were parsed from. */
static Status schedules_text(Application *application, const char **ret_text, Error *error)
{
    RecordsTable table;
    TRY(records_query(store_records(application->store), application->arena,
                      "SELECT from_day, schedule FROM working_schedule ORDER BY from_day", NULL, 0, &table, error));
    TextBuilder text = text_builder(16 << 20);
    for (size_t row = 0; row < table.rows; row++) {
        Text schedule = records_value(&table, row, 1).text;
        text_append_format(&text, "|%d %.*s", records_value(&table, row, 0).day, (int)schedule.length, schedule.bytes);
    }
    *ret_text = arena_copy(application->arena, text.bytes, text.length);
    text_builder_free(&text);
    return STATUS_OK;
}

/* A newer time zone database or calendar changes what is made as a setting does. */
static Status read_wanted(Application *application, Made *ret_wanted, Error *error)
{
    Status status = STATUS_OK;
    const char *zone = setting_text(application, "time_zone", &status, error);
    const char *first_day = setting_text(application, "first_day_of_week", &status, error);
    const char *weekend = setting_text(application, "weekend", &status, error);
    const char *holidays = setting_text(application, "holidays", &status, error);
    const char *fiscal = setting_text(application, "fiscal_year_start", &status, error);
    const char *hours = setting_text(application, "working_hours", &status, error);
    TRY(status);
    const char *schedules;
    TRY(schedules_text(application, &schedules, error));
    Arena *arena = application->arena;
    char edition[32];
    const char *version = zone_data_version(edition);
    *ret_wanted = (Made){
        .calendar = arena_format(arena, "%s|%s|%s|%s|%s", first_day, weekend, holidays, fiscal, version),
        .working_hours = arena_format(arena, "%s|%s|%s|%s%s", zone, version, holidays, hours, schedules),
        .local_days = arena_format(arena, "%s|%s", zone, version),
    };
    return STATUS_OK;
}

/* ---- what was made ---- */

static Status read_made(Application *application, const char *name, const char **ret_value, Error *error)
{
    Value parameter = value_text(name), value;
    TRY(facts_value(application->session, application->arena, "SELECT value FROM applied_setting WHERE name = $1",
                    &parameter, 1, &value, error));
    *ret_value = value.type == VALUE_TEXT ? arena_copy(application->arena, value.text.bytes, value.text.length) : NULL;
    return STATUS_OK;
}

static Status write_made(Application *application, const char *name, const char *value, Error *error)
{
    Value row[2] = {value_text(name), value_text(value)};
    TRY(facts_execute(application->session, "DELETE FROM applied_setting WHERE name = $1", row, 1, NULL, error));
    return facts_execute(application->session, "INSERT INTO applied_setting (name, value) VALUES ($1, $2)", row, 2,
                         NULL, error);
}

/* ---- making it ---- */

static size_t calendar_values(const CalendarRow *row, Value *values)
{
    size_t count = 0;
    values[count++] = value_day(row->day);
    values[count++] = value_integer(row->weekday);
    values[count++] = value_boolean(row->weekend);
    values[count++] = value_boolean(row->holiday);
    values[count++] = value_day(row->week);
    for (int system = 0; system < CALENDAR_SYSTEMS; system++) {
        values[count++] = value_day(row->month[system]);
        values[count++] = value_day(row->quarter[system]);
        values[count++] = value_day(row->year[system]);
    }
    const DayParts parts[2] = {row->persian, row->islamic};
    for (int i = 0; i < 2; i++) {
        values[count++] = value_integer(parts[i].year);
        values[count++] = value_integer(parts[i].month);
        values[count++] = value_integer(parts[i].day);
    }
    return count;
}

static Status make_calendar(Application *application, Error *error)
{
    CalendarRow *rows;
    size_t count;
    TRY(calendar_rows(application->arena, &application->organization.days, &rows, &count, error));
    TRY(facts_execute(application->session, "DELETE FROM calendar", NULL, 0, NULL, error));
    FactsAppender *appender;
    TRY(facts_appender_open(application->session, "calendar", &appender, error));
    Status status = STATUS_OK;
    for (size_t i = 0; i < count && status == STATUS_OK; i++) {
        Value values[32];
        status = facts_append_row(appender, values, calendar_values(&rows[i], values), error);
    }
    Error ignored;
    Status closed = facts_appender_close(appender, status == STATUS_OK ? error : &ignored);
    return status == STATUS_OK ? closed : status;
}

static Status make_working_hours(Application *application, Error *error)
{
    WorkingRow *rows;
    size_t count;
    TRY(working_rows(application->arena, application->organization.time_zone, &application->organization.days,
                     application->schedules, application->schedule_count, &rows, &count, error));
    TRY(facts_execute(application->session, "DELETE FROM working_hours", NULL, 0, NULL, error));
    FactsAppender *appender;
    TRY(facts_appender_open(application->session, "working_hours", &appender, error));
    Status status = STATUS_OK;
    for (size_t i = 0; i < count && status == STATUS_OK; i++) {
        Value values[2 + 2 * WORKING_PIECES] = {value_day(rows[i].day), value_integer(rows[i].before)};
        for (int piece = 0; piece < WORKING_PIECES; piece++) {
            values[2 + 2 * piece] = value_integer(rows[i].opens[piece]);
            values[3 + 2 * piece] = value_integer(rows[i].closes[piece]);
        }
        status = facts_append_row(appender, values, sizeof values / sizeof values[0], error);
    }
    Error ignored;
    Status closed = facts_appender_close(appender, status == STATUS_OK ? error : &ignored);
    return status == STATUS_OK ? closed : status;
}

/* `UPDATE main."ticket" SET "opened_day" = ..., ...`; an empty text where the kind keeps no local days. */
static Status local_days_statement(Application *application, const char *schema, const Kind *kind, TextBuilder *sql,
                                   Error *error)
{
    for (size_t i = 0; i < kind->field_count; i++) {
        const Field *field = &kind->fields[i];
        if (!field->local_day)
            continue;
        const char *expression;
        TRY(organization_day_expression(application->arena, application->organization.time_zone,
                                        arena_format(application->arena, "\"%s\"", field->name), &expression, error));
        if (sql->length) {
            text_append(sql, ", ");
        } else {
            text_append(sql, "UPDATE ");
            text_append_identifier(sql, schema);
            text_append(sql, ".");
            text_append_identifier(sql, kind->table);
            text_append(sql, " SET ");
        }
        text_append_identifier(sql, field->local_day);
        text_append(sql, " = ");
        text_append(sql, expression);
    }
    return STATUS_OK;
}

static Status make_local_days_of(Application *application, const char *schema, const Kind *kind, Error *error)
{
    TextBuilder sql = text_builder(4 << 20);
    Status status = local_days_statement(application, schema, kind, &sql, error);
    bool has_days = sql.length > 0;
    if (status == STATUS_OK && has_days)
        status = facts_execute(application->session, sql.bytes, NULL, 0, NULL, error);
    text_builder_free(&sql);
    /* `day` is said in terms of the local days, so it follows in a statement of its own. */
    if (status != STATUS_OK || !has_days || kind->dimension)
        return status;
    TextBuilder day = text_builder(4096);
    text_append(&day, "UPDATE ");
    text_append_identifier(&day, schema);
    text_append(&day, ".");
    text_append_identifier(&day, kind->table);
    text_append(&day, " SET day = ");
    text_append(&day, kind->day);
    status = facts_execute(application->session, day.bytes, NULL, 0, NULL, error);
    text_builder_free(&day);
    return status;
}

static Status make_local_days(Application *application, Error *error)
{
    /* Also of what imports replaced, which an undo brings back. */
    static const char *const schemas[] = {"main", "replaced"};
    for (size_t i = 0; i < 2 * schema_kind_count; i++)
        TRY(make_local_days_of(application, schemas[i % 2], schema_kinds[i / 2], error));
    return STATUS_OK;
}

typedef Status Make(Application *application, Error *error);

/* Makes what was not made yet or was made from other settings. */
static Status make_where_changed(Application *application, const char *name, const char *wanted, Make *make,
                                 bool *changed, Error *error)
{
    const char *made;
    TRY(read_made(application, name, &made, error));
    if (made && strcmp(made, wanted) == 0)
        return STATUS_OK;
    TRY(make(application, error));
    TRY(write_made(application, name, wanted, error));
    *changed = true;
    return STATUS_OK;
}

static Status read_application(Application *application, Made *ret_wanted, Error *error)
{
    TRY(organization_read(application->store, application->arena, &application->organization, error));
    TRY(organization_schedules(application->store, application->arena, &application->schedules,
                               &application->schedule_count, error));
    return read_wanted(application, ret_wanted, error);
}

static Status apply(Application *application, bool anew, bool *ret_changed, Error *error)
{
    Made wanted;
    TRY(read_application(application, &wanted, error));
    TRY(facts_begin(application->session, error));
    if (anew)
        TRY(facts_execute(application->session, "DELETE FROM applied_setting", NULL, 0, NULL, error));
    TRY(make_where_changed(application, "calendar", wanted.calendar, make_calendar, ret_changed, error));
    TRY(make_where_changed(application, "working_hours", wanted.working_hours, make_working_hours, ret_changed, error));
    TRY(make_where_changed(application, "local_days", wanted.local_days, make_local_days, ret_changed, error));
    return facts_commit(application->session, error);
}

static Status apply_locked(Store *store, bool anew, Error *error)
{
    Arena *arena CLEANUP(arena_cleanup) = arena_new(/* ceiling= */ 0);
    FactsSession *session CLEANUP(facts_session_cleanup) = NULL;
    TRY(facts_session_open(store_facts(store), &session, error));
    Application application = {.store = store, .session = session, .arena = arena};
    bool changed = false;
    store_write_lock(store);
    Status status = apply(&application, anew, &changed, error);
    if (status != STATUS_OK)
        facts_rollback(session);
    store_write_unlock(store);
    if (status == STATUS_OK && changed)
        store_changed(store);
    return status;
}

Status organization_apply(Store *store, Error *error)
{
    return apply_locked(store, /* anew= */ false, error);
}

Status organization_mend(Store *store, Error *error)
{
    return apply_locked(store, /* anew= */ true, error);
}

Status apply_is_current(Store *store, FactsSession *session, Arena *arena, bool *ret_current, Error *error)
{
    Application application = {.store = store, .session = session, .arena = arena};
    Made wanted;
    TRY(read_application(&application, &wanted, error));
    const char *const names[] = {"calendar", "working_hours", "local_days"};
    const char *const texts[] = {wanted.calendar, wanted.working_hours, wanted.local_days};
    bool current = true;
    for (size_t i = 0; i < 3; i++) {
        const char *made;
        TRY(read_made(&application, names[i], &made, error));
        current = current && made && strcmp(made, texts[i]) == 0;
    }
    *ret_current = current;
    return STATUS_OK;
}
