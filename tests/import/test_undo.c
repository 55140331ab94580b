/* Imports taken back: what goes, what returns, what is refused; the list of imports; the sources. */
#include "support.h"

#include "organization/organization.h"

#include <string.h>

static Status undo(Support *s, int64_t batch, ImportUndone *ret)
{
    s->error = (Error){0};
    return import_undo(s->store, s->session, s->arena, batch, ret, &s->error);
}

static const char *customers(Support *s)
{
    return support_query(s, "SELECT customer, name, batch FROM customer ORDER BY 1");
}

static void import_text(Support *s, const char *kind, const char *text, int64_t added, int64_t changed, int64_t unchanged)
{
    support_import(s, kind, support_text(s, "f.csv", text), NULL);
    support_expect_counts(s, added, changed, unchanged, 0);
}

static void rows_go_and_return(void **state)
{
    (void)state;
    Support s;
    ImportUndone undone;
    support_open(&s, NULL);
    import_text(&s, "customer", "customer,name\nA,Ann\nB,Ben\n", 2, 0, 0);
    import_text(&s, "customer", "customer,name\nA,Ann\nB,Bob\nC,Cid\n", 1, 1, 1);
    assert_string_equal(customers(&s), "A|Ann|1\nB|Bob|2\nC|Cid|2");

    assert_int_equal(undo(&s, 1, &undone), STATUS_CONFLICT);
    assert_non_null(strstr(s.error.message, "import 2 ("));
    assert_string_equal(s.error.hint, "undo import 2 first");
    assert_int_equal(undo(&s, 2, &undone), STATUS_OK);
    assert_int_equal(undone.removed, 1);
    assert_int_equal(undone.restored, 1);
    assert_string_equal(customers(&s), "A|Ann|1\nB|Ben|1");
    assert_int_equal(undo(&s, 2, &undone), STATUS_CONFLICT);
    assert_int_equal(undo(&s, 9, &undone), STATUS_NOT_FOUND);
    assert_string_equal(customers(&s), "A|Ann|1\nB|Ben|1");
    assert_int_equal(undo(&s, 1, &undone), STATUS_OK);
    assert_string_equal(customers(&s), "");
    assert_string_equal(support_query(&s, "SELECT count(*) FROM replaced.customer"), "0");
    assert_string_equal(support_query(&s, "SELECT batch, undone_at IS NULL FROM batch ORDER BY 1"), "1|false\n2|false");
    support_close(&s);
}

/* Three imports of one row: each undo brings the one before. */
static void one_after_the_other(void **state)
{
    (void)state;
    Support s;
    ImportUndone undone;
    support_open(&s, NULL);
    import_text(&s, "customer", "customer,name\nA,one\n", 1, 0, 0);
    import_text(&s, "customer", "customer,name\nA,two\n", 0, 1, 0);
    import_text(&s, "customer", "customer,name\nA,three\n", 0, 1, 0);
    assert_int_equal(undo(&s, 2, &undone), STATUS_CONFLICT);
    assert_int_equal(undo(&s, 3, &undone), STATUS_OK);
    assert_string_equal(customers(&s), "A|two|2");
    import_text(&s, "customer", "customer,name\nA,four\n", 0, 1, 0);
    assert_int_equal(undo(&s, 4, &undone), STATUS_OK);
    assert_int_equal(undo(&s, 2, &undone), STATUS_OK);
    assert_string_equal(customers(&s), "A|one|1");
    support_close(&s);
}

static void what_is_not_known_is_not_guessed(void **state)
{
    (void)state;
    Support s;
    ImportUndone undone;
    support_open(&s, NULL);
    import_text(&s, "customer", "customer,name\nA,Ann\nB,Ben\n", 2, 0, 0);
    import_text(&s, "customer", "customer,name\nA,Anna\n", 0, 1, 0);
    Status status = facts_script(s.session, "DELETE FROM replaced.customer", &s.error);
    assert_int_equal(status, STATUS_OK);
    assert_int_equal(undo(&s, 2, &undone), STATUS_CONFLICT);
    assert_non_null(strstr(s.error.message, "no longer kept"));
    /* Nothing says any more which import changed the row of the first. */
    assert_int_equal(undo(&s, 1, &undone), STATUS_CONFLICT);
    assert_non_null(strstr(s.error.message, "brought 2 rows, of which 1"));
    assert_string_equal(customers(&s), "A|Anna|2\nB|Ben|1");
    support_close(&s);
}

