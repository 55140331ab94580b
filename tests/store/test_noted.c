/* A small answer about all facts is kept while they are as they were, and no longer. */
#include "fixture.h"

#include "store/noted.h"

#include <string.h>

static const char question[] = "SELECT brand, name FROM brand ORDER BY brand";

static void reopen(Fixture *fixture)
{
    fixture_close(fixture);
    fixture_open(fixture);
}

/* The answer as "a,b;c,-;": values by rows. */
static const char *ask(Fixture *fixture, const char *sql)
{
    Error error;
    NotedAnswer answer;
    ok(noted_query(fixture->store, fixture->session, fixture->arena, sql, &answer, &error));
    const char *text = "";
    for (size_t i = 0; i < answer.rows * answer.columns; i++)
        text = arena_format(fixture->arena, "%s%s%s", text, answer.values[i] ? answer.values[i] : "-",
                            (i + 1) % answer.columns ? "," : ";");
    return text;
}

static int64_t notes(Fixture *fixture)
{
    Error error;
    RecordsTable table;
    ok(records_query(store_records(fixture->store), fixture->arena, "SELECT count(*) FROM facts_note", NULL, 0, &table, &error));
    return records_value(&table, 0, 0).integer;
}

static void test_kept_while_the_facts_are_the_same(void **state)
{
    Fixture *fixture = *state;
    Error error;
    run(fixture, "INSERT INTO brand (brand, name) VALUES ('a', 'A'), ('b', NULL)");
    assert_string_equal(ask(fixture, question), "a,A;b,-;");
    assert_int_equal(notes(fixture), 0); /* they are in the log */
    reopen(fixture);
    assert_string_equal(ask(fixture, question), "a,A;b,-;");
    assert_int_equal(notes(fixture), 1);
    /* From here on the answer is the note's. */
    ok(records_execute(store_records(fixture->store), "UPDATE facts_note SET answer = 'kept' || char(9) || '\\N' || char(9, 10)",
                       NULL, 0, NULL, &error));
    assert_string_equal(ask(fixture, question), "kept,-;");
    reopen(fixture);
    assert_string_equal(ask(fixture, question), "kept,-;");
}

static void test_asked_again_after_a_change(void **state)
{
    Fixture *fixture = *state;
    run(fixture, "INSERT INTO brand (brand) VALUES ('a')");
    reopen(fixture);
    assert_string_equal(ask(fixture, question), "a,-;");
    run(fixture, "INSERT INTO brand (brand) VALUES ('b')"); /* in the log now */
    assert_string_equal(ask(fixture, question), "a,-;b,-;");
    reopen(fixture); /* written back: another state */
    run(fixture, "DELETE FROM brand");
    assert_string_equal(ask(fixture, question), "");
    reopen(fixture);
    assert_string_equal(ask(fixture, question), "");
    assert_string_equal(ask(fixture, question), ""); /* out of the note, which says that there is nothing */
    assert_int_equal(notes(fixture), 1);
}

static void test_questions_are_told_apart(void **state)
{
    Fixture *fixture = *state;
    run(fixture, "INSERT INTO brand (brand, name) VALUES ('a', 'A')");
    reopen(fixture);
    for (int times = 0; times < 2; times++) {
        assert_string_equal(ask(fixture, question), "a,A;");
        assert_string_equal(ask(fixture, "SELECT count(*), min(day) FROM calendar WHERE day = DATE '1970-01-11'"), "0,-;");
        assert_string_equal(ask(fixture, "SELECT CAST(DATE '1970-01-11' AS DATE), 7"), "10,7;");
    }
    assert_int_equal(notes(fixture), 3);
}

/* A value that the note's form has no place for is asked for each time. */
static void test_values_with_tabs(void **state)
{
    Fixture *fixture = *state;
    static const char *const values[] = {"'a' || chr(9) || 'b'", "'a' || chr(10) || 'b'", "'\\N'"};
    static const char *const expected[] = {"a\tb;", "a\nb;", "\\N;"};
    reopen(fixture);
    for (size_t i = 0; i < sizeof values / sizeof values[0]; i++)
        for (int times = 0; times < 2; times++)
            assert_string_equal(ask(fixture, arena_format(fixture->arena, "SELECT %s", values[i])), expected[i]);
    assert_int_equal(notes(fixture), 0);
}

/* Notes that nobody here wrote: asked again, and written anew. */
static void test_notes_of_another_form(void **state)
{
    Fixture *fixture = *state;
    Error error;
    static const char *const notes[] = {"a", "a\nb\nc", "a\t", "\n", "a\tb\n\t\n", "a\t\nb\t\n\t", "\t\t\t", "a\t\n\nb\t", "a\tb\t\nc"};
    run(fixture, "INSERT INTO brand (brand, name) VALUES ('a', 'A')");
    reopen(fixture);
    for (size_t i = 0; i < sizeof notes / sizeof notes[0]; i++) {
        assert_string_equal(ask(fixture, question), "a,A;");
        Value note = value_text(notes[i]);
        ok(records_execute(store_records(fixture->store), "UPDATE facts_note SET answer = $1", &note, 1, NULL, &error));
    }
}

static void test_too_many_rows(void **state)
{
    Fixture *fixture = *state;
    Error error;
    NotedAnswer answer;
    reopen(fixture);
    assert_int_equal(noted_query(fixture->store, fixture->session, fixture->arena, "SELECT * FROM range(257)", &answer, &error),
                     STATUS_TOO_LARGE);
    ok(noted_query(fixture->store, fixture->session, fixture->arena, "SELECT * FROM range(256)", &answer, &error));
    assert_int_equal(answer.rows, 256);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_kept_while_the_facts_are_the_same), TEST(test_asked_again_after_a_change), TEST(test_questions_are_told_apart),
        TEST(test_values_with_tabs),                  TEST(test_notes_of_another_form),   TEST(test_too_many_rows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
