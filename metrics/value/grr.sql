-- id: grr
-- title: Gross revenue retention
-- help: The share of the recurring revenue at the start that is still there at the end; no customer counts for more than
--   it paid at the start, so it never exceeds 100 %.
-- perspective: financial
-- indicator: result
-- better: up
-- source: subscription
-- slices: plan, brand, segment, country, currency
-- unit: percent
-- value: 100 * (start - contraction - churned) / start
-- grain: period
-- component start: Recurring revenue at the start
-- component contraction: Contraction
-- component churned: Churn
-- component customers: Customers who paid at the start
--   for: trailing_year
-- variant period: From the period's start to its end
-- variant trailing_year: Over the twelve months to the period's end
--   select: trailing
--   sample: customers
-- rows: subscription where trial IS NOT TRUE
-- aliases: gross revenue retention, gross dollar retention, gdr
-- reference: GRR = sum of min(start, end) over sum of start, at most 100 %.
WITH {include:revenue_movements}
SELECT * FROM movement
-- select trailing
--   grain: period
SELECT period_start{slices}, sum(before) AS start, sum(CASE WHEN after > before THEN after - before ELSE 0 END) AS expansion,
       sum(CASE WHEN after < before AND after > 0 THEN before - after ELSE 0 END) AS contraction,
       sum(CASE WHEN after = 0 THEN before ELSE 0 END) AS churned, count(*) AS customers
FROM (SELECT p.period_start{slices:s}, s.customer,
             CAST(COALESCE(sum(s.yearly * r.rate) FILTER (WHERE s.term_start < p.back AND (s.term_end IS NULL OR s.term_end >= p.back)), 0) AS DOUBLE PRECISION) / 12.0 AS before,
             CAST(COALESCE(sum(s.yearly * r.rate) FILTER (WHERE s.term_end IS NULL OR s.term_end >= p.period_end), 0) AS DOUBLE PRECISION) / 12.0 AS after
      FROM (SELECT period_start, period_end, CAST(period_end - INTERVAL '12' MONTH AS DATE) AS back FROM {period} q) p
      JOIN (SELECT customer, currency AS coin{slices}, term_start, term_end,
                   price * CASE billing_interval WHEN 'year' THEN 1 WHEN 'half_year' THEN 2 WHEN 'quarter' THEN 4
                                                 WHEN 'month' THEN 12 WHEN 'week' THEN 52 ELSE 365 END AS yearly
            FROM {subscription:*} t
            WHERE trial IS NOT TRUE AND price > 0 AND (term_end IS NULL OR term_end > term_start)) s
        ON s.term_start < p.period_end AND (s.term_end IS NULL OR s.term_end >= p.back)
      JOIN {rate} r ON r.period_start = p.period_start AND r.currency = s.coin
      GROUP BY p.period_start{slices:s}, s.customer) cohort
WHERE before > 0
GROUP BY period_start{slices}
