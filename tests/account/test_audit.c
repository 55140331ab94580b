/* The log of who did what: what is appended holds, what is tampered with shows. */
#include "../organization/organization_testing.h"

#include "account/audit.h"

#include <sqlite3.h>

static void append(Fixture *fixture, const char *action, const char *target)
{
    AuditEntry entry = {.action = action, .target = target, .origin = "203.0.113.7"};
    ok(audit_append(fixture->store, &principal_console, &entry, e));
}

static AuditState verify(Fixture *fixture, const char *head)
{
    AuditState state;
    ok(audit_verify(store_records(fixture->store), head, &state, e));
    return state;
}

/* As somebody with a tool on the file would. */
static void tamper(Fixture *fixture, const char *sql)
{
    sqlite3 *database;
    char *said = NULL;
    assert_int_equal(sqlite3_open(arena_format(fixture->arena, "%s/records.sqlite", fixture->path), &database), SQLITE_OK);
    if (sqlite3_exec(database, sql, NULL, NULL, &said) != SQLITE_OK)
        fail_msg("%s: %s", sql, said);
    sqlite3_close(database);
}

static void entries_are_kept_and_found(void **state)
{
    Fixture *fixture = *state;
    append(fixture, "settings.change", "currency");
    append(fixture, "person.erase", "customer");
    append(fixture, "person.export", "customer");
    AuditEntry refused = {.action = "sign-in", .name = "mona@example.org", .outcome = AUDIT_REFUSED};
    ok(audit_append(fixture->store, NULL, &refused, e));
    RecordsTable table;
    AuditFilter filter = {.action = "person.", .limit = 10};
    ok(audit_read(store_records(fixture->store), fixture->arena, &filter, &table, e));
    assert_int_equal(table.rows, 2);
    assert_int_equal(records_value(&table, 0, AUDIT_NUMBER).integer, 3);
    filter = (AuditFilter){.name = "mona@example.org", .outcome = "refused", .limit = 10};
    ok(audit_read(store_records(fixture->store), fixture->arena, &filter, &table, e));
    assert_int_equal(table.rows, 1);
    assert_int_equal(records_value(&table, 0, AUDIT_ACCOUNT).type, VALUE_NULL);
    filter = (AuditFilter){.before = 3, .limit = 1};
    ok(audit_read(store_records(fixture->store), fixture->arena, &filter, &table, e));
    assert_int_equal(records_value(&table, 0, AUDIT_NUMBER).integer, 2);
    AuditState whole = verify(fixture, NULL);
    assert_int_equal(whole.entries, 4);
    assert_int_equal(whole.wrong, 0);
}

static void the_table_refuses_changes(void **state)
{
    Fixture *fixture = *state;
    append(fixture, "settings.change", "currency");
    static const char *const attempts[] = {
        "UPDATE audit SET name = 'somebody else'", "DELETE FROM audit", "DELETE FROM audit_head",
        "UPDATE audit_head SET number = 0", "INSERT OR REPLACE INTO audit_head (only, number, digest) VALUES (1, 9, '')"};
    for (size_t i = 0; i < 4; i++) {
        Error error = {0};
        assert_int_not_equal(records_execute(store_records(fixture->store), attempts[i], NULL, 0, NULL, &error), STATUS_OK);
        assert_non_null(strstr(error.message, "audit log"));
    }
    assert_int_equal(verify(fixture, NULL).wrong, 0);
}

static void what_is_tampered_with_shows(void **state)
{
    static const struct {
        const char *sql;
        int64_t wrong;
    } cases[] = {
        {"DROP TRIGGER audit_is_not_changed; UPDATE audit SET name = 'x' WHERE number = 2", 2},
        {"DROP TRIGGER audit_is_not_changed; UPDATE audit SET target = NULL WHERE number = 3", 3},
        {"DROP TRIGGER audit_is_not_shortened; DELETE FROM audit WHERE number = 2", 2},
        {"DROP TRIGGER audit_is_not_shortened; DELETE FROM audit WHERE number = 1", 1},
        {"DROP TRIGGER audit_is_not_shortened; DELETE FROM audit WHERE number > 3", 4},
        {"DROP TRIGGER audit_is_not_shortened; DELETE FROM audit", 1},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        void *own = NULL;
        setup(&own);
        Fixture *fixture = own;
        for (int n = 0; n < 4; n++)
            append(fixture, "settings.change", "currency");
        tamper(fixture, cases[i].sql);
        AuditState found = verify(fixture, NULL);
        assert_int_equal(found.wrong, cases[i].wrong);
        assert_non_null(found.why);
        teardown(&own);
    }
}

/* Whoever computes the whole chain anew is found out by a head that was kept elsewhere. */
static void a_head_kept_elsewhere_is_looked_for(void **state)
{
    Fixture *fixture = *state;
    for (int n = 0; n < 3; n++)
        append(fixture, "settings.change", "currency");
    AuditState now = verify(fixture, NULL);
    const char *head = arena_format(fixture->arena, "%d:%s", 3, now.digest);
    append(fixture, "settings.change", "language");
    assert_int_equal(verify(fixture, head).wrong, 0);
    tamper(fixture, "DROP TRIGGER audit_is_not_shortened; DROP TRIGGER audit_head_stays; DELETE FROM audit; DELETE FROM audit_head");
    for (int n = 0; n < 4; n++)
        append(fixture, "settings.change", "nothing happened");
    assert_int_equal(verify(fixture, NULL).wrong, 0);
    assert_int_not_equal(verify(fixture, head).wrong, 0);
}

static void entry_and_change_are_one(void **state)
{
    Fixture *fixture = *state;
    Records *records = store_records(fixture->store);
    AuditEntry entry = {.action = "settings.change"};
    ok(records_begin(records, e));
    ok(audit_append_within(records, &principal_console, &entry, e));
    records_rollback(records);
    assert_int_equal(verify(fixture, NULL).entries, 0);
    append(fixture, "settings.change", NULL);
    assert_int_equal(verify(fixture, NULL).entries, 1);
}

static void long_and_broken_texts_are_cut(void **state)
{
    Fixture *fixture = *state;
    char text[AUDIT_TEXT_LIMIT + 100];
    memset(text, 'x', sizeof text);
    memcpy(text + AUDIT_TEXT_LIMIT - 1, "\xd9\x85", 3);
    append(fixture, "query", text);
    append(fixture, "query", "SELECT '\xff'");
    RecordsTable table;
    AuditFilter filter = {.oldest_first = true, .limit = 10};
    ok(audit_read(store_records(fixture->store), fixture->arena, &filter, &table, e));
    size_t kept = records_value(&table, 0, AUDIT_TARGET).text.length;
    assert_true(kept <= AUDIT_TEXT_LIMIT + 3);
    assert_int_equal((unsigned char)records_value(&table, 0, AUDIT_TARGET).text.bytes[kept - 1], 0x85);
    assert_true(text_equals(records_value(&table, 1, AUDIT_TARGET).text, "SELECT '"));
    assert_int_equal(verify(fixture, NULL).wrong, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(entries_are_kept_and_found, setup, teardown),
        cmocka_unit_test_setup_teardown(the_table_refuses_changes, setup, teardown),
        cmocka_unit_test(what_is_tampered_with_shows),
        cmocka_unit_test_setup_teardown(a_head_kept_elsewhere_is_looked_for, setup, teardown),
        cmocka_unit_test_setup_teardown(entry_and_change_are_one, setup, teardown),
        cmocka_unit_test_setup_teardown(long_and_broken_texts_are_cut, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
