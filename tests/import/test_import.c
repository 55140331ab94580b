/* Files into facts, from end to end: counts, values, rejects, a second time. */
#include "support.h"

#include <string.h>

static void ordinary_file(void **state)
{
    (void)state;
    Support s;
    support_open(&s, (const char *const[]){"time_zone=Asia/Tehran", "currency=IRR", NULL});
    const char *file = support_text(&s, "t.csv",
        "Ticket ID,Created At,first_reply_at,Resolved At,Priority,Nonsense\n"
        "1,2026-01-01 00:10:00,2026-01-01T01:00:00Z,2026-01-02 10:00:00,high,x\n"
        "2,2026-01-01T22:00:00+03:30,,,low,y\n");
    support_import(&s, "ticket", file, NULL);
    support_expect_counts(&s, 2, 0, 0, 0);
    /* Wall clocks are those of the organization: 00:10 in Tehran is 20:40 the day before in UTC. */
    assert_string_equal(support_query(&s, "SELECT ticket, opened_at, first_reply_at, opened_day, last_resolved_at, priority, day, "
                                          "batch FROM ticket ORDER BY ticket"),
                        "1|2025-12-31T20:40:00Z|2026-01-01T01:00:00Z|2026-01-01|2026-01-02T06:30:00Z|high|2026-01-01|1\n"
                        "2|2026-01-01T18:30:00Z|-|2026-01-01|-|low|2026-01-01|1");
    assert_int_equal(s.result.note_count, 1);
    assert_string_equal(s.result.notes[0].column, "Nonsense");
    support_import(&s, "ticket", file, NULL);
    support_expect_counts(&s, 0, 0, 2, 0);
    support_close(&s);
}

static void changed_and_added(void **state)
{
    (void)state;
    Support s;
    support_open(&s, NULL);
    support_import(&s, "customer", support_text(&s, "a.csv", "customer,name\nA,Ann\nB,Ben\n"), NULL);
    support_expect_counts(&s, 2, 0, 0, 0);
    support_import(&s, "customer", support_text(&s, "b.csv", "customer,name\nA,Ann\nB,Bob\nC,Cid\n"), NULL);
    support_expect_counts(&s, 1, 1, 1, 0);
    assert_string_equal(support_query(&s, "SELECT customer, name FROM customer ORDER BY 1"), "A|Ann\nB|Bob\nC|Cid");
    support_close(&s);
}

static void rejected_and_mended(void **state)
{
    (void)state;
    Support s;
    support_open(&s, NULL);
    const char *file = support_text(&s, "t.csv",
        "ticket,opened_at,first_resolved_at,reopens,status\n"
        "1,2026-02-30 10:00:00,,0,open\n"
        "2,2026-02-10 10:00:00,2026-02-09 10:00:00,0,open\n"
        "3,2026-02-10 10:00:00,,many,open\n"
        "4,2026-02-10 10:00:00,,-1,open\n"
        "5,2026-02-10 10:00:00,,0,exploded\n"
        ",2026-02-10 10:00:00,,0,open\n"
        "7,1970-02-10 10:00:00,,0,open\n"
        "8,2026-02-10 10:00:00,,0,Resolved\n"
        "9,2026-02-10 10:00:00,,1.5,open\n");
    support_import(&s, "ticket", file, NULL);
    support_expect_counts(&s, 1, 0, 0, 8);
    const char *rejects = support_read(&s, s.result.rejects);
    assert_string_equal(rejects,
        "reject_line,reject_column,reject_value,reject_reason,ticket,opened_at,first_resolved_at,reopens,status\n"
        "2,opened_at,2026-02-30 10:00:00,\"no time that there is, or not written as the other times of the column\","
        "1,2026-02-30 10:00:00,,0,open\n"
        "3,first_resolved_at,2026-02-09 10:00:00,resolved before it was opened,2,2026-02-10 10:00:00,2026-02-09 10:00:00,0,open\n"
        "4,reopens,many,not a whole number,3,2026-02-10 10:00:00,,many,open\n"
        "5,reopens,-1,out of range,4,2026-02-10 10:00:00,,-1,open\n"
        "6,status,exploded,not one of the known values; a mapping can translate it (values),5,2026-02-10 10:00:00,,0,exploded\n"
        "7,ticket,,is missing,,2026-02-10 10:00:00,,0,open\n"
        "8,opened_at,1970-02-10 10:00:00,the day is outside the calendar (1990 to 2059),7,1970-02-10 10:00:00,,0,open\n"
        "10,reopens,1.5,not a whole number,9,2026-02-10 10:00:00,,1.5,open\n");
    const char *mended = support_text(&s, "mended.csv",
        "reject_line,reject_column,reject_value,reject_reason,ticket,opened_at,first_resolved_at,reopens,status\n"
        "4,reopens,many,not a whole number,3,2026-02-10 10:00:00,,4,open\n");
    support_import(&s, "ticket", mended, NULL);
    support_expect_counts(&s, 1, 0, 0, 0);
    assert_int_equal(s.result.note_count, 0);
    support_close(&s);
}

