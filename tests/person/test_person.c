/* A person's data: found whole, erased without a value of any metric changing, and not brought back. */
#include "testing.h"

#include "account/account.h"
#include "account/audit.h"
#include "demo/demo.h"
#include "goal/owner.h"
#include "goal/smart.h"
#include "import/import.h"
#include "metric/query.h"
#include "person/person.h"

#include <ftw.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define UNTIL 20777 /* 2026-11-20 */

static Error error;

static void must(Status status)
{
    if (status != STATUS_OK)
        fail_msg("%s %s %s", error.message, error.value, error.where);
}

static struct Company {
    char folder[64], path[96];
    Store *store;
    FactsSession *session;
    Arena *arena;
    Organization organization;
    MetricRegistry *registry;
} company;

static int remove_entry(const char *path, const struct stat *about, int type, struct FTW *where)
{
    (void)about, (void)type, (void)where;
    return remove(path);
}

static int open_company(void **state)
{
    (void)state;
    memset(&company, 0, sizeof company);
    snprintf(company.folder, sizeof company.folder, "/tmp/mizan-person-XXXXXX");
    assert_non_null(mkdtemp(company.folder));
    snprintf(company.path, sizeof company.path, "%s/store", company.folder);
    company.arena = arena_new(0);
    must(demo_create(company.path, UNTIL, &error));
    must(store_open(company.path, &(StoreOptions){.threads = 1}, &company.store, &error));
    must(demo_fill(company.store, &(DemoOptions){.scale = 0.05, .until = UNTIL}, &error));
    must(facts_session_open(store_facts(company.store), &company.session, &error));
    must(organization_read(company.store, company.arena, &company.organization, &error));
    must(metric_registry_load(&company.registry, &error));
    company.organization.today = UNTIL;
    return 0;
}

static int close_company(void **state)
{
    (void)state;
    metric_registry_free(company.registry);
    facts_session_close(company.session);
    store_close(company.store);
    arena_free(company.arena);
    nftw(company.folder, remove_entry, 16, FTW_DEPTH | FTW_PHYS);
    return 0;
}

static int64_t count(const char *sql)
{
    Value value;
    must(facts_value(company.session, company.arena, sql, NULL, 0, &value, &error));
    return value.type == VALUE_INTEGER ? value.integer : -1;
}

static const char *text(const char *sql)
{
    Value value;
    must(facts_value(company.session, company.arena, sql, NULL, 0, &value, &error));
    return value.type == VALUE_TEXT ? text_string(company.arena, value.text) : "";
}

static void run(const char *sql)
{
    Status status = facts_execute(company.session, sql, NULL, 0, NULL, &error);
    if (status != STATUS_OK)
        fail_msg("%s: %s", sql, error.message);
}

/* Every value of every variant by month, and by each slice that names no person, as one text. */
static char *all_values(void)
{
    TextBuilder out = text_builder(64 << 20);
    for (size_t i = 0; i < metric_registry_count(company.registry); i++) {
        const Metric *metric = metric_registry_at(company.registry, i);
        for (size_t v = 0; v < metric->variant_count + metric->slice_count; v++) {
            Arena *arena CLEANUP(arena_cleanup) = arena_new(0);
            QueryWords words = {.id = metric->id, .period = "month", .from = "2026-01-01"};
            if (v < metric->variant_count)
                words.variant = metric->variants[v].name;
            else
                words.by = metric->slices[v - metric->variant_count].name;
            if (words.by && (strcmp(words.by, "agent") == 0 || strcmp(words.by, "manager") == 0))
                continue;
            MetricQuery query;
            MetricResult result;
            must(metric_query_parse(arena, company.registry, &company.organization, &words, &query, &error));
            must(metric_evaluate(company.store, company.session, arena, &company.organization, &query, &result, &error));
            for (size_t r = 0; r < result.row_count; r++) {
                const MetricValue *value = &result.rows[r].now;
                text_append_format(&out, "%s %zu %d %s %.12g", metric->id, v, value->period_start,
                                   query.by_count && result.rows[r].slices[0] ? result.rows[r].slices[0] : "",
                                   value->value.defined ? value->value.number : NAN);
                for (size_t c = 0; c < value->component_count; c++)
                    text_append_format(&out, " %.12g", value->components[c].value.defined ? value->components[c].value.number : NAN);
                text_append(&out, "\n");
            }
        }
    }
    assert_false(out.overflowed);
    return out.bytes;
}

