/* Goals, reviews, definitions and entries keep by name who owns or made them: the pseudonym takes the name's place. */
#include "person/person.h"

#include "sharing/comment.h"
#include "sharing/people.h"

#include <string.h>

typedef struct NameChange {
    Records *records;
    Arena *arena;
    const char *key;       /* as the facts have it, to the sign */
    Human names[2];        /* the employee's name; the name and mail of the account. Capitals do not matter */
    const char *pseudonym;
    int64_t changed;
} NameChange;

static bool is_person(const NameChange *change, Text words)
{
    const char *text = text_string(change->arena, text_trim(words));
    bool named = false;
    for (size_t i = 0; i < 2; i++)
        named = named || (change->names[i].principal.name && human_is(&change->names[i], text));
    return *text && (named || strcmp(text, change->key) == 0);
}

/* ---- columns that hold a name and nothing else ---- */

typedef struct NamedColumn {
    const char *select, *update;
} NamedColumn;

#define NAMED(table, column)                                                                                  \
    {"SELECT DISTINCT " column " FROM " table " WHERE " column " IS NOT NULL",                                \
     "UPDATE " table " SET " column " = $2 WHERE " column " = $1"}

static const NamedColumn columns[] = {
    NAMED("kpi", "owner"), NAMED("kpi", "entry"), NAMED("kpi", "created_by"), NAMED("kpi_revision", "changed_by"),
    NAMED("kpi_target", "set_by"), NAMED("objective", "owner"), NAMED("objective", "unit"), NAMED("objective", "created_by"),
    NAMED("objective_revision", "changed_by"), NAMED("check_in", "made_by"), NAMED("initiative", "owner"), NAMED("initiative", "created_by"),
    NAMED("review", "prepared_by"), NAMED("review", "closed_by"), NAMED("review_kpi", "owner"), NAMED("review_entry", "made_by"),
    NAMED("review_entry", "changed_by"), NAMED("review_action", "made_by"), NAMED("review_action_form", "owner"),
    NAMED("review_action_form", "changed_by"), NAMED("own_metric_revision", "changed_by"), NAMED("measurement_entry", "entered_by"),
};

static Status change_column(NameChange *change, const NamedColumn *column, Error *error)
{
    RecordsTable table;
    TRY(records_query(change->records, change->arena, column->select, NULL, 0, &table, error));
    for (size_t i = 0; i < table.rows; i++) {
        Value row[2] = {records_value(&table, i, 0), value_text(change->pseudonym)};
        int64_t changed = 0;
        if (!is_person(change, row[0].text))
            continue;
        TRY(records_execute(change->records, column->update, row, 2, &changed, error));
        change->changed += changed;
    }
    return STATUS_OK;
}

/* ---- texts of history, a line a field ---- */

/* The parts of a line that are a field's values: behind the first `separator`, parted by it. */
static bool append_line(const NameChange *change, TextBuilder *out, Text line, char separator)
{
    bool found = false;
    Text rest, name = text_cut(line, separator, &rest);
    bool named = text_equals(name, "owner") || text_equals(name, "unit") || text_equals(name, "entry");
    text_append_bytes(out, name.bytes, name.length);
    while (rest.bytes) {
        Text value = named ? text_cut(rest, separator, &rest) : rest;
        bool person = named && is_person(change, value);
        text_append_bytes(out, &separator, 1);
        if (person)
            text_append(out, change->pseudonym);
        else
            text_append_bytes(out, value.bytes, value.length);
        found = found || person;
        rest = named ? rest : (Text){0};
    }
    return found;
}

static bool append_lines(const NameChange *change, TextBuilder *out, Text lines, char separator)
{
    bool found = false;
    while (lines.length) {
        Text line = text_cut(lines, '\n', &lines);
        found |= append_line(change, out, line, separator);
        if (lines.bytes)
            text_append(out, "\n");
    }
    return found;
}

/* `select` gives the key of a row, its revision and the text. */
static Status change_history(NameChange *change, const char *select, const char *update, char separator, Error *error)
{
    RecordsTable table;
    TRY(records_query(change->records, change->arena, select, NULL, 0, &table, error));
    for (size_t i = 0; i < table.rows; i++) {
        TextBuilder out CLEANUP(text_builder_free) = text_builder((size_t)1 << 20);
        if (!append_lines(change, &out, records_value(&table, i, 2).text, separator))
            continue;
        Value row[3] = {records_value(&table, i, 0), records_value(&table, i, 1), value_text(out.bytes)};
        TRY(records_execute(change->records, update, row, 3, NULL, error));
        change->changed++;
    }
    return STATUS_OK;
}

static Status change_all(NameChange *change, Error *error)
{
    for (size_t i = 0; i < sizeof columns / sizeof columns[0]; i++)
        TRY(change_column(change, &columns[i], error));
    TRY(change_history(change, "SELECT kpi, revision, definition FROM kpi_revision",
                       "UPDATE kpi_revision SET definition = $3 WHERE kpi = $1 AND revision = $2", '=', error));
    return change_history(change, "SELECT objective, revision, changes FROM objective_revision WHERE changes IS NOT NULL",
                          "UPDATE objective_revision SET changes = $3 WHERE objective = $1 AND revision = $2", '\t', error);
}

/* A name that another account has too is left: it may mean that one. */
static Status name_account(NameChange *change, const char *name, Error *error)
{
    int64_t id;
    Account *accounts, account;
    size_t count, same = 0;
    TRY(comment_account_of_person(change->records, change->arena, change->key, name, &id, error));
    if (!id)
        return STATUS_OK;
    TRY(account_read(change->records, change->arena, id, &account, error));
    TRY(account_list(change->records, change->arena, &accounts, &count, error));
    Human human = {.principal = {.name = account.name, .mail = account.mail}};
    for (size_t i = 0; i < count; i++)
        same += human_is(&(Human){.principal = {.name = accounts[i].name}}, account.name);
    if (same > 1)
        human.principal.name = account.mail;
    change->names[1] = human;
    return STATUS_OK;
}

Status person_rename_in_records(Store *store, Arena *arena, const Person *person, const char *pseudonym, int64_t *ret_changed, Error *error)
{
    Records *records = store_records(store);
    NameChange change = {.records = records, .arena = arena, .key = person->id, .pseudonym = pseudonym};
    change.names[0].principal.name = person->name;
    TRY(name_account(&change, person->name, error));
    TRY(records_begin(records, error));
    Status status = change_all(&change, error);
    if (status != STATUS_OK) {
        records_rollback(records);
        return status;
    }
    TRY(records_commit(records, error));
    *ret_changed = change.changed;
    return STATUS_OK;
}