/* The file's own name of the column, which whoever mends the row looks for. */
static void rejected_by_own_column(void **state)
{
    (void)state;
    Support s;
    support_open(&s, NULL);
    const char *file = support_text(&s, "own.csv", "Ticket ID,opened_at,resolved_at\n1,2026-02-10 10:00:00,2026-02-09 10:00:00\n"
                                                   ",2026-02-10 10:00:00,\n4,2026-02-10 10:00:00,\n");
    support_import(&s, "ticket", file, NULL);
    support_expect_counts(&s, 1, 0, 0, 2);
    const char *rejects = support_read(&s, s.result.rejects);
    assert_non_null(strstr(rejects, "2,resolved_at,2026-02-09 10:00:00,resolved before it was opened,"));
    assert_non_null(strstr(rejects, "3,Ticket ID,,is missing,"));
    support_close(&s);
}

static void keys_that_come_again(void **state)
{
    (void)state;
    Support s;
    support_open(&s, NULL);
    const char *file = support_text(&s, "c.csv", "customer,name\nA,Ann\nA,Anna\nB,Ben\nB,Ben\nA,Anne\n");
    support_import(&s, "customer", file, NULL);
    support_expect_counts(&s, 2, 0, 1, 2);
    assert_string_equal(support_query(&s, "SELECT customer, name FROM customer ORDER BY 1"), "A|Anne\nB|Ben");
    assert_non_null(strstr(support_read(&s, s.result.rejects), "2,customer,,the same key comes again on line 6,A,Ann\n"
                                                               "3,customer,,the same key comes again on line 6,A,Anna\n"));
    support_import(&s, "customer", file, NULL);
    support_expect_counts(&s, 0, 0, 3, 2);
    support_close(&s);
}

/* An array of objects is rows as a line each is; texts and nesting do not cut it. */
static void json_array(void **state)
{
    (void)state;
    Support s;
    support_open(&s, NULL);
    const char *file = support_text(&s, "a.json",
        "\xEF\xBB\xBF [\n  {\"customer\": \"A\", \"name\": \"x, ]} \\\" [\"},\n  {\"customer\": \"B\",\n   \"name\": \"Ben\", "
        "\"tags\": [1, {\"y\": []}]},\n  {\"customer\": \"C\", \"plan\": \"gold\"}, 7\n]\n");
    support_import(&s, "customer", file, NULL);
    support_expect_counts(&s, 3, 0, 0, 1);
    assert_string_equal(support_query(&s, "SELECT customer, name, plan FROM customer ORDER BY 1"),
                        "A|x, ]} \" [|-\nB|Ben|-\nC|-|gold");
    support_close(&s);
}

/* A member that only a late object has is a column too. */
static void late_members(void **state)
{
    (void)state;
    Support s;
    support_open(&s, NULL);
    enum { EARLY = 120000 };
    TextBuilder text = text_builder(16 << 20);
    for (int i = 0; i < EARLY; i++)
        text_append_format(&text, "{\"customer\": \"c%d\"}\n", i);
    text_append(&text, "{\"customer\": \"last\", \"plan\": \"gold\"}\n");
    const char *file = support_file(&s, "late.ndjson", text.bytes, text.length);
    text_builder_free(&text);
    support_import(&s, "customer", file, NULL);
    support_expect_counts(&s, EARLY + 1, 0, 0, 0);
    assert_string_equal(support_query(&s, "SELECT customer, plan FROM customer WHERE plan IS NOT NULL"), "last|gold");
    support_close(&s);
}

/* Columns that a mapping ignores fill nothing, whatever their names, and are no news. */
static void ignored_columns(void **state)
{
    (void)state;
    Support s;
    support_open(&s, NULL);
    const char *file = support_text(&s, "c.csv", "customer,name,Plan Name\nA,Ann,gold\n");
    support_import(&s, "customer", file, support_text(&s, "m.yaml", "ignore: [NAME]\ncolumns: {plan: Plan Name}\n"));
    support_expect_counts(&s, 1, 0, 0, 0);
    assert_int_equal(s.result.note_count, 0);
    assert_string_equal(support_query(&s, "SELECT customer, name, plan FROM customer"), "A|-|gold");
    support_close(&s);
}