static void same_values(const char *before, const char *after)
{
    if (strcmp(before, after) == 0)
        return;
    size_t at = 0;
    while (before[at] == after[at])
        at++;
    while (at && before[at - 1] != '\n')
        at--;
    fail_msg("before: %.*s\nafter: %.*s", (int)strcspn(before + at, "\n"), before + at, (int)strcspn(after + at, "\n"), after + at);
}

/* Whether any text of any kind's table, replaced rows among them, has the word. */
static bool anywhere(const char *word)
{
    static const char *const schemas[] = {"main", "replaced"};
    Value parameter = value_text(word);
    for (size_t i = 0; i < schema_kind_count; i++)
        for (int s = 0; s < 2; s++) {
            TextBuilder sql CLEANUP(text_builder_free) = text_builder(4096);
            text_append(&sql, "SELECT count(*) FROM ");
            text_append(&sql, schemas[s]);
            text_append(&sql, ".");
            text_append_identifier(&sql, schema_kinds[i]->table);
            text_append(&sql, " f WHERE contains(CAST(f AS VARCHAR), $1)");
            Value found;
            must(facts_value(company.session, company.arena, sql.bytes, &parameter, 1, &found, &error));
            if (found.integer)
                return true;
        }
    return false;
}

static void erase(const char *kind, const char *id, PersonErased *ret_erased)
{
    Person person;
    must(person_find(company.session, company.arena, kind, id, &person, &error));
    must(person_erase(company.store, company.session, company.arena, &principal_console, "test", &person, ret_erased, &error));
}

static void import_rows(const char *kind, const char *rows, ImportResult *ret_result)
{
    const char *path = arena_format(company.arena, "%s/rows.csv", company.folder);
    FILE *file = fopen(path, "w");
    fputs(rows, file);
    fclose(file);
    const char *files[] = {path};
    ImportOptions options = {.files = files, .file_count = 1};
    must(import_files(company.store, company.session, company.arena, schema_kind(kind), &options, ret_result, &error));
}

