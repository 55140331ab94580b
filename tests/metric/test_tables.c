/* Facts are read through placeholders alone: the check that the build makes of every metric. */
#include "testing.h"

#include "metric/tables.h"

#include <string.h>

static void assert_refused(const char *sql, const char *table)
{
    Error error = {0};
    if (metric_refuse_tables_in("sample", text_of(sql), &error) != STATUS_INVALID_DATA)
        fail_msg("not refused: %s", sql);
    assert_non_null(strstr(error.message, table));
    assert_string_equal(error.where, "sample");
}

static void assert_passes(const char *sql)
{
    Error error = {0};
    if (metric_refuse_tables_in("sample", text_of(sql), &error) != STATUS_OK)
        fail_msg("refused: %s (%s)", sql, error.message);
}

static void test_refused(void **state)
{
    (void)state;
    assert_refused("SELECT day FROM ticket", "ticket");
    assert_refused("SELECT day FROM\n  -- all\n  Ticket t", "Ticket");
    assert_refused("SELECT day FROM \"orders\" o", "orders");
    assert_refused("SELECT day FROM {answer} a LEFT JOIN customer c ON c.customer = a.customer", "customer");
    assert_refused("SELECT day FROM {answer} a, ticket t WHERE true", "ticket");
    assert_refused("SELECT day FROM (SELECT 1) x, (SELECT day FROM event) y", "event");
    assert_refused("SELECT (SELECT count(*) FROM event n WHERE n.name = 'FROM') FROM {event} e", "event");
    assert_refused("SELECT day FROM main.ticket", "ticket");
    assert_refused("SELECT day FROM main . \"ticket\"", "ticket");
    assert_refused("SELECT day FROM (ticket t JOIN {answer} a ON true)", "ticket");
    assert_refused("WITH x AS (SELECT 1 UNION SELECT 2 FROM spend) SELECT * FROM x", "spend");
    assert_refused("SELECT /* FROM */ 1 FROM ticket", "ticket");
}

static void test_passes(void **state)
{
    (void)state;
    assert_passes("SELECT day, ticket, customer FROM {ticket} t GROUP BY day, ticket, customer");
    assert_passes("SELECT day FROM {ticket:*} ticket JOIN {period} p ON ticket.day < p.period_end");
    assert_passes("SELECT extract(epoch FROM ticket.opened_at) FROM {ticket} ticket");
    assert_passes("SELECT a FROM {answer} x WHERE a IS DISTINCT FROM order AND b IN ('FROM ticket', answer)");
    assert_passes("SELECT day FROM calendar -- FROM ticket\nORDER BY customer, ticket");
    assert_passes("SELECT day FROM {answer} a ORDER BY day, answer");
    assert_passes("WITH t AS (SELECT 1) SELECT t.x, ticket FROM t, (SELECT 1, customer FROM t) u");
    assert_passes("");
    assert_passes("SELECT 'unfinished FROM ticket");
    assert_passes("SELECT \"unfinished FROM ticket");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_refused),
        cmocka_unit_test(test_passes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