static void what_was_replaced_is_kept_for_a_time(void **state)
{
    (void)state;
    Support s;
    support_open(&s, NULL);
    import_text(&s, "customer", "customer,name\nA,one\n", 1, 0, 0);
    import_text(&s, "customer", "customer,name\nA,two\n", 0, 1, 0);
    Status status = facts_script(s.session, "UPDATE batch SET committed_at = TIMESTAMP '2001-01-01'", &s.error);
    assert_int_equal(status, STATUS_OK);
    import_text(&s, "customer", "customer,name\nA,three\n", 0, 1, 0);
    assert_string_equal(support_query(&s, "SELECT name, replaced_by FROM replaced.customer"), "two|3");
    support_close(&s);
}

static void currencies_and_scales_follow(void **state)
{
    (void)state;
    Support s;
    ImportUndone undone;
    support_open(&s, (const char *const[]){"currency=EUR", NULL});
    import_text(&s, "order", "order,line,ordered_at,amount,currency\n1,1,2026-03-01,10,EUR\n", 1, 0, 0);
    import_text(&s, "order", "order,line,ordered_at,amount,currency\n2,1,2026-03-01,10,USD\n", 1, 0, 0);
    assert_string_equal(support_query(&s, "SELECT currency FROM currency_used ORDER BY 1"), "EUR\nUSD");
    assert_int_equal(undo(&s, 2, &undone), STATUS_OK);
    assert_string_equal(support_query(&s, "SELECT currency FROM currency_used ORDER BY 1"), "EUR");
    import_text(&s, "answer", "answer,survey,question,score,scale_min,scale_max,answered_at\n1,a,rating,4,1,5,2026-03-01\n", 1, 0, 0);
    import_text(&s, "answer", "answer,survey,question,score,scale_min,scale_max,answered_at\n1,a,rating,8,0,10,2026-03-01\n", 0, 1, 0);
    import_text(&s, "answer", "answer,survey,question,score,scale_min,scale_max,answered_at\n2,a,rating,9,0,10,2026-03-01\n", 1, 0, 0);
    assert_int_equal(undo(&s, 4, &undone), STATUS_INVALID_DATA);
    assert_string_equal(support_query(&s, "SELECT answer, score FROM answer ORDER BY 1"), "1|8\n2|9");
    support_close(&s);
}

/* Local days of what was replaced follow the time zone as those of the facts do. */
static void days_follow_the_time_zone(void **state)
{
    (void)state;
    Support s;
    ImportUndone undone;
    support_open(&s, (const char *const[]){"time_zone=UTC", NULL});
    import_text(&s, "ticket", "ticket,opened_at\n1,2026-01-01T23:00:00Z\n", 1, 0, 0);
    import_text(&s, "ticket", "ticket,opened_at\n1,2026-01-05T23:00:00Z\n", 0, 1, 0);
    assert_int_equal(store_set_setting(s.store, "time_zone", "Asia/Tehran", &s.error), STATUS_OK);
    assert_int_equal(organization_apply(s.store, &s.error), STATUS_OK);
    assert_int_equal(undo(&s, 2, &undone), STATUS_OK);
    assert_string_equal(support_query(&s, "SELECT opened_day, day FROM ticket"), "2026-01-02|2026-01-02");
    support_close(&s);
}

/* The same key can come again after its batch was undone; and later imports of the same rows are named. */
static void keys_and_confirmations(void **state)
{
    (void)state;
    Support s;
    ImportUndone undone;
    support_open(&s, NULL);
    const char *file = support_text(&s, "k.csv", "customer,name\nA,Ann\n");
    ImportOptions options = {.files = &file, .file_count = 1, .idempotency_key = "k"};
    support_import_options(&s, "customer", options);
    support_expect_counts(&s, 1, 0, 0, 0);
    support_import(&s, "customer", file, NULL);
    support_expect_counts(&s, 0, 0, 1, 0);
    assert_int_equal(undo(&s, 1, &undone), STATUS_OK);
    assert_int_equal(undone.confirming_count, 1);
    assert_int_equal(undone.confirming[0], 2);
    support_import_options(&s, "customer", options);
    support_expect_counts(&s, 1, 0, 0, 0);
    assert_false(s.result.repeated);
    support_close(&s);
}