static void a_customer_is_erased_and_no_value_changes(void **state)
{
    (void)state;
    const char *id = text("SELECT customer FROM ticket WHERE customer IS NOT NULL GROUP BY 1 ORDER BY count(*) DESC LIMIT 1");
    run(arena_format(company.arena, "UPDATE customer SET name = 'Mona the Only', attributes = '{\"mail\": \"mona@example.org\"}' "
                                    "WHERE customer = '%s'", id));
    run(arena_format(company.arena, "UPDATE ticket SET subject = 'Mona the Only asks' WHERE customer = '%s'", id));
    run(arena_format(company.arena, "UPDATE answer SET comment = 'I am Mona the Only' WHERE customer = '%s'", id));
    run(arena_format(company.arena, "INSERT INTO replaced.ticket BY NAME SELECT *, 999 AS replaced_by FROM ticket WHERE customer = '%s'",
                     id));
    int64_t tickets = count(arena_format(company.arena, "SELECT count(*) FROM ticket WHERE customer = '%s'", id));
    int64_t all = count("SELECT count(*) FROM answer");
    Person person;
    must(person_find(company.session, company.arena, "customer", id, &person, &error));
    TextBuilder document CLEANUP(text_builder_free) = text_builder(64 << 20);
    must(person_export(company.session, company.arena, &person, &document, &error));
    assert_non_null(strstr(document.bytes, "mona@example.org"));
    assert_non_null(strstr(document.bytes, "Mona the Only asks"));
    assert_non_null(strstr(document.bytes, "\"replaced\":{\"ticket\""));
    char *before = all_values();
    assert_true(strlen(before) > 10000);
    PersonErased erased;
    erase("customer", id, &erased);
    assert_true(erased.rows > tickets);
    char *after = all_values();
    same_values(before, after);
    free(before);
    free(after);
    assert_false(anywhere("Mona the Only"));
    assert_false(anywhere("mona@example.org"));
    assert_int_equal(count(arena_format(company.arena, "SELECT count(*) FROM ticket WHERE customer = '%s'", erased.pseudonym)), tickets);
    assert_int_equal(count(arena_format(company.arena, "SELECT count(*) FROM ticket WHERE customer = '%s'", id)), 0);
    assert_int_equal(count(arena_format(company.arena, "SELECT count(*) FROM event WHERE customer = '%s' OR \"user\" = '%s'", id, id)), 0);
    assert_int_equal(count("SELECT count(DISTINCT answer) FROM answer"), all);
    assert_int_equal(person_find(company.session, company.arena, "customer", id, &person, &error), STATUS_NOT_FOUND);
    /* The log says so, without saying who. */
    Arena *arena = company.arena;
    RecordsTable log;
    must(audit_read(store_records(company.store), arena, &(AuditFilter){.action = "person.erase", .limit = 10}, &log, &error));
    assert_int_equal(log.rows, 2);
    assert_true(text_equals(records_value(&log, 0, AUDIT_OUTCOME).text, "done"));
    assert_true(text_equals(records_value(&log, 1, AUDIT_OUTCOME).text, "begun"));
    for (size_t i = 0; i < log.rows * log.columns; i++)
        if (log.values[i].type == VALUE_TEXT)
            assert_null(memmem(log.values[i].text.bytes, log.values[i].text.length, id, strlen(id)));
    /* A later import does not bring the person back, and its file of rejected rows does not keep what was in it. */
    ImportResult result;
    import_rows("ticket", arena_format(arena, "ticket,customer,subject,opened_at\nT-900001,%s,Mona the Only again,2026-10-01 10:00:00\n"
                                              "T-900002,%s-2,somebody else,2026-10-01 10:00:00\n", id, id), &result);
    assert_int_equal(result.added, 1);
    assert_int_equal(result.rejected, 1);
    char rejects[4096] = "";
    FILE *file = fopen(result.rejects, "r");
    assert_non_null(file);
    assert_true(fread(rejects, 1, sizeof rejects - 1, file) > 0);
    fclose(file);
    assert_non_null(strstr(rejects, "the person was erased from this store"));
    assert_null(strstr(rejects, "Mona"));
    assert_false(anywhere("Mona the Only"));
}

/* A comment of an account of that name. */
static void say_something(const char *name)
{
    Records *records = store_records(company.store);
    Value row[] = {value_text(name), value_time(account_now())};
    int64_t account;
    must(account_add(records, &(NewAccount){.name = name, .role = ROLE_MEMBER}, &account, &error));
    must(records_execute(records,
                         "INSERT INTO comment (comment, kind, subject, form, account, name, words, written_at, revision) "
                         "SELECT 1000, 'kpi', 'nps', 'comment', account, name, 'words of mine', $2, 1 FROM account WHERE name = $1",
                         row, 2, NULL, &error));
}

/* Every text of the records beside the accounts and the log, in which the person is a digest. */
static bool in_records(const char *word)
{
    Records *records = store_records(company.store);
    RecordsTable tables, found;
    Value parameter = value_text(word);
    must(records_query(records, company.arena,
                       "SELECT m.name, c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c "
                       "WHERE m.type = 'table' AND c.type = 'TEXT' AND m.name NOT LIKE 'account%' AND m.name NOT LIKE 'audit%'",
                       NULL, 0, &tables, &error));
    assert_true(tables.rows > 50);
    for (size_t i = 0; i < tables.rows; i++) {
        TextBuilder sql CLEANUP(text_builder_free) = text_builder(4096);
        text_append(&sql, "SELECT 1 FROM ");
        text_append_identifier(&sql, text_string(company.arena, records_value(&tables, i, 0).text));
        text_append(&sql, " WHERE instr(lower(");
        text_append_identifier(&sql, text_string(company.arena, records_value(&tables, i, 1).text));
        text_append(&sql, "), lower($1))");
        must(records_query(records, company.arena, sql.bytes, &parameter, 1, &found, &error));
        if (found.rows)
            return true;
    }
    return false;
}

