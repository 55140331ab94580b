/* The shipped mappings, each over a small file of the layout that it is for (layouts/). */
#include "support.h"

#include <string.h>

static const char *layout(Support *s, const char *name)
{
    return arena_format(s->arena, MIZAN_SOURCE "/tests/import/layouts/%s.csv", name);
}

static void import_layout(Support *s, const char *kind, const char *name)
{
    support_open(s, NULL);
    support_import(s, kind, layout(s, name), name);
}

static void zendesk(void **state)
{
    (void)state;
    Support s;
    import_layout(&s, "ticket", "zendesk");
    support_expect_counts(&s, 3, 0, 0, 0);
    assert_string_equal(
        support_query(&s, "SELECT ticket, customer, opened_at, first_reply_at, first_resolved_at, last_resolved_at, reopens, "
                          "agent_replies, team, agent, status FROM ticket ORDER BY 1"),
        "1001|501|2026-03-02T09:15:00Z|2026-03-02T09:27:00Z|2026-03-02T11:15:00Z|2026-03-02T11:15:00Z|0|2|Tier 1|Omar|closed\n"
        "1002|502|2026-03-02T10:00:00Z|2026-03-02T10:45:00Z|2026-03-03T10:00:00Z|2026-03-05T10:00:00Z|1|4|Tier 2|Sara|solved\n"
        "1003|503|2026-03-04T08:00:00Z|-|-|-|0|0|-|-|pending");
    support_close(&s);
}

static void freshdesk(void **state)
{
    (void)state;
    Support s;
    import_layout(&s, "ticket", "freshdesk");
    support_expect_counts(&s, 2, 0, 0, 0);
    assert_string_equal(
        support_query(&s, "SELECT ticket, customer, first_reply_at, first_resolved_at, closed_at, customer_messages, channel, "
                          "brand, status, resolution_due_at FROM ticket ORDER BY 1"),
        "55|9001|2026-04-01T08:30:00Z|2026-04-01T12:00:00Z|2026-04-03T12:00:00Z|1|Email|Shop|closed|2026-04-02T08:00:00Z\n"
        "56|9002|2026-04-01T09:05:00Z|-|-|0|Phone|Shop|pending|2026-04-01T17:00:00Z");
    support_close(&s);
}

static void intercom(void **state)
{
    (void)state;
    Support s;
    import_layout(&s, "ticket", "intercom");
    support_expect_counts(&s, 2, 0, 0, 0);
    assert_string_equal(
        support_query(&s, "SELECT ticket, first_reply_at, first_resolved_at, last_resolved_at, reopens, customer_messages, team, "
                          "topic, status FROM ticket ORDER BY 1"),
        "215468|2026-05-04T10:02:30Z|2026-05-04T10:40:00Z|2026-05-05T09:00:00Z|1|2|Support|billing, plan|closed\n"
        "215469|2026-05-04T15:00:00Z|-|-|0|0|Support|-|pending");
    support_close(&s);
}

static void stripe(void **state)
{
    (void)state;
    Support s;
    import_layout(&s, "subscription", "stripe");
    support_expect_counts(&s, 3, 0, 0, 0);
    assert_string_equal(
        support_query(&s, "SELECT subscription, customer, term_start, term_end, price, billing_interval, currency, quantity, trial "
                          "FROM subscription ORDER BY 1"),
        "sub_1A|cus_A|2026-01-05|-|3150|month|USD|3|false\n"
        "sub_1B|cus_B|2025-02-01|2026-02-01|600|year|EUR|1|false\n"
        "sub_1C|cus_C|2026-03-01|-|50|month|USD|1|true");
    support_close(&s);
}

static void chargebee(void **state)
{
    (void)state;
    Support s;
    import_layout(&s, "subscription", "chargebee");
    support_expect_counts(&s, 3, 0, 0, 0);
    assert_string_equal(
        support_query(&s, "SELECT subscription, customer, term_start, term_end, price, billing_interval, currency, trial "
                          "FROM subscription ORDER BY 1"),
        "AzZ1|c_1|2025-06-10|-|60|month|USD|false\n"
        "AzZ2|c_2|2025-01-01|2026-01-01|90|quarter|EUR|false\n"
        "AzZ3|c_3|2026-03-15|-|960|year|USD|true");
    support_close(&s);
}

