#include "organization/check_run.h"

#include "base/translate.h"

#include <string.h>

const char *severity_name(Severity severity)
{
    static const char *const names[] = {N_("note"), N_("warning"), N_("broken")};
    return names[severity];
}

void check_add(Inspection *check, Finding finding)
{
    if (check->findings.count == FINDINGS_MOST)
        return;
    if (!finding.examples)
        finding.examples = "";
    check->findings.items[check->findings.count++] = finding;
}

static void append_rows(TextBuilder *sql, const Question *question)
{
    text_append(sql, " FROM ");
    text_append(sql, question->from);
    if (question->where) {
        text_append(sql, " WHERE ");
        text_append(sql, question->where);
    }
}

static Status examples(Inspection *check, const Question *question, const char **ret_examples, Error *error)
{
    TextBuilder sql = text_builder(4 << 20);
    text_append(&sql, "SELECT string_agg(example, ', ' ORDER BY example) FROM (SELECT DISTINCT CAST(");
    text_append(&sql, question->example);
    text_append(&sql, " AS VARCHAR) AS example");
    append_rows(&sql, question);
    text_append(&sql, " ORDER BY example LIMIT 3) e");
    Value value;
    Status status = facts_value(check->session, check->arena, sql.bytes, question->parameters,
                                question->parameter_count, &value, error);
    text_builder_free(&sql);
    if (status == STATUS_OK)
        *ret_examples = value.type == VALUE_TEXT ? text_string(check->arena, value.text) : "";
    return status;
}

Status check_ask(Inspection *check, const Question *question, Error *error)
{
    TextBuilder sql = text_builder(4 << 20);
    text_append(&sql, "SELECT count(*)");
    append_rows(&sql, question);
    Value count;
    Status status = facts_value(check->session, check->arena, sql.bytes, question->parameters,
                                question->parameter_count, &count, error);
    text_builder_free(&sql);
    TRY(status);
    if (count.type != VALUE_INTEGER || count.integer == 0)
        return STATUS_OK;
    Finding finding = question->finding;
    finding.count = count.integer;
    TRY(examples(check, question, &finding.examples, error));
    check_add(check, finding);
    return STATUS_OK;
}

/* ---- engines ---- */

static Status check_records(Inspection *check, Error *error)
{
    static const char *const questions[] = {"PRAGMA integrity_check(5)", "PRAGMA foreign_key_check"};
    for (size_t i = 0; i < 2; i++) {
        RecordsTable table;
        TRY(records_query(store_records(check->store), check->arena, questions[i], NULL, 0, &table, error));
        for (size_t row = 0; row < table.rows && row < 5; row++) {
            Text said = records_value(&table, row, 0).text;
            if (text_equals(said, "ok"))
                continue;
            check_add(check, (Finding){.severity = SEVERITY_BROKEN, .code = "records-damaged",
                                       .message = _("the file of records is damaged"),
                                       .examples = text_string(check->arena, said)});
        }
    }
    RecordsTable table;
    TRY(records_query(store_records(check->store), check->arena, "SELECT max(version) FROM schema_version", NULL, 0,
                      &table, error));
    check->findings.records_version = (int)records_value(&table, 0, 0).integer;
    return STATUS_OK;
}

/* Reads every value of a table: the engine compares each block's checksum as it reads it. */
static Status read_table(Inspection *check, const char *table, Error *error)
{
    TextBuilder sql = text_builder(1024);
    text_append(&sql, "SELECT rows FROM (SELECT count(*) AS rows, max(hash(t)) AS sum FROM ");
    text_append_identifier(&sql, table);
    text_append(&sql, " t) WHERE sum IS NULL OR sum >= 0");
    Value rows;
    Status status = facts_value(check->session, check->arena, sql.bytes, NULL, 0, &rows, error);
    text_builder_free(&sql);
    if (status != STATUS_OK)
        return status;
    check->findings.tables++;
    check->findings.rows += rows.integer;
    return STATUS_OK;
}

/* False, with a finding, where a table cannot be read. */
static bool can_read(Inspection *check, const char *table, const char *kind)
{
    Error error = {0};
    if (read_table(check, table, &error) == STATUS_OK)
        return true;
    check_add(check, (Finding){.severity = SEVERITY_BROKEN, .code = "facts-damaged", .kind = kind,
                               .message = _("the table cannot be read"),
                               .examples = arena_string(check->arena, error.message)});
    return false;
}

/* ---- what is made from settings ---- */

static Status check_made(Inspection *check, Error *error)
{
    const Value days = value_integer(calendar_last_day() - calendar_first_day() + 1);
    static const struct {
        const char *code, *sql;
    } tables[] = {
        {"calendar-incomplete", "SELECT count(DISTINCT day) = $1 AND count(*) = $1 AND count(week) = $1 FROM calendar"},
        {"working-hours-incomplete",
         "SELECT count(DISTINCT day) = $1 AND count(*) = $1 AND count(before) = $1 FROM working_hours"},
    };
    for (size_t i = 0; i < 2; i++) {
        Value whole;
        TRY(facts_value(check->session, check->arena, tables[i].sql, &days, 1, &whole, error));
        if (whole.type != VALUE_BOOLEAN || !whole.boolean)
            check_add(check, (Finding){.severity = SEVERITY_BROKEN, .code = tables[i].code, .mendable = true,
                                       .message = i ? _("working hours are not there for every day")
                                                    : _("the calendar does not have every day")});
    }
    bool current;
    TRY(apply_is_current(check->store, check->session, check->arena, &current, error));
    if (!current)
        check_add(check, (Finding){.severity = SEVERITY_BROKEN, .code = "settings-not-applied", .mendable = true,
                                   .message = _("calendar, working hours or local days are of older settings")});
    Value version;
    TRY(facts_value(check->session, check->arena, "SELECT max(version) FROM schema_version", NULL, 0, &version, error));
    check->findings.facts_version = (int)version.integer;
    return STATUS_OK;
}

static Status check_all(Inspection *check, Error *error)
{
    TRY(organization_read(check->store, check->arena, &check->organization, error));
    TRY(facts_session_open(store_facts(check->store), &check->session, error));
    TRY(check_records(check, error));
    bool readable = can_read(check, "calendar", NULL) && can_read(check, "working_hours", NULL) &&
                    can_read(check, "batch", NULL);
    /* A damaged block ends the engine's work: what comes after would only fail in its wake. */
    if (!readable)
        return STATUS_OK;
    TRY(check_made(check, error));
    for (size_t i = 0; i < schema_kind_count; i++) {
        if (!can_read(check, schema_kinds[i]->table, schema_kinds[i]->name))
            return STATUS_OK;
        TRY(check_kind(check, schema_kinds[i], error));
    }
    return STATUS_OK;
}

Status organization_check(Store *store, Arena *arena, Findings *ret_findings, Error *error)
{
    Inspection check = {.store = store, .arena = arena};
    check.findings.items = ARENA_ARRAY(arena, FINDINGS_MOST, Finding);
    Status status = check_all(&check, error);
    facts_session_close(check.session);
    if (status == STATUS_OK)
        *ret_findings = check.findings;
    return status;
}