static const char *listed(Support *s)
{
    RecordsTable table;
    assert_int_equal(records_query(store_records(s->store), s->arena,
                                   "SELECT batch, kind, source, rows_added, rows_rejected, rejects IS NOT NULL, "
                                   "undone_at IS NOT NULL FROM import ORDER BY batch", NULL, 0, &table, &s->error), STATUS_OK);
    TextBuilder text = text_builder(4096);
    for (size_t i = 0; i < table.rows; i++)
        text_append_format(&text, "%lld %.*s %lld %lld %lld %lld;", (long long)records_value(&table, i, 0).integer,
                           (int)records_value(&table, i, 1).text.length, records_value(&table, i, 1).text.bytes,
                           (long long)records_value(&table, i, 3).integer, (long long)records_value(&table, i, 4).integer,
                           (long long)records_value(&table, i, 5).integer, (long long)records_value(&table, i, 6).integer);
    const char *copy = arena_string(s->arena, text.bytes);
    text_builder_free(&text);
    return copy;
}

/* A process that was killed between the commit of the facts and its record: the list is mended at the next opening. */
static void list_is_mended_at_opening(void **state)
{
    (void)state;
    Support s;
    ImportUndone undone;
    support_open(&s, NULL);
    import_text(&s, "customer", "customer,name\nA,Ann\n", 1, 0, 0);
    support_import(&s, "ticket", support_text(&s, "t.csv", "ticket,opened_at\n1,2026-01-01\n2,soon\n"), NULL);
    support_expect_counts(&s, 1, 0, 0, 1);
    assert_int_equal(undo(&s, 1, &undone), STATUS_OK);
    const char *before = listed(&s);
    assert_string_equal(before, "1 customer 1 0 0 1;2 ticket 1 1 1 0;");
    assert_int_equal(records_execute(store_records(s.store), "DELETE FROM import WHERE batch = 2", NULL, 0, NULL, &s.error), STATUS_OK);
    assert_int_equal(records_execute(store_records(s.store), "UPDATE import SET undone_at = NULL", NULL, 0, NULL, &s.error), STATUS_OK);
    const char *path = arena_string(s.arena, store_path(s.store));
    facts_session_close(s.session);
    store_close(s.store);
    assert_int_equal(store_open(path, NULL, &s.store, &s.error), STATUS_OK);
    assert_int_equal(facts_session_open(store_facts(s.store), &s.session, &s.error), STATUS_OK);
    assert_string_equal(listed(&s), before);
    support_close(&s);
}

static void sources_and_their_freshness(void **state)
{
    (void)state;
    Support s;
    ImportUndone undone;
    support_open(&s, NULL);
    support_import(&s, "ticket", support_text(&s, "tickets-2026-01.csv", "ticket,opened_at\n1,2026-01-01\n2,2026-01-05\n"), NULL);
    support_import(&s, "ticket", support_text(&s, "tickets-2026-02.csv", "ticket,opened_at\n3,2026-02-07\nx,soon\n"), NULL);
    support_import(&s, "ticket", support_text(&s, "calls.csv", "ticket,opened_at\n9,2026-03-09\n"), NULL);
    support_import(&s, "customer", support_text(&s, "c.csv", "customer,name\nA,Ann\n"), NULL);
    assert_int_equal(undo(&s, 3, &undone), STATUS_OK);
    ImportSource *sources;
    size_t count;
    assert_int_equal(import_sources(s.session, s.arena, &sources, &count, &s.error), STATUS_OK);
    assert_int_equal(count, 2);
    assert_string_equal(sources[0].kind->name, "customer");
    assert_false(sources[0].has_day);
    assert_int_equal(sources[0].rows, 1);
    assert_non_null(strstr(sources[1].name, "tickets-2026-02.csv"));
    assert_int_equal(sources[1].imports, 2);
    assert_int_equal(sources[1].batch, 2);
    assert_int_equal(sources[1].rows, 3);
    assert_int_equal(sources[1].rejected, 1);
    char day[16];
    day_format(sources[1].last_day, day);
    assert_string_equal(day, "2026-02-07");
    support_close(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_go_and_return),
        cmocka_unit_test(one_after_the_other),
        cmocka_unit_test(what_is_not_known_is_not_guessed),
        cmocka_unit_test(what_was_replaced_is_kept_for_a_time),
        cmocka_unit_test(currencies_and_scales_follow),
        cmocka_unit_test(days_follow_the_time_zone),
        cmocka_unit_test(keys_and_confirmations),
        cmocka_unit_test(list_is_mended_at_opening),
        cmocka_unit_test(sources_and_their_freshness),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
