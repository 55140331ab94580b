-- id: contact_rate
-- title: Contacts per customer
-- help: Tickets opened for each active customer: one with a paid subscription on some day of the period, or, in the other
--   form, one who ordered in it.
-- perspective: processes
-- indicator: performance
-- better: down
-- source: ticket, subscription, order
-- slices: brand, segment, country, plan
-- unit: ratio
-- value: tickets / customers
-- sample: customers
-- grain: period
-- component tickets: Tickets opened
-- component customers: Active customers
-- excluded merged_or_spam: Merged or spam
-- variant subscribers: Of the customers with a subscription
-- variant buyers: Of the customers who ordered
--   select: buyers
-- rows: ticket
-- aliases: contacts_per_customer
-- reference: Tickets of the period by the customers active in it.
SELECT period_start{slices}, sum(tickets) AS tickets, sum(merged_or_spam) AS merged_or_spam, sum(customers) AS customers
FROM (SELECT p.period_start{slices:d}, sum(d.tickets) AS tickets, sum(d.merged_or_spam) AS merged_or_spam,
             CAST(NULL AS BIGINT) AS customers
      FROM {period} p
      JOIN (SELECT t.day{slices:t},
                   count(*) FILTER (WHERE COALESCE(t.status, '') NOT IN ('merged', 'spam')) AS tickets,
                   count(*) FILTER (WHERE t.status IN ('merged', 'spam')) AS merged_or_spam
            FROM {ticket} t
            GROUP BY t.day{slices:t}) d ON d.day >= p.period_start AND d.day < p.period_end
      GROUP BY p.period_start{slices:d}
      UNION ALL
      SELECT p.period_start{slices:s}, NULL, NULL, count(DISTINCT s.customer)
      FROM {period} p
      JOIN {subscription:*} s ON s.term_start < p.period_end AND COALESCE(s.term_end, DATE '9999-12-31') > p.period_start
      WHERE s.trial IS NOT TRUE AND (s.term_end IS NULL OR s.term_end > s.term_start)
      GROUP BY p.period_start{slices:s}) parts
GROUP BY period_start{slices}
-- select buyers
--   grain: period
SELECT period_start{slices}, sum(tickets) AS tickets, sum(merged_or_spam) AS merged_or_spam, sum(customers) AS customers
FROM (SELECT p.period_start{slices:d}, sum(d.tickets) AS tickets, sum(d.merged_or_spam) AS merged_or_spam,
             CAST(NULL AS BIGINT) AS customers
      FROM {period} p
      JOIN (SELECT t.day{slices:t},
                   count(*) FILTER (WHERE COALESCE(t.status, '') NOT IN ('merged', 'spam')) AS tickets,
                   count(*) FILTER (WHERE t.status IN ('merged', 'spam')) AS merged_or_spam
            FROM {ticket} t
            GROUP BY t.day{slices:t}) d ON d.day >= p.period_start AND d.day < p.period_end
      GROUP BY p.period_start{slices:d}
      UNION ALL
      SELECT p.period_start{slices:o}, NULL, NULL, count(DISTINCT o.customer)
      FROM {period} p
      JOIN (SELECT DISTINCT day, customer{slices} FROM {order} b WHERE amount > 0 AND customer IS NOT NULL) o
        ON o.day >= p.period_start AND o.day < p.period_end
      GROUP BY p.period_start{slices:o}) parts
GROUP BY period_start{slices}