/* They own and made all of it, written in several ways. */
static void own_everything(const char *id)
{
    static const char *const statements[] = {
        "UPDATE kpi SET owner = ' omar ALONE', entry = 'Omar Alone', created_by = 'Omar Alone'",
        "UPDATE kpi_revision SET changed_by = 'Omar Alone', definition = definition || 'owner=Omar Alone\nentry=Omar Alone\n'",
        "UPDATE kpi_target SET set_by = 'Omar Alone'",
        "UPDATE objective SET owner = $1, unit = 'Omar Alone', created_by = 'Omar Alone'",
        "UPDATE objective_revision SET changed_by = 'Omar Alone', changes = 'title\tOld\tNew\nowner\tOmar Alone\t' || $1 || '\n'",
        "UPDATE check_in SET made_by = 'Omar Alone'",
        "UPDATE initiative SET owner = 'Omar Alone', created_by = 'Omar Alone'",
        "UPDATE review SET prepared_by = 'Omar Alone', closed_by = 'Omar Alone'",
        "UPDATE review_kpi SET owner = 'Omar Alone'",
        "UPDATE review_entry SET made_by = 'Omar Alone', changed_by = 'Omar Alone'",
        "UPDATE review_action SET made_by = 'Omar Alone'",
        "UPDATE review_action_form SET owner = 'Omar Alone', changed_by = 'Omar Alone'",
    };
    Value key = value_text(id);
    for (size_t i = 0; i < sizeof statements / sizeof statements[0]; i++) {
        int64_t changed;
        must(records_execute(store_records(company.store), statements[i], &key, 1, &changed, &error));
        assert_true(changed > 0);
    }
}

/* The pseudonym is an owner who has left, for the SMART check and for who would name it again. */
static void the_owner_has_left(const char *pseudonym)
{
    KpiAsker asker = {company.store, company.session, company.registry, &company.organization, NULL};
    RecordsTable table;
    Kpi kpi;
    KpiState state;
    SmartCheck check;
    bool said = false;
    must(records_query(store_records(company.store), company.arena, "SELECT kpi FROM kpi WHERE retired_at IS NULL LIMIT 1", NULL, 0, &table, &error));
    must(kpi_find(company.store, company.arena, text_string(company.arena, records_value(&table, 0, 0).text), &kpi, &error));
    assert_string_equal(kpi.owner, pseudonym);
    must(kpi_evaluate(&asker, company.arena, &kpi, 12, &state, &error));
    must(smart_check(&asker, company.arena, &state, &check, &error));
    for (size_t i = 0; i < check.count; i++)
        said = said || strcmp(check.findings[i].code, "owner-left") == 0;
    assert_true(said);
    assert_int_equal(owner_check(&asker, "owner", pseudonym, NULL, &error), STATUS_INVALID_ARGUMENT);
    assert_string_equal(error.message, "this owner has left");
    must(records_query(store_records(company.store), company.arena, "SELECT changes FROM objective_revision LIMIT 1", NULL, 0, &table, &error));
    assert_true(text_equals(records_value(&table, 0, 0).text,
                            arena_format(company.arena, "title\tOld\tNew\nowner\t%s\t%s\n", pseudonym, pseudonym)));
}