static void shopify(void **state)
{
    (void)state;
    Support s;
    import_layout(&s, "order", "shopify");
    support_expect_counts(&s, 3, 0, 0, 0);
    assert_string_equal(
        support_query(&s, "SELECT \"order\", line, customer, ordered_at, amount, currency, product, quantity, returned, channel, "
                          "country FROM orders ORDER BY 1, 2"),
        "#1001|1|ann@example.com|2026-02-01T08:00:00Z|20|EUR|MUG-1|2|false|web|FR\n"
        "#1001|2|ann@example.com|2026-02-01T08:00:00Z|30|EUR|PLATE-1|1|false|web|FR\n"
        "#1002|1|ben@example.com|2026-02-03T21:30:00Z|10|EUR|MUG-1|1|true|pos|DE");
    support_close(&s);
}

static void google_ads(void **state)
{
    (void)state;
    Support s;
    import_layout(&s, "spend", "google-ads");
    support_expect_counts(&s, 3, 0, 0, 0);
    assert_string_equal(
        support_query(&s, "SELECT on_day, channel, campaign, ad, impressions, clicks, cost, conversions, revenue, currency "
                          "FROM spend ORDER BY on_day, campaign"),
        "2026-01-01|google ads|Spring|all|12345|321|1050.25|12.5|300|USD\n"
        "2026-01-02|google ads|Brand|all|500|50|5.5|-|0|USD\n"
        "2026-01-02|google ads|Spring|all|987|12|10|0|0|USD");
    support_close(&s);
}

static void surveymonkey(void **state)
{
    (void)state;
    Support s;
    import_layout(&s, "answer", "surveymonkey");
    support_expect_counts(&s, 7, 0, 0, 0);
    assert_string_equal(
        support_query(&s, "SELECT customer, question, score, scale_max, comment, answered_at FROM answer ORDER BY customer, question"),
        "118702|nps|8|10|-|2026-06-16T11:03:00Z\n"
        "118702|text|-|-|Больше каналов|2026-06-16T11:03:00Z\n"
        "ann@example.com|csat|5|5|-|2026-06-15T10:02:00Z\n"
        "ann@example.com|nps|10|10|-|2026-06-15T10:02:00Z\n"
        "ann@example.com|text|-|-|Nothing, go on|2026-06-15T10:02:00Z\n"
        "ben@example.com|csat|2|5|-|2026-06-15T11:03:00Z\n"
        "ben@example.com|nps|6|10|-|2026-06-15T11:03:00Z");
    support_close(&s);
}

static void typeform(void **state)
{
    (void)state;
    Support s;
    import_layout(&s, "answer", "typeform");
    support_expect_counts(&s, 5, 0, 0, 0);
    assert_string_equal(
        support_query(&s, "SELECT customer, question, score, scale_max, comment, asked_at FROM answer ORDER BY customer, question"),
        "k3j2h1|ces|7|7|-|2026-07-01T08:00:00Z\n"
        "k3j2h1|nps|9|10|-|2026-07-01T08:00:00Z\n"
        "k3j2h1|text|-|-|شكرا|2026-07-01T08:00:00Z\n"
        "k3j2h2|ces|2|7|-|2026-07-01T09:00:00Z\n"
        "k3j2h2|nps|3|10|-|2026-07-01T09:00:00Z");
    /* The same export a second time brings nothing new. */
    support_import(&s, "answer", layout(&s, "typeform"), "typeform");
    support_expect_counts(&s, 0, 0, 5, 0);
    support_close(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(zendesk), cmocka_unit_test(freshdesk),  cmocka_unit_test(intercom),
        cmocka_unit_test(stripe),  cmocka_unit_test(chargebee),  cmocka_unit_test(shopify),
        cmocka_unit_test(google_ads), cmocka_unit_test(surveymonkey), cmocka_unit_test(typeform),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