static void dry_run_stores_nothing(void **state)
{
    (void)state;
    Support s;
    support_open(&s, NULL);
    const char *file = support_text(&s, "c.csv", "customer,name\nA,Ann\n");
    support_import_options(&s, "customer", (ImportOptions){.files = &file, .file_count = 1, .dry_run = true});
    support_expect_counts(&s, 1, 0, 0, 0);
    assert_int_equal(s.result.batch, 0);
    assert_string_equal(support_query(&s, "SELECT (SELECT count(*) FROM customer), (SELECT count(*) FROM batch)"), "0|0");
    support_close(&s);
}

static void answers_have_scales_and_keys(void **state)
{
    (void)state;
    Support s;
    support_open(&s, NULL);
    const char *file = support_text(&s, "a.csv",
        "survey,question,score,customer,answered_at\nspring,nps,9,A,2026-03-01\nspring,nps,11,B,2026-03-01\n"
        "spring,csat,0,C,2026-03-01\nspring,csat,,D,2026-03-01\n");
    support_import(&s, "answer", file, NULL);
    support_expect_counts(&s, 2, 0, 0, 2);
    assert_string_equal(support_query(&s, "SELECT question, score, scale_min, scale_max, length(answer) FROM answer ORDER BY customer"),
                        "nps|9|0|10|32\ncsat|-|1|5|32");
    assert_non_null(strstr(support_read(&s, s.result.rejects), "3,score,11,the score is off its scale"));
    const char *mixed = support_text(&s, "b.csv",
        "survey,question,score,scale_max,customer,answered_at\nspring,nps,3,5,Z,2026-03-02\n");
    assert_int_equal(support_import(&s, "answer", mixed, NULL), STATUS_INVALID_DATA);
    assert_non_null(strstr(s.error.message, "different scales"));
    assert_string_equal(support_query(&s, "SELECT count(*) FROM answer"), "2");
    support_close(&s);
}

static void repeated_by_key(void **state)
{
    (void)state;
    Support s;
    support_open(&s, NULL);
    const char *file = support_text(&s, "c.csv", "customer,name\nA,Ann\n");
    ImportOptions options = {.files = &file, .file_count = 1, .idempotency_key = "k1"};
    support_import_options(&s, "customer", options);
    assert_false(s.result.repeated);
    support_import_options(&s, "customer", options);
    assert_true(s.result.repeated);
    support_expect_counts(&s, 1, 0, 0, 0);
    assert_int_equal(s.result.batch, 1);
    support_close(&s);
}

static void money_has_a_currency(void **state)
{
    (void)state;
    Support s;
    support_open(&s, (const char *const[]){"currency=SAR", NULL});
    const char *file = support_text(&s, "o.csv",
        "order,ordered_at,amount,currency\nA,2026-01-01,\"1,234.50\",usd\nB,2026-01-01,12.34567,\nC,2026-01-01,1,dollars\n");
    support_import(&s, "order", file, NULL);
    support_expect_counts(&s, 2, 0, 0, 1);
    assert_string_equal(support_query(&s, "SELECT \"order\", line, amount, currency, returned FROM orders ORDER BY 1"),
                        "A|1|1234.5|USD|false\nB|1|12.3457|SAR|false");
    assert_string_equal(support_query(&s, "SELECT kind, currency FROM currency_used ORDER BY 2"), "order|SAR\norder|USD");
    support_close(&s);
}

static void required_column_is_named(void **state)
{
    (void)state;
    Support s;
    support_open(&s, NULL);
    assert_int_equal(support_import(&s, "ticket", support_text(&s, "t.csv", "ticket,colour\n1,red\n"), NULL),
                     STATUS_INVALID_DATA);
    assert_non_null(strstr(s.error.message, "opened_at"));
    assert_non_null(strstr(s.error.hint, "colour"));
    support_close(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ordinary_file),        cmocka_unit_test(changed_and_added),
        cmocka_unit_test(rejected_and_mended), cmocka_unit_test(rejected_by_own_column),  cmocka_unit_test(keys_that_come_again),
        cmocka_unit_test(json_array), cmocka_unit_test(late_members), cmocka_unit_test(ignored_columns),
        cmocka_unit_test(dry_run_stores_nothing), cmocka_unit_test(answers_have_scales_and_keys),
        cmocka_unit_test(repeated_by_key),      cmocka_unit_test(money_has_a_currency),
        cmocka_unit_test(required_column_is_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