static void an_employee_is_erased_and_no_value_changes(void **state)
{
    (void)state;
    const char *id = text("SELECT employee FROM employee WHERE name IS NOT NULL ORDER BY employee LIMIT 1");
    run(arena_format(company.arena, "UPDATE employee SET name = 'Omar Alone' WHERE employee = '%s'", id));
    run("UPDATE ticket SET agent = 'Omar Alone' WHERE ticket IN (SELECT min(ticket) FROM ticket)");
    run(arena_format(company.arena, "UPDATE customer SET owner = '%s' WHERE customer = (SELECT min(customer) FROM customer)", id));
    say_something("Omar Alone");
    char *before = all_values();
    Records *records = store_records(company.store);
    must(records_execute(records,
                         "INSERT INTO measurement_entry (entry, measure, on_day, brand, team, value, entered_at, entered_by) "
                         "VALUES (1, 'brand_awareness', 0, 'all', 'all', 40, 0, 'Omar Alone')",
                         NULL, 0, NULL, &error));
    must(demo_work(company.store, &error));
    own_everything(id);
    PersonErased erased;
    erase("employee", id, &erased);
    RecordsTable entries;
    must(records_query(records, company.arena, "SELECT entered_by FROM measurement_entry", NULL, 0, &entries, &error));
    assert_true(text_equals(records_value(&entries, 0, 0).text, erased.pseudonym));
    char *after = all_values();
    same_values(before, after);
    free(before);
    free(after);
    assert_int_equal(erased.comments, 1);
    assert_false(anywhere("Omar Alone"));
    assert_false(in_records("Omar Alone"));
    assert_true(erased.named > 50);
    the_owner_has_left(erased.pseudonym);
    assert_int_equal(count(arena_format(company.arena, "SELECT count(*) FROM customer WHERE owner = '%s'", erased.pseudonym)), 1);
    assert_int_equal(count(arena_format(company.arena, "SELECT count(*) FROM employee WHERE employee = '%s' AND name IS NULL",
                                        erased.pseudonym)), 1);
    ImportResult result;
    import_rows("employee", arena_format(company.arena, "employee,name,hired_on\n%s,Omar Alone,2020-01-01\n", id), &result);
    assert_int_equal(result.rejected, 1);
    /* Somebody else's ticket stays, and names the pseudonym. */
    import_rows("ticket", "ticket,agent,opened_at\nT-900003,Omar Alone,2026-10-01 10:00:00\n", &result);
    assert_int_equal(result.added, 1);
    assert_int_equal(count(arena_format(company.arena, "SELECT count(*) FROM ticket WHERE ticket = 'T-900003' AND agent = '%s'",
                                        erased.pseudonym)), 1);
}

static void rejected_rows_are_scrubbed(void **state)
{
    (void)state;
    const char *id = text("SELECT customer FROM customer WHERE customer NOT LIKE 'erased%' ORDER BY 1 LIMIT 1");
    ImportResult result;
    import_rows("ticket", arena_format(company.arena, "ticket,customer,subject,opened_at\nT-900004,%s,\"two\nlines, \"\"quoted\"\"\",never\n"
                                                      "T-900005,other,stays,never\n", id), &result);
    assert_int_equal(result.rejected, 2);
    PersonErased erased;
    erase("customer", id, &erased);
    assert_int_equal(erased.rejected_rows, 1);
    char rejects[4096] = "";
    FILE *file = fopen(result.rejects, "r");
    assert_true(fread(rejects, 1, sizeof rejects - 1, file) > 0);
    fclose(file);
    assert_null(strstr(rejects, "two"));
    assert_non_null(strstr(rejects, "stays"));
    assert_non_null(strstr(rejects, "reject_line"));
}

static void unknown_persons_are_refused(void **state)
{
    (void)state;
    Person person;
    assert_int_equal(person_find(company.session, company.arena, "customer", "nobody at all", &person, &error), STATUS_NOT_FOUND);
    assert_int_equal(person_find(company.session, company.arena, "ticket", "1", &person, &error), STATUS_INVALID_ARGUMENT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_customer_is_erased_and_no_value_changes),
        cmocka_unit_test(an_employee_is_erased_and_no_value_changes),
        cmocka_unit_test(rejected_rows_are_scrubbed),
        cmocka_unit_test(unknown_persons_are_refused),
    };
    return cmocka_run_group_tests(tests, open_company, close_company);
}
